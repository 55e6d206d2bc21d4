"""Programs read meetings by their days and write what they were about."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.api.conftest import Program
from tests.factories import archive, page
from wiki.pages.types import PageKind

Inside = Callable[..., Any]
FACTS = {
    "meeting_kind": "peer_workshop",
    "sessions": [{"id": "s1", "day": "2017-05-04", "begins": "09:30", "title": "Lamps", "practices": "lamp-posts"}],
    "actions": [{"id": "a1", "text": "Visit Vienna", "owner": "Energy desk", "city": "sofia", "due": "2017-07"}],
}


def meeting(title: str, day: date, **content: Any) -> str:
    return page(title, kind=PageKind.MEETING, starts_on=day, **content)


def test_meetings_are_listed_by_their_days(visitor: Program, inside: Inside) -> None:
    inside(meeting, "Assembly", date(2017, 2, 15), ends_on=date(2017, 2, 17), themes=("data",), cities=("sofia",))
    inside(meeting, "Workshop", date(2017, 5, 4), facts=FACTS)
    inside(archive, inside(meeting, "Called off", date(2017, 5, 5)))
    assert [each["slug"] for each in visitor.get("/meetings").json["items"]] == ["assembly", "workshop"]
    for question in ("from=2017-02-17&to=2017-02-20", "to=2017-03-01", "theme=data", "city=sofia"):
        assert [each["slug"] for each in visitor.get(f"/meetings?{question}").json["items"]] == ["assembly"]
    first = visitor.get("/meetings?limit=1").json
    (second,) = visitor.get(f"/meetings?limit=1&cursor={first['next_cursor']}").json["items"]
    assert (second["slug"], second["kind"], second["starts_on"]) == ("workshop", "peer_workshop", "2017-05-04")


def test_what_a_meeting_was_about_comes_back_as_it_was_sent(editor: Program, visitor: Program) -> None:
    sent = {"title": "Workshop", "kind": "meeting", "starts_on": "2017-05-04", "facts": FACTS}
    answer = editor.put("/pages/workshop", **sent)
    assert answer.status_code == 201, answer.text
    assert visitor.get("/pages/workshop").json["facts"] == FACTS
    (action,) = visitor.get("/meetings/actions?city=sofia").json["items"]
    assert (action["meeting"], action["text"], action["due"], action["overdue"]) == (
        "workshop",
        "Visit Vienna",
        "2017-07",
        True,
    )
    assert visitor.get("/pages/workshop/links").json["outgoing"][0]["key"] == "lamp-posts"


def test_what_does_not_fit_is_refused_at_its_place(editor: Program) -> None:
    rows = [{"day": "2017-05-09", "begins": "9:30", "title": "Late", "theme": "weather"}]
    answer = editor.put("/pages/workshop", title="Workshop", kind="meeting", facts={"sessions": rows})
    assert {error["field"] for error in answer.json["errors"]} == {"facts.sessions.0.begins"}
    rows = [{"day": "2017-05-09", "begins": "09:30", "title": "Late", "theme": "weather"}]
    answer = editor.put("/pages/workshop", title="Workshop", kind="meeting", facts={"sessions": rows})
    assert {error["field"] for error in answer.json["errors"]} == {"facts.sessions.0.theme"}
    rows = [{"day": "2017-05-09", "begins": "09:30", "ends": "08:00", "title": "Late"}]
    told = {"title": "Workshop", "kind": "meeting", "starts_on": "2017-05-04", "facts": {"sessions": rows}}
    answer = editor.put("/pages/workshop", **told)
    assert {error["field"] for error in answer.json["errors"]} == {"facts.sessions.0.day", "facts.sessions.0.ends"}


def test_the_template_of_each_kind_is_a_schema(visitor: Program) -> None:
    practice, meeting = (
        visitor.get(f"/templates/{kind}").json["facts"]["properties"] for kind in ("practice", "meeting")
    )
    assert {"sessions", "decisions", "actions"} <= meeting.keys()
    assert not practice.keys() & meeting.keys()
    assert visitor.get("/templates/news").status_code == 404
