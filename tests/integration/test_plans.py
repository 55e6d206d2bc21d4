"""Cities compose, write and revise plans; whoever may read them does, and another city's task force agrees."""

import pytest

from tests.factories import actor
from tests.integration.planning import (
    TERMS,
    composed,
    edition,
    editor_of,
    judge,
    plan_of,
    replicated,
    saved,
    seen,
    waiting_for,
)
from tests.integration.reviewing import member
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.facts import rows_of
from wiki.plans import queries, service
from wiki.plans.composing import Terms
from wiki.plans.types import Conflict, PlanState, Saved, Unchanged
from wiki.replication.types import ReplicationId


@pytest.fixture
def lead() -> Actor:
    return member(leads=("refurbishment",))


@pytest.fixture
def sofia() -> Actor:
    return editor_of("sofia")


@pytest.fixture
def taken_up(lead: Actor, sofia: Actor) -> ReplicationId:
    edition(lead)
    return replicated(sofia)


def submit(who: Actor, number: ReplicationId, comment: str = "") -> None:
    with transaction():
        service.submit_plan(who, number, comment)


def agree(who: Actor, number: ReplicationId, revision: int) -> None:
    with transaction():
        service.agree_to_plan(who, number, revision)


def give_back(who: Actor, number: ReplicationId, comment: str = "Who pays?") -> None:
    with transaction():
        service.return_plan(who, number, comment)


def standing(who: Actor, number: ReplicationId) -> tuple[PlanState, int, bool]:
    found = queries.standing_of_plan(seen(who, number))
    assert found is not None
    return found.state, found.number, found.has_changed


