"""What practices are narrowed and ordered by, from the facts of one of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wiki.facts.completeness import Subject, completeness
from wiki.facts.dates import first_day
from wiki.facts.definition import TEMPLATE
from wiki.facts.gate import is_measured
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import Facts
from wiki.facts.vocabularies import VOCABULARIES

Trait = Literal["results", "phase", "cost_band", "spatial_scale", "funding", "trl"]
MEASURED, PENDING = "measured", "pending"


def _levels() -> Iterator[str]:
    field = TEMPLATE.fields["trl"]
    yield from map(str, range(int(field.least or 0), int(field.most or 0) + 1))


TRAIT_VALUES: Mapping[Trait, tuple[str, ...]] = {
    "results": (MEASURED, PENDING),
    "phase": tuple(VOCABULARIES["phase"]),
    "cost_band": tuple(VOCABULARIES["cost_band"]),
    "spatial_scale": tuple(VOCABULARIES["scale"]),
    "funding": tuple(VOCABULARIES["funding"]),
    "trl": tuple(_levels()),
}
"""All values of each trait in the vocabulary's own order, the smallest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranks:
    """Where a practice stands among others, the greatest first; 0 where nothing is known.

    ``freshness`` is the ordinal of the day it was last verified, ``completeness`` per cent of the required fields,
    ``evidence`` the best grade of what was measured, then the number of sources.
    """

    freshness: int = 0
    completeness: int = 0
    evidence: int = 0


NO_RANKS = Ranks()
_GRADES = ("d", "c", "b", "a")
A_GRADE = 1000
"""By how much the rank of evidence rises with its grade: by more than there are sources."""
BEST_EVIDENCE = len(_GRADES) * A_GRADE
"""The rank of measured evidence of the best grade, whatever the number of its sources."""


def traits_of(facts: Facts, on: date) -> dict[Trait, tuple[str, ...]]:
    """Return the values of each trait, in its order; none where nothing is filled.

    ``on`` is the day the facts were told: what ends after it cannot have been measured.
    """
    told: Mapping[Trait, set[str]] = {
        "results": {MEASURED if is_measured(facts, on) else PENDING},
        "phase": {str(facts.get("phase"))},
        "cost_band": {str(facts.get("cost_band"))},
        "spatial_scale": {str(facts.get("spatial_scale"))},
        "funding": {text_of(row, "source") for row in rows_of(facts, "funding")},
        "trl": {str(facts.get("trl"))},
    }
    return {trait: tuple(value for value in values if value in told[trait]) for trait, values in TRAIT_VALUES.items()}


def ranks_of(subject: Subject, facts: Facts, *, on: date, confirmed_on: date | None = None) -> Ranks:
    """Return the ranks of a practice whose facts were told ``on`` a day.

    ``confirmed_on`` is the day on which its newest edition was last said to hold.
    """
    return Ranks(
        freshness=max(_verified(facts, on), confirmed_on.toordinal() if confirmed_on else 0),
        completeness=completeness(subject, facts).percent,
        evidence=_best_grade(facts) * A_GRADE + len(rows_of(facts, "evidence")),
    )


def _verified(facts: Facts, on: date) -> int:
    """Return the first day the date may mean; of a day still to come nothing was verified."""
    day = first_day(str(facts["verified_on"])) if "verified_on" in facts else None
    return day.toordinal() if day and day <= on else 0


def _best_grade(facts: Facts) -> int:
    """Return 1 for the lowest grade to 4 for the best, 0 where nothing that was measured has one."""
    measured = (row for row in rows_of(facts, "kpis") if row.get("state") == "measured" and "value" in row)
    return max((_GRADES.index(grade) + 1 for row in measured if (grade := text_of(row, "grade")) in _GRADES), default=0)
