"""Editions, for everybody who may read the practice."""

from typing import Any

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND, WITHDRAWN
from wiki.api.replies import Reply
from wiki.api.resources.finding import page_here
from wiki.api.resources.presenting import edition_url_of, headings_of
from wiki.api.schemas.editions import DifferenceOut, EditionList, EditionOut, EditionSummary, ValidityOut, ValueOut
from wiki.core.errors import NotFound
from wiki.http.addresses import absolute
from wiki.pages.queries import find_page
from wiki.pages.types import Page, PageKind
from wiki.practices import queries
from wiki.practices.edition_types import Difference, EditionMark, Validity
from wiki.practices.tokens import permanent_path

TAG = "Editions"
# What the document says again of its own edition is told by the edition.
_OWN = frozenset({"edition", "disseminated_on", "facts"})


@operation(
    "GET",
    "/pages/{slug}/editions",
    tag=TAG,
    summary="List the editions of a practice",
    answers={200: EditionList},
    problems=(NOT_FOUND,),
    moves=True,
)
def list_editions(slug: str) -> Reply:
    """The newest comes first; “validity” tells whether it still holds."""
    page = page_here(slug)
    if page.kind is not PageKind.PRACTICE:
        raise NotFound
    items = tuple(EditionSummary(**_summary(page, mark)) for mark in queries.editions_of(actor(), page))
    validity = queries.validity_of(actor(), page)
    return Reply(document=EditionList(items=items, validity=_validity(validity) if validity else None))


@operation(
    "GET",
    "/pages/{slug}/editions/{edition}",
    tag=TAG,
    summary="Read an edition",
    answers={200: EditionOut},
    problems=(NOT_FOUND, WITHDRAWN),
    moves=True,
)
def get_edition(slug: str, edition: int) -> Reply:
    """As it was disseminated, whatever was written since."""
    page = find_page(actor(), slug)
    if page is None:
        queries.tell_withdrawn(actor(), slug, edition)
        page = page_here(slug)
    found = queries.get_edition(actor(), page, edition)
    told = {name: value for name, value in found.document.items() if name not in _OWN}
    document = EditionOut(
        **_summary(page, found.mark) | told,
        html=found.html,
        headings=headings_of(found.headings),
        facts=found.document["facts"],
        facts_html=dict(found.prose),
    )
    return Reply(document=document)


def _summary(page: Page, mark: EditionMark) -> dict[str, Any]:
    return {
        "number": mark.number,
        "label": mark.label,
        "revision": mark.revision,
        "url": edition_url_of(page.slug, mark.number),
        "address": absolute(permanent_path(mark.token)),
        "disseminated_at": mark.disseminated_at,
        "results_due": mark.results_due,
        "citation": mark.citation,
        "changes": tuple(map(_difference, mark.changes)),
    }


def _difference(change: Difference) -> DifferenceOut:
    values = tuple(ValueOut(**vars(each)) for each in change.values)
    return DifferenceOut(**vars(change) | {"values": values})


def _validity(validity: Validity) -> ValidityOut:
    return ValidityOut(
        edition=validity.edition.number,
        review_due=validity.review_due,
        is_due=validity.is_due,
        reconfirmed_at=validity.reconfirmed_at,
        superseded=validity.is_superseded,
        superseded_by=validity.superseded_by[0] if validity.superseded_by else None,
    )
