"""Values of one thing in one unit, so that practices can be laid side by side.

Only units of the same measure become each other: by prefix, or by definition (a gigajoule is 1/0.0036 MWh, a hectare
10,000 m², a cubic metre 1,000 l; BIPM, The International System of Units, 9th edition, tables 7 and 8). What another
measure, a place or a year would have to be assumed for stays as it is: heat and electric power, power and peak power,
energy and energy per area, hours and years.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor, log10

_DIGITS = 6
_THOUSAND, _MILLION = Fraction(1_000), Fraction(1_000_000)
_GIGAJOULE = _MILLION / 3_600

_MEASURES: tuple[Mapping[str, Fraction], ...] = (
    {"m2": Fraction(1), "ha": Fraction(10_000)},
    {"m": Fraction(1), "km": _THOUSAND},
    {"kW": Fraction(1), "MW": _THOUSAND},
    {"kWp": Fraction(1), "MWp": _THOUSAND},
    {"kWh": Fraction(1), "MWh": _THOUSAND, "GWh": _MILLION, "GJ": _GIGAJOULE},
    {"kWh/a": Fraction(1), "MWh/a": _THOUSAND},
    {"kg": Fraction(1), "t": _THOUSAND},
    {"kgCO2/a": Fraction(1), "tCO2/a": _THOUSAND},
    {"l": Fraction(1), "m3": _THOUSAND},
    {"percent": Fraction(1), "ratio": Fraction(100)},
)
"""What one of each unit is of the measure's first; units are words of the vocabulary ``unit``."""

_MEASURE: Mapping[str, Mapping[str, Fraction]] = {unit: measure for measure in _MEASURES for unit in measure}


def convertible(unit: str, other: str) -> bool:
    """Tell whether values of two units can be made equal."""
    return unit == other or (unit in _MEASURE and other in _MEASURE[unit])


def convert(value: float, unit: str, to: str) -> float:
    """Return a value in another unit, as near as a number can be. Raises ``ValueError`` if they measure otherwise."""
    if unit == to:
        return value
    if not convertible(unit, to):
        raise ValueError(f"{unit} is no {to}")
    # What was written, not the binary number nearest to it: 0.1 MW are 100 kW.
    exact = Fraction(str(value)) * _MEASURE[unit][unit] / _MEASURE[unit][to]
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
    units = sorted({unit for _, unit in same}, key=lambda unit: _MEASURE[unit][unit] if unit in _MEASURE else 0)
    fitting = [to for to in units if all(not value or abs(convert(value, unit, to)) >= 1 for value, unit in same)]
    return fitting[-1] if fitting else units[0]
