"""Search, with the facets to narrow it and a nearest title when nothing is found."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NO_SEARCH
from wiki.api.replies import Reply
from wiki.api.resources.presenting import facets_of, url_of
from wiki.api.schemas.search import FoundInOut, Hit, SearchAnswer, SearchQueryArguments, Why
from wiki.http.searching import reader_of
from wiki.http.searching import search as ask
from wiki.pages.types import PageKind
from wiki.search.types import SearchHit, SearchQuery

TAG = "Search"


@operation(
    "GET",
    "/search",
    tag=TAG,
    summary="Search",
    query=SearchQueryArguments,
    answers={200: SearchAnswer},
    problems=(NO_SEARCH,),
)
def search(query: SearchQueryArguments) -> Reply:
    """Values of one facet are alternatives, facets must all hold. Without words, the newest comes first."""
    found = ask(
        SearchQuery(
            text=query.q,
            audience=reader_of(actor()),
            choices={
                "theme": query.theme,
                "city": query.city,
                "kind": query.kind,
                "language": query.language,
                "year": tuple(map(str, query.year)),
                **query.of_practices,
            },
            sort=query.sort,
            page=query.page,
            limit=query.limit,
            as_typed=query.as_typed,
        )
    )
    return Reply(
        document=SearchAnswer(
            total=found.total,
            page=query.page,
            limit=query.limit,
            results=tuple(map(_hit, found.hits)),
            facets=facets_of(found.facets),
            suggestion=found.suggestion or next((near.title for near in found.near_titles), ""),
            also_searched=found.also_searched,
            took_ms=found.took_ms,
        )
    )


def _hit(hit: SearchHit) -> Hit:
    return Hit(
        id=hit.page_id,
        slug=hit.slug,
        url=url_of(hit.slug),
        title=hit.title,
        snippet="".join(span.text for span in hit.snippet),
        why=Why(
            found_in=tuple(FoundInOut(where=place.where, name=place.name) for place in hit.found_in),
            passage_of=hit.passage_of,
            standing=hit.standing,
        ),
        score=hit.score,
        kind=PageKind(hit.kind),
        language=hit.language,
        themes=hit.themes,
        cities=hit.cities,
        year=hit.year,
        updated_at=hit.updated_at,
    )
