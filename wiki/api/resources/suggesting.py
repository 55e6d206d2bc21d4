"""What somebody who types into a search field may be about to type."""

from collections.abc import Iterable

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NO_SEARCH
from wiki.api.replies import Reply
from wiki.api.resources.presenting import url_of
from wiki.api.schemas.search import SuggestedPageOut, SuggestedTag, SuggestionsOut, SuggestionsQuery
from wiki.http.searching import suggest as ask
from wiki.pages.types import PageKind
from wiki.search.types import SuggestedPage
from wiki.taxonomy.types import City, Theme


@operation(
    "GET",
    "/suggestions",
    tag="Search",
    summary="Suggest while somebody types",
    query=SuggestionsQuery,
    answers={200: SuggestionsOut},
    problems=(NO_SEARCH,),
)
def suggest(query: SuggestionsQuery) -> Reply:
    """Titles whose words begin with those typed, in any order, and themes and cities by any of their names.

    If nothing begins so, one slip a word is forgiven.
    """
    found = ask(actor(), query.q, query.limit)
    return Reply(
        document=SuggestionsOut(
            practices=_pages(found.practices),
            pages=_pages(found.pages),
            themes=_tags(found.themes),
            cities=_tags(found.cities),
        )
    )


def _pages(found: Iterable[SuggestedPage]) -> tuple[SuggestedPageOut, ...]:
    return tuple(
        SuggestedPageOut(
            id=page.page_id,
            slug=page.slug,
            url=url_of(page.slug),
            title=page.title,
            kind=PageKind(page.kind),
            language=page.language,
        )
        for page in found
    )


def _tags(found: Iterable[Theme | City]) -> tuple[SuggestedTag, ...]:
    return tuple(SuggestedTag(slug=tag.slug, name=tag.name) for tag in found)
