"""What a city learns, told in the browser: short forms for each kind, and nothing entered is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree, html

from tests.clients import FormClient, form_values
from tests.factories import practice
from wiki.accounts.types import Role


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string(//main)")).split())


@pytest.fixture
def address(inside: Callable[..., Any], reviewer: FormClient) -> str:
    slug = inside(practice, "Lamp posts", themes=("data",), cities=("munich",))
    entered = {"city": "sofia", "happened_on": "2018-06-05", "shared": "y"}
    return str(reviewer.submit(f"/pages/{slug}/replicate", **entered).location)


def told(client: FormClient, address: str, kind: str, **entered: Any) -> Any:
    values = {f"{kind}-{name}": value for name, value in ({"happened_on": "2018-07-01"} | entered).items()}
    return client.submit(address, to=f"{address}/experience/{kind}", **values)


ADAPTATION = {"text": "Smaller masts", "why": "Narrow streets"}
BARRIER = {"text": "Wires on our masts", "category": "technical", "phase": "planning", "severity": "4"}
COST = {"measure": "cost", "planned": "1 000", "actual": "1250,5", "unit": "EUR", "text": "Steel cost more"}
LESSON = {"text": "Ask the owners first", "differently": "y"}


def test_each_kind_is_told_and_read_by_everybody(reviewer: FormClient, client: FormClient, address: str) -> None:
    for kind, entered in (("adaptation", ADAPTATION), ("barrier", BARRIER), ("deviation", COST), ("lesson", LESSON)):
        assert told(reviewer, address, kind, **entered).status_code == 303
    read = words(client.get(address).text)
    for text in (
        "Smaller masts Why: Narrow streets",
        "Wires on our masts open Technical · Planning · weight 4 of 5",
        "Cost: 1,000 → 1,250.5 € (+25%) Steel cost more",
        "Ask the owners first Would do differently",
    ):
        assert text in read
    assert "Entered by" not in read
    assert "Note a barrier" not in read
    assert "Entered by" in words(reviewer.get(address).text)


def test_bad_input_loses_nothing(reviewer: FormClient, address: str) -> None:
    refused = told(reviewer, address, "deviation", text="Steel cost more", planned="lots", actual="7", unit="weeks")
    assert refused.status_code == 422
    assert "Enter what was planned, as a number." in refused.text
    assert "Choose a unit of it" in refused.text
    form = html.fromstring(refused.text)
    assert form.xpath("//input[@id='deviation-planned']/@value") == ["lots"]
    assert form.xpath("normalize-space(//details[@open]//textarea[@id='deviation-text'])") == "Steel cost more"
    assert told(reviewer, address, "lesson", text="Look", happened_on="soon").status_code == 422
    assert "Nothing was noted" not in words(reviewer.get(address).text)


def test_a_barrier_is_solved_changed_and_taken_away(reviewer: FormClient, client: FormClient, address: str) -> None:
    told(reviewer, address, "barrier", **BARRIER, help_wanted="y")
    assert "help wanted" in words(client.get(address).text)
    [one] = html.fromstring(reviewer.get(address).text).xpath("//a[contains(@href, '/experience/')]/@href")
    number = one.rsplit("/", 1)[1]
    empty = reviewer.submit(address, to=f"{one}/solve", **{f"solve-{number}-solved_on": "2018-08-01"})
    assert empty.status_code == 422
    assert "Say how it was solved." in empty.text
    no_day = {f"solve-{number}-solved": "They were moved.", f"solve-{number}-solved_on": "soon"}
    unread = reviewer.submit(address, to=f"{one}/solve", **no_day)
    assert unread.status_code == 422
    assert "They were moved." in unread.text
    solved = {f"solve-{number}-solved": "They were moved.", f"solve-{number}-solved_on": "2018-08-01"}
    assert reviewer.submit(address, to=f"{one}/solve", **solved).status_code == 303
    assert "solved Technical" in words(client.get(address).text)
    late = reviewer.push(
        f"{one}", text="Mine", category="data", happened_on="2018-07-01", seen="1", phase="", severity=""
    )
    assert late.status_code == 409
    assert "Mine" in late.text
    assert "They were moved." in words(late.text)
    shown = reviewer.get(one).text
    again = {name: values[0] for name, values in form_values(shown, one).items()} | {"text": "Wires on most masts"}
    assert reviewer.post(one, data=again).status_code == 303
    read = words(reviewer.get(address).text)
    assert "Wires on most masts" in read
    assert "How it was solved: They were moved. (1 August 2018)" in read
    assert reviewer.push(f"{one}/remove", seen="1").status_code == 409
    assert reviewer.submit(address, to=f"{one}/remove").status_code == 303
    assert "Wires on most masts" not in words(client.get(address).text)
    assert "taken away Wires on most masts" in words(reviewer.get(address).text)


@pytest.mark.parametrize(("role", "status"), [(None, 302), (Role.OBSERVER, 403), (Role.EDITOR, 403)])
def test_nobody_else_tells_anything(
    address: str, reviewer: FormClient, reader: Callable[[Role | None], FormClient], role: Role | None, status: int
) -> None:
    told(reviewer, address, "barrier", **BARRIER)
    one = html.fromstring(reviewer.get(address).text).xpath("string(//a[contains(@href, '/experience/')]/@href)")
    client = reader(role)
    values = {f"lesson-{name}": value for name, value in LESSON.items()}
    assert (
        client.push(f"{address}/experience/lesson", token_from=address if role else "/login", **values).status_code
        == status
    )
    for step in ("", "/solve", "/remove"):
        assert client.push(f"{one}{step}", token_from=address if role else "/login", seen="1").status_code == status


def test_the_feed_tells_what_was_learnt(reviewer: FormClient, client: FormClient, address: str) -> None:
    told(reviewer, address, "barrier", **BARRIER)
    feed = etree.fromstring(client.get("/replications.atom").data)
    titles = feed.xpath("//a:entry/a:title/text()", namespaces={"a": "http://www.w3.org/2005/Atom"})
    assert titles[0] == "Sofia, Lamp posts: Barrier"
    assert len(titles) == 2
