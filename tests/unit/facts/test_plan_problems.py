"""What does not fit together in a plan is told at its place."""

import pytest

from wiki.facts import plan_problems


@pytest.mark.parametrize(
    ("facts", "places"),
    [
        ({"milestones": ({"id": "1", "who": "Owner"},)}, ["milestones.0.step"]),
        ({"milestones": ({"id": "1", "step": "a", "start": "2027-03-01", "due": "2027-02"},)}, ["milestones.0.due"]),
        ({"milestones": ({"id": "1", "step": "a", "start": "2027-03-01", "due": "2027-03"},)}, []),
        ({"plan_costs": ({"id": "1", "what": "part", "low": 5, "high": 4},)}, ["plan_costs.0.high"]),
        ({"plan_costs": ({"id": "1", "what": "part", "low": 5},)}, []),
        (
            {"plan_kpis": ({"id": "1", "what": "riders", "baseline_from": "2027", "baseline_to": "2026"},)},
            ["plan_kpis.0.baseline_to"],
        ),
    ],
)
def test_problems(facts, places):
    assert list(plan_problems(facts)) == places
