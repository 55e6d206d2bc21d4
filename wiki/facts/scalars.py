"""One value of one field, from what a form or a program sent."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from wiki.core.messages import message
from wiki.core.slugs import slugify
from wiki.facts.dates import is_canonical, read_date
from wiki.facts.numbers import Unclear, read_number, simplest
from wiki.facts.page_names import read_page_names
from wiki.facts.plain import says_nothing, seen
from wiki.facts.times import is_time, read_time
from wiki.facts.types import Field, Kind, Scalar
from wiki.facts.vocabularies import VOCABULARIES

CHARACTERS_A_WORD = 20
"""More than this on average, and what counts words is measured in characters."""
_WORD = re.compile(r"\w[\w'’-]*")
_YES, _NO = frozenset({"yes", "true", "1", "on"}), frozenset({"no", "false", "0", "off"})


class Wrong(ValueError):  # noqa: N818 - it is the value that is wrong
    """The value cannot be taken; ``args[0]`` is a sentence that says what to do."""


def read_scalar(field: Field, given: object, *, typed: bool = False) -> Scalar | None:
    """Return a field's value in its canonical form, None for nothing. Raises :class:`Wrong`.

    ``typed`` refuses what is not of the type that the JSON schema tells, such as a number as text.
    """
    if given is None:
        return None
    if typed:
        _check_type(field, given)
    text = seen(given) if isinstance(given, str) else None
    return None if text == "" else _READERS[field.kind](field, given if text is None else text)


def read_words(field: Field, given: object, *, typed: bool = False) -> tuple[str, ...] | None:
    """Return the chosen words of a vocabulary, each once, in the vocabulary's order. Raises :class:`Wrong`."""
    if given is None:
        return None
    items = [given] if isinstance(given, str) and not typed else given
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise Wrong(message("Choose from the list."))
    chosen = {_choice(field, item.strip()) for item in items if item.strip()}
    return tuple(word for word in VOCABULARIES[field.vocabulary] if word in chosen) or None


def takes(field: Field, value: object) -> bool:
    """Tell whether a field other than of rows holds the value just so, or may hold nothing where it is None."""
    read = read_words if field.kind == Kind.CHOICES else read_scalar
    try:
        return field.kind != Kind.ROWS and read(field, value, typed=True) == value
    except Wrong:
        return False


def words_in(text: str) -> int:
    """Return how many words a text has, as people count them."""
    return len(_WORD.findall(text))


def _check_type(field: Field, given: object) -> None:
    if field.kind == Kind.YES_NO:
        if not isinstance(given, bool):
            raise Wrong(message("Send true or false."))
    elif field.kind == Kind.NUMBER:
        if isinstance(given, bool) or not isinstance(given, int | float):
            raise Wrong(message("Send a number, not text."))
    elif field.kind == Kind.DATE and not is_canonical(_string(given)):
        raise Wrong(_A_DATE)
    elif field.kind == Kind.TIME and not is_time(_string(given)):
        raise Wrong(_A_TIME)


def _text(field: Field, given: object) -> str:
    return _measured(field, _something(" ".join(_string(given).split())))


def _prose(field: Field, given: object) -> str:
    return _measured(field, _something(_string(given)))


def _string(given: object) -> str:
    if not isinstance(given, str):
        raise Wrong(message("Enter text."))
    return given


def _something(text: str) -> str:
    if says_nothing(text):
        raise Wrong(message("Leave the field empty while this is not known."))
    return text


def _measured(field: Field, text: str) -> str:
    if field.counts_words and words_in(text) > field.longest:
        raise Wrong(message("At most {limit} words; you have {length}.", limit=field.longest, length=words_in(text)))
    limit = characters_in(field)
    if len(text) > limit:
        raise Wrong(message("At most {limit} characters; you have {length}.", limit=limit, length=len(text)))
    return text


def characters_in(field: Field) -> int:
    """Return how many characters a field takes."""
    return field.longest * CHARACTERS_A_WORD if field.counts_words else field.longest


def _choice(field: Field, given: object) -> str:
    if isinstance(given, str) and given in VOCABULARIES[field.vocabulary]:
        return given
    raise Wrong(message("Choose from the list."))


_A_DATE = message("Enter a date such as 2018-07-06, or 2018-07, or 2018.")


def _date(_field: Field, given: object) -> str:
    # YAML reads a year as a number and a day as a date; 2018.1 is neither January nor October.
    if isinstance(given, float):
        raise Wrong(_A_DATE)
    try:
        return read_date(str(given))
    except ValueError as error:
        raise Wrong(_A_DATE) from error


_A_TIME = message("Enter a time such as 09:30.")


def _time(_field: Field, given: object) -> str:
    try:
        return read_time(_string(given))
    except ValueError as error:
        raise Wrong(_A_TIME) from error


def _tag(_field: Field, given: object) -> str:
    slug = _string(given)
    if slug != slugify(slug):
        raise Wrong(message("Choose from the list."))
    return slug


def _pages(field: Field, given: object) -> str:
    try:
        names = read_page_names(_string(given))
    except ValueError as error:
        raise Wrong(message("Enter addresses or titles of pages of the wiki, with commas between.")) from error
    return _measured(field, names)


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
        if isinstance(given, int | float) and not isinstance(given, bool):
            return simplest(given)
    except Unclear as error:
        raise Wrong(message("This may mean two numbers. Write 1200 or 1.2, without a mark for thousands.")) from error
    except ValueError:
        pass
    raise Wrong(message("Enter only the number; its unit stands beside it."))


def _yes_no(_field: Field, given: object) -> bool:
    if isinstance(given, bool):
        return given
    word = given.casefold() if isinstance(given, str) else ""
    if word in _YES | _NO:
        return word in _YES
    raise Wrong(message("Choose yes or no."))


def _link(field: Field, given: object) -> str:
    address = _measured(field, _string(given))
    if not address.startswith(("/pages/", "/files/")) and not _is_on_the_web(address):
        raise Wrong(
            message("Enter an address that begins with https:// or http://, or of a page or file of this wiki.")
        )
    if " " in address or not address.isprintable():
        raise Wrong(message("An address has no spaces."))
    return address


def _is_on_the_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


_READERS: Mapping[Kind, Callable[[Field, object], Scalar]] = {
    Kind.TEXT: _text,
    Kind.PROSE: _prose,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.LINK: _link,
    Kind.TIME: _time,
    Kind.THEME: _tag,
    Kind.CITY: _tag,
    Kind.PAGES: _pages,
}
