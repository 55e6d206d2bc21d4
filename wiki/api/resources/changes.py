"""Recent changes."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.replies import Reply
from wiki.api.resources.finding import next_link
from wiki.api.schemas.fields import cursor_of
from wiki.api.schemas.history import ChangeList, ChangeListQuery, ChangeOut
from wiki.pages import queries
from wiki.pages.types import Event


@operation(
    "GET",
    "/changes",
    tag="History",
    summary="List recent changes",
    query=ChangeListQuery,
    answers={200: ChangeList},
)
def list_changes(query: ChangeListQuery) -> Reply:
    """The newest comes first."""
    chosen = queries.EventFilter(
        theme=query.theme,
        city=query.city,
        kind=query.kind or "",
        author=query.author.strip(),
        hide_minor=query.hide_minor,
    )
    found = queries.list_events(actor(), chosen, before=query.cursor, limit=query.limit + 1)
    shown = found[: query.limit]
    cursor = cursor_of(shown[-1].at, shown[-1].id) if len(found) > query.limit else None
    return Reply(document=ChangeList(items=tuple(map(_change, shown)), next_cursor=cursor), headers=next_link(cursor))


def _change(event: Event) -> ChangeOut:
    return ChangeOut(
        id=event.id,
        at=event.at,
        action=event.action,
        slug=event.page_slug,
        title=event.title,
        kind=event.kind,
        language=event.language,
        revision=event.revision_number,
        previous_revision=event.previous_number,
        author=event.author,
        comment=event.comment,
        minor=event.minor,
        public=event.public,
        size_change=event.size_change,
        detail=event.detail,
    )
