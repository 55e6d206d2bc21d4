"""Who sees and moves a replication, and what each move needs."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.accounts.types import VISITOR, Actor, Role
from wiki.replication.rules import (
    LINK_MAX,
    NOTE_MAX,
    TITLE_MAX,
    details_errors,
    kept_blocks,
    may_edit,
    may_edit_some,
    move_errors,
    next_stage,
    reads_whole,
)
from wiki.replication.stages import EXITS, STAGES
from wiki.replication.types import Details, Exit, MoveDraft, Stage

TODAY = date(2018, 6, 5)
SOFIA = Actor(role=Role.EDITOR, city="sofia")


def wrong(
    stage: int, *, at: int | None = 1, left_by: str = "none", since: date | None = None, **said: object
) -> set[str]:
    draft = MoveDraft(**{"stage": Stage(stage), "happened_on": TODAY} | said)  # type: ignore[arg-type]  # what tests say
    start = None if at is None else Stage(at)
    return set(move_errors(draft, stage=start, left_by=Exit(left_by), since=since, today=TODAY))


def test_every_stage_and_exit_has_a_name_and_a_line() -> None:
    assert list(STAGES) == list(Stage)
    assert list(EXITS) == list(Exit)
    assert all(meaning.name and meaning.line for meaning in (*STAGES.values(), *EXITS.values()))


def test_a_city_moves_its_own_and_the_task_force_moves_any() -> None:
    assert may_edit(SOFIA, "sofia")
    assert not may_edit(SOFIA, "venice")
    assert may_edit(Actor(role=Role.REVIEWER), "venice")
    assert not may_edit(Actor(role=Role.OBSERVER, city="sofia"), "sofia")
    assert not may_edit(Actor(role=Role.EDITOR, city="sofia", read_only=True), "sofia")
    assert may_edit_some(SOFIA)
    assert not may_edit_some(Actor(role=Role.EDITOR))
    assert not may_edit_some(VISITOR)


def test_a_draft_is_the_citys_and_the_task_forces_and_observers_read_summaries() -> None:
    assert reads_whole(SOFIA, "sofia", shared=False)
    assert not reads_whole(SOFIA, "venice", shared=False)
    assert reads_whole(SOFIA, "venice", shared=True)
    assert reads_whole(Actor(role=Role.REVIEWER), "venice", shared=False)
    assert reads_whole(Actor(role=Role.EDITOR, city="sofia", read_only=True), "sofia", shared=False)
    assert not reads_whole(Actor(role=Role.OBSERVER, city="sofia"), "sofia", shared=True)
    assert not reads_whole(VISITOR, "sofia", shared=True)


def test_a_step_forward_needs_evidence_from_the_plan_on_and_one_back_a_note() -> None:
    assert wrong(3) == set()
    assert wrong(4) == {"evidence"}
    assert wrong(6, evidence="The contract") == set()
    assert wrong(6, link="https://sofia.bg/decision") == set()
    assert wrong(0, at=5) == {"note"}
    assert wrong(4, at=5, note="The council wants it changed.") == set()
    assert wrong(5, at=5) == {"stage"}


def test_the_first_move_may_lead_anywhere() -> None:
    assert wrong(0, at=None) == set()
    assert wrong(7, at=None) == {"evidence"}
    assert wrong(7, at=None, evidence="Opened in May") == set()


def test_an_exit_needs_its_reason_and_stays_at_the_stage_it_had_reached() -> None:
    assert wrong(1, exit=Exit.STOPPED) == {"note"}
    assert wrong(1, exit=Exit.STOPPED, note="No money.") == set()
    assert wrong(2, exit=Exit.PAUSED, note="Elections.") == {"stage"}
    assert wrong(5, at=5, left_by="paused", exit=Exit.PAUSED, note="Still.") == {"stage"}


def test_what_was_left_is_taken_up_again() -> None:
    assert wrong(5, at=5, left_by="paused") == set()
    assert wrong(6, at=5, left_by="paused") == {"evidence"}
    assert wrong(3, at=5, left_by="stopped") == {"note"}


def test_a_move_is_no_later_than_today_and_no_earlier_than_the_one_before() -> None:
    assert wrong(2, happened_on=TODAY + timedelta(days=1)) == {"happened_on"}
    assert wrong(2, since=TODAY, happened_on=TODAY - timedelta(days=1)) == {"happened_on"}
    assert wrong(2, since=TODAY) == set()


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "sofia.bg/plan", "https://", "https://sofia.bg/a plan", "https://[", "x" * (LINK_MAX + 1)],
)
def test_a_link_is_a_whole_address(link: str) -> None:
    assert wrong(2, link=link) == {"link"}


def test_what_is_too_long_is_told() -> None:
    assert wrong(2, note="x" * (NOTE_MAX + 1)) == {"note"}
    details = Details(city="sofia", title="x" * (TITLE_MAX + 1), edition=3)
    assert set(details_errors(details, cities={"sofia"}, editions={1, 2})) == {"title", "edition"}
    assert set(details_errors(Details(city="atlantis"), cities={"sofia"}, editions=())) == {"city"}


def test_blocks_are_kept_in_the_practices_order_and_only_if_it_has_them() -> None:
    offered = {"Lamp posts": "a", "Sensors": "b", "Data contract": "c"}
    assert kept_blocks(["Data contract", "Nonsense", "Lamp posts"], offered) == [
        {"name": "Lamp posts", "key": "a"},
        {"name": "Data contract", "key": "c"},
    ]


def test_the_next_stage_is_the_following_one_until_the_end() -> None:
    assert next_stage(Stage.PLAN, Exit.NONE) is Stage.DECIDED
    assert next_stage(Stage.RETURNED, Exit.NONE) is None
    assert next_stage(Stage.PLAN, Exit.PAUSED) is None


moves = st.builds(
    MoveDraft,
    stage=st.sampled_from(Stage),
    exit=st.sampled_from(Exit),
    happened_on=st.dates(min_value=TODAY - timedelta(days=9), max_value=TODAY + timedelta(days=2)),
    evidence=st.sampled_from(["", "The plan"]),
    link=st.sampled_from(["", "https://sofia.bg/", "ftp://sofia.bg"]),
    note=st.sampled_from(["", "Because"]),
)


@given(st.lists(moves, max_size=30))
def test_whatever_is_tried_the_log_that_is_taken_holds(tried: list[MoveDraft]) -> None:
    """Each day is no earlier than the one before, every exit has its reason, and who left stayed where they were."""
    log: list[MoveDraft] = []
    for draft in tried:
        last = log[-1] if log else None
        stands = {"stage": last.stage, "left_by": last.exit, "since": last.happened_on} if last else {}
        if not move_errors(draft, **{"stage": None, "since": None} | stands, today=TODAY):  # type: ignore[arg-type]  # told apart above
            log.append(draft)
    assert all(move.happened_on <= TODAY for move in log)
    assert all(move.note for move in log if move.exit is not Exit.NONE)
    for before, after in pairwise(log):
        assert before.happened_on <= after.happened_on
        assert (before.stage, before.exit) != (after.stage, after.exit)
        assert after.exit is Exit.NONE or after.stage is before.stage
        if after.exit is Exit.NONE and after.stage > max(before.stage, Stage.EXCHANGE):
            assert after.evidence or after.link
        assert after.stage >= before.stage or after.note
