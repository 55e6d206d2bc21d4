"""What an experience must say: each kind what it has, and nothing of another."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.experience.rules import TEXT_MAX, UNITS, draft_errors, tidied
from wiki.experience.types import ExperienceDraft, ExperienceKind, Measure

TODAY = date(2026, 11, 23)
LAST_YEAR = date(2025, 5, 5)
SOUND: dict[ExperienceKind, dict[str, Any]] = {
    ExperienceKind.ADAPTATION: {"text": "Smaller masts", "why": "Narrow streets"},
    ExperienceKind.BARRIER: {"text": "No masts of ours", "category": "governance"},
    ExperienceKind.DEVIATION: {
        "text": "Steel cost more",
        "measure": Measure.COST,
        "planned": 100.0,
        "actual": 125.0,
        "unit": "EUR",
    },
    ExperienceKind.LESSON: {"text": "Ask the owners first"},
}


def draft(kind: ExperienceKind, **said: Any) -> ExperienceDraft:
    return ExperienceDraft(**{"kind": kind, "happened_on": LAST_YEAR} | SOUND[kind] | said)


def wrong(kind: ExperienceKind, **said: Any) -> set[str]:
    return set(draft_errors(tidied(draft(kind, **said)), today=TODAY))


@pytest.mark.parametrize("kind", ExperienceKind)
def test_each_kind_needs_its_own_words_and_no_others(kind: ExperienceKind) -> None:
    assert not wrong(kind)
    assert wrong(kind, text=" ") == {"text"}
    assert wrong(kind, text="x" * (TEXT_MAX + 1)) == {"text"}
    assert wrong(kind, happened_on=TODAY + timedelta(days=1)) == {"happened_on"}


def test_what_is_missing_or_unknown_is_told_at_its_field() -> None:
    assert wrong(ExperienceKind.ADAPTATION, why="") == {"why"}
    assert wrong(ExperienceKind.BARRIER, category="bad luck") == {"category"}
    assert wrong(ExperienceKind.BARRIER, phase="later", severity=6) == {"phase", "severity"}
    assert wrong(ExperienceKind.BARRIER, solved_on=TODAY) == {"solved"}
    assert wrong(ExperienceKind.BARRIER, solved="So.", solved_on=LAST_YEAR - timedelta(days=1)) == {"solved_on"}
    assert wrong(ExperienceKind.DEVIATION, unit="days") == {"unit"}
    assert wrong(ExperienceKind.DEVIATION, planned=None, actual=-1.0) == {"planned", "actual"}
    assert wrong(ExperienceKind.DEVIATION, measure=None) == {"measure"}


def test_a_solved_barrier_needs_no_help_and_no_barrier_is_open_for_ever() -> None:
    assert tidied(draft(ExperienceKind.BARRIER, help_wanted=True)).help_wanted
    solved = tidied(draft(ExperienceKind.BARRIER, help_wanted=True, solved="They were bought."))
    assert not solved.help_wanted
    assert not solved.is_open
    assert not draft(ExperienceKind.LESSON).is_open


def test_an_overrun_is_a_share_of_the_plan() -> None:
    assert draft(ExperienceKind.DEVIATION).overrun == 0.25
    assert draft(ExperienceKind.DEVIATION, planned=0.0).overrun is None


@given(
    st.builds(
        ExperienceDraft,
        kind=st.sampled_from(ExperienceKind),
        happened_on=st.dates(),
        text=st.text(max_size=1_100),
        why=st.text(),
        category=st.sampled_from(["", "technical", "nonsense"]),
        phase=st.sampled_from(["", "planning", "nonsense"]),
        severity=st.none() | st.integers(-3, 9),
        solved=st.text(),
        solved_on=st.none() | st.dates(),
        help_wanted=st.booleans(),
        measure=st.none() | st.sampled_from(Measure),
        planned=st.none() | st.floats(),
        actual=st.none() | st.floats(),
        unit=st.sampled_from(["", *UNITS[Measure.COST], *UNITS[Measure.TIME]]),
        differently=st.booleans(),
    )
)
def test_whatever_is_entered_is_judged_and_tidied_once(entered: ExperienceDraft) -> None:
    tidy = tidied(entered)
    # Repr, for a number that is none equals nothing.
    assert repr(tidied(tidy)) == repr(tidy)
    errors = draft_errors(tidy, today=TODAY)
    assert set(errors) <= {each.name for each in fields(tidy)}
    if not errors:
        assert tidy.text
        assert tidy.overrun is None or tidy.overrun >= -1
