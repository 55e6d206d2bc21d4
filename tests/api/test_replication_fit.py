"""Answers to the conditions of a replication over the API."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.factories import practice

NEED = {"attribute": "space", "operator": "exists", "value": "Masts", "weight": "core", "reason": "It needs them."}


@pytest.fixture
def address(inside: Callable[..., Any], reviewer: Program) -> str:
    inside(practice, "Lamp posts", facts={"conditions": [NEED]})
    told = {"practice": "lamp-posts", "city": "sofia", "stage": 1, "happened_on": "2018-06-05", "shared": True}
    made = reviewer.post("/replications", **told).json
    return f"/replications/{made['id']}/fit"


def test_an_answer_counts_and_a_summary_does_not_tell_its_words(
    reviewer: Program, editor: Program, visitor: Program, address: str
) -> None:
    (asked,) = reviewer.get(address).json["conditions"]
    assert (asked["score"], asked["is_answered"]) == (None, False)
    said = {"condition": asked["condition"], "score": -2, "mitigation": "Rent them."}
    assert editor.post(f"{address}/answers", answers=[said]).status_code == 403
    told = reviewer.post(f"{address}/answers", answers=[said]).json
    assert (told["percent"], told["ruled_out"], told["conditions"][0]["mitigation"]) == (0, False, "Rent them.")
    read = visitor.get(address).json["conditions"][0]
    assert (read["score"], read["is_answered"], read["mitigation"]) == (-2, True, "")


def test_a_condition_that_is_not_asked_is_refused_and_nothing_is_saved(reviewer: Program, address: str) -> None:
    (asked,) = reviewer.get(address).json["conditions"]
    answers = [{"condition": asked["condition"], "score": 1}, {"condition": "f", "score": 1}]
    answer = reviewer.post(f"{address}/answers", answers=answers)
    assert [error["field"] for error in answer.json["errors"]] == ["answers.1.condition"]
    assert not reviewer.get(address).json["conditions"][0]["is_answered"]
