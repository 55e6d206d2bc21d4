"""One value of one field, from what a form or a program sent."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from wiki.core.messages import message
from wiki.facts.dates import read_date
from wiki.facts.numbers import Unclear, read_number, simplest
from wiki.facts.types import Field, Kind, Scalar
from wiki.facts.vocabularies import VOCABULARIES

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What stood in the programme's own forms where nothing was known; in a field of ours nothing stands then.
_NOTHING_YET = frozenset(
    {
        *("not defined yet", "not yet defined", "to be defined", "tbd", "tba", "tbc", "n/a", "na", "n.a.", "none yet"),
        *("coming soon", "unknown", "?", "??", "???", "-", "--", "–", "—", "x", "xxx", "todo", "to do"),
        *("noch offen", "noch nicht bekannt", "unbekannt", "folgt", "à définir", "inconnu", "por definir"),
        *("desconocido", "da definire", "sconosciuto", "не е определено", "неизвестно", "не визначено", "未定"),
    }
)
_WORD = re.compile(r"\w[\w'’-]*")
_YES, _NO = frozenset({"yes", "true", "1", "on"}), frozenset({"no", "false", "0", "off"})


class Wrong(ValueError):  # noqa: N818 - it is the value that is wrong
    """The value cannot be taken; ``args[0]`` is a sentence that says what to do."""


def read_scalar(field: Field, given: object) -> Scalar | None:
    """Return a field's value in its canonical form, None for nothing. Raises :class:`Wrong`."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    return _READERS[field.kind](field, given)


def read_words(field: Field, given: object) -> tuple[str, ...] | None:
    """Return the chosen words of a vocabulary, each once, in the vocabulary's order. Raises :class:`Wrong`."""
    items = [given] if isinstance(given, str) else given
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise Wrong(message("Choose from the list."))
    chosen = {_choice(field, item) for item in items if item.strip()}
    return tuple(word for word in VOCABULARIES[field.vocabulary] if word in chosen) or None


def words_in(text: str) -> int:
    """Return how many words a text has, as people count them."""
    return len(_WORD.findall(text))


def _text(field: Field, given: object) -> str:
    line = " ".join(_CONTROL.sub(" ", _string(given)).split())
    return _measured(field, _something(line))


def _prose(field: Field, given: object) -> str:
    text = _CONTROL.sub("", _string(given).replace("\r\n", "\n").replace("\r", "\n"))
    return _measured(field, _something(text.strip()))


def _string(given: object) -> str:
    if not isinstance(given, str):
        raise Wrong(message("Enter text."))
    return given


def _something(text: str) -> str:
    if text.casefold().rstrip(".!… ") in _NOTHING_YET or text in _NOTHING_YET:
        raise Wrong(message("Leave the field empty while this is not known."))
    return text


def _measured(field: Field, text: str) -> str:
    length = words_in(text) if field.counts_words else len(text)
    if length > field.longest or len(text) > field.longest * 20:
        sentence = "At most {limit} words; you have {length}." if field.counts_words else _TOO_LONG
        raise Wrong(message(sentence, limit=field.longest, length=length))
    return text


_TOO_LONG = message("At most {limit} characters; you have {length}.").template


def _choice(field: Field, given: object) -> str:
    word = given.strip() if isinstance(given, str) else ""
    if word not in VOCABULARIES[field.vocabulary]:
        raise Wrong(message("Choose from the list."))
    return word


def _date(_field: Field, given: object) -> str:
    try:
        return read_date(str(given))
    except ValueError as error:
        raise Wrong(message("Enter a date such as 2018-07-06, or 2018-07, or 2018.")) from error


def _number(field: Field, given: object) -> int | float:
    number = _plain_number(given)
    if field.is_whole and not isinstance(number, int):
        raise Wrong(message("Enter a whole number."))
    if field.least is not None and number < field.least:
        raise Wrong(message("Enter {limit} or more.", limit=simplest(field.least)))
    if field.most is not None and number > field.most:
        raise Wrong(message("Enter {limit} or less.", limit=simplest(field.most)))
    return number


def _plain_number(given: object) -> int | float:
    try:
        if isinstance(given, str):
            return read_number(given)
        if isinstance(given, int | float) and not isinstance(given, bool) and abs(given) < 10**15:
            return simplest(given)
    except Unclear as error:
        raise Wrong(message("This may mean two numbers. Write 1200 or 1.2, without a mark for thousands.")) from error
    except ValueError:
        pass
    raise Wrong(message("Enter only the number; its unit stands beside it."))


def _yes_no(_field: Field, given: object) -> bool:
    word = str(given).strip().casefold()
    if word in _YES | _NO:
        return word in _YES
    raise Wrong(message("Choose yes or no."))


def _link(field: Field, given: object) -> str:
    address = _measured(field, _string(given).strip())
    parts = urlsplit(address) if address.isprintable() and " " not in address else None
    is_ours = address.startswith(("/pages/", "/files/"))
    if parts is None or not (is_ours or (parts.scheme in {"http", "https"} and parts.netloc)):
        raise Wrong(
            message("Enter an address that begins with https:// or http://, or of a page or file of this wiki.")
        )
    return address


_READERS: Mapping[Kind, Callable[[Field, object], Scalar]] = {
    Kind.TEXT: _text,
    Kind.PROSE: _prose,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.LINK: _link,
}
