"""What is computed of cost and scale, and when nothing is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.monitoring.following import follows

INVESTMENT: dict[str, Any] = {"what": "investment", "value": 1_000_000, "state": "measured"}
AREA: dict[str, Any] = {"what": "floor_area", "value": 5_000, "unit": "m2", "state": "measured"}
RUNNING: list[dict[str, Any]] = [
    {"what": "operation", "value": 90_000, "state": "baseline"},
    {"what": "operation", "value": 40_000, "state": "measured"},
]
FUNDING = [
    {"source": "h2020", "amount": 200_000},
    {"source": "national", "amount": 50_000},
    {"source": "loan", "amount": 300_000},
    {"source": "erdf", "share": 5},
]


def told(**facts: Any) -> dict[str, float]:
    return {found.formula.key: found.result for found in follows(facts)}


def test_unit_investment_is_cost_by_area() -> None:
    assert told(costs=(INVESTMENT,), quantities=(AREA,)) == {"unit_investment": 200}
    assert told(costs=(INVESTMENT,), quantities=(AREA | {"value": 0.5, "unit": "ha"},)) == {"unit_investment": 200}


def test_payback_leaves_out_grants_and_no_loan() -> None:
    assert told(costs=(INVESTMENT, *RUNNING), funding=FUNDING) == {"payback": 15}
    (found,) = follows({"costs": (INVESTMENT, *RUNNING)})
    assert [(number, unit) for _, number, unit in found.of] == [(1_000_000, "EUR"), (0, "EUR"), (50_000, "EUR/a")]


def test_what_was_paid_goes_before_what_was_planned() -> None:
    planned = INVESTMENT | {"value": 5, "state": "target"}
    assert told(costs=(planned, INVESTMENT), quantities=(AREA,)) == {"unit_investment": 200}
    assert told(costs=(planned,), quantities=(AREA,)) == {"unit_investment": 0.001}


@pytest.mark.parametrize(
    "facts",
    [
        {"costs": (INVESTMENT,)},
        {"quantities": (AREA,)},
        {"costs": (INVESTMENT, INVESTMENT | {"value": 2}), "quantities": (AREA,)},
        {"costs": (INVESTMENT | {"part": "Facade"},), "quantities": (AREA,)},
        {"costs": (INVESTMENT,), "quantities": (AREA | {"unit": "kWh"},)},
        {"costs": (INVESTMENT,), "quantities": (AREA | {"value": 0},)},
        {"costs": (INVESTMENT, RUNNING[0])},
        {"costs": (INVESTMENT, RUNNING[0] | {"value": 1}, RUNNING[1])},
    ],
)
def test_nothing_follows_from_what_is_missing_or_disputed(facts: dict[str, Any]) -> None:
    assert told(**facts) == {}


@given(cost=st.floats(0, 1e12), area=st.floats(1e-3, 1e9))
def test_any_cost_and_area_have_a_result(cost: float, area: float) -> None:
    found = told(costs=(INVESTMENT | {"value": cost},), quantities=(AREA | {"value": area},))
    assert found["unit_investment"] == pytest.approx(cost / area)
