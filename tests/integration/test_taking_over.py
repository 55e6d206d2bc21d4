"""A practice has a new edition: who works with the one before is told, and decides on each change."""

from collections.abc import Mapping

import pytest

from tests.factories import actor
from tests.integration.planning import (
    SLUG,
    composed,
    edition,
    editor_of,
    next_edition,
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
from wiki.plans.types import Decision
from wiki.replication.service import edit_replication, move_replication
from wiki.replication.types import Details, Exit, MoveDraft, Outcome, Outdated, ReplicationId, Stage
from wiki.replication.types import Saved as Based

STEP, BARRIER, PHASE = "facts.steps.1.output", "facts.influences.2.text", "facts.phase"


@pytest.fixture
def lead() -> Actor:
    return member(leads=("refurbishment",))


@pytest.fixture
def sofia() -> Actor:
    return editor_of("sofia")


@pytest.fixture
def followed(lead: Actor, sofia: Actor) -> ReplicationId:
    """A replication with a composed plan, on the first of two editions."""
    edition(lead)
    made = replicated(sofia)
    composed(sofia, made)
    next_edition(lead)
    return made


def said(*taken: str, **reasons: str) -> Mapping[str, Decision]:
    names = {"step": STEP, "barrier": BARRIER, "phase": PHASE}
    no = {names[key]: Decision(name=names[key], is_taken=False, reason=why) for key, why in reasons.items()}
    return {name: Decision(name=name, is_taken=True) for name in taken} | no


def decide(who: Actor, number: ReplicationId, decisions: Mapping[str, Decision], *, seen_as: int = 0) -> Outcome:
    version = seen_as or seen(who, number).version
    with transaction():
        return service.take_over(who, number, decisions, edition=2, seen=version, comment="Edition 2")


def test_an_alert_tells_each_change_and_what_the_plan_would_make_of_it(followed: ReplicationId, sofia: Actor) -> None:
    alert = queries.get_alert(sofia, seen(sofia, followed))
    assert alert is not None
    assert alert.number == 2
    effects = {line.name: [(each.name, each.old, each.new) for each in line.effect] for line in alert.lines}
    assert effects == {
        STEP: [("facts.milestones.1.output", "", "One baseline")],
        BARRIER: [("facts.risks.1.risk", "Objection", "Two objections")],
        PHASE: [],
    }


def test_two_of_three_changes_are_taken_over(followed: ReplicationId, sofia: Actor) -> None:
    assert decide(sofia, followed, said(STEP, PHASE, barrier="Our law is another.")) == Based(replication=followed)
    plan = plan_of(sofia, followed)
    assert (plan.number, plan.mark.comment) == (2, "Edition 2")
    assert rows_of(plan.facts, "milestones")[0]["output"] == "One baseline"
    assert rows_of(plan.facts, "risks")[0]["risk"] == "Objection"
    stands = seen(sofia, followed)
    assert (stands.edition, stands.next_edition) == (2, None)
    assert queries.get_alert(sofia, stands) is None
    [kept] = queries.list_take_overs(stands)
    assert (kept.edition, kept.number, kept.actor) == (2, 2, sofia.label)
    assert {each.name: (each.is_taken, each.has_followed, each.reason) for each in kept.decisions} == {
        STEP: (True, True, ""),
        BARRIER: (False, False, "Our law is another."),
        PHASE: (True, False, ""),
    }


@pytest.mark.parametrize(
    ("decisions", "field"),
    [
        (said(STEP, PHASE), BARRIER),
        (said(STEP, PHASE, barrier=" "), BARRIER),
        (said(STEP, PHASE, barrier="x" * 501), BARRIER),
        ({**said(STEP, PHASE, BARRIER), "facts.trl": Decision(name="facts.trl", is_taken=True)}, "facts.trl"),
    ],
)
def test_each_change_is_decided_and_a_no_gives_its_reason(
    followed: ReplicationId, sofia: Actor, decisions: Mapping[str, Decision], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        decide(sofia, followed, decisions)
    assert list(refused.value.errors) == [f"decisions.{field}"]
    assert seen(sofia, followed).edition == 1


def test_what_the_city_wrote_meanwhile_stays(followed: ReplicationId, sofia: Actor) -> None:
    rows = rows_of(plan_of(sofia, followed).facts, "milestones")
    saved(sofia, followed, 1, milestones=({**rows[0], "who": "Sofia"}, *rows[1:]), goals="Warm homes")
    decide(sofia, followed, said(STEP, BARRIER, PHASE))
    plan = plan_of(sofia, followed)
    assert (plan.number, plan.facts["goals"]) == (3, "Warm homes")
    assert (rows_of(plan.facts, "milestones")[0]["who"], rows_of(plan.facts, "milestones")[0]["output"]) == (
        "Sofia",
        "One baseline",
    )


def test_without_a_plan_changes_are_only_noted(lead: Actor, sofia: Actor) -> None:
    edition(lead)
    made = replicated(sofia)
    next_edition(lead)
    decide(sofia, made, said(STEP, BARRIER, PHASE))
    stands = seen(sofia, made)
    assert (stands.edition, queries.find_plan(stands)) == (2, None)
    assert queries.list_take_overs(stands)[0].number is None


def test_who_was_slower_is_told_and_nothing_is_decided_twice(followed: ReplicationId, sofia: Actor) -> None:
    version = seen(sofia, followed).version
    decide(sofia, followed, said(STEP, BARRIER, PHASE))
    assert isinstance(decide(sofia, followed, said(STEP, BARRIER, PHASE), seen_as=version), Outdated)
    with pytest.raises(NotFound):
        decide(sofia, followed, said(STEP, BARRIER, PHASE))


def test_only_the_city_and_the_task_force_decide(followed: ReplicationId, sofia: Actor) -> None:
    version = seen(sofia, followed).version
    with transaction():
        edit_replication(sofia, followed, Details(city="sofia", edition=1, shared=True), seen=version)
    for who in (VISITOR, actor(Role.OBSERVER)):
        assert seen(who, followed).next_edition == 2
        with pytest.raises(Denied):
            queries.get_alert(who, seen(who, followed))
        with pytest.raises(Denied):
            decide(who, followed, said(STEP, BARRIER, PHASE))
    venice = editor_of("venice")
    assert queries.get_alert(venice, seen(venice, followed)) is not None
    with pytest.raises(Denied):
        decide(venice, followed, said(STEP, BARRIER, PHASE))
    assert decide(actor(Role.REVIEWER), followed, said(STEP, BARRIER, PHASE)) == Based(replication=followed)


def test_an_edition_waits_for_the_city_and_for_who_is_responsible(followed: ReplicationId, sofia: Actor) -> None:
    venice = member(Role.REVIEWER, city="venice")
    assert [each.what for each in waiting_for(sofia)] == ["edition"]
    for who in (VISITOR, actor(Role.OBSERVER), actor(Role.REVIEWER), editor_of("venice"), venice):
        assert waiting_for(who) == ()
    stands = seen(sofia, followed)
    with transaction():
        details = Details(city="sofia", edition=1, responsible=venice.label)
        edit_replication(sofia, followed, details, seen=stands.version)
    assert [each.replication.practice.slug for each in waiting_for(venice)] == [SLUG]
    with transaction():
        stop = MoveDraft(stage=Stage.INTEREST, exit=Exit.STOPPED, happened_on=stands.since, note="No money.")
        move_replication(sofia, followed, stop, seen=stands.version + 1)
    assert waiting_for(sofia) == waiting_for(venice) == ()


def test_who_is_not_based_on_an_edition_is_told_of_none(lead: Actor, sofia: Actor) -> None:
    edition(lead)
    made = replicated(sofia, number=None)
    next_edition(lead)
    assert (seen(sofia, made).next_edition, queries.get_alert(sofia, seen(sofia, made))) == (None, None)
    assert waiting_for(sofia) == ()


def test_a_feed_tells_readers_all_and_others_that_a_plan_was_agreed(followed: ReplicationId, sofia: Actor) -> None:
    venice = member(city="venice")
    with transaction():
        service.submit_plan(sofia, followed)
        service.agree_to_plan(venice, followed, 1, "Well done")
    decide(sofia, followed, said(STEP, BARRIER, PHASE))
    assert queries.list_happenings(VISITOR) == ()
    with transaction():
        details = Details(city="sofia", edition=2, shared=True)
        edit_replication(sofia, followed, details, seen=seen(sofia, followed).version)
    assert {each.what for each in queries.list_happenings(sofia)} == {"written", "submitted", "agreed", "decided"}
    [told] = queries.list_happenings(VISITOR)
    assert (told.what, told.number, told.actor, told.comment) == ("agreed", 1, "", "")
