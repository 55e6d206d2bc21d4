"""Results of one indicator beside each other, in one unit whatever each was told in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wiki.facts.units import convert, shown
from wiki.indicators.types import Direction, Indicator
from wiki.monitoring.progress import Monitored
from wiki.monitoring.types import Figure


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A series in the unit of its indicator, each figure the last of its kind; None where there is none.

    ``source`` is, of what was measured in a replication, what was measured at the practice itself.
    """

    series: Monitored
    baseline: float | None
    target: float | None
    measured: float
    source: float | None = None


def compare(found: Iterable[Monitored], indicator: Indicator) -> Sequence[Compared]:
    """Return the series of an indicator that have a measured value of all of its time, the best first."""
    compared = [
        Compared(
            series=each,
            baseline=_told(each.standing.baseline, each, indicator),
            target=_told(each.standing.target, each, indicator),
            measured=measured,
        )
        for each in found
        if each.indicator.key == indicator.key and (measured := _told(each.standing.whole, each, indicator)) is not None
    ]
    sign = 1 if indicator.direction is Direction.DOWN else -1
    return sorted(_with_sources(compared), key=lambda each: (sign * each.measured, each.series.standing.id))


def _with_sources(compared: Sequence[Compared]) -> Sequence[Compared]:
    own: dict[str, dict[str, float]] = {}
    for each in compared:
        if each.series.card.replication is None:
            own.setdefault(each.series.card.slug, {})[each.series.standing.boundary] = each.measured
    return [replace(each, source=_at_source(each, own.get(each.series.card.slug, {}))) for each in compared]


def _at_source(each: Compared, own: Mapping[str, float]) -> float | None:
    """Return what the practice of a replication measured: within the same boundary, or within its only one."""
    if each.series.card.replication is None:
        return None
    return next(iter(own.values())) if len(own) == 1 else own.get(each.series.standing.boundary)


def _told(figure: Figure | None, each: Monitored, indicator: Indicator) -> float | None:
    if figure is None:
        return None
    return shown(convert(figure.amount, each.standing.unit, indicator.unit))
