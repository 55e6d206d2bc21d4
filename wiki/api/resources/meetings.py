"""Meetings by their days, and what they left to do."""

from datetime import date

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.replies import Reply
from wiki.api.resources.finding import next_link
from wiki.api.resources.presenting import slugs, url_of
from wiki.api.schemas.meetings import (
    ActionsQuery,
    MeetingActionList,
    MeetingActionOut,
    MeetingList,
    MeetingOut,
    MeetingsQuery,
)
from wiki.core.clock import now
from wiki.http.context import taxonomy
from wiki.meetings import queries
from wiki.meetings.types import Meeting, MeetingPoint

TAG = "Meetings"


@operation("GET", "/meetings", tag=TAG, summary="List meetings", query=MeetingsQuery, answers={200: MeetingList})
def list_meetings(query: MeetingsQuery) -> Reply:
    """The earliest first. A meeting whose page tells no day is not among them."""
    after = (_day(query.cursor[0]), query.cursor[1]) if query.cursor else None
    found = queries.list_meetings(
        actor(),
        taxonomy(),
        first=query.first,
        last=query.last,
        theme=query.theme,
        city=query.city,
        after=after,
        limit=query.limit + 1,
    )
    shown = found[: query.limit]
    cursor = f"{shown[-1].starts_on.toordinal()}-{shown[-1].page_id}" if len(found) > query.limit else None
    return Reply(document=MeetingList(items=tuple(map(_meeting, shown)), next_cursor=cursor), headers=next_link(cursor))


@operation(
    "GET",
    "/meetings/actions",
    tag=TAG,
    summary="List the open actions of meetings",
    query=ActionsQuery,
    answers={200: MeetingActionList},
)
def list_open_actions(query: ActionsQuery) -> Reply:
    """What is due first comes first. An action is done when its row in the meeting's facts says “done_on”."""
    found = queries.list_open_actions(actor(), theme=query.theme, city=query.city, limit=query.limit)
    return Reply(document=MeetingActionList(items=tuple(map(_action, found))))


def _day(number: int) -> date:
    """Return the day of a cursor; one that nobody was given ends the list."""
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))


def _meeting(meeting: Meeting) -> MeetingOut:
    kind = meeting.facts.get("meeting_kind")
    return MeetingOut(
        slug=meeting.slug,
        url=url_of(meeting.slug),
        title=meeting.title,
        summary=meeting.summary,
        language=meeting.language,
        kind=str(kind) if kind else None,
        host=str(meeting.facts.get("meeting_host", "")),
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        place=meeting.place,
        themes=slugs(meeting.themes),
        cities=slugs(meeting.cities),
    )


def _action(point: MeetingPoint) -> MeetingActionOut:
    return MeetingActionOut(
        meeting=point.slug,
        url=url_of(point.slug),
        id=point.cell("id"),
        text=point.text,
        owner=point.cell("owner"),
        city=point.cell("city"),
        due=point.cell("due") or None,
        overdue=point.is_overdue(now().date()),
        theme=point.cell("theme"),
        practices=point.practices,
    )
