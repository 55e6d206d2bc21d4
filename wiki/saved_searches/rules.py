"""Pure rules of saved searches: what may be kept, and what of it is read back."""

from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import urlencode

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.messages import message
from wiki.pages.facets import FACETS
from wiki.saved_searches.types import AskedFor
from wiki.search.types import Reader, Sort

NAME_MAX, TEXT_MAX = 80, 500
MOST_SAVED = 30
_MOST_VALUES, _LONGEST_VALUE = 20, 100
_SORTS: tuple[Sort, ...] = get_args(Sort)


def reader_of(actor: Actor) -> Reader:
    """Return as whom the index knows somebody."""
    return "members" if can(actor, "page.read_drafts") else "public"


def sort_of(name: str) -> Sort:
    """Return an order of searches; by relevance for what is none."""
    return next((sort for sort in _SORTS if sort == name), "relevance")


def kept_form(asked: AskedFor) -> AskedFor:
    """Return what is kept of a search: bounded, and without facets that choose nothing."""
    choices = {
        facet: tuple(value[:_LONGEST_VALUE] for value in asked.choices[facet][:_MOST_VALUES])
        for facet in FACETS
        if asked.choices.get(facet)
    }
    return AskedFor(text=asked.text.strip()[:TEXT_MAX], choices=choices, sort=asked.sort, as_typed=asked.as_typed)


def search_errors(name: str, asked: AskedFor) -> dict[str, str]:
    """Return what is wrong with a search to be kept, by field."""
    if not asked.text and not asked.choices:
        return {"name": message("Search for something first: words, or a filter.")}
    return name_errors(name)


def name_errors(name: str) -> dict[str, str]:
    """Return what is wrong with the name of a search."""
    if 1 <= len(name) <= NAME_MAX:
        return {}
    return {"name": message("Give it a name of at most {limit} characters.", limit=NAME_MAX)}


def read_back(text: str, choices: Mapping[str, Any], sort: str, *, as_typed: bool) -> AskedFor:
    """Return a search as it was kept; a facet that there is no longer chooses nothing."""
    known = {facet: tuple(map(str, choices[facet])) for facet in FACETS if facet in choices}
    return AskedFor(text=text, choices=known, sort=sort_of(sort), as_typed=as_typed)


def search_path(asked: AskedFor) -> str:
    """Return where the results of a search are, which is also what to send to a colleague."""
    pairs = [("q", asked.text), *((facet, value) for facet, values in asked.choices.items() for value in values)]
    pairs += [("as_typed", "1")] if asked.as_typed else []
    pairs += [("sort", asked.sort)] if asked.sort != "relevance" else []
    return f"/search?{urlencode(pairs)}"
