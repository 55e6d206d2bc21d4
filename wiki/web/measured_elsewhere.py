"""What was measured where a practice was taken up, as its own page tells it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from wiki.http.translating import translated
from wiki.indicators.queries import list_indicators
from wiki.monitoring.periods import write_period
from wiki.monitoring.queries import standings_of_replications
from wiki.monitoring.types import Figure
from wiki.web.context import actor
from wiki.web.results_of import amount

# What its boundary tells alone is not the same thing in two places.
_NEVER_THE_SAME = "other"


@dataclass(frozen=True, kw_only=True)
class MeasuredThere:
    """The last measured value of a series of a replication, with the indicator's name in the reader's words."""

    replication: int
    indicator: str
    name: str
    boundary: str
    unit: str
    figure: Figure


def measured_elsewhere(replications: Collection[int]) -> Sequence[MeasuredThere]:
    """Return what was measured in some replications, as far as the reader may know."""
    found = [each for each in standings_of_replications(actor(), replications) if each.whole]
    names = {each.key: translated(each.name) for each in list_indicators()} if found else {}
    return [
        MeasuredThere(
            replication=each.subject.replication,
            indicator=each.indicator,
            name=names[each.indicator],
            boundary=each.boundary,
            unit=each.unit,
            figure=each.whole,
        )
        for each in found
        if each.whole and each.subject.replication
    ]


def by_replication(figures: Sequence[MeasuredThere]) -> Mapping[int, Sequence[str]]:
    """Return each figure as text, by the replication it is of."""
    told: dict[int, list[str]] = defaultdict(list)
    for each in figures:
        name = f"{each.name}, {each.boundary}" if each.boundary else each.name
        told[each.replication].append(
            f"{name}: {amount(each.figure.amount, each.unit)} ({write_period(each.figure.period)})"
        )
    return dict(told)


def ranges(figures: Sequence[MeasuredThere]) -> Sequence[str]:
    """Return from what to what an indicator was measured, of those that several replications measured."""
    alike: dict[tuple[str, str], list[MeasuredThere]] = defaultdict(list)
    for each in figures:
        if each.indicator != _NEVER_THE_SAME:
            alike[each.indicator, each.unit].append(each)
    return [_range(several) for several in alike.values() if len({each.replication for each in several}) > 1]


def _range(several: Sequence[MeasuredThere]) -> str:
    amounts = [each.figure.amount for each in several]
    unit = several[0].unit
    least, most = amount(min(amounts), unit), amount(max(amounts), unit)
    return str(gettext("%(what)s: %(least)s to %(most)s", what=several[0].name, least=least, most=most))
