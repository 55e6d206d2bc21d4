"""Meetings and what of them shows elsewhere: frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from wiki.core.ids import PageId
from wiki.facts import Facts, PointKind, Row, page_names
from wiki.taxonomy.types import City, Theme

_TEXT = {PointKind.SESSION: "title", PointKind.DECISION: "text", PointKind.ACTION: "text"}


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting as its reader may see it; ``ends_on`` is the last day, None for a meeting of one day."""

    page_id: PageId
    slug: str
    title: str
    summary: str
    language: str
    starts_on: date
    ends_on: date | None
    place: str
    themes: tuple[Theme, ...]
    cities: tuple[City, ...]
    facts: Facts
    updated_at: datetime


@dataclass(frozen=True, kw_only=True)
class MeetingPoint:
    """A session, a decision or an action with the meeting it belongs to; ``row`` has its cells as the template says.

    ``due`` is the last day that an action's due date may mean.
    """

    kind: PointKind
    row: Row
    due: date | None
    slug: str
    title: str
    language: str
    starts_on: date | None

    @property
    def text(self) -> str:
        return self.cell(_TEXT[self.kind])

    @property
    def practices(self) -> tuple[str, ...]:
        """The keys of the pages it is about."""
        return page_names(self.cell("practices"))

    def cell(self, key: str) -> str:
        """Return a cell as text, empty if it is."""
        return str(self.row.get(key, ""))

    def is_overdue(self, today: date) -> bool:
        """Tell whether an action should have been done before ``today`` and is not."""
        return self.due is not None and self.due < today and "done_on" not in self.row
