"""What a practice is found and ordered by in lists: of its facts, whether it is standardised, and what came back."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from wiki.core.ids import PageId
from wiki.facts import A_GRADE, NO_RANKS, Facts, Ranks, Subject, ranks_of, traits_of
from wiki.pages.facets import (
    ELSEWHERE,
    NOT_YET,
    PRACTICE_FACETS,
    STANDARDISED,
    Choices,
    PracticeFacet,
    PracticeOrder,
)
from wiki.pages.returned import NOTHING, Returned


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """The values a text of a practice has in each facet of practices, and its ranks. Other pages have none."""

    values: Choices = field(default_factory=dict)
    ranks: Ranks = NO_RANKS

    def rank(self, order: PracticeOrder) -> int:
        rank: int = getattr(self.ranks, order)
        return rank

    def satisfies(self, choices: Choices) -> bool:
        """Tell whether it has one of the chosen values in every facet of practices."""
        chosen = ((facet, choices.get(facet)) for facet in PRACTICE_FACETS)
        return all(not values or not set(values).isdisjoint(self.values.get(facet, ())) for facet, values in chosen)


NO_MARKS = Marks()


def values_of(facts: Facts, saved_on: date, edition: int | None, came_back: Returned = NOTHING) -> Choices:
    """Return the values of a practice's revision in each facet of practices.

    What was measured is judged on the day the revision was saved, so that no list changes by the passing of days.
    """
    traits = traits_of(facts, saved_on)
    return {
        "quality": (NOT_YET if edition is None else STANDARDISED,),
        **came_back_values(came_back),
        **{trait: traits[trait] for trait in traits},
    }


def came_back_values(came_back: Returned) -> Choices:
    """Return the values in the facets that tell what came back."""
    return {"replicated_in": came_back.replicated, "confirmed": (ELSEWHERE,) if came_back.confirmed else ()}


def marks_of(
    subject: Subject,
    facts: Facts,
    *,
    saved_on: date,
    edition: int | None,
    confirmed_on: date | None,
    came_back: Returned = NOTHING,
) -> Marks:
    """Return the marks of a revision of a practice; see :func:`wiki.facts.ranks_of`.

    Results that were confirmed elsewhere count as evidence of the next better grade.
    """
    ranks = ranks_of(subject, facts, on=saved_on, confirmed_on=confirmed_on)
    if came_back.confirmed:
        ranks = replace(ranks, evidence=ranks.evidence + A_GRADE)
    return Marks(values=values_of(facts, saved_on, edition, came_back), ranks=ranks)


def chooses_marks(choices: Choices) -> bool:
    """Tell whether anything is chosen that only practices have."""
    return any(choices.get(facet) for facet in PRACTICE_FACETS)


def without_marks(choices: Choices) -> Choices:
    return {facet: values for facet, values in choices.items() if facet not in PRACTICE_FACETS}


def pages_with(marks: Mapping[PageId, Marks], choices: Choices) -> Collection[PageId] | None:
    """Return the practices that have what is chosen; None where that is nothing of theirs."""
    if not chooses_marks(choices):
        return None
    return {page_id for page_id, each in marks.items() if each.satisfies(choices)}


def count_marks(held: Iterable[Marks], facet: PracticeFacet, choices: Choices) -> Mapping[str, int]:
    """Return how many have each value of a facet, among those that have what is chosen in the others."""
    others: Choices = {**choices, facet: ()}
    return Counter(value for each in held if each.satisfies(others) for value in each.values.get(facet, ()))
