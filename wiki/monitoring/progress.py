"""How far what is measured has come: of each series, and of many together."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from wiki.facts.dates import months_later
from wiki.indicators.types import Indicator
from wiki.monitoring.rules import Distance, distance
from wiki.monitoring.types import SeriesStanding

MONTHS_TO_STALE = 12
Key = TypeVar("Key", bound=Hashable)


class Lack(StrEnum):
    """What a series is without."""

    BASELINE = "baseline"
    TARGET = "target"
    MEASURED = "measured"


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectCard:
    """What was measured, as lists name it: ``slug`` is the address of the practice.

    ``theme`` and ``city`` are addresses, the first of those that it is tagged with, so that nothing counts twice. What
    was measured in a ``replication`` (its number) has the theme of the practice that it is ``of`` (its title) and the
    city that takes it up; ``language`` is empty where nobody knows that of the title. ``tells_names`` is whether the
    reader learns who entered what.
    """

    slug: str
    title: str
    language: str
    theme: str | None
    city: str | None
    replication: int | None = None
    of: str = ""
    tells_names: bool = True


@dataclass(frozen=True, slots=True)
class Monitored:
    """A series with what it is of and how far it has come; ``way`` is None without a target or a measured value."""

    standing: SeriesStanding
    indicator: Indicator
    card: SubjectCard
    way: Distance | None
    lacks: Sequence[Lack]
    is_stale: bool

    @property
    def theme(self) -> str | None:
        """The theme of its indicator; of one for all themes, that of what was measured."""
        return self.indicator.theme or self.card.theme


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Series counted: ``measured`` have a measured value, ``stale`` of them none of the last twelve months.

    ``progress`` is the mean part of the way from baseline to target, from 0 to 1, of the ``on_the_way`` series that
    have all three figures; each counts from 0 to 1, so that one far past its target hides no other. None for none.
    """

    series: int
    measured: int
    stale: int
    lacking: Mapping[Lack, int]
    on_the_way: int
    progress: float | None

    @property
    def missing(self) -> int:
        """How many figures there should be and are not."""
        return sum(self.lacking.values())


def monitored(standing: SeriesStanding, indicator: Indicator, card: SubjectCard, *, measured_since: date) -> Monitored:
    """Return how far a series has come; it is stale if its last measured value ended before ``measured_since``."""
    figures = ((Lack.BASELINE, standing.baseline), (Lack.TARGET, standing.target), (Lack.MEASURED, standing.measured))
    return Monitored(
        standing=standing,
        indicator=indicator,
        card=card,
        way=_way(standing, indicator),
        lacks=[lack for lack, figure in figures if figure is None],
        is_stale=standing.measured is not None and standing.measured.period.ends < measured_since,
    )


def fresh_since(today: date) -> date:
    """Return the day since which something must have been measured, so that a series is not stale."""
    return months_later(today, -MONTHS_TO_STALE)


def tally(found: Sequence[Monitored]) -> Tally:
    shares = [min(max(each.way.reached, 0.0), 1.0) for each in found if each.way and each.way.reached is not None]
    lacks = [lack for each in found for lack in each.lacks]
    lacking = {lack: lacks.count(lack) for lack in Lack}
    return Tally(
        series=len(found),
        measured=len(found) - lacking[Lack.MEASURED],
        stale=sum(each.is_stale for each in found),
        lacking=lacking,
        on_the_way=len(shares),
        progress=sum(shares) / len(shares) if shares else None,
    )


def tally_by(found: Iterable[Monitored], key: Callable[[Monitored], Key]) -> Mapping[Key, Tally]:
    """Return a tally for each value of a key."""
    groups: dict[Key, list[Monitored]] = {}
    for each in found:
        groups.setdefault(key(each), []).append(each)
    return {value: tally(group) for value, group in groups.items()}


def most_behind(found: Iterable[Monitored], limit: int) -> Sequence[Monitored]:
    """Return those that have come the least part of the way to a target they have not met."""
    behind = [
        (each.way.reached, each.standing.id, each)
        for each in found
        if each.way and each.way.reached is not None and not each.way.is_met
    ]
    return [each for _, _, each in sorted(behind, key=lambda told: told[:2])[:limit]]


def _way(standing: SeriesStanding, indicator: Indicator) -> Distance | None:
    if standing.target is None or standing.whole is None:
        return None
    before = standing.baseline.amount if standing.baseline else None
    return distance(standing.target.amount, standing.whole.amount, before, indicator.direction)
