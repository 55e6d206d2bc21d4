"""Pages that facts name: addresses as people write them, and the keys they are kept by."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from wiki.core.slugs import slugify
from wiki.facts.definition import COMBINED
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import Facts, Kind

_BETWEEN = re.compile("[,;\n]")
_WIKI_LINK = re.compile(r"\[\[([^\]|#]+)[^\]]*\]\]")
_PATH_END = re.compile("[?#]")
_SEPARATOR = ", "


def read_page_names(text: str) -> str:
    """Return the keys of the pages in a text, each once.

    A page is written as its address, its title, a path or whole address below ``/pages/``, or a wiki link.
    Raises ``ValueError`` where one of them can be no page.
    """
    names = [name.strip() for name in _BETWEEN.split(_WIKI_LINK.sub(r"\1,", text)) if name.strip()]
    keys = [slugify(_below_pages(name)) for name in names]
    if not all(keys):
        raise ValueError(text)
    return _SEPARATOR.join(dict.fromkeys(keys))


def page_names(told: str) -> tuple[str, ...]:
    """Return the keys of the pages that a cell names, as it is kept."""
    return tuple(told.split(_SEPARATOR)) if told else ()


def named_pages(facts: Facts) -> frozenset[str]:
    """Return the keys of all pages that facts name in cells of their own; what prose links to is not among them."""
    return frozenset(_named(facts))


def _named(facts: Facts) -> Iterator[str]:
    for key, field in COMBINED.fields.items():
        for column in field.columns if key in facts else ():
            if column.kind == Kind.PAGES:
                for row in rows_of(facts, key):
                    yield from page_names(text_of(row, column.key))


def _below_pages(name: str) -> str:
    _, is_address, behind = name.partition("/pages/")
    return unquote(_PATH_END.split(behind, maxsplit=1)[0]) if is_address else name
