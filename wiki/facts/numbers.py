"""Numbers as people write them, in any of the languages, or a clear no."""

import math
import re

_GAPS = re.compile(r"(?<=\d)[\s'’\u00a0\u202f\u2009](?=\d{3}(?:\D|$))")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,])\d{3}(\1\d{3})+(?!\d)|[+-]?\d{1,3}([.,])\d{3}(?=[.,](?!\3))")
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_PLAIN = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,9})?")


class Unclear(ValueError):  # noqa: N818 - it is the text that is unclear
    """The text may mean two different numbers."""


def read_number(text: str) -> int | float:
    """Return the number a text says: ``1200``, ``1 200``, ``1.234,5``, ``103,26``, ``-0.5``.

    Raises :class:`Unclear` for one such as ``1,200``, which is 1200 to some and 1.2 to others, and ``ValueError``
    for what is no number.
    """
    plain = _GAPS.sub("", text.strip().replace("−", "-"))
    if _AMBIGUOUS.fullmatch(plain):
        raise Unclear(text)
    if grouped := _GROUPED.match(plain):
        whole = re.sub(r"[.,]", "", grouped.group())
        plain = whole + plain[grouped.end() :]
    if not _PLAIN.fullmatch(plain):
        raise ValueError(text)
    return simplest(float(plain.replace(",", ".")))


def write_number(number: float) -> str:
    """Return a number so that :func:`read_number` reads the same again."""
    text = f"{number:.9f}".rstrip("0").rstrip(".") if isinstance(number, float) else str(number)
    return f"{text}0" if _AMBIGUOUS.fullmatch(text) else text


def simplest(number: float) -> int | float:
    """Return a whole number as one, so that equal numbers are stored alike. Raises ``ValueError`` for infinity."""
    if not math.isfinite(number):
        raise ValueError(number)
    return int(number) if number == int(number) else float(number)
