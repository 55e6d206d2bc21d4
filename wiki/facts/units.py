"""Units as quantities, so that values of one thing can be told in one unit.

Only units of the same measure become each other: by prefix, or by definition (a gigajoule is 1/0.0036 MWh, a hectare
10,000 m², a cubic metre 1,000 l; BIPM, The International System of Units, 9th edition, tables 7 and 8). What another
measure, a place or a year would have to be assumed for stays as it is: heat and electric power, power and peak power,
energy and energy per area, hours and years, a mass and the CO₂ of that mass.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import floor, log10
from tokenize import TokenError
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pint import UnitRegistry

_DIGITS = 6

_DEFINITIONS = (
    *("kilo- = 1000 = k-", "mega- = 1000000 = M-", "giga- = 1000000000 = G-"),
    *("meter = [length] = m", "ha = 10000 * m**2", "l = m**3 / 1000"),
    # A year is not so many hours here, and a day is one on which something is open.
    *("h = [hour]", "day = [day]", "week = [week]", "month = [month]", "a = [year]"),
    *("J = [energy]", "Wh = 3600 * J"),
    *("W = [power]", "Wp = [peak_power]", "Wth = [heat_power]", "We = [electric_power]"),
    *("g = [mass]", "t = 1000000 * g", "gCO2 = [emission]", "tCO2 = 1000000 * gCO2"),
    *("ratio = []", "percent = ratio / 100", "points = [points]", "celsius = [temperature]", "EUR = [money]"),
    *("number = [count]", "people = [people]", "dwellings = [dwellings]", "vehicles = [vehicles]"),
    *("scale_1_5 = [scale]", "stars = [stars]"),
)
_EXPRESSIONS: Mapping[str, str] = {
    "m2": "m**2",
    "m3": "m**3",
    "kWh/m2": "kWh / m**2",
    "kWh/m2a": "kWh / m**2 / a",
    "kgCO2/m2": "kgCO2 / m**2",
    "kgCO2/m2a": "kgCO2 / m**2 / a",
    "kWh/100km": "kWh / (100 * km)",
    "EUR/m2": "EUR / m**2",
    "per_month": "number / month",
    "per_day": "number / day",
    "per_week": "number / week",
    "per_vehicle_month": "number / vehicles / month",
    "per_100_dwellings": "number / (100 * dwellings)",
    "per_1000_people": "number / (1000 * people)",
}
"""What a word of the vocabulary ``unit`` says, where it is not an expression itself."""


@dataclass(frozen=True)
class Measure:
    """What a unit measures, and what one of it is of that measure's base."""

    dimension: str
    factor: Fraction


@cache
def measure(unit: str) -> Measure:
    """Return what a word of the vocabulary ``unit``, or an expression of such units, measures.

    Raises ``ValueError`` for what is no unit. Take only expressions that were looked at: powers are worked out.
    """
    from pint.errors import PintError

    try:
        base = _registry().Quantity(_EXPRESSIONS.get(unit, unit)).to_base_units()
    # Its parser stumbles over what is no expression, in several ways.
    except (PintError, ArithmeticError, AssertionError, TokenError) as error:
        raise ValueError(unit) from error
    dimension = " ".join(f"{name}^{power}" for name, power in sorted(base.dimensionality.items()))
    return Measure(dimension, Fraction(base.magnitude))


@cache
def _registry() -> "UnitRegistry[Any]":
    # A tenth of a second, which only those wait for who compare or convert.
    from pint import UnitRegistry

    registry: UnitRegistry[Any] = UnitRegistry(None, non_int_type=Fraction)
    for definition in _DEFINITIONS:
        registry.define(definition)
    return registry


def convertible(unit: str, other: str) -> bool:
    """Tell whether values of two units can be made equal."""
    return unit == other or measure(unit).dimension == measure(other).dimension


def convert(value: float, unit: str, to: str) -> float:
    """Return a value in another unit, as near as a number can be. Raises ``ValueError`` if they measure otherwise."""
    if unit == to:
        return value
    if not convertible(unit, to):
        raise ValueError(f"{unit} is no {to}")
    # What was written, not the binary number nearest to it: 0.1 MW are 100 kW.
    exact = Fraction(str(value)) * measure(unit).factor / measure(to).factor
    return int(exact) if exact.denominator == 1 else float(exact)


def shown(value: float) -> float:
    """Return a converted value with the digits a reader compares: six, and all of a whole number."""
    if isinstance(value, int) or not value:
        return value
    return round(value, max(0, _DIGITS - 1 - floor(log10(abs(value)))))


def common_unit(values: Iterable[tuple[float, str]]) -> str:
    """Return the unit in which values of one thing are told: one of theirs, of the measure that most of them have.

    Of its units the largest in which every value other than nought is 1 or more; if there is none, the smallest.
    """
    found = [(value, unit) for value, unit in values if unit]
    if not found:
        return ""
    usual = max((unit for _, unit in found), key=lambda unit: sum(convertible(unit, other) for _, other in found))
    same = [(value, unit) for value, unit in found if convertible(unit, usual)]
    units = sorted({unit for _, unit in same}, key=lambda unit: (measure(unit).factor, unit))
    fitting = [to for to in units if all(not value or abs(convert(value, unit, to)) >= 1 for value, unit in same)]
    return fitting[-1] if fitting else units[0]
