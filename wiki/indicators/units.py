"""Units as people write them, and which of them an indicator can be told in."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from wiki.core.messages import Message, message
from wiki.facts import VOCABULARIES
from wiki.facts.units import measure

_UNITS = VOCABULARIES["unit"]
_LONGEST = 40
_SAME: Mapping[str, str] = {
    **dict.fromkeys(("no.", "no", "count", "persons", "people", "dwellings", "visitors", "pieces"), "number"),
    **dict.fromkeys(("€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("%", "per cent", "pct"), "percent"),
    **dict.fromkeys(("pp", "%-points", "percentage points"), "points"),
    **dict.fromkeys(("yr", "year", "years"), "a"),
    **dict.fromkeys(("hour", "hours"), "h"),
    "°c": "celsius",
    "1-5": "scale_1_5",
    "0-5 stars": "stars",
}
_RAISED = str.maketrans({"²": "2", "³": "3", "₂": "2", "·": " ", "⋅": " ", "×": " ", "*": " ", "€": "EUR"})
_TOKENS = re.compile(r"[A-Za-z][A-Za-z]*[0-9]?|100|1000|[/()]")
_YEARS = frozenset({"yr", "year", "years"})


class UnknownUnit(ValueError):  # noqa: N818 - it is the unit that nobody knows
    """No unit of the wiki is written like this."""


def parse(text: str) -> str:
    """Return the word of the vocabulary ``unit`` that a text means: ``kWh/(m²·a)`` is ``kWh/m2a``, ``€`` is ``EUR``.

    Raises :class:`UnknownUnit`.
    """
    plain = " ".join(text.split())
    if plain in _UNITS:
        return plain
    if len(plain) > _LONGEST:
        raise UnknownUnit(text)
    known = _spelled().get(_folded(plain))
    return known or _of_same_size(plain)


@cache
def part_of_year(unit: str) -> str | None:
    """Return the unit of what a part of a year comes to, ``kWh/m2`` of ``kWh/m2a``; None for what is of no year."""
    part = re.sub(r"(?<=m2)a$|/a$", "", unit)
    return None if part == unit else part


def compatible_units(unit: str) -> tuple[str, ...]:
    """Return the units in which a value can be told where one is wanted, in the vocabulary's order.

    Where a year is meant, that is also what a part of it comes to.
    """
    wanted = {measure(each).dimension for each in (unit, part_of_year(unit)) if each}
    return tuple(word for word in _UNITS if measure(word).dimension in wanted)


def unit_error(unit: str, wanted: str) -> Message | None:
    """Return what is wrong with telling a value in a unit where another is wanted; None if they convert."""
    if unit in compatible_units(wanted):
        return None
    return message(
        "{unit} does not measure the same. Use {units}.", unit=_UNITS[unit], units=listed(compatible_units(wanted))
    )


def unknown_unit_error(text: str, wanted: str) -> Message:
    """Return what to say of a unit that nobody knows where one is wanted."""
    return message("There is no unit “{unit}” here. Use {units}.", unit=text, units=listed(compatible_units(wanted)))


def listed(units: Iterable[str]) -> str:
    """Return units as people read them, one after the other."""
    return ", ".join(_UNITS[unit] for unit in units)


@cache
def _spelled() -> Mapping[str, str]:
    spellings = {_folded(spelling): word for word, name in _UNITS.items() for spelling in (word, name)}
    # kW and KW are one to who types, mW is none of ours: nothing differs by case alone.
    return spellings | {_folded(spelling): word for spelling, word in _SAME.items()}


def _folded(text: str) -> str:
    return re.sub(r"[\s()]", "", text.translate(_RAISED)).casefold()


def _of_same_size(text: str) -> str:
    """Return the unit that an expression of units comes to, such as ``kWh/m2/year``."""
    tokens = _TOKENS.findall(text.translate(_RAISED))
    if "".join(tokens) != "".join(text.translate(_RAISED).split()):
        raise UnknownUnit(text)
    try:
        meant = measure(" ".join(map(_expression, tokens)))
    except ValueError as error:
        raise UnknownUnit(text) from error
    for word in _UNITS:
        if measure(word) == meant:
            return word
    raise UnknownUnit(text)


def _expression(token: str) -> str:
    if token.casefold() in _YEARS:
        return "a"
    # A number behind a letter is a power, but for the carbon dioxide.
    raised = re.fullmatch(r"(ha|k?m)([23])", token)
    return f"{raised[1]}**{raised[2]}" if raised else token
