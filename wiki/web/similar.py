"""The practices like the one that is read. While the index is away, the page does without them."""

from wiki.core.ids import PageId
from wiki.http.similar import SimilarPractice, similar_practices
from wiki.search.types import SearchUnavailable
from wiki.web.context import actor


def similar_to(page_id: PageId) -> tuple[SimilarPractice, ...]:
    """Return a few practices like a page."""
    try:
        return similar_practices(actor(), page_id)
    except SearchUnavailable:
        return ()
