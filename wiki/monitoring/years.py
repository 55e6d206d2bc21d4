"""Values of a year from those of its parts. Pure.

A heat demand in kWh/m²a is of a whole year. What one month came to is told without the year, in kWh/m², and kept as
what a year at that pace would come to; the mean of twelve such months is what their year really came to. A part alone
is compared with no target: a month of winter or summer says nothing of the year.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol, TypeVar

from wiki.facts.dates import months_later
from wiki.facts.units import convert
from wiki.indicators.units import part_of_year
from wiki.monitoring.periods import whole_months
from wiki.monitoring.types import Period

MONTHS = 12
_SHORTEST_YEAR = timedelta(days=360)
_DAY = timedelta(days=1)
_DAYS_A_YEAR = 365.25


class Told(Protocol):
    """A value with its time, in the unit of its series; ``grade`` is A to D, or empty."""

    @property
    def period(self) -> Period: ...
    @property
    def amount(self) -> float: ...
    @property
    def grade(self) -> str: ...


AnyTold = TypeVar("AnyTold", bound=Told)


def is_part(period: Period, unit: str) -> bool:
    """Tell whether a time is too short for a value in a unit of a whole year."""
    return part_of_year(unit) is not None and period.ends - period.starts + _DAY < _SHORTEST_YEAR


def at_yearly_pace(value: float, unit: str, wanted: str, period: Period) -> float:
    """Return a value in the unit of its series; what a time came to, as what a year of it would come to."""
    part = part_of_year(wanted)
    if part is None or part_of_year(unit) is not None:
        return float(convert(value, unit, wanted))
    return float(convert(value, unit, part)) / _years(period)


def whole_year(values: Sequence[AnyTold]) -> tuple[Period, float, str] | None:
    """Return the time, the amount and the worst grade of the last twelve months; None unless all were measured.

    ``values`` are parts of years that stand, those entered first before the others: of one time the last counts.
    """
    ends = max(value.period.ends for value in values)
    starts = months_later(ends + _DAY, -MONTHS)
    parts = {value.period: value for value in values if value.period.starts >= starts}
    if whole_months(parts) < MONTHS:
        return None
    amount = sum(value.amount * _years(period) for period, value in parts.items()) / sum(map(_years, parts))
    return Period(starts=starts, ends=ends), amount, max(value.grade for value in parts.values())


def _years(period: Period) -> float:
    """Return how many years a time is: by its months where they are whole, else by its days."""
    if period.starts.day == 1 and (period.ends + _DAY).day == 1:
        return whole_months([period]) / MONTHS
    return (period.ends - period.starts + _DAY).days / _DAYS_A_YEAR
