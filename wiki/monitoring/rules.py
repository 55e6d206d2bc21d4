"""Pure rules of monitoring: who may enter, what a value must have, what conflicts, how far a target is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from math import isclose

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.messages import Message, message
from wiki.indicators.formulas import FORMULAS, Formula, co2_avoided
from wiki.indicators.types import Direction
from wiki.indicators.units import compatible_units, listed, part_of_year, unit_error
from wiki.monitoring.periods import middle, whole_months
from wiki.monitoring.types import FigureKind, Period, Series, SeriesValue, ValueDraft
from wiki.monitoring.years import is_part, whole_year

BOUNDARY_MAX, SOURCE_MAX, NOTE_MAX, WHY_MAX = 200, 300, 500, 500
MONTHS_TO_CONFIRM = 12
CONFIRMING = frozenset({"a", "b"})
METERED = frozenset({"metered", "calculated"})
_OBSERVED = frozenset({FigureKind.MEASURED, FigureKind.INTERIM})
_SCALES: Mapping[str, tuple[int, int]] = {"scale_1_5": (1, 5), "stars": (0, 5)}
_AMOUNTS = frozenset({"kWh", "MWh", "GWh", "GJ", "l", "m3", "kg", "t", "km"})
# What is told as a difference, or with a nought of its own.
_BELOW_NOUGHT = frozenset(
    {
        *("percent", "points", "ratio", "celsius", "EUR", "EUR/a", "EUR/m2"),
        *("kgCO2", "kgCO2/a", "tCO2", "tCO2/a", "kgCO2/m2", "kgCO2/m2a"),
    }
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2150
_LEAST_OF_TREND = 3
_STEADY = 0.02
_DAYS_A_YEAR = 365.25


def may_enter(actor: Actor, *, city: str | None = None) -> bool:
    """Tell whether somebody may enter, correct and rule on values.

    ``city`` is the address of the city whose replication it is: its own editors may, and reviewers. None: a practice.
    """
    if not can(actor, "monitoring.enter"):
        return False
    return city is None or actor.city == city or can(actor, "practice.review")


def draft_errors(draft: ValueDraft, *, unit: str, today: date) -> dict[str, str]:
    """Return what is wrong with a value in a series of a unit, by field."""
    errors: dict[str, str] = {}
    if wrong := unit_error(draft.unit, unit):
        errors["unit"] = wrong
    elif draft.kind is FigureKind.MEASURED and part_of_year(draft.unit) and is_part(draft.period, unit):
        errors["unit"] = _not_a_year(unit)
    least, most = _SCALES.get(draft.unit, (draft.value, draft.value))
    if not least <= draft.value <= most:
        errors["value"] = message("The scale goes from {least} to {most}.", least=least, most=most)
    elif draft.value < 0 and draft.unit not in _BELOW_NOUGHT:
        errors["value"] = message("Nothing of it can be less than nought.")
    if not _FIRST_YEAR <= draft.period.starts.year <= draft.period.ends.year <= _LAST_YEAR:
        errors["period"] = message("Look at the year.")
    if draft.kind in _OBSERVED and not draft.method:
        errors["method"] = message("Say how it was found.")
    if draft.kind in _OBSERVED and draft.period.starts > today:
        errors["period"] = message("This period has not begun yet.")
    for field, text, limit in (
        ("boundary", draft.boundary, BOUNDARY_MAX),
        ("source", draft.source, SOURCE_MAX),
        ("note", draft.note, NOTE_MAX),
    ):
        if len(text) > limit:
            errors[field] = message("Keep this under {limit} characters.", limit=limit)
    return errors


def _not_a_year(unit: str) -> Message:
    return message(
        "This unit is of a whole year, and the period is shorter. Tell what it came to in {units}; twelve months add up"
        " to their year.",
        units=listed(word for word in compatible_units(unit) if not part_of_year(word)),
    )


def why_errors(why: str) -> dict[str, Message]:
    """Return what is wrong with the reason of a ruling."""
    if 0 < len(why.strip()) <= WHY_MAX:
        return {}
    return {"why": message("Say why, in at most {limit} characters.", limit=WHY_MAX)}


def conflicts(series: Series) -> Sequence[Sequence[SeriesValue]]:
    """Return the values that contradict each other: of one kind and one period, standing, with different numbers."""
    standing = sorted((value for value in series.values if value.stands), key=_same)
    grouped = [list(group) for _, group in groupby(standing, key=_same)]
    return [group for group in grouped if not all(isclose(each.amount, group[0].amount) for each in group)]


def _same(value: SeriesValue) -> tuple[str, object]:
    return value.kind, value.period


@dataclass(frozen=True, kw_only=True, slots=True)
class Distance:
    """How far a target is: ``left`` is what is missing, with its sign, in the unit of the series.

    ``reached`` is the part of the way from the baseline, 1 at the target; None without a baseline that differs from it.
    """

    left: float
    reached: float | None
    is_met: bool


def distance(target: float, measured: float, baseline: float | None, direction: Direction) -> Distance:
    """Return how far a target is. Where neither way is better, that of the target from the baseline is."""
    way = None if baseline is None or baseline == target else target - baseline
    rises = way is None or way > 0 if direction is Direction.NONE else direction is Direction.UP
    is_met = measured >= target if rises else measured <= target
    reached = None if way is None or baseline is None else (measured - baseline) / way
    return Distance(left=target - measured, reached=reached, is_met=is_met)


class Trend(StrEnum):
    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"


def trend(values: Sequence[SeriesValue]) -> Trend | None:
    """Return where measured values go, by the straight line nearest to them; None for fewer than three.

    They are steady while the line changes by less than two per cent of their mean from the first to the last.
    """
    points = [(middle(value.period).toordinal() / _DAYS_A_YEAR, value.amount) for value in values]
    times = [time for time, _ in points]
    if len(points) < _LEAST_OF_TREND or max(times) == min(times):
        return None
    mean_time, mean = sum(times) / len(times), sum(amount for _, amount in points) / len(points)
    spread = sum((time - mean_time) ** 2 for time in times)
    slope = sum((time - mean_time) * (amount - mean) for time, amount in points) / spread
    change = slope * (max(times) - min(times))
    if abs(change) <= _STEADY * abs(mean):
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def months_measured(values: Iterable[SeriesValue]) -> int:
    """Return how many whole months were measured with grade A or B."""
    return whole_months(
        value.period
        for value in values
        if value.stands and value.kind is FigureKind.MEASURED and value.grade in CONFIRMING
    )


def is_confirmed(values: Iterable[SeriesValue]) -> bool:
    """Tell whether twelve months were measured with grade A or B."""
    return months_measured(values) >= MONTHS_TO_CONFIRM


def latest(series: Series, kind: FigureKind) -> SeriesValue | None:
    """Return the value of the latest period; where parts of years were measured, that of the last twelve months.

    Unless all of those were measured it is the last part, which :func:`is_whole` tells.
    """
    value = series.last(kind)
    if value is None or kind is not FigureKind.MEASURED or is_whole(series, value):
        return value
    year = whole_year(series.standing(kind))
    if year is None:
        return value
    period, amount, grade = year
    # A factor is of one of the unit it was entered with.
    factor = value.factor if value.unit == part_of_year(series.unit) else None
    return replace(value, period=period, value=amount, amount=amount, unit=series.unit, grade=grade, factor=factor)


def is_whole(series: Series, value: SeriesValue) -> bool:
    """Tell whether a value can be compared with a baseline and a target: in a unit of years, that it is of one."""
    return not is_part(value.period, series.unit)


def way_of(series: Series) -> Distance | None:
    """Return how far the target of a series is; None without one, or before anything comparable was measured."""
    baseline, target, measured = (
        latest(series, kind) for kind in (FigureKind.BASELINE, FigureKind.TARGET, FigureKind.MEASURED)
    )
    if target is None or measured is None or not is_whole(series, measured):
        return None
    return distance(target.amount, measured.amount, baseline.amount if baseline else None, series.indicator.direction)


def computed(series: Series) -> Sequence[tuple[Formula, float]]:
    """Return what follows from the last figures of a series: its saving, its performance gap, and the CO₂ avoided."""
    measured = latest(series, FigureKind.MEASURED)
    if measured is None or not is_whole(series, measured) or series.unit in {"percent", "ratio", "points"}:
        return []
    found = []
    for key, kind in (("saving", FigureKind.BASELINE), ("performance_gap", FigureKind.DESIGN)):
        before = series.last(kind)
        result = FORMULAS[key].compute(before.amount, measured.amount) if before else None
        if result is not None and (key != "saving" or series.indicator.direction is Direction.DOWN):
            found.append((FORMULAS[key], result))
    avoided = _co2_avoided(series)
    return found if avoided is None else [*found, (FORMULAS["co2_avoided"], avoided)]


def _co2_avoided(series: Series) -> float | None:
    """Return the CO₂ avoided in t, or None where a factor is not known or the amounts are of unlike times.

    What is told for each m² or kilometre is no amount.
    """
    before, after = latest(series, FigureKind.BASELINE), latest(series, FigureKind.MEASURED)
    if before is None or after is None or before.factor is None or after.factor is None:
        return None
    amount, _, each = series.unit.partition("/")
    if amount not in _AMOUNTS or each not in {"", "a"} or (not each and not _last_alike(before.period, after.period)):
        return None
    return co2_avoided(before.value, before.factor, after.value, after.factor)


def _last_alike(one: Period, other: Period) -> bool:
    """Tell whether two periods are as long as each other, but for a leap day."""
    return abs((one.ends - one.starts) - (other.ends - other.starts)) <= timedelta(days=1)
