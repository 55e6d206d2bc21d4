"""What follows from the facts of a practice: its unit investment and its payback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wiki.core.messages import Message, message
from wiki.facts import rows_of
from wiki.facts.types import Facts, Row
from wiki.facts.units import convert, convertible
from wiki.indicators.formulas import FORMULAS, Formula

# The newest kind of number that there is: what was paid goes before what was planned.
_STATES = ("measured", "interim", "design", "target", "baseline")
# What nobody has to pay back; a loan has to be, and whoever owns the houses pays their own part.
_GRANTS = frozenset({"h2020", "erdf", "other_eu", "national", "regional"})


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A result with the numbers it comes from, each with its name and unit, a word of the vocabulary ``unit``."""

    formula: Formula
    result: float
    of: Sequence[tuple[Message, float, str]]


def follows(facts: Facts) -> Sequence[Followed]:
    """Return what can be computed. Where sources disagree on a number, nothing follows from it."""
    investment = _cost(facts, "investment", _STATES)
    return [found for found in (_unit_investment(facts, investment), _payback(facts, investment)) if found]


def _unit_investment(facts: Facts, investment: float | None) -> Followed | None:
    area = _told(facts, "quantities", "floor_area", _STATES, unit="m2")
    if investment is None or area is None:
        return None
    of = [(message("Whole investment"), investment, "EUR"), (message("Floor area"), area, "m2")]
    return _followed("unit_investment", {"cost": investment, "area": area}, of)


def _payback(facts: Facts, investment: float | None) -> Followed | None:
    before, after = (_cost(facts, "operation", states) for states in (("baseline",), ("measured",)))
    if investment is None or before is None or after is None:
        return None
    amounts = [row.get("amount", 0) for row in rows_of(facts, "funding") if row.get("source") in _GRANTS]
    grants = sum(float(amount) for amount in amounts if isinstance(amount, int | float))
    of = [
        (message("Whole investment"), investment, "EUR"),
        (message("Grants"), grants, "EUR"),
        (message("Saving a year"), before - after, "EUR/a"),
    ]
    return _followed("payback", {"investment": investment, "grants": grants, "annual_saving": before - after}, of)


def _followed(key: str, told: Mapping[str, float], of: Sequence[tuple[Message, float, str]]) -> Followed | None:
    result = FORMULAS[key].compute(**told)
    return None if result is None else Followed(formula=FORMULAS[key], result=result, of=of)


def _cost(facts: Facts, what: str, states: Sequence[str]) -> float | None:
    return _told(facts, "costs", what, states, unit="")


def _told(facts: Facts, field: str, what: str, states: Sequence[str], *, unit: str) -> float | None:
    """Return the number of a thing as a whole, of the first kind that is told; None if sources disagree."""
    rows = [row for row in rows_of(facts, field) if row.get("what") == what and not row.get("part")]
    for state in states:
        values = {value for row in rows if row.get("state") == state and (value := _value(row, unit)) is not None}
        if values:
            return values.pop() if len(values) == 1 else None
    return None


def _value(row: Row, unit: str) -> float | None:
    value, own = row.get("value"), str(row.get("unit", ""))
    if not isinstance(value, int | float):
        return None
    if not unit:
        return value
    return convert(value, own, unit) if own and convertible(own, unit) else None
