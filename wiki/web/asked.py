"""The search that this page's address asks for."""

from flask import request

from wiki.saved_searches.rules import TEXT_MAX, sort_of
from wiki.saved_searches.types import AskedFor
from wiki.web.facets import chosen


def asked_for() -> str:
    """Return the words in the address."""
    return request.args.get("q", "").strip()[:TEXT_MAX]


def asked_here() -> AskedFor:
    """Return the words, choices and order in the address."""
    return AskedFor(
        text=asked_for(),
        choices={facet: tuple(values) for facet, values in chosen().items()},
        sort=sort_of(request.args.get("sort", "")),
        as_typed="as_typed" in request.args,
    )
