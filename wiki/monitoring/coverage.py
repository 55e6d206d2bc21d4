"""Which practices and replications have results at all, and since when none: counted and listed by the same words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import add

from wiki.monitoring.progress import SubjectCard

NONE = "-"
"""Asks for what is tagged with no theme or no city; no address of one is written so."""

Place = tuple[str | None, str | None]


class What(StrEnum):
    PRACTICES = "practices"
    REPLICATIONS = "replications"


class State(StrEnum):
    """How it stands with the results of a practice or a replication: what is stale is measured, too."""

    MEASURED = "measured"
    STALE = "stale"
    """Nothing was measured for twelve months."""
    MISSING = "missing"
    """Nothing was ever measured."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be counted or listed, by addresses; empty or None means any, :data:`NONE` those without."""

    theme: str = ""
    city: str = ""
    what: What | None = None
    state: State | None = None


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many practices and replications there are, and how many of both are measured, and of these stale."""

    practices: int = 0
    replications: int = 0
    measured: int = 0
    stale: int = 0

    @property
    def missing(self) -> int:
        return self.practices + self.replications - self.measured

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            practices=self.practices + other.practices,
            replications=self.replications + other.replications,
            measured=self.measured + other.measured,
            stale=self.stale + other.stale,
        )


@dataclass(frozen=True, kw_only=True)
class Covered:
    """A practice or a replication with the last day of what was measured last, None for nothing."""

    card: SubjectCard
    until: date | None
    state: State


def summed(cells: Mapping[Place, Coverage], *, theme: str | None = "", city: str | None = "") -> Coverage:
    """Return what some cells come to: of a theme, of a city, or of all where it is the empty text."""
    these = (cell for (of_theme, of_city), cell in cells.items() if theme in {"", of_theme} and city in {"", of_city})
    return reduce(add, these, Coverage())


def state_of(until: date | None, *, measured_since: date) -> State:
    if until is None:
        return State.MISSING
    return State.STALE if until < measured_since else State.MEASURED
