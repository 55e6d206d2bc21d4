"""Pure rules of experiences: what each kind has, and what is wrong with one. These rules are ours."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from math import isfinite

from wiki.core.messages import message
from wiki.experience.types import ExperienceDraft, ExperienceKind, Measure
from wiki.facts import VOCABULARIES

TEXT_MAX = 1_000
FIRST_YEAR = 1900
LARGEST = 1e12
CATEGORIES, PHASES = VOCABULARIES["influence_category"], VOCABULARIES["step"]
UNITS: Mapping[Measure, tuple[str, ...]] = {
    Measure.COST: ("EUR", "EUR/a", "EUR/m2"),
    Measure.TIME: ("days", "weeks", "months"),
}
"""The units in which cost and time are told."""
SEVERITIES = range(1, 6)
_EACH = frozenset({"kind", "happened_on", "text"})
_FIELDS: Mapping[ExperienceKind, frozenset[str]] = {
    ExperienceKind.ADAPTATION: _EACH | {"why"},
    ExperienceKind.BARRIER: _EACH | {"category", "phase", "severity", "solved", "solved_on", "help_wanted"},
    ExperienceKind.DEVIATION: _EACH | {"measure", "planned", "actual", "unit"},
    ExperienceKind.LESSON: _EACH | {"differently"},
}


def tidied(draft: ExperienceDraft) -> ExperienceDraft:
    """Return what is said without spaces around it and without what its kind does not have."""
    none = ExperienceDraft(kind=draft.kind, happened_on=draft.happened_on)
    foreign = {each.name: getattr(none, each.name) for each in fields(draft) if each.name not in _FIELDS[draft.kind]}
    own = replace(draft, **foreign)
    own = replace(own, text=own.text.strip(), why=own.why.strip(), solved=own.solved.strip())
    # Nobody needs help with what is solved.
    return replace(own, help_wanted=own.help_wanted and own.is_open)


def draft_errors(draft: ExperienceDraft, *, today: date) -> dict[str, str]:
    """Return what is wrong with a tidied draft, by field."""
    errors = dict(_missing(draft))
    if draft.happened_on > today:
        errors["happened_on"] = message("That day is still to come. Say when it happened.")
    elif draft.happened_on.year < FIRST_YEAR:
        errors["happened_on"] = message("Look at the year.")
    for name in ("text", "why", "solved"):
        if len(text := getattr(draft, name)) > TEXT_MAX:
            errors[name] = message("At most {limit} characters; you have {length}.", limit=TEXT_MAX, length=len(text))
    of_kind = {ExperienceKind.BARRIER: _wrong_barrier, ExperienceKind.DEVIATION: _wrong_deviation}
    if draft.kind in of_kind:
        errors = dict(of_kind[draft.kind](draft, today)) | errors
    return errors


_TEXTS: Mapping[ExperienceKind, str] = {
    ExperienceKind.ADAPTATION: message("Say what was made otherwise."),
    ExperienceKind.BARRIER: message("Say what stood in the way."),
    ExperienceKind.DEVIATION: message("Say why it came out otherwise."),
    ExperienceKind.LESSON: message("Say what was learnt."),
}


def _missing(draft: ExperienceDraft) -> Iterator[tuple[str, str]]:
    if not draft.text:
        yield "text", _TEXTS[draft.kind]
    if draft.kind is ExperienceKind.ADAPTATION and not draft.why:
        yield "why", message("Say why; the next city looks for the reason.")


def _wrong_barrier(draft: ExperienceDraft, today: date) -> Iterator[tuple[str, str]]:
    if draft.category not in CATEGORIES:
        yield "category", message("Choose what kind of barrier it is.")
    if draft.phase and draft.phase not in PHASES:
        yield "phase", message("Choose one of the phases.")
    if draft.severity is not None and draft.severity not in SEVERITIES:
        yield "severity", message("The scale goes from {least} to {most}.", least=1, most=5)
    if draft.solved_on is not None and not draft.solved:
        yield "solved", message("Say how it was solved.")
    elif draft.solved_on is not None and draft.solved_on > today:
        yield "solved_on", message("That day is still to come.")
    elif draft.solved_on is not None and draft.solved_on < draft.happened_on:
        yield "solved_on", message("It was met on {day}. It cannot be solved before.", day=draft.happened_on)


_NO_NUMBER: Mapping[str, str] = {
    "planned": message("Enter what was planned, as a number."),
    "actual": message("Enter what it came out as, as a number."),
}


def _wrong_deviation(draft: ExperienceDraft, _today: date) -> Iterator[tuple[str, str]]:
    if draft.measure is None:
        yield "measure", message("Choose cost or time.")
    elif draft.unit not in UNITS[draft.measure]:
        yield "unit", message("Choose a unit of it: {units}.", units=", ".join(UNITS[draft.measure]))
    for name, number in (("planned", draft.planned), ("actual", draft.actual)):
        if number is None:
            yield name, _NO_NUMBER[name]
        elif not isfinite(number) or not 0 <= number <= LARGEST:
            yield name, message("This must be a number from 0 on.")
