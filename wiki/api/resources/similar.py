"""Practices like a page."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NO_SEARCH, NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.finding import page_here
from wiki.api.resources.pages import TAG, shown
from wiki.api.resources.presenting import slugs, url_of
from wiki.api.schemas.search import SimilarOut, SimilarPractices
from wiki.http.similar import SimilarPractice, similar_practices
from wiki.pages import queries


@operation(
    "GET",
    "/pages/{slug}/similar",
    tag=TAG,
    summary="List practices like a page",
    answers={200: SimilarPractices},
    problems=(NOT_FOUND, NO_SEARCH),
    moves=True,
)
def list_similar(slug: str) -> Reply:
    """A few, the likest first: those with its themes, its cities, and words that few others have.

    What was just saved is known a moment later.
    """
    whole = f"{slug}/similar"
    if queries.find_page(actor(), whole):
        # As with “files”: no reserved word, and such a page keeps its address.
        return shown(whole)
    found = similar_practices(actor(), page_here(slug).id)
    return Reply(document=SimilarPractices(items=tuple(map(_similar, found))))


def _similar(found: SimilarPractice) -> SimilarOut:
    card = found.card
    return SimilarOut(
        id=card.id,
        slug=card.slug,
        url=url_of(card.slug),
        title=card.title,
        summary=card.summary,
        language=card.language,
        themes=slugs(found.themes),
        cities=slugs(found.cities),
        words=found.words,
        superseded=found.is_superseded,
    )