def test_a_first_plan_is_composed_from_the_edition_once(taken_up: ReplicationId, sofia: Actor) -> None:
    assert composed(sofia, taken_up) == 1
    plan = plan_of(sofia, taken_up)
    assert [row["step"] for row in rows_of(plan.facts, "milestones")] == [
        "Survey",
        "Hear the tenants",
        "Tender",
        "Build",
    ]
    assert [row["risk"] for row in rows_of(plan.facts, "risks")] == ["Objection", "Too little roof"]
    assert (plan.mark.author, plan.mark.comment) == (sofia.label, "Composed")
    with pytest.raises(Invalid, match="There is a plan already"):
        composed(sofia, taken_up)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(scaled_to=5), "scaled_by"),
        (Terms(scaled_by="dwellings", scaled_to=0), "scaled_to"),
        (Terms(scaled_by="dwellings", scaled_to=1e10), "scaled_to"),
        (Terms(scaled_by="nonsense", scaled_to=5), "scaled_by"),
    ],
)
def test_a_quantity_says_what_it_counts(taken_up: ReplicationId, sofia: Actor, terms: Terms, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        composed(sofia, taken_up, terms)
    assert list(refused.value.errors) == [field]


def test_a_plan_is_begun_empty_and_numbered_without_gaps(taken_up: ReplicationId, sofia: Actor) -> None:
    assert saved(sofia, taken_up, 0, goals="Warm homes") == Saved(number=1)
    assert saved(sofia, taken_up, 1, goals="Warm homes") == Unchanged(number=1)
    assert saved(sofia, taken_up, 1, goals="Warmer homes", needs="Heat") == Saved(number=2)
    with transaction():
        assert service.revert_plan(sofia, taken_up, 1) == Saved(number=3)
    assert plan_of(sofia, taken_up).facts == plan_of(sofia, taken_up, 1).facts == {"goals": "Warm homes"}
    assert [mark.number for mark in queries.list_plan_marks(seen(sofia, taken_up))] == [3, 2, 1]
    with pytest.raises(NotFound):
        plan_of(sofia, taken_up, 4)
    with pytest.raises(NotFound):
        saved(sofia, taken_up, 7, goals="Lost")


def test_two_people_merge_or_are_told_what_both_changed(taken_up: ReplicationId, sofia: Actor) -> None:
    saved(sofia, taken_up, 0, goals="Warm homes", needs="Heat")
    saved(sofia, taken_up, 1, goals="Warmer homes")
    assert saved(judge("sofia"), taken_up, 1, needs="Cold flats") == Saved(number=3, is_merged=True)
    assert plan_of(sofia, taken_up).facts == {"goals": "Warmer homes", "needs": "Cold flats"}
    late = saved(sofia, taken_up, 1, goals="Cheap homes")
    assert isinstance(late, Conflict)
    assert (late.fields, late.theirs.number, late.merged["goals"]) == (("goals",), 3, "Cheap homes")
    assert saved(sofia, taken_up, 0, goals="Warmer homes", needs="Cold flats") == Unchanged(number=3)


def test_what_does_not_fit_is_refused(taken_up: ReplicationId, sofia: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        saved(sofia, taken_up, 0, risks=({"id": "1", "severity": 3},))
    assert list(refused.value.errors) == ["facts.risks.0.risk"]


def test_only_the_city_and_the_task_force_write(lead: Actor, sofia: Actor) -> None:
    edition(lead)
    taken_up = replicated(sofia, shared=True)
    saved(sofia, taken_up, 0, goals="Warm homes")
    for who in (VISITOR, actor(Role.OBSERVER)):
        assert queries.summary_of(seen(who, taken_up)).is_there
        for read in (queries.find_plan, queries.list_plan_marks, queries.list_plan_steps, queries.list_take_overs):
            with pytest.raises(Denied):
                read(seen(who, taken_up))
        with pytest.raises(Denied):
            service.save_plan(who, taken_up, {"goals": "Mine"}, base_number=1)
    venice = editor_of("venice")
    assert plan_of(venice, taken_up).facts == {"goals": "Warm homes"}
    for write in (
        lambda: service.save_plan(venice, taken_up, {"goals": "Mine"}, base_number=1),
        lambda: service.submit_plan(venice, taken_up),
        lambda: service.revert_plan(venice, taken_up, 1),
        lambda: service.compose_plan(venice, taken_up, TERMS),
    ):
        with pytest.raises(Denied):
            write()


def test_until_it_is_shared_nobody_else_knows_of_its_plan(taken_up: ReplicationId, sofia: Actor) -> None:
    saved(sofia, taken_up, 0, goals="Warm homes")
    for who in (VISITOR, actor(Role.OBSERVER), editor_of("venice")):
        with pytest.raises(NotFound):
            service.save_plan(who, taken_up, {"goals": "Mine"}, base_number=1)
    assert plan_of(actor(Role.REVIEWER), taken_up).number == 1


def test_another_citys_task_force_agrees_to_a_revision(taken_up: ReplicationId, sofia: Actor) -> None:
    saved(sofia, taken_up, 0, goals="Warm homes")
    venice = judge()
    with pytest.raises(Invalid, match="not submitted"):
        agree(venice, taken_up, 1)
    submit(sofia, taken_up)
    assert standing(sofia, taken_up) == (PlanState.SUBMITTED, 1, False)
    with pytest.raises(Invalid, match="submitted already"):
        submit(sofia, taken_up)
    for who in (sofia, editor_of("venice")):
        with pytest.raises((Denied, NotFound)):
            agree(who, taken_up, 1)
    for who in (judge("sofia"), actor(Role.REVIEWER)):
        with pytest.raises(Denied):
            agree(who, taken_up, 1)
    agree(venice, taken_up, 1)
    assert standing(sofia, taken_up) == (PlanState.AGREED, 1, False)
    with pytest.raises(Invalid, match="nothing was changed"):
        submit(sofia, taken_up)
    saved(sofia, taken_up, 1, goals="Warmer homes")
    assert standing(sofia, taken_up) == (PlanState.AGREED, 2, True)
    assert [(step.kind, step.number, step.city) for step in queries.list_plan_steps(seen(sofia, taken_up))] == [
        ("submitted", 1, "sofia"),
        ("agreed", 1, "venice"),
    ]
    submit(sofia, taken_up)
    assert standing(sofia, taken_up)[0] is PlanState.SUBMITTED


def test_nobody_agrees_to_what_they_wrote_or_have_not_read(taken_up: ReplicationId, sofia: Actor) -> None:
    venice, lyon = judge(), judge("lyon")
    saved(sofia, taken_up, 0, goals="Warm homes")
    saved(venice, taken_up, 1, goals="Warmer homes")
    submit(sofia, taken_up)
    with pytest.raises(Invalid, match="yourself"):
        agree(venice, taken_up, 2)
    saved(sofia, taken_up, 2, goals="Homes")
    with pytest.raises(Invalid, match="changed meanwhile"):
        agree(lyon, taken_up, 2)
    agree(lyon, taken_up, 3)


def test_who_returns_a_plan_says_why(taken_up: ReplicationId, sofia: Actor) -> None:
    saved(sofia, taken_up, 0, goals="Warm homes")
    submit(sofia, taken_up)
    with pytest.raises(Invalid) as refused:
        give_back(judge(), taken_up, " ")
    assert list(refused.value.errors) == ["comment"]
    give_back(judge(), taken_up)
    found = queries.standing_of_plan(seen(sofia, taken_up))
    assert found is not None
    assert found.last is not None
    assert (found.state, found.last.comment) == (PlanState.RETURNED, "Who pays?")


def test_since_when_it_is_agreed_is_all_that_others_learn(taken_up: ReplicationId, sofia: Actor) -> None:
    assert queries.summary_of(seen(sofia, taken_up)).is_there is False
    saved(sofia, taken_up, 0, goals="Warm homes")
    told = queries.summary_of(seen(sofia, taken_up))
    assert (told.is_there, told.agreed_at) == (True, None)
    submit(sofia, taken_up)
    agree(judge(), taken_up, 1)
    agreed = queries.list_plan_steps(seen(sofia, taken_up))[-1]
    assert queries.summary_of(seen(sofia, taken_up)).agreed_at == agreed.at


def test_plans_wait_for_who_can_act(taken_up: ReplicationId, sofia: Actor) -> None:
    venice = judge()
    saved(sofia, taken_up, 0, goals="Warm homes")
    assert waiting_for(venice) == ()
    submit(sofia, taken_up)
    assert [each.what for each in waiting_for(venice)] == ["judgement"]
    for who in (sofia, judge("sofia"), actor(Role.REVIEWER), VISITOR):
        assert waiting_for(who) == ()
    give_back(venice, taken_up)
    assert waiting_for(venice) == ()
    assert [each.what for each in waiting_for(sofia)] == ["changes"]
    assert waiting_for(editor_of("venice")) == ()
