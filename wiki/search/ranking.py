"""The weight of a match: BM25 over fields."""

from collections.abc import Sequence
from datetime import date
from math import log, log1p

from wiki.facts import BEST_EVIDENCE

K1 = 1.2
B = 0.75
TITLE_WEIGHT = 0.4
EXACT_WEIGHT = 0.3
# Of words that were not typed: one that is likely meant, one that means the same, and half of a compound.
MEANT_WEIGHT = 0.9
SYNONYM_WEIGHT = 0.8
PART_WEIGHT = 0.3

# Of a tag whose name the question says: added to what the text says, for a text that is only tagged so says less.
TAGGED_WEIGHT = 0.8

# Above every sum of word weights, so that these two come first whatever else matches.
TITLE_HOLDS_ALL = 10_000.0
TITLE_IS_QUESTION = 100_000.0

# What standing adds to a practice's weight, as shares of it: enough to put it before its equals and no further.
STANDARDISED_LIFT, EVIDENCE_LIFT, FRESHNESS_LIFT = 0.02, 0.01, 0.01
# Between these days, the programme's first and one far off, the later one counts more, whatever day it is today.
_FIRST, _FAR_OFF = date(2016, 2, 1).toordinal(), date(2046, 2, 1).toordinal()

_PIVOT_STEP = 1.25


def rarity(matching: int, documents: int) -> float:
    """The weight of a word that `matching` of so many documents hold; above zero."""
    return log1p((documents - matching + 0.5) / (matching + 0.5))


def saturations(numbers: Sequence[int], counts: Sequence[float], length_factors: Sequence[float]) -> dict[int, float]:
    """The weight of a weighted count in each of these documents, of which `length_factors` says how long all are.

    Below `K1` + 1. This is where most of the time of a search goes.
    """
    most = K1 + 1
    return {
        number: count * most / (count + length_factors[number]) for number, count in zip(numbers, counts, strict=True)
    }


def length_factor(length: int, pivot: float) -> float:
    return K1 * (1 - B + B * length / pivot)


def pivot(total_length: int, documents: int) -> float:
    """The average length, rounded to steps of a quarter.

    Weights computed with it are kept while pages come and go, and every process has the same.
    """
    average = max(1.0, total_length / max(1, documents))
    return float(_PIVOT_STEP ** round(log(average, _PIVOT_STEP)))


def lift(*, is_standardised: bool, evidence: int, freshness: int) -> float:
    """By what a practice's weight is multiplied; the last two are ranks, see :class:`wiki.facts.Ranks`."""
    fresh = min(max(freshness - _FIRST, 0), _FAR_OFF - _FIRST) / (_FAR_OFF - _FIRST)
    evident = min(evidence, BEST_EVIDENCE) / BEST_EVIDENCE
    return 1 + STANDARDISED_LIFT * is_standardised + EVIDENCE_LIFT * evident + FRESHNESS_LIFT * fresh
