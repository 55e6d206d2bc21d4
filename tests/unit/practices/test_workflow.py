"""The course of a review at each of its edges, and after any sequence of steps."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.ids import UserId
from wiki.facts import Completeness, Gate, Missing
from wiki.practices.rules import allowed, refusal
from wiki.practices.types import Group, ReviewStanding, State, Step, StepKind, WorkingCopy
from wiki.practices.waiting import waits_for, waits_of
from wiki.practices.workflow import first_due, fold

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
OPEN = Gate(completeness=Completeness(filled=1, needed=1, missing=()), missing=(), is_measured=True, pending_until=None)
SHUT = replace(OPEN, missing=(Missing(section="costs", field="costs", label="Costs", reason="It is empty."),))
COPY = WorkingCopy(
    revision=1,
    today=AT.date(),
    theme="heating",
    cities=frozenset({"vienna"}),
    authors=frozenset({UserId(1)}),
    gate=OPEN,
)


def member(number: int, role: Role = Role.REVIEWER, city: str | None = None, *leads: str) -> Actor:
    return Actor(user_id=UserId(number), role=role, label=str(number), city=city, leads=frozenset(leads))


AUTHOR = member(1, Role.EDITOR, "vienna")
NEAR, NEAR_TOO, FAR = member(2, Role.REVIEWER, "vienna"), member(3, Role.REVIEWER, "vienna"), member(4, city="munich")
LEAD, OTHER_LEAD = member(5, Role.REVIEWER, None, "heating"), member(6, Role.REVIEWER, None, "data")
ADMINISTRATOR = member(7, Role.ADMINISTRATOR)


def step(kind: StepKind, actor: Actor, revision: int = 1, at: datetime = AT) -> Step:
    return Step(kind=kind, at=at, revision=revision, actor_id=actor.user_id, actor=actor.label, city=actor.city)


SUBMITTED = (step(StepKind.SUBMITTED, AUTHOR),)
APPROVED = (*SUBMITTED, step(StepKind.APPROVED, NEAR), step(StepKind.APPROVED, FAR))
PASSED = (*APPROVED, step(StepKind.PASSED, LEAD))
DISSEMINATED = (*PASSED, step(StepKind.DISSEMINATED, LEAD))


@pytest.mark.parametrize(
    ("steps", "copy", "state"),
    [
        ((), COPY, State.DRAFT),
        (SUBMITTED, COPY, State.PEER_REVIEW),
        (APPROVED, COPY, State.QUALITY_CHECK),
        (APPROVED[:2], COPY, State.PEER_REVIEW),
        (APPROVED, replace(COPY, revision=2), State.PEER_REVIEW),
        (PASSED, COPY, State.STANDARDISED),
        (PASSED, replace(COPY, revision=2), State.PEER_REVIEW),
        (DISSEMINATED, COPY, State.DISSEMINATED),
        (DISSEMINATED, replace(COPY, revision=2), State.DRAFT),
        (DISSEMINATED, replace(COPY, review_due=date(2026, 11, 24)), State.DISSEMINATED),
        (DISSEMINATED, replace(COPY, review_due=AT.date()), State.REVIEW_DUE),
        ((*DISSEMINATED, step(StepKind.SUPERSEDED, LEAD)), COPY, State.SUPERSEDED),
        ((*DISSEMINATED, step(StepKind.SUPERSEDED, LEAD), step(StepKind.RECONFIRMED, LEAD)), COPY, State.DISSEMINATED),
        ((*APPROVED, step(StepKind.RETURNED, LEAD)), COPY, State.RETURNED),
        ((*APPROVED, step(StepKind.WITHDRAWN, AUTHOR)), COPY, State.DRAFT),
        (PASSED, replace(COPY, is_archived=True), State.ARCHIVED),
    ],
)
def test_the_log_and_the_current_revision_tell_the_state(
    steps: tuple[Step, ...], copy: WorkingCopy, state: State
) -> None:
    assert fold(steps, copy).state is state


@pytest.mark.parametrize(
    ("stated", "due"),
    [(None, date(2027, 11, 23)), ("2026-12-01", date(2026, 12, 1)), ("2028-02", date(2028, 2, 29))],
)
def test_an_edition_is_due_on_the_day_it_names_else_in_twelve_months(stated: str | None, due: date) -> None:
    assert first_due(AT.date(), stated) == due


def test_being_reconfirmed_gives_twelve_months_and_takes_none() -> None:
    copy = replace(COPY, review_due=AT.date())
    assert fold((*DISSEMINATED, step(StepKind.RECONFIRMED, LEAD)), copy).review_due == date(2027, 11, 23)
    late = replace(COPY, review_due=date(2029, 1, 1))
    assert fold((*DISSEMINATED, step(StepKind.RECONFIRMED, LEAD)), late).review_due == date(2029, 1, 1)


@pytest.mark.parametrize(
    ("actor", "kind", "steps", "reason"),
    [
        (VISITOR, StepKind.SUBMITTED, (), "Your role"),
        (AUTHOR, StepKind.APPROVED, SUBMITTED, "Your role"),
        (member(1), StepKind.APPROVED, SUBMITTED, "You wrote"),
        (NEAR, StepKind.APPROVED, (), "not in peer review"),
        (NEAR, StepKind.APPROVED, APPROVED[:2], "You have approved"),
        (NEAR_TOO, StepKind.APPROVED, APPROVED[:2], "another city"),
        (OTHER_LEAD, StepKind.APPROVED, APPROVED[:2], "another city"),
        (FAR, StepKind.APPROVED, APPROVED, "has the approvals"),
        (replace(FAR, user_id=None), StepKind.APPROVED, SUBMITTED, "has an account"),
        (LEAD, StepKind.PASSED, SUBMITTED, "Two reviewers"),
        (NEAR, StepKind.PASSED, APPROVED, "leads its primary theme"),
        (OTHER_LEAD, StepKind.PASSED, APPROVED, "leads its primary theme"),
        (replace(LEAD, user_id=UserId(1)), StepKind.PASSED, APPROVED, "You wrote"),
        (NEAR, StepKind.RETURNED, APPROVED, "leads its primary theme"),
        (NEAR, StepKind.DISSEMINATED, PASSED, "leads its primary theme"),
        (LEAD, StepKind.DISSEMINATED, APPROVED, "quality check first"),
        (LEAD, StepKind.RECONFIRMED, PASSED, "no edition"),
        (LEAD, StepKind.SUPERSEDED, PASSED, "in review"),
        (AUTHOR, StepKind.SUBMITTED, DISSEMINATED, "Nothing was changed since edition 1"),
        (AUTHOR, StepKind.SUBMITTED, SUBMITTED, "in review already"),
        (member(8, Role.EDITOR), StepKind.WITHDRAWN, SUBMITTED, "wrote or submitted"),
        (replace(ADMINISTRATOR, read_only=True), StepKind.PASSED, APPROVED, "Your role"),
    ],
)
def test_a_step_is_refused_with_its_reason(actor: Actor, kind: StepKind, steps: tuple[Step, ...], reason: str) -> None:
    assert reason in str(refusal(actor, kind, fold(steps, COPY)))


@pytest.mark.parametrize("lack", [{"gate": SHUT}, {"open_remarks": 1}])
def test_the_check_is_passed_when_nothing_is_lacking(lack: dict[str, Any]) -> None:
    for actor in (LEAD, ADMINISTRATOR):
        assert refusal(actor, StepKind.PASSED, fold(APPROVED, COPY)) is None
        assert refusal(actor, StepKind.PASSED, fold(APPROVED, replace(COPY, **lack))) is not None


@pytest.mark.parametrize("lack", [{"theme": ""}, {"cities": frozenset()}])
def test_what_is_submitted_says_whose_it_is(lack: dict[str, object]) -> None:
    assert refusal(AUTHOR, StepKind.SUBMITTED, fold((), replace(COPY, **lack))) is not None


def test_each_state_waits_for_who_can_take_it_on() -> None:
    states = {SUBMITTED: Group.REVIEWERS, APPROVED: Group.LEAD, PASSED: Group.LEAD}
    for steps, group in states.items():
        assert [wait.group for wait in waits_of(fold(steps, COPY))] == [group]
    half = fold(APPROVED[:2], COPY)
    (wait,) = waits_of(half)
    assert (wait.reviewers, wait.needs_other_city) == (1, True)
    assert not waits_for(NEAR_TOO, half, wait)
    assert waits_for(FAR, half, wait)
    returned = fold((*APPROVED, step(StepKind.RETURNED, LEAD)), COPY)
    assert waits_for(AUTHOR, returned, *waits_of(returned))
    assert waits_of(fold(DISSEMINATED, COPY)) == ()


@pytest.mark.parametrize("begun", [SUBMITTED, APPROVED, PASSED, (*SUBMITTED, step(StepKind.RETURNED, LEAD))])
def test_a_due_edition_is_a_wait_of_its_own(begun: tuple[Step, ...]) -> None:
    standing = fold((*DISSEMINATED, *begun), replace(COPY, review_due=AT.date()))
    of_round, due = waits_of(standing)
    assert (of_round.state, due.state, due.group) == (standing.state, State.REVIEW_DUE, Group.LEAD)
    assert [who for who in PEOPLE if waits_for(who, standing, due)] == [LEAD, ADMINISTRATOR]


PEOPLE = (AUTHOR, NEAR, NEAR_TOO, FAR, LEAD, OTHER_LEAD, ADMINISTRATOR, VISITOR)
BACK = {StepKind.WITHDRAWN, StepKind.RETURNED}
# A member, and which of the steps they may take (the last: back, where that is one), or None: they write.
MOVES = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from([0, 0, 1, 1, 2, -1, None])), min_size=30, max_size=90
)


@given(st.sampled_from([(), SUBMITTED, APPROVED, PASSED, DISSEMINATED]), MOVES)
def test_no_sequence_of_steps_makes_an_edition_that_was_not_reviewed(
    begun: tuple[Step, ...], moves: list[tuple[Actor, int | None]]
) -> None:
    steps, copy = list(begun), COPY
    for day, (actor, choice) in enumerate(moves):
        before = fold(steps, copy)
        choices = sorted(allowed(actor, before), key=lambda kind: (kind in BACK, kind))
        if choice is None and actor is not AUTHOR:
            continue
        if choice is None:
            copy = replace(copy, revision=copy.revision + 1, authors=copy.authors | {UserId(1)})
        elif choices:
            kind = choices[choice % len(choices)]
            steps.append(step(kind, actor, copy.revision, AT + timedelta(days=day)))
            after = fold(steps, copy)
            assert after != before
            _require_reviewed(after, copy)
            if kind is StepKind.DISSEMINATED:
                assert before.state is State.STANDARDISED
                assert after.editions == before.editions + 1
                copy = replace(copy, authors=frozenset())


def _require_reviewed(standing: ReviewStanding, copy: WorkingCopy) -> None:
    if standing.state in {State.QUALITY_CHECK, State.STANDARDISED}:
        approvers = {each.actor_id for each in standing.approvals}
        assert len(approvers) >= 2
        assert {each.revision for each in standing.approvals} == {copy.revision}
        assert not approvers & copy.authors
        assert any(each.city not in {None, *copy.cities} for each in standing.approvals)
    if standing.state is State.STANDARDISED:
        assert standing.passed is not None
        assert standing.passed.actor_id not in copy.authors
        assert standing.passed.actor_id in {LEAD.user_id, ADMINISTRATOR.user_id}
