"""Numbers in addresses and forms: none is longer than the database's integers."""

from werkzeug.routing import IntegerConverter

_DIGITS = 9


class NumberConverter(IntegerConverter):
    """A number in an address; a longer one is simply not found."""

    regex = rf"\d{{1,{_DIGITS}}}"


def whole(text: str) -> int:
    """Read a number. Raises ``ValueError`` for what is none, or none that the database can hold."""
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise ValueError(text)
    return int(text)
