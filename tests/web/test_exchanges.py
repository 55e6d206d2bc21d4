"""Visits and workshops in the browser: logged, changed, shown where they belong, and kept from who may not know."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree, html

from tests.clients import FormClient
from tests.factories import practice

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOTHING = {"theme": "", "replication": "", "practice": ""}
TOLD = {"title": "Lamps at night", "starts_on": "2018-06-05", "host": "munich", "guests": ["sofia"]}


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string(//main)")).split())


@pytest.fixture
def lamps(inside: Callable[..., Any]) -> str:
    return str(inside(practice, "Lamp posts", themes=("data",), cities=("munich",)))


@pytest.fixture
def taken_up(reviewer: FormClient, lamps: str) -> Callable[..., str]:
    """Return what lets Sofia take up the lamps, and the number of that."""

    def take_up(**entered: Any) -> str:
        told = {"city": "sofia", "happened_on": "2018-06-05"} | entered
        return str(reviewer.submit(f"/pages/{lamps}/replicate", **told).location.rpartition("/")[2])

    return take_up


def logged(client: FormClient, address: str = "/exchanges/new", **entered: Any) -> str:
    answer = client.submit(address, **TOLD | entered)
    assert answer.status_code == 303, words(answer.text)
    return str(answer.location)


def test_the_practice_and_the_cities_show_what_was_logged(reviewer: FormClient, client: FormClient, lamps: str) -> None:
    address = logged(reviewer, practice=f"https://wiki.example.org/pages/{lamps}?x", people="12", mentor="Ada")
    told = words(reviewer.get(address).text)
    assert "Lamps at night" in told
    assert "Ada" in told
    read = client.get(address).text
    assert "Ada" not in read
    assert "Reviewer" not in words(read)
    assert "Change it" not in read
    logged(reviewer, practice=lamps, title="Lamps by day")
    assert "Study visit: 2" in words(client.get(f"/pages/{lamps}").text)
    for page in ("/cities/munich", "/cities/sofia", "/exchanges", "/exchanges?city=sofia&year=2018"):
        assert address in client.get(page).text, page
    assert address not in client.get("/cities/venice").text


def test_a_replication_names_its_mentor_and_its_visits(
    reviewer: FormClient, client: FormClient, taken_up: Callable[..., str]
) -> None:
    number = taken_up(shared="y")
    assert "No visit, workshop or mentor yet" in client.get(f"/replications/{number}").text
    form = reviewer.get(f"/exchanges/new?replication={number}&format=mentoring").text
    tree = html.fromstring(form)
    assert tree.xpath("//select[@name='host']/option[@selected]/@value") == ["munich"]
    assert tree.xpath("//input[@name='guests'][@checked]/@value") == ["sofia"]
    logged(reviewer, f"/exchanges/new?replication={number}&format=mentoring", mentor="Ada", replication=number)
    logged(reviewer, replication=number)
    assert "Mentor: Munich, Ada" in words(reviewer.get(f"/replications/{number}").text)
    read = words(client.get(f"/replications/{number}").text)
    assert "Mentor: Munich" in read
    assert "Ada" not in read
    assert "Study visit: Sofia" in read


def test_what_is_not_shared_stands_nowhere_for_others(
    reviewer: FormClient,
    editor: FormClient,
    observer: FormClient,
    client: FormClient,
    lamps: str,
    taken_up: Callable[..., str],
) -> None:
    number = taken_up()
    address = logged(reviewer, replication=number, title="Secret lamps", theme="data")
    for who in (client, observer, editor):
        assert who.get(address).status_code == 404
        for page in (
            *("/exchanges", "/exchanges.atom", "/exchanges.csv", "/exchanges?theme=data", f"/pages/{lamps}"),
            *("/cities/sofia", "/cities/munich", f"/exchanges?replication={number}"),
        ):
            assert "Secret lamps" not in who.get(page).text, page
    assert "Secret lamps" in reviewer.get("/exchanges").text


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(reviewer: FormClient) -> None:
    refused = reviewer.submit("/exchanges/new", **TOLD | {"people": "many", "outcome": "We saw."})
    assert refused.status_code == 422
    assert "Write a whole number of people" in refused.text
    assert "We saw." in refused.text
    assert reviewer.submit("/exchanges/new", **TOLD | {"starts_on": "soon"}).status_code == 422
    wrong = reviewer.submit("/exchanges/new", **TOLD | {"guests": ["munich"], "practice": "nothing"})
    assert "A city is host or guest, not both." in wrong.text
    assert "Give the address of a practice" in wrong.text


def test_who_was_slower_sees_how_it_stands(reviewer: FormClient) -> None:
    address = logged(reviewer)
    assert reviewer.submit(f"{address}/edit", title="Lamps by day").status_code == 303
    late = reviewer.push(f"{address}/edit", **TOLD | NOTHING | {"format": "webinar", "seen": "1", "outcome": "Mine."})
    assert late.status_code == 409
    assert "Somebody changed this meanwhile" in late.text
    assert "Mine." in late.text
    assert "Lamps by day" in reviewer.get(address).text


def test_what_was_logged_by_mistake_is_removed_once_it_was_looked_at(reviewer: FormClient) -> None:
    address = logged(reviewer)
    assert reviewer.submit(f"{address}/edit", title="Lamps by day").status_code == 303
    assert reviewer.push(f"{address}/remove", seen="1").location == address
    assert "Somebody changed this meanwhile." in reviewer.get(address).text
    assert reviewer.push(f"{address}/remove", seen="2").location == "/exchanges"
    assert "The exchange is removed." in reviewer.get("/exchanges").text
    assert reviewer.get(address).status_code == 404


def test_one_that_an_interest_was_matched_with_stays(reviewer: FormClient) -> None:
    address = logged(reviewer)
    answers = {"theme": "data", "does": "-", "issue": "Lamps", "travel": "We", "city": "sofia"}
    interest = reviewer.submit("/interests/new", **answers).location
    matched = reviewer.push(f"{interest}/answer", how="match", exchange=address.rpartition("/")[2])
    assert matched.status_code == 303
    assert reviewer.push(f"{address}/remove", seen="1").location == address
    assert "matched somebody" in reviewer.get(address).text


def test_nobody_else_logs_or_changes_one(
    reviewer: FormClient, editor: FormClient, observer: FormClient, client: FormClient
) -> None:
    address = logged(reviewer)
    assert "Your account belongs to no city" in editor.get("/exchanges/new").text
    for path in ("/exchanges/new", f"{address}/edit", f"{address}/remove"):
        for who, code in ((editor, 403), (observer, 403), (client, 302)):
            answer = who.push(path, **TOLD | NOTHING | {"format": "webinar", "seen": "1"})
            assert answer.status_code == code, (path, answer.status_code)


def test_feed_and_table_tell_what_the_list_tells(reviewer: FormClient, client: FormClient, lamps: str) -> None:
    logged(reviewer, practice=lamps, outcome="=1+1", mentor="Ada")
    logged(reviewer, title="Elsewhere", guests=["venice"])
    feed = etree.fromstring(client.get("/exchanges.atom?city=sofia").data)
    assert feed.xpath("//a:entry/a:title/text()", namespaces=ATOM) == ["Study visit, Munich: Lamps at night"]
    table = client.get("/exchanges.csv?city=sofia").text
    assert table.count("\r\n") == 2
    assert "'=1+1" in table
    assert "Ada" not in table


def test_empty_lists_teach(client: FormClient) -> None:
    assert "No exchange is logged yet" in client.get("/exchanges").text
    assert "Nothing matches all these filters" in client.get("/exchanges?year=2018").text
    assert client.get("/exchanges?year=x&format=nothing&replication=z").status_code == 200


def test_more_exchanges_take_no_more_statements(
    reviewer: FormClient, query_count: Callable[[], Any], lamps: str
) -> None:
    def statements() -> dict[str, int]:
        counts = {}
        for address in ("/exchanges", f"/pages/{lamps}", "/cities/sofia"):
            with query_count() as seen:
                reviewer.get(address)
            counts[address] = len(seen)
        return counts

    logged(reviewer, practice=lamps)
    # What is kept in memory from the first look on is no part of it.
    statements()
    few = statements()
    for _ in range(3):
        logged(reviewer, practice=lamps)
    assert statements() == few
    assert few["/exchanges"] <= 12, few
