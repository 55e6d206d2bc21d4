"""Reading pages."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.finding import next_link, page_here
from wiki.api.resources.past import editions_of_then
from wiki.api.resources.presenting import facets_of, page_out, summary_of
from wiki.api.schemas.fields import BEGINNING, cursor_of
from wiki.api.schemas.pages import PageList, PageListQuery, PageOut, PageQuery, PageSummary
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.http import listing
from wiki.pages.facets import Choices, Order

TAG = "Pages"


@operation("GET", "/pages", tag=TAG, summary="List pages", query=PageListQuery, answers={200: PageList})
def list_pages(query: PageListQuery) -> Reply:
    """In the order of changes, a page that changes while a program goes from cursor to cursor comes once more at the
    end, and none is missed.
    """
    if query.as_of is not None:
        return editions_of_then(query, query.as_of)
    items, cursor = _walked(query) if query.sort == "changed" else _ordered(query, query.sort)
    facets = facets_of(listing.count_facets(actor(), _chosen(query))) if query.facets else None
    return Reply(document=PageList(items=items, facets=facets, next_cursor=cursor), headers=next_link(cursor))


def _chosen(query: PageListQuery) -> Choices:
    named: Choices = {"theme": query.theme, "city": query.city, "kind": query.kind, "language": query.language}
    return {**named, **query.of_practices}


def _walked(query: PageListQuery) -> tuple[tuple[PageSummary, ...], str | None]:
    found = listing.walk_pages(
        actor(), _chosen(query), since=query.updated_since, after=query.cursor, limit=query.limit + 1
    )
    shown = found[: query.limit]
    cursor = cursor_of(shown[-1].changed_at, shown[-1].revision_id) if len(found) > query.limit else None
    return tuple(summary_of(step.card, step.changed_at) for step in shown), cursor


def _ordered(query: PageListQuery, order: Order) -> tuple[tuple[PageSummary, ...], str | None]:
    if query.updated_since is not None:
        raise Invalid({"updated_since": message("Only the order of changes begins at a time.")})
    # A walk goes on from a time and a revision; a list in another order has pages, of which the cursor is the number.
    number = query.cursor[1] if query.cursor else 1
    found = listing.list_steps(actor(), _chosen(query), number=number, size=query.limit, order=order)
    cursor = cursor_of(BEGINNING, number + 1) if found.has_next else None
    return tuple(summary_of(step.card, step.changed_at) for step in found.items), cursor


@operation(
    "GET",
    "/pages/{slug}",
    tag=TAG,
    summary="Read a page",
    query=PageQuery,
    answers={200: PageOut},
    problems=(NOT_FOUND,),
    moves=True,
)
def get_page(slug: str, query: PageQuery) -> Reply:
    """The newest revision the reader may see, or the one asked for.

    The tag of the answer is what “If-Match” takes when the page is written.
    """
    return shown(slug, query.revision)


def shown(slug: str, number: int | None = None) -> Reply:
    document = page_out(actor(), page_here(slug), number)
    return Reply(document=document, version=document.revision)
