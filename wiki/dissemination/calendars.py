"""Meetings as iCalendar (RFC 5545). No event names a person.

The library comes with the first calendar that is asked for: it takes as long to import as a tenth of the wiki.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from wiki.facts import ROW_ID, Row, rows_of
from wiki.meetings.types import Meeting

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//SMARTER TOGETHER//Replication Wiki//EN"
# Longer meetings are a mistake in a date; nobody wants thousands of events.
_DAYS_MAX = 31
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A meeting with its absolute address; ``host`` is what makes the names of its events the wiki's own."""

    meeting: Meeting
    url: str
    host: str


def calendar_of(name: str, events: Iterable["Event"]) -> bytes:
    """Return a calendar with the time zones that its events need."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def whole_event(listed: Listed) -> "Event":
    """Return a meeting as one event over all its days."""
    meeting = listed.meeting
    last = meeting.ends_on or meeting.starts_on
    event = _event(listed, uid="", title=meeting.title, told=meeting.summary)
    event.add("dtstart", meeting.starts_on)
    event.add("dtend", last + _A_DAY)
    return event


def events_of(listed: Listed) -> list["Event"]:
    """Return a meeting as its sessions with their times, and a day that has none as an event of the whole day.

    Times are those of the meeting's zone, or of wherever the reader is where it names none. A meeting without a
    programme is one event.
    """
    facts = listed.meeting.facts
    sessions = [row for row in rows_of(facts, "sessions") if "day" in row and "begins" in row]
    titles = {str(row["date"]): str(row.get("title", "")) for row in rows_of(facts, "meeting_days") if "date" in row}
    if not sessions and not titles:
        return [whole_event(listed)]
    timed = {str(row["day"]) for row in sessions}
    quiet = [day for day in _days(listed.meeting) if day.isoformat() not in timed]
    days = [_day_event(listed, day, titles.get(day.isoformat(), "")) for day in quiet]
    zone = ZoneInfo(str(facts["meeting_zone"])) if "meeting_zone" in facts else None
    return [*days, *(_session_event(listed, row, zone) for row in sessions)]


def _days(meeting: Meeting) -> Iterator[date]:
    length = ((meeting.ends_on or meeting.starts_on) - meeting.starts_on).days + 1
    for number in range(min(length, _DAYS_MAX)):
        yield meeting.starts_on + number * _A_DAY


def _day_event(listed: Listed, day: date, title: str) -> "Event":
    event = _event(listed, uid=day.isoformat(), title=_titled(listed, title), told=listed.meeting.summary)
    event.add("dtstart", day)
    event.add("dtend", day + _A_DAY)
    return event


def _session_event(listed: Listed, row: Row, zone: ZoneInfo | None) -> "Event":
    title = _titled(listed, str(row.get("title", "")))
    event = _event(listed, uid=str(row[ROW_ID]), title=title, told=str(row.get("challenge", "")))
    event.add("dtstart", _moment(row, "begins", zone))
    if "ends" in row:
        event.add("dtend", _moment(row, "ends", zone))
    return event


def _moment(row: Row, key: str, zone: ZoneInfo | None) -> datetime:
    return datetime.combine(date.fromisoformat(str(row["day"])), time.fromisoformat(str(row[key])), zone)


def _titled(listed: Listed, title: str) -> str:
    return f"{listed.meeting.title}: {title}" if title else listed.meeting.title


def _event(listed: Listed, *, uid: str, title: str, told: str) -> "Event":
    """Return an event that is the same to a calendar however often it is asked for."""
    from icalendar import Event

    meeting = listed.meeting
    event = Event()
    name: Sequence[str] = (f"meeting-{meeting.page_id}", uid) if uid else (f"meeting-{meeting.page_id}",)
    event.add("uid", f"{'-'.join(name)}@{listed.host}")
    event.add("dtstamp", meeting.updated_at)
    event.add("summary", title)
    event.add("url", listed.url)
    if told:
        event.add("description", told)
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.themes:
        event.add("categories", [theme.name for theme in meeting.themes])
    return event
