"""A city's results come back: entered at its replication, read there and on the page of the practice."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.clients import FormClient
from tests.factories import archive, practice
from tests.web.test_replications import started, words
from tests.web.test_results import row, send


@pytest.fixture
def lamps(inside: Callable[..., Any]) -> str:
    return str(inside(practice, "Lamp posts", themes=("data",), cities=("munich",)))


def entered(reviewer: FormClient, address: str, **cells: str) -> None:
    answer = send(reviewer, f"{address}/results/enter", row(0, **cells))
    assert answer.status_code == 303


def test_what_is_measured_stands_at_the_replication_and_comes_back_to_the_practice(
    reviewer: FormClient, client: FormClient, lamps: str
) -> None:
    one, other = (started(reviewer, lamps, city=city, shared="y") for city in ("sofia", "venice"))
    entered(reviewer, one, value="22.08")
    assert "Measured in several" not in words(client.get(f"/pages/{lamps}").text)
    entered(reviewer, other, value="30.5", period="2021")
    assert "22.08" in words(client.get(one).text)
    assert "22.08" in words(client.get(f"{one}/results").text)
    assert "22.08" in client.get(f"{one}/results.csv").text
    told = words(client.get(f"/pages/{lamps}").text)
    assert "30.5 kWh/m²a (2021)" in told
    assert "Specific heat demand: 22.08 kWh/m²a to 30.5 kWh/m²a" in told


def test_what_is_not_shared_shows_nowhere(reviewer: FormClient, client: FormClient, lamps: str) -> None:
    address = started(reviewer, lamps, city="sofia")
    entered(reviewer, address, value="22.08")
    for hidden in (address, f"{address}/results", f"{address}/results.csv", f"{address}/results/enter"):
        assert client.get(hidden).status_code == 404, hidden
    for reader in (client, reviewer):
        assert "22.08" not in reader.get(f"/pages/{lamps}").text


def test_a_table_is_pasted_and_a_value_corrected_and_ruled_on(
    reviewer: FormClient, editor: FormClient, lamps: str
) -> None:
    address = started(reviewer, lamps, city="sofia", shared="y")
    shared = {"indicator": "specific_heat", "kind": "measured", "method": "metered", "grade": "b", "unit": "kWh/m2"}
    sent = shared | {"table": "2020-01;22\n2020-02;23", "confirm": "1"}
    assert send(reviewer, f"{address}/results/paste", sent).location == f"{address}/results"
    assert send(editor, f"{address}/results/paste", sent).status_code == 403
    assert send(reviewer, f"{address}/results/1/rule", {"why": "Another house."}).status_code == 303
    assert "Another house." in words(reviewer.get(f"{address}/results").text)


def test_a_month_says_nothing_of_the_year_on_the_page_of_the_practice(
    reviewer: FormClient, client: FormClient, lamps: str
) -> None:
    for city in ("sofia", "venice"):
        entered(
            reviewer,
            started(reviewer, lamps, city=city, shared="y"),
            value="7.3",
            unit="kWh/m2",
            period="2020-01",
        )
    told = words(client.get(f"/pages/{lamps}").text)
    assert "87.6" not in told
    assert "Measured in several" not in told


def test_more_adopters_take_no_more_statements(
    reviewer: FormClient, client: FormClient, lamps: str, query_count: Callable[..., Any]
) -> None:
    counted = []
    for city in ("sofia", "venice", "kyiv"):
        entered(reviewer, started(reviewer, lamps, city=city, shared="y"), value="20")
        client.get(f"/pages/{lamps}")
        with query_count() as statements:
            client.get(f"/pages/{lamps}")
        counted.append(len(statements))
    assert counted[0] == counted[1] == counted[2]


def test_of_an_archived_practice_results_are_read_and_nothing_more_is_entered(
    reviewer: FormClient, client: FormClient, inside: Callable[..., Any], lamps: str
) -> None:
    address = started(reviewer, lamps, city="sofia", shared="y")
    entered(reviewer, address, value="22.08")
    token = reviewer.token(f"{address}/results/enter")
    inside(archive, lamps)
    told = reviewer.get(f"{address}/results").text
    assert "22.08" in words(told)
    assert "The practice is archived." in words(told)
    assert "Enter results" not in words(told)
    assert "/results/enter" not in reviewer.get(address).text
    for path in (f"{address}/results/enter", f"{address}/results/1"):
        refused = reviewer.get(path)
        assert refused.status_code == 422
        assert "The practice is archived. Its results can be read; nothing more is entered." in words(refused.text)
    sent = {**row(0, value="30", period="2021"), "csrf_token": token}
    assert reviewer.post(f"{address}/results/enter", data=sent).status_code == 422
    assert client.get(f"{address}/results/enter").status_code in {302, 303, 404}


def test_results_are_headed_by_the_title_of_the_practice(client: FormClient, lamps: str) -> None:
    told = client.get(f"/pages/{lamps}/results").text
    assert "<title>Results · Lamp posts" in told
    assert lamps not in words(told)
