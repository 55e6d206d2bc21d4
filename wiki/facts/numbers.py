"""Numbers as people write them, in any of the languages, or a clear no."""

import re

_LIMIT, _DIGITS = 10**15, 9
_WIDE = str.maketrans("０１２３４５６７８９．，－−", "0123456789.,--")
_GAP = "[ '’\u00a0\u202f\u2009]"
_SPACED = re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:{_GAP}\d{{3}})+(?:[.,]\d{{1,9}})?", re.ASCII)
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED = re.compile(r"([+-]?[1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*)(?:(?!\2)([.,]\d{1,9}))?", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,9})?", re.ASCII)


class Unclear(ValueError):  # noqa: N818 - it is the text that is unclear
    """The text may mean two different numbers."""


def narrow(text: str) -> str:
    """Return a text with the wide digits and marks of a Japanese keyboard as plain ones, without spaces around."""
    return text.translate(_WIDE).strip()


def read_number(text: str) -> int | float:
    """Return the number a text says: ``1200``, ``1 200``, ``1.234,5``, ``103,26``, ``-0.5``.

    Raises :class:`Unclear` for one such as ``1,200``, which is 1200 to some and 1.2 to others, and ``ValueError``
    for what is no number.
    """
    plain = narrow(text)
    if _AMBIGUOUS.fullmatch(plain):
        raise Unclear(text)
    if _SPACED.fullmatch(plain):
        plain = re.sub(_GAP, "", plain)
    elif grouped := _GROUPED.fullmatch(plain):
        plain = re.sub("[.,]", "", grouped[1]) + (grouped[3] or "")
    if not _PLAIN.fullmatch(plain):
        raise ValueError(text)
    return simplest(float(plain.replace(",", ".")))


def write_number(number: float) -> str:
    """Return a number as :func:`read_number` reads it back, for a form: ``1.2340``, as ``1.234`` may be 1234."""
    if isinstance(number, int):
        return str(number)
    text = f"{number:.{_DIGITS}f}".rstrip("0")
    return f"{text}0" if _AMBIGUOUS.fullmatch(text) else text


def simplest(number: float) -> int | float:
    """Return a number so that equal ones are stored alike: a whole one as such, others to nine decimals.

    Raises ``ValueError`` for infinity, what is no number, and 10^15 or more, where floats leave numbers out.
    """
    if not abs(number) < _LIMIT:
        raise ValueError(number)
    number = round(number, _DIGITS)
    return int(number) if number == int(number) else float(number)
