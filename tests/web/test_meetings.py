"""Meetings: filling in what they were about, reading it, their actions where they belong, calendars, rights."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar
from lxml import html

from tests.clients import FormClient
from tests.factories import actor, archive, page, practice, save
from wiki.accounts.types import Role
from wiki.pages import queries
from wiki.pages.types import PageKind
from wiki.search.contract import SearchBackend

Inside = Callable[..., Any]
DAYS = {"starts_on": date(2017, 2, 15), "ends_on": date(2017, 2, 17), "place": "Munich", "themes": ("data",)}
FACTS = {
    "meeting_kind": "assembly",
    "meeting_zone": "Europe/Berlin",
    "meeting_days": [
        {"id": "d2", "date": "2017-02-16", "title": "Five themes"},
        {"id": "d3", "date": "2017-02-17", "title": "Monitoring and evaluation"},
    ],
    "sessions": [
        {
            "id": "s1",
            "day": "2017-02-16",
            "begins": "14:00",
            "ends": "15:30",
            "title": "Lamp posts of tomorrow",
            "theme": "data",
            "practices": "lamp-posts, hidden-plan",
            "challenge": "Who may read the sensors?",
        },
        {"id": "s2", "day": "2017-02-16", "begins": "09:30", "title": "Opening"},
    ],
    "delegations": [
        {"id": "p1", "city": "sofia", "organisation": "Sofia Municipality", "people": 3},
        {"id": "p2", "city": "sofia", "organisation": "SofEnA", "people": 2},
        {"id": "p3", "elsewhere": "Grenoble"},
    ],
    "decisions": [{"id": "e1", "text": "A wiki is set up.", "theme": "data", "practices": "lamp-posts"}],
    "actions": [
        {"id": "a1", "text": "Write the lamp posts down", "owner": "Data desk", "city": "munich", "due": "2017-06",
         "theme": "data", "practices": "lamp-posts"},
        {"id": "a2", "text": "Say who is in the task force", "city": "sofia", "due": "2999-01-01"},
        {"id": "a3", "text": "Send the minutes", "city": "munich", "done_on": "2017-03-01"},
    ],
}  # fmt: skip


def meeting(title: str = "Assembly", **content: Any) -> str:
    return page(title, "Minutes.", kind=PageKind.MEETING, **{**DAYS, "facts": FACTS, **content})


def facts_of(slug: str) -> Any:
    editor = actor(Role.EDITOR)
    found = queries.get_page(editor, slug)
    return queries.get_content(editor, found, found.current_number).facts


def text_of(answer: Any) -> str:
    return " ".join(html.fromstring(answer.text).text_content().split())


@pytest.fixture
def assembly(inside: Inside) -> str:
    inside(practice, "Lamp posts")
    inside(practice, "Hidden plan", published=False)
    return inside(meeting)


def test_a_section_is_filled_in_and_leads_to_the_next(editor: FormClient, inside: Inside) -> None:
    inside(meeting, facts={})
    answer = editor.submit("/pages/assembly/facts/meeting", action="next", meeting_kind="peer_workshop")
    assert (answer.status_code, answer.location) == (303, "/pages/assembly/facts/programme")
    rows = {"sessions.0.title": "Lamps", "sessions.0.day": "16.2.2017", "sessions.0.begins": "9.30"}
    named = {"sessions.0.theme": "data", "sessions.0.practices": "[[Lamp posts]], https://a.example/pages/torches"}
    answer = editor.submit("/pages/assembly/facts/programme", action="save", **rows, **named)
    assert (answer.status_code, answer.location) == (303, "/pages/assembly")
    facts = inside(facts_of, "assembly")
    (session,) = facts["sessions"]
    assert facts["meeting_kind"] == "peer_workshop"
    assert {key: session[key] for key in ("day", "begins", "practices")} == {
        "day": "2017-02-16",
        "begins": "09:30",
        "practices": "lamp-posts, torches",
    }


def test_what_does_not_fit_is_said_at_its_place_and_nothing_is_saved(editor: FormClient, inside: Inside) -> None:
    inside(meeting, facts={})
    rows = {"sessions.1.title": "Lamps", "sessions.1.day": "2017-03-01", "sessions.1.begins": "9:00"}
    answer = editor.submit("/pages/assembly/facts/programme", action="save", **rows, **{"sessions.0.title": ""})
    assert answer.status_code == 422
    found = html.fromstring(answer.text)
    assert found.xpath("string(//a[@href='#sessions.0.day'])") == "Sessions 1, Day: The meeting is not on this day."
    assert found.xpath("string(//*[@name='sessions.0.begins']/@value)") == "09:00"
    assert inside(facts_of, "assembly") == {}


def test_sections_belong_to_their_kind(editor: FormClient, assembly: str) -> None:
    assert editor.get("/pages/assembly/facts/status").status_code == 404
    assert editor.get("/pages/lamp-posts/facts/actions").status_code == 404
    assert editor.get(f"/pages/{assembly}/facts/actions").status_code == 200


def test_the_page_tells_the_programme_by_the_clock_and_who_came(client: FormClient, assembly: str) -> None:
    shown = client.get(f"/pages/{assembly}")
    told = text_of(shown)
    assert told.index("Opening") < told.index("Lamp posts of tomorrow") < told.index("Monitoring and evaluation")
    for words in (
        "General Assembly",
        "Who may read the sensors?",
        "5 people",
        "Sofia Municipality, SofEnA",
        "Grenoble",
    ):
        assert words in told
    links = set(html.fromstring(shown.text).xpath("//main//a/@href"))
    assert "/pages/lamp-posts" in links
    # Nobody is told that there is such a page, only what the meeting itself says.
    assert "/pages/hidden-plan" not in links
    assert "Hidden plan" not in told


def test_nobody_is_led_to_what_was_archived(
    editor: FormClient, client: FormClient, inside: Inside, assembly: str
) -> None:
    inside(archive, "lamp-posts")
    for reader in (client, editor):
        shown = html.fromstring(reader.get(f"/pages/{assembly}").text)
        assert "/pages/lamp-posts" not in shown.xpath("//main//a/@href")


def test_a_search_says_in_which_part_of_a_meeting_its_words_stand(
    client: FormClient, editor: FormClient, whoosh: SearchBackend, inside: Inside, assembly: str
) -> None:
    editor.submit(f"/pages/{assembly}/facts/meeting", action="save", meeting_host="City of Munich")
    told = text_of(client.get("/search?q=sensors"))
    assert "Assembly" in told
    assert "Sessions" in told


def test_members_are_led_to_drafts_that_a_meeting_names(editor: FormClient, assembly: str) -> None:
    shown = html.fromstring(editor.get(f"/pages/{assembly}").text)
    assert {"Lamp posts", "Hidden plan"} <= set(shown.xpath("//main//a[@class='chip']/text()"))


@pytest.mark.parametrize(
    ("address", "there", "elsewhere"),
    [
        ("/cities/munich", "Write the lamp posts down", "Say who is in the task force"),
        ("/cities/sofia", "Say who is in the task force", "Write the lamp posts down"),
        ("/themes/data", "A wiki is set up.", "Say who is in the task force"),
        ("/pages/lamp-posts", "Lamp posts of tomorrow", "Opening"),
        ("/pages/lamp-posts", "Write the lamp posts down", "Send the minutes"),
    ],
)
def test_points_show_where_they_belong(
    client: FormClient, assembly: str, address: str, there: str, elsewhere: str
) -> None:
    told = text_of(client.get(address))
    assert there in told
    assert elsewhere not in told


def test_what_was_taken_out_or_archived_shows_nowhere(client: FormClient, inside: Inside, assembly: str) -> None:
    inside(save, assembly, facts={**FACTS, "decisions": [], "actions": FACTS["actions"][1:]})
    assert "Write the lamp posts down" not in client.get("/cities/munich").text
    inside(archive, assembly)
    for address in ("/cities/sofia", "/meetings/actions", "/pages/lamp-posts", "/themes/data", "/meetings.ics"):
        answer = client.get(address)
        assert "task force" not in answer.text
        assert "Lamp posts of tomorrow" not in answer.text
        assert "Assembly" not in answer.text.replace("General Assembly", "")


def test_open_actions_are_listed_overdue_first(client: FormClient, assembly: str) -> None:
    told = text_of(client.get("/meetings/actions"))
    assert told.index("Write the lamp posts down") < told.index("overdue") < told.index("Say who is in the task force")
    assert "Send the minutes" not in told
    assert "Write the lamp posts down" not in text_of(client.get("/meetings/actions?city=sofia"))
    assert client.get("/meetings/actions?city=atlantis").status_code == 404
    assert "Mark as done" not in told


def test_an_action_is_done_by_who_may_edit(editor: FormClient, inside: Inside, assembly: str) -> None:
    sent = {"slug": assembly, "action": "a1", "done_on": "2017-05-02"}
    answer = editor.push("/meetings/actions/done?city=munich", **sent)
    assert (answer.status_code, answer.location) == (303, "/meetings/actions?city=munich")
    (done, *_) = inside(facts_of, assembly)["actions"]
    assert done["done_on"] == "2017-05-02"
    assert "Write the lamp posts down" not in editor.get("/meetings/actions").text
    assert "An action is done" in editor.get(f"/pages/{assembly}/history").text


@pytest.mark.parametrize(("day", "code"), [("2999-01-01", 422), ("soon", 422), ("2017-05-02", 404)])
def test_a_day_to_come_no_day_and_no_such_action_are_refused(
    editor: FormClient, assembly: str, day: str, code: int
) -> None:
    action = "nowhere" if code == 404 else "a1"
    sent = {"slug": assembly, "action": action, "done_on": day}
    assert editor.push("/meetings/actions/done", **sent).status_code == code


def test_observers_mark_nothing_as_done(observer: FormClient, assembly: str) -> None:
    sent = {"slug": assembly, "action": "a1", "done_on": "2017-05-02"}
    assert observer.push("/meetings/actions/done", **sent).status_code == 403


def test_coming_meetings_stand_first(client: FormClient, inside: Inside, assembly: str) -> None:
    inside(meeting, "Next workshop", starts_on=date(2999, 3, 1), ends_on=None, facts={})
    shown = html.fromstring(client.get("/meetings").text)
    headings = ["".join(each.itertext()).strip() for each in shown.xpath("//main//h2 | //main//h3")]
    assert headings.index("Coming") < headings.index("Next workshop") < headings.index("All meetings")
    assert "Coming" not in text_of(client.get("/meetings?city=sofia"))


def events(answer: Any) -> list[Any]:
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return Calendar.from_ical(answer.data).walk("VEVENT")


def test_a_calendar_of_all_meetings(client: FormClient, inside: Inside, assembly: str) -> None:
    inside(meeting, "Elsewhere", themes=("mobility",), facts={})
    (event,) = events(client.get("/meetings.ics?theme=data"))
    assert (event["SUMMARY"], event["LOCATION"], event["UID"].endswith("@wiki.example.org")) == (
        "Assembly",
        "Munich",
        True,
    )
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2017, 2, 15), date(2017, 2, 18))
    assert len(events(client.get("/meetings.ics"))) == 2


def test_a_calendar_of_one_meeting_has_its_sessions_in_its_own_time(client: FormClient, assembly: str) -> None:
    answer = client.get(f"/pages/{assembly}.ics")
    told = {str(event["SUMMARY"]): event for event in events(answer)}
    assert [*told] == [
        "Assembly",
        "Assembly: Monitoring and evaluation",
        "Assembly: Lamp posts of tomorrow",
        "Assembly: Opening",
    ]
    session = told["Assembly: Lamp posts of tomorrow"]
    assert session.decoded("DTSTART").isoformat() == "2017-02-16T14:00:00+01:00"
    assert told["Assembly: Monitoring and evaluation"].decoded("DTSTART") == date(2017, 2, 17)
    assert b"BEGIN:VTIMEZONE" in answer.data
    assert b"Data desk" not in answer.data
    assert client.get(f"/pages/{assembly}.ics").data == answer.data
    assert client.get("/pages/lamp-posts.ics").status_code == 404
