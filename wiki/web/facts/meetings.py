"""What a meeting's page shows of its facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from wiki.facts import MEETING, Facts, Row, points_of, rows_of
from wiki.http.translating import translated
from wiki.markup import Heading
from wiki.meetings.types import MeetingPoint
from wiki.pages.types import PageKind, PageView
from wiki.web.context import taxonomy
from wiki.web.facts.points import ShownPoint, shown
from wiki.web.facts.telling import day, told

_LEVEL = 2
_SHORT = ("meeting_kind", "meeting_host", "meeting_zone")


@dataclass(frozen=True, kw_only=True)
class ShownDay:
    """A day of the programme; ``date`` is empty for sessions of no certain day."""

    date: str
    title: str
    sessions: Sequence[ShownPoint]

    def says(self, column: str) -> bool:
        """Tell whether any session of the day has a cell filled: an empty column is not shown."""
        return any(each.point.cell(column) for each in self.sessions)


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """Who came from one place; ``people`` is None where nobody counted."""

    city: str
    organisations: Sequence[str]
    people: int | None


@dataclass(frozen=True, kw_only=True)
class ShownMeeting:
    """The facts of a meeting by their sections; ``pairs`` are labels and values of the short ones."""

    pairs: Sequence[tuple[str, str]]
    days: Sequence[ShownDay]
    delegations: Sequence[Delegation]
    people: int
    decisions: Sequence[ShownPoint]
    actions: Sequence[ShownPoint]

    @property
    def headings(self) -> list[Heading]:
        """What the table of contents lists before the text's own headings."""
        filled = (("programme", self.days), ("attendance", self.delegations), ("decisions", self.decisions))
        keys = [key for key, told_of in (*filled, ("actions", self.actions)) if told_of]
        return [_heading(key) for key in keys]


def shown_meeting(view: PageView) -> ShownMeeting | None:
    """Return what the page of a meeting shows; None for other pages."""
    if view.page.kind is not PageKind.MEETING:
        return None
    facts = view.facts
    found = shown(_points(view))
    delegations = list(_delegations(facts))
    return ShownMeeting(
        pairs=[_pair(key, facts) for key in _SHORT if key in facts],
        days=list(_days(facts, [each for each in found if each.point.kind == "sessions"])),
        delegations=delegations,
        people=sum(each.people or 0 for each in delegations),
        decisions=[each for each in found if each.point.kind == "decisions"],
        actions=[each for each in found if each.point.kind == "actions"],
    )


def _points(view: PageView) -> Iterator[MeetingPoint]:
    revision = view.revision
    for point in points_of(view.facts):
        yield MeetingPoint(
            kind=point.kind,
            row=point.row,
            due=point.due,
            slug=view.page.slug,
            title=revision.title,
            language=revision.language,
            starts_on=revision.starts_on,
        )


def _pair(key: str, facts: Facts) -> tuple[str, str]:
    field = MEETING.fields[key]
    return translated(field.label), told(field, facts[key])


def _days(facts: Facts, sessions: Sequence[ShownPoint]) -> Iterator[ShownDay]:
    """Yield the days in order, each with its sessions by the clock; those of no certain day come last."""
    titles = {str(row.get("date", "")): str(row.get("title", "")) for row in rows_of(facts, "meeting_days")}
    held: dict[str, list[ShownPoint]] = {}
    for each in sessions:
        held.setdefault(each.point.cell("day"), []).append(each)
    for name in sorted(titles.keys() | held.keys(), key=lambda name: (not name, name)):
        by_clock = sorted(held.get(name, ()), key=lambda each: each.point.cell("begins") or "~")
        yield ShownDay(date=day(name) if name else "", title=titles.get(name, ""), sessions=by_clock)


def _delegations(facts: Facts) -> Iterator[Delegation]:
    rows = sorted(rows_of(facts, "delegations"), key=_city)
    for city, group in groupby(rows, key=_city):
        members = list(group)
        counts = [int(row["people"]) for row in members if "people" in row]
        yield Delegation(
            city=city,
            organisations=[str(row["organisation"]) for row in members if "organisation" in row],
            people=sum(counts) if counts else None,
        )


def _city(row: Row) -> str:
    city = taxonomy().city_by_slug.get(str(row.get("city", "")))
    return city.name if city else str(row.get("elsewhere", ""))


def _heading(key: str) -> Heading:
    return Heading(level=_LEVEL, text=translated(MEETING.section[key].title), anchor=f"facts-{key}", section=None)
