"""The search that this page's address asks for."""

from flask import request

from wiki.saved_searches.rules import TEXT_MAX, sort_of
from wiki.saved_searches.types import AskedFor
from wiki.web.facets import chosen


def asked_here() -> AskedFor:
    """Return the words, choices and order in the address."""
    return AskedFor(
        text=request.args.get("q", "").strip()[:TEXT_MAX],
        choices={facet: tuple(values) for facet, values in chosen().items()},
        sort=sort_of(request.args.get("sort", "")),
        as_typed="as_typed" in request.args,
    )
