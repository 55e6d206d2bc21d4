"""Results over the API: entered whole, refused at the row and field, corrected, ruled on."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.factories import practice

SERIES = "/pages/hauffgasse/series"
HEAT: dict[str, Any] = {"indicator": "specific_heat", "kind": "measured", "period": "2020", "value": 22.08}
HEAT |= {"unit": "kWh/(m²·a)", "method": "metered", "grade": "a"}


@pytest.fixture(autouse=True)
def made(inside: Callable[..., Any]) -> None:
    inside(practice, "Hauffgasse")
    inside(practice, "Secret", published=False)


def test_values_are_entered_and_read_by_everybody(editor: Program, visitor: Program) -> None:
    baseline = HEAT | {"kind": "baseline", "period": "2015", "value": 103.26, "weather_corrected": True, "factor": 0.2}
    answer = editor.post(SERIES, values=[baseline, HEAT])
    assert answer.status_code == 201
    assert len(answer.json["added"]) == 2
    assert editor.post(SERIES, values=[HEAT]).json == {"added": [], "unchanged": 1}
    (series,) = visitor.get(SERIES).json["items"]
    assert (series["indicator"], series["unit"], series["months_measured"]) == ("specific_heat", "kWh/m2a", 12)
    told = series["values"][0]
    assert (told["kind"], told["period"], told["amount"], told["weather_corrected"]) == (
        "baseline",
        "2015",
        103.26,
        True,
    )


def test_what_is_wrong_is_told_at_row_and_field_and_nothing_is_saved(editor: Program, visitor: Program) -> None:
    for wrong, field in (({"unit": "kg"}, "unit"), ({"period": "soon"}, "period"), ({"method": ""}, "method")):
        answer = editor.post(SERIES, values=[HEAT, HEAT | wrong])
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json["errors"]] == [f"values.1.{field}"]
    assert visitor.get(SERIES).json == {"items": []}


def test_a_conflict_is_told_until_somebody_rules(editor: Program) -> None:
    one, other = editor.post(SERIES, values=[HEAT, HEAT | {"value": 23}]).json["added"]
    assert editor.get(SERIES).json["items"][0]["conflicts"] == [[one, other]]
    ruled = editor.post(f"{SERIES}/values/{one}/set-aside", why="Another area.").json["items"][0]
    assert ruled["conflicts"] == []
    assert ruled["values"][0]["set_aside"]["why"] == "Another area."
    assert editor.post(f"{SERIES}/values/{one}/readmit").json["items"][0]["conflicts"] == [[one, other]]


def test_a_correction_keeps_what_stood_there(editor: Program) -> None:
    (value,) = editor.post(SERIES, values=[HEAT]).json["added"]
    correction = {name: told for name, told in HEAT.items() if name != "indicator"} | {"value": 24}
    (series,) = editor.post(f"{SERIES}/values/{value}/correct", **correction).json["items"]
    assert [(each["amount"], each["stands"], each["replaces"]) for each in series["values"]] == [
        (22.08, False, None),
        (24, True, value),
    ]
    assert editor.post(f"{SERIES}/values/{value}/correct", **correction).status_code == 422


def test_a_value_is_found_below_its_own_practice_alone(editor: Program, inside: Callable[..., Any]) -> None:
    inside(practice, "Other")
    (value,) = editor.post(SERIES, values=[HEAT]).json["added"]
    assert editor.post(f"/pages/other/series/values/{value}/set-aside", why="No.").status_code == 404


def test_visitors_learn_nothing_of_a_draft(editor: Program, visitor: Program) -> None:
    assert editor.post("/pages/secret/series", values=[HEAT]).status_code == 201
    assert visitor.get("/pages/secret/series").status_code == 404
    assert visitor.post(SERIES, values=[HEAT]).status_code == 401
