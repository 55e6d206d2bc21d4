"""Reading pages."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.finding import next_link, page_here
from wiki.api.resources.past import editions_of_then
from wiki.api.resources.presenting import page_out, summary_of
from wiki.api.schemas.fields import cursor_of
from wiki.api.schemas.pages import PageList, PageListQuery, PageOut, PageQuery
from wiki.http.context import taxonomy
from wiki.pages import queries
from wiki.pages.facets import Choices

TAG = "Pages"


@operation("GET", "/pages", tag=TAG, summary="List pages", query=PageListQuery, answers={200: PageList})
def list_pages(query: PageListQuery) -> Reply:
    """The oldest change comes first.

    A page that changes while a program goes from cursor to cursor comes once more at the end, and none is missed.
    """
    if query.as_of is not None:
        return editions_of_then(query, query.as_of)
    chosen: Choices = {"theme": query.theme, "city": query.city, "kind": query.kind, "language": query.language}
    found = queries.walk_pages(
        actor(), chosen, taxonomy(), since=query.updated_since, after=query.cursor, limit=query.limit + 1
    )
    shown = found[: query.limit]
    cursor = cursor_of(shown[-1].changed_at, shown[-1].revision_id) if len(found) > query.limit else None
    items = tuple(summary_of(step.card, step.changed_at) for step in shown)
    document = PageList(items=items, next_cursor=cursor)
    return Reply(document=document, headers=next_link(cursor))


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
