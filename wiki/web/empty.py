"""A search that found nothing: whether the wiki lacks what was asked for, and where else to look."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from wiki.demand.queries import similar_requests
from wiki.demand.rules import TITLE_MAX
from wiki.demand.types import PracticeRequest
from wiki.http.addresses import with_query
from wiki.http.searching import reader_of, search
from wiki.pages.facets import Facet
from wiki.saved_searches.types import AskedFor
from wiki.search.types import SearchHit, SearchQuery, SearchResults, SearchUnavailable
from wiki.web.context import actor, taxonomy
from wiki.web.facets import label, title_of_facet, without_facet
from wiki.web.nearest import nearest_practices, plain_words

# Every page has one value of each of these: their counts tell how many there are without a choice among them. Of
# other facets they tell whether it is worth asking: a page may have many values, or none.
_ONE_EACH: tuple[Facet, ...] = ("kind", "language", "year")
_MOST_ASKED = 5


@dataclass(frozen=True, kw_only=True)
class Fewer:
    """What there is without one of the filters."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Where to go from nothing: fewer filters, practices that come near, and what others ask for."""

    without: Sequence[Fewer]
    near: Sequence[SearchHit]
    similar: Sequence[PracticeRequest]
    ask_href: str


def is_miss(asked: AskedFor, found: SearchResults) -> bool:
    """Tell whether nothing at all answers a question: not only not under some filter, or not to its very letters."""
    return bool(asked.text) and not (found.total or asked.choices or asked.as_typed)


def lead_on(asked: AskedFor, found: SearchResults) -> Lead:
    """Return where to go from a search that found nothing; it asks the index a few times at most."""
    # Without filters and syntax it was asked already.
    is_new = bool(asked.choices) or plain_words(asked.text) != asked.text
    return Lead(
        without=_without(asked, found),
        near=nearest_practices(asked.text) if is_new else (),
        similar=similar_requests(actor(), asked.text) if asked.text else (),
        ask_href=_ask_href(asked) if asked.text else "",
    )


def _without(asked: AskedFor, found: SearchResults) -> Sequence[Fewer]:
    known = taxonomy()
    fewer = []
    for facet in list(asked.choices)[:_MOST_ASKED]:
        try:
            count = _count_without(asked, found, facet)
        except SearchUnavailable:
            break
        if count:
            words = ", ".join(label(facet, value, known) for value in asked.choices[facet])
            fewer.append(Fewer(label=f"{title_of_facet(facet)}: {words}", count=count, href=without_facet(facet)))
    return fewer


def _count_without(asked: AskedFor, found: SearchResults, facet: Facet) -> int:
    """Return how many results there are without the choices in a facet. Each is counted under the other choices."""
    if facet in _ONE_EACH:
        return sum(each.count for each in found.facets.get(facet, ()))
    others = {name: values for name, values in asked.choices.items() if name != facet}
    if not (found.facets.get(facet) or (asked.text and not others)):
        return 0
    query = SearchQuery(text=asked.text, audience=reader_of(actor()), choices=others, limit=1, as_typed=asked.as_typed)
    return search(query).total


def _ask_href(asked: AskedFor) -> str:
    pairs = [("title", plain_words(asked.text)[:TITLE_MAX])]
    pairs += [(name, values[0]) for name in ("theme", "city") if (values := asked.choices.get(name))]
    return with_query(url_for("demand.ask"), pairs)
