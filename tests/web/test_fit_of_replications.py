"""The people of a city answer what a practice needs, and the replication tells how it fits."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.clients import FormClient
from tests.factories import practice
from tests.integration.test_fitting import say
from tests.web.test_replications import started, words

NEEDS = [
    {"attribute": "population", "operator": "at_least", "value": "100,000", "weight": "important", "reason": "Use."},
    {"attribute": "space", "operator": "exists", "value": "Masts", "weight": "core", "reason": "It needs them."},
]


@pytest.fixture
def address(inside: Callable[..., Any], reviewer: FormClient) -> str:
    slug = inside(practice, "Lamp posts", themes=("data",), cities=("munich",), facts={"conditions": NEEDS})
    return started(reviewer, slug, shared="y")


def test_an_answer_rules_out_until_something_is_done_about_it(
    reviewer: FormClient, client: FormClient, address: str
) -> None:
    reviewer.submit(f"{address}/fit/edit", **{"1.score": "-2", "1.note": "All are private."})
    assert "ruled out" in words(client.get(address).text)
    reviewer.submit(f"{address}/fit/edit", **{"1.score": "-2", "1.mitigation": "Rent them."})
    assert "ruled out" not in words(client.get(address).text)
    assert "Rent them." in words(reviewer.get(f"{address}/fit").text)
    told = words(client.get(f"{address}/fit").text)
    assert "Masts" in told
    assert "Rent them." not in told


def test_what_is_wrong_is_told_and_nothing_is_saved(reviewer: FormClient, address: str) -> None:
    answer = reviewer.submit(f"{address}/fit/edit", **{"0.score": "1", "1.score": "much", "1.note": "Perhaps"})
    assert answer.status_code == 422
    assert "Choose from -2 to +2." in answer.text
    assert "Perhaps" in answer.text
    assert 'value="1" selected' not in reviewer.get(f"{address}/fit/edit").text


def test_an_answer_without_a_score_leaves_it_to_the_profile_and_an_empty_one_takes_it_back(
    reviewer: FormClient, inside: Callable[..., Any], address: str
) -> None:
    inside(say, "sofia", population=60_000)
    reviewer.submit(f"{address}/fit/edit", **{"0.mitigation": "Sofia and Pernik share one.", "1.score": "2"})
    told = words(reviewer.get(f"{address}/fit").text)
    assert "speaks strongly against it. The city: 60,000 inhabitants" in told
    assert "Sofia and Pernik share one." in told
    assert "What is to be found out" not in told
    reviewer.submit(f"{address}/fit/edit", **{"0.mitigation": "", "1.score": ""})
    told = words(reviewer.get(f"{address}/fit").text)
    assert "share one." not in told
    assert "What is to be found out" in told


def test_who_is_not_of_the_city_may_not_answer(editor: FormClient, client: FormClient, address: str) -> None:
    assert editor.get(f"{address}/fit/edit").status_code == 403
    assert "/fit/edit" not in client.get(address).text
