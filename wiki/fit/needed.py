"""What a condition's value asks for, as far as it can be read: people write it in words."""

import re
from collections.abc import Mapping, Sequence

from wiki.facts import VOCABULARIES, Field
from wiki.facts.numbers import narrow, read_number

_TIMES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "millions": 1_000_000}
_NUMBER = re.compile(r"(?P<digits>\d[\d.,'’ \u00a0\u202f\u2009]*)(?P<rest>[^\d]*)", re.ASCII)
_BETWEEN = re.compile(r"\s*(?:–|—|(?<=\d)\s*-\s*(?=\d)|\bto\b)\s*")
_GROUP = re.compile(r"[.,'’ \u00a0\u202f\u2009]")
_PARTS = re.compile(r"[(),;/]|\bor\b|\bor else\b")
# What may stand behind a number and changes nothing; any other word does, and then only a person can tell.
_UNITS: Mapping[str, frozenset[str]] = {
    "population": frozenset({"", "inhabitants", "inhabitant", "people", "residents"}),
    "density": frozenset({"", "inhabitants/km²", "inhabitants/km2", "/km²", "/km2", "inhabitants per km²"}),
    "climate": frozenset({"", "k·d a year", "kd", "k·d", "kd/a", "heating degree days", "hdd", "degree days"}),
    "modal_split": frozenset({"", "%", "per cent", "percent"}),
}
_YES_NO: Mapping[str, bool] = {"yes": True, "true": True, "no": False, "false": False, "none": False}


def read_band(field: Field, text: str) -> tuple[float, float] | None:
    """Return the least and most of a number that a condition names: "100,000 inhabitants", "50–80 %".

    None for anything that says more than a number with the attribute's own unit.
    """
    ends = _BETWEEN.split(text.strip())
    if len(ends) > len(("least", "most")):
        return None
    read = [_quantity(field, end) for end in ends]
    if len(ends) == 1:
        return None if read[0] is None else (read[0], read[0])
    low, high = read
    return (low, high) if low is not None and high is not None and low <= high else None


def _quantity(field: Field, text: str) -> float | None:
    found = _NUMBER.fullmatch(narrow(text).casefold())
    if found is None:
        return None
    factor, unit = _factor(found["rest"].strip())
    if unit not in _UNITS[field.key]:
        return None
    try:
        return _plain(found["digits"].strip(), is_whole=field.is_whole and factor == 1) * factor
    except ValueError:
        return None


def _factor(rest: str) -> tuple[int, str]:
    word, _, unit = rest.partition(" ")
    return (_TIMES[word], unit.strip()) if word in _TIMES else (1, rest)


def _plain(digits: str, *, is_whole: bool) -> float:
    """Return a number; of what is counted in wholes "100,000" can only be a hundred thousand."""
    groups = _GROUP.split(digits)
    if is_whole and len(groups) > 1 and all(len(group) == len("000") for group in groups[1:]):
        return int("".join(groups))
    return read_number(digits)


def read_words(field: Field, text: str) -> Sequence[str]:
    """Return the words of a vocabulary that a condition names, one or several; empty unless all of it is known."""
    known = {name: word for word, label in VOCABULARIES[field.vocabulary].items() for name in _names(word, label)}
    parts = [_bare(part) for part in _PARTS.split(text.casefold())]
    found = [known.get(part) for part in parts if part]
    whole = known.get(_bare(text.casefold()))
    if whole is not None:
        return (whole,)
    return tuple(word for word in found if word) if all(found) else ()


def _names(word: str, label: str) -> list[str]:
    parts = _PARTS.split(label.casefold())
    return [_bare(name) for name in (word.replace("_", " "), label.casefold(), *parts) if name.strip()]


def _bare(text: str) -> str:
    """Return a name so that one and many, and a leading article or "mostly", are the same."""
    words = [word for word in text.strip(" .").split() if word not in {"a", "an", "the", "mostly"}]
    return " ".join(word.removesuffix("s") for word in words)


def read_yes_no(text: str) -> bool | None:
    """Return what a condition says in one word; None for any more."""
    return _YES_NO.get(text.strip().casefold())
