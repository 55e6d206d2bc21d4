"""Programs compose, write and review plans, and decide on editions; a summary tells nothing of them."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.integration import planning
from tests.integration.reviewing import member
from tests.web.test_plans import place
from wiki.accounts.types import Role

STEP, BARRIER, PHASE = "facts.steps.1.output", "facts.influences.2.text", "facts.phase"


@pytest.fixture
def address(inside: Callable[..., Any]) -> str:
    """Let Sofia, whose editor is ours, replicate an edition; the reviewer is of Venice."""

    def make() -> int:
        place(Role.EDITOR, "sofia")
        place(Role.REVIEWER, "venice")
        planning.edition(member(leads=("refurbishment",)))
        return planning.replicated(planning.editor_of("sofia"), shared=True)

    return f"/replications/{inside(make)}"


def test_a_plan_is_composed_written_and_read(editor: Program, visitor: Program, address: str) -> None:
    assert editor.get(f"{address}/plan").status_code == 404
    made = editor.post(f"{address}/plan/compose", starts_on="2027-01-04", scaled_by="dwellings", scaled_to=100)
    assert (made.status_code, made.json["revision"], made.json["state"]) == (201, 1, "draft")
    facts = made.json["facts"]
    assert facts["milestones"][0]["step"] == "Survey"
    assert editor.post(f"{address}/plan/compose").status_code == 422
    saved = editor.put(f"{address}/plan", base_revision=1, facts=facts | {"goals": "Warm homes"}, comment="Goals")
    assert (saved.status_code, saved.json["revision"], saved.json["facts"]["goals"]) == (200, 2, "Warm homes")
    assert [each["revision"] for each in editor.get(f"{address}/plan/revisions").json["items"]] == [2, 1]
    assert editor.post(f"{address}/plan/revert", revision=1).json["revision"] == 3
    assert editor.get(f"{address}/plan?revision=2").json["facts"]["goals"] == "Warm homes"
    for below in ("plan", "plan/revisions", "alerts"):
        assert visitor.get(f"{address}/{below}").status_code == 401


def test_who_is_late_is_told_what_both_changed(editor: Program, address: str) -> None:
    for number, goals in enumerate(("Warm homes", "Warmer homes")):
        assert editor.put(f"{address}/plan", base_revision=number, facts={"goals": goals}).status_code == 200
    late = editor.put(f"{address}/plan", base_revision=1, facts={"goals": "Cheap homes"})
    assert (late.status_code, late.json["fields"], late.json["theirs"]["facts"]) == (
        409,
        ["goals"],
        {"goals": "Warmer homes"},
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"goals": 5}, "facts.goals"),
        ({"phase": "operation"}, "facts.phase"),
        ({"risks": [{"severity": 3}]}, "facts.risks.0.risk"),
    ],
)
def test_what_the_template_does_not_take_is_told_at_its_place(
    editor: Program, address: str, facts: dict[str, Any], field: str
) -> None:
    answer = editor.put(f"{address}/plan", base_revision=0, facts=facts)
    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_another_citys_task_force_agrees(editor: Program, reviewer: Program, address: str) -> None:
    editor.put(f"{address}/plan", base_revision=0, facts={"goals": "Warm homes"})
    review = f"{address}/plan/review"
    assert editor.post(review, step="submitted").json["state"] == "submitted"
    assert editor.post(review, step="agreed", revision=1).status_code == 403
    assert reviewer.post(review, step="returned").status_code == 422
    agreed = reviewer.post(review, step="agreed", revision=1).json
    assert (agreed["state"], agreed["agreed_revision"], agreed["changed_since"]) == ("agreed", 1, False)
    assert [(step["step"], step["city"]) for step in agreed["steps"]] == [("submitted", "sofia"), ("agreed", "venice")]


def test_two_of_three_changes_are_taken_over(editor: Program, address: str, inside: Callable[..., Any]) -> None:
    editor.post(f"{address}/plan/compose")
    assert editor.get(f"{address}/alerts").json == {"items": []}
    inside(lambda: planning.next_edition(member(leads=("refurbishment",))))
    [alert] = editor.get(f"{address}/alerts").json["items"]
    assert (alert["edition"], alert["based_on"]) == (2, 1)
    assert {each["name"]: bool(each["effect"]) for each in alert["changes"]} == {
        STEP: True,
        BARRIER: True,
        PHASE: False,
    }
    said = [{"name": STEP, "taken": True}, {"name": PHASE, "taken": True}]
    lacking = editor.post(f"{address}/take-over", version=alert["version"], edition=2, decisions=said)
    assert [error["field"] for error in lacking.json["errors"]] == [f"decisions.{BARRIER}"]
    said.append({"name": BARRIER, "taken": False, "reason": "Our law is another."})
    done = editor.post(f"{address}/take-over", version=alert["version"], edition=2, decisions=said)
    assert (done.status_code, done.json["revision"]) == (200, 2)
    assert {each["name"]: each["followed"] for each in done.json["decisions"]} == {
        STEP: True,
        BARRIER: False,
        PHASE: False,
    }
    assert editor.get(address).json["edition"] == 2
    late = editor.post(f"{address}/take-over", version=alert["version"], edition=2, decisions=said)
    assert late.status_code == 409
