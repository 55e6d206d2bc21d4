"""A city takes up a practice in the browser: it starts, moves, leaves, shares, and everybody reads what they may."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from lxml import etree, html

from tests.clients import FormClient
from tests.factories import actor, practice
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.replication.service import start_replication
from wiki.replication.types import Details, MoveDraft, Stage

BLOCKS = (
    {"name": "Masts", "kind": "technology", "does": "Hold lamps"},
    {"name": "Sensors", "kind": "technology", "does": "Measure"},
)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string(//main)")).split())


@pytest.fixture
def lamps(inside: Callable[..., Any]) -> str:
    return str(inside(practice, "Lamp posts", themes=("data",), cities=("munich",), facts={"blocks": BLOCKS}))


def started(client: FormClient, slug: str, **entered: Any) -> str:
    answer = client.submit(f"/pages/{slug}/replicate", **{"city": "sofia", "happened_on": "2018-06-05"} | entered)
    assert answer.status_code == 303, words(answer.text)
    return str(answer.location)


def moved(client: FormClient, address: str, **entered: Any) -> Any:
    return client.submit(address, to=f"{address}/move", **entered)


def test_the_task_force_starts_one_from_the_practices_page(
    reviewer: FormClient, client: FormClient, lamps: str
) -> None:
    assert "Replicate this in my city" in reviewer.get(f"/pages/{lamps}").text
    assert "/replications#how" in client.get(f"/pages/{lamps}").text
    address = started(reviewer, lamps, district="Vitosha", blocks=["Sensors"], shared="y", responsible="Ada")
    told = words(reviewer.get(address).text)
    assert "Sofia, Vitosha: Lamp posts" in told
    assert "1 · Expression of interest" in told
    assert "Sensors" in told
    assert "Ada" in told
    assert "Move it" in told
    read = words(client.get(address).text)
    assert "Sofia, Vitosha: Lamp posts" in read
    assert "Ada" not in read
    assert "Move it" not in read


def test_an_editor_of_no_city_is_told_whom_to_ask(editor: FormClient, lamps: str) -> None:
    assert "Your account belongs to no city" in editor.get(f"/pages/{lamps}/replicate").text


def test_a_move_asks_for_what_it_lacks_and_is_told_with_its_evidence(reviewer: FormClient, lamps: str) -> None:
    address = started(reviewer, lamps)
    refused = moved(reviewer, address, stage="4")
    assert refused.status_code == 422
    assert "From the plan on, say what shows it" in refused.text
    assert moved(reviewer, address, stage="4", evidence="The roadmap").status_code == 303
    assert "The roadmap" in words(reviewer.get(address).text)
    stopped = moved(reviewer, address, stage="stopped")
    assert "Say why; others look for the reason." in stopped.text
    assert moved(reviewer, address, stage="stopped", note="No money in 2019.").status_code == 303
    assert "4 · Replication plan (Stopped)" in words(reviewer.get(address).text)


def test_what_is_no_date_is_told_at_its_field(reviewer: FormClient, lamps: str) -> None:
    address = started(reviewer, lamps)
    assert moved(reviewer, address, stage="2", happened_on="").status_code == 422
    assert moved(reviewer, address, stage="2", happened_on="yesterday").status_code == 422
    assert reviewer.submit(f"/pages/{lamps}/replicate", city="atlantis").status_code == 422


def test_who_was_slower_sees_how_it_stands_and_keeps_what_they_entered(reviewer: FormClient, lamps: str) -> None:
    address = started(reviewer, lamps)
    assert moved(reviewer, address, stage="2").status_code == 303
    late = reviewer.push(f"{address}/move", stage="3", happened_on="2018-07-01", note="We met in Sofia.", seen="1")
    assert late.status_code == 409
    assert "Somebody changed this replication meanwhile" in late.text
    assert "We met in Sofia." in late.text
    assert "2 · Understood" in words(late.text)
    edit = reviewer.push(f"{address}/edit", city="sofia", edition="", district="Mladost", seen="x")
    assert edit.status_code == 409
    assert "Mladost" in edit.text


def test_details_are_changed_and_shared_on_its_page(reviewer: FormClient, client: FormClient, lamps: str) -> None:
    address = started(reviewer, lamps)
    assert client.get(address).status_code == 404
    answer = reviewer.submit(address, to=f"{address}/edit", title="Lamps for Sofia", shared="y")
    assert answer.status_code == 303
    assert "Sofia: Lamps for Sofia" in words(client.get(address).text)
    too_long = reviewer.submit(address, to=f"{address}/edit", title="x" * 200)
    assert too_long.status_code == 422


def test_a_card_is_moved_on_the_board_and_comes_back_there(reviewer: FormClient, lamps: str) -> None:
    address = started(reviewer, lamps)
    answer = reviewer.submit("/replications/board?city=sofia", to=f"{address}/move", stage="3")
    assert (answer.status_code, answer.location) == (303, "/replications/board?city=sofia")
    refused = reviewer.submit("/replications/board", to=f"{address}/move", stage="6")
    assert refused.status_code == 422
    assert "From the plan on" in refused.text
    elsewhere = reviewer.submit(
        "/replications/board", to=f"{address}/move", stage="2", note="Why.", next="//evil.example"
    )
    assert (elsewhere.status_code, elsewhere.location) == (422, None) or elsewhere.location == address


def test_nobody_else_moves_or_edits_one(
    reviewer: FormClient, editor: FormClient, observer: FormClient, client: FormClient, lamps: str
) -> None:
    address = started(reviewer, lamps, shared="y")
    for who, codes in ((editor, {403}), (observer, {403}), (client, {302, 303})):
        for act in ("move", "edit"):
            answer = who.push(
                f"{address}/{act}", stage="2", happened_on="2018-07-01", city="sofia", edition="", seen="1"
            )
            assert answer.status_code in codes, (act, answer.status_code)
    assert "Move it" not in editor.get(address).text


def test_every_view_shows_what_is_shared_and_nothing_of_a_draft(
    reviewer: FormClient, observer: FormClient, client: FormClient, editor: FormClient, lamps: str
) -> None:
    draft = started(reviewer, lamps, city="venice", title="Secret lagoon lamps")
    shared = started(reviewer, lamps, title="Open lamps", shared="y")
    views = (
        *(
            "/replications",
            "/replications/board",
            "/replications/matrix",
            "/replications/timeline",
            "/replications/map",
        ),
        *("/replications.atom", f"/pages/{lamps}", "/cities/venice", "/cities/sofia", "/replications?city=venice"),
    )
    for who in (client, observer, editor):
        assert who.get(draft).status_code == 404
        for view in views:
            text = who.get(view).text
            assert "Secret lagoon" not in text, view
            assert f'"{draft}"' not in text, view
    for view in views[:6]:
        assert shared in client.get(view).text, view
        assert draft in reviewer.get(view).text or view.endswith(("/map", ".atom")), view
    assert shared in client.get(f"/pages/{lamps}").text
    assert shared in client.get("/cities/sofia").text
    assert "1 replication" in words(client.get("/replications").text)
    assert "2 replications" in words(reviewer.get("/replications").text)


def test_the_timeline_lists_moves_by_their_day_whenever_they_were_entered(
    reviewer: FormClient, client: FormClient, lamps: str
) -> None:
    later = started(reviewer, lamps, happened_on="2019-06-05", shared="y")
    earlier = started(reviewer, lamps, city="venice", happened_on="2018-06-05", shared="y")
    table = client.get("/replications/timeline").text.partition("moves-caption")[2]
    assert table.index(f'"{later}"') < table.index(f'"{earlier}"')


def test_the_feed_tells_moves_without_names_to_visitors(reviewer: FormClient, client: FormClient, lamps: str) -> None:
    address = started(reviewer, lamps, shared="y")
    moved(reviewer, address, stage="2", note="Between members.")
    feed = etree.fromstring(client.get("/replications.atom").data)
    assert feed.xpath("//a:entry/a:title/text()", namespaces=ATOM) == [
        "Sofia, Lamp posts: Understood",
        "Sofia, Lamp posts: Expression of interest",
    ]
    assert "Reviewer" not in client.get("/replications.atom").text
    assert "Between members." not in client.get("/replications.atom").text


def test_empty_views_teach(client: FormClient) -> None:
    for view in ("", "/board", "/matrix", "/timeline", "/map"):
        assert "No replication yet" in client.get(f"/replications{view}").text
        assert "Nothing matches all these filters" in client.get(f"/replications{view}?stage=3").text


def test_more_replications_take_no_more_statements(
    reviewer: FormClient, inside: Callable[..., Any], query_count: Callable[[], Any], lamps: str
) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            started(reviewer, lamps, shared="y")

    def statements() -> dict[str, int]:
        counts = {}
        for view in ("", "/board", "/matrix", "/timeline", "/map"):
            with query_count() as seen:
                reviewer.get(f"/replications{view}")
            counts[view] = len(seen)
        return counts

    add(1)
    few = statements()
    add(4)
    assert statements() == few
    assert max(few.values()) <= 16, few


def test_a_lane_of_the_board_begins_with_its_first_cards_and_shows_the_rest(
    client: FormClient, inside: Callable[..., Any], lamps: str
) -> None:
    def many() -> None:
        first = MoveDraft(stage=Stage.INTEREST, happened_on=date(2018, 6, 5))
        for number in range(45):
            details = Details(city="sofia", title=f"Street {number}", shared=number != 44)
            with transaction():
                start_replication(actor(Role.REVIEWER), lamps, details, first)

    def cards(path: str) -> list[str]:
        return [str(name) for name in html.fromstring(client.get(path).text).xpath("//li[@data-card]/a/text()")]

    inside(many)
    board = client.get("/replications/board?city=sofia").text
    assert "(44)" in words(board)
    assert len(cards("/replications/board?city=sofia")) == 20
    (more,) = html.fromstring(board).xpath("//a[@data-more]/@href")
    assert more == "/replications/board/1?city=sofia&page=2"
    (following,) = html.fromstring(client.get(more).text).xpath("//a[@rel='next']/@href")
    every = [*cards("/replications/board?city=sofia"), *cards(more), *cards(following)]
    assert sorted(every) == sorted(f"Street {number}" for number in range(44))
    assert client.get("/replications/board/10").status_code == 404
    assert cards("/replications/board/2") == []
