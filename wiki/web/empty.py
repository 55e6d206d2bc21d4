"""A search that found nothing: whether the wiki lacks what was asked for, and where else to look."""

from flask import request

from wiki.search.types import SearchResults
from wiki.web.facets import chosen


def is_miss(found: SearchResults) -> bool:
    """Tell whether nothing at all answers a question: not only not under some filter, or not to its very letters."""
    return not (found.total or chosen() or "as_typed" in request.args)
