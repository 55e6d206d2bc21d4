"""Experiences of replications in the reader's words, wherever they are shown."""

from collections.abc import Mapping
from typing import Any

from flask_babel import format_decimal, format_percent

from wiki.core.messages import message
from wiki.experience.rules import CATEGORIES, PHASES
from wiki.experience.types import ExperienceDraft, ExperienceKind, Measure
from wiki.facts import VOCABULARIES
from wiki.http.translating import translated

NAMES: Mapping[ExperienceKind, str] = {
    ExperienceKind.ADAPTATION: message("Adaptation"),
    ExperienceKind.BARRIER: message("Barrier"),
    ExperienceKind.DEVIATION: message("Deviation of cost or time"),
    ExperienceKind.LESSON: message("Lesson"),
}
MEASURES: Mapping[Measure, str] = {Measure.COST: message("Cost"), Measure.TIME: message("Time")}
TIMES: Mapping[str, str] = {"days": message("days"), "weeks": message("weeks"), "months": message("months")}


def telling() -> dict[str, Any]:
    """Return the names that every template of experiences is given."""
    return {
        "experience_kinds": NAMES,
        "categories": CATEGORIES,
        "phases": PHASES,
        "deviation": deviation_words,
    }


def unit_word(unit: str) -> str:
    """Return a unit of a deviation as people read it."""
    return translated(TIMES.get(unit) or VOCABULARIES["unit"].get(unit, unit))


def deviation_words(said: ExperienceDraft) -> str:
    """Return what was planned, what came out, and by how much more or less."""
    measure = translated(MEASURES[said.measure]) if said.measure else ""
    planned, actual = format_decimal(said.planned or 0), format_decimal(said.actual or 0)
    more = "" if said.overrun is None else f" ({signed_share(said.overrun)})"
    return f"{measure}: {planned} → {actual} {unit_word(said.unit)}{more}"


def signed_share(share: float) -> str:
    """Return a share as per cent, with a sign also where it is more."""
    return f"{'+' if share > 0 else ''}{format_percent(share)}"
