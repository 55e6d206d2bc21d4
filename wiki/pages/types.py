"""Pages and revisions as the rest of the product sees them: frozen values."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wiki.core.ids import EventId, PageId, RevisionId, UserId
from wiki.facts import Facts
from wiki.markup import Heading
from wiki.taxonomy.types import City, Theme


class PageKind(StrEnum):
    PRACTICE = "practice"
    CITY = "city"
    THEME = "theme"
    NEWS = "news"
    MEETING = "meeting"
    ARTICLE = "article"


class EventAction(StrEnum):
    """What happened to a page, as history and recent changes tell it."""

    CREATED = "created"
    EDITED = "edited"
    REVERTED = "reverted"
    PUBLISHED = "published"
    RENAMED = "renamed"
    ARCHIVED = "archived"
    RESTORED = "restored"
    KIND_CHANGED = "kind_changed"
    # The steps of a practice's review.
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    RETURNED = "returned"
    PASSED = "passed"
    DISSEMINATED = "disseminated"
    RECONFIRMED = "reconfirmed"
    SUPERSEDED = "superseded"


# What a revision tells too; the other actions speak of the page as a whole.
SAVES = frozenset({EventAction.CREATED, EventAction.EDITED, EventAction.REVERTED})


class Standing(StrEnum):
    """What visitors see of a page's text in a list."""

    PUBLIC = "public"
    CHANGED = "changed"
    """An earlier revision: the text shown here waits for its publication."""
    UNPUBLISHED = "unpublished"
    """Nothing of the page."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything a revision says.

    ``themes`` and ``cities`` are slugs, strongest first; ``lead_picture`` is a file's address; ``facts`` are the
    filled fields of the template of the page's kind.
    """

    title: str
    summary: str = ""
    body: str = ""
    language: str = "en"
    themes: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    lead_picture: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    place: str = ""
    facts: Facts = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A lead picture; sizes in pixels."""

    path: str
    alt: str
    width: int | None
    height: int | None


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One immutable state of a page, without its text (see ``queries.get_content``)."""

    id: RevisionId
    number: int
    title: str
    summary: str
    language: str
    themes: tuple[Theme, ...]
    cities: tuple[City, ...]
    tags_inferred: bool
    picture: Picture | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    place: str
    comment: str
    minor: bool
    author_id: UserId | None
    author: str
    created_at: datetime
    published_at: datetime | None
    size: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page's standing: which revision members edit and which one visitors see (``None``: none).

    ``edition`` is the number of the newest edition of a practice that was disseminated.
    """

    id: PageId
    slug: str
    kind: PageKind
    archived_at: datetime | None
    current_number: int
    published_number: int | None
    edition: int | None = None
    is_demo: bool = False

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def has_draft(self) -> bool:
        """Tell whether members see something that visitors do not."""
        return self.published_number != self.current_number


@dataclass(frozen=True, kw_only=True)
class PageView:
    """A page with one of its revisions, ready to be read: ``html`` is stored, never rendered for the view."""

    page: Page
    revision: Revision
    html: str
    headings: tuple[Heading, ...]
    facts: Facts = field(default_factory=dict)
    prose: Mapping[str, str] = field(default_factory=dict)
    """The HTML of the facts that are prose."""


@dataclass(frozen=True, kw_only=True)
class PageCard:
    """What a list shows of a page: the revision its reader may see. ``edition`` as in :class:`Page`."""

    id: PageId
    slug: str
    kind: PageKind
    title: str
    summary: str
    language: str
    themes: tuple[Theme, ...]
    cities: tuple[City, ...]
    picture: Picture | None
    date: dt.date
    place: str
    ends_on: dt.date | None
    updated_at: datetime
    standing: Standing
    edition: int | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a page. ``size_change`` in characters; None where no text changed.

    ``title`` and its ``language`` are those of the revision the reader sees now; ``previous_number`` is the revision
    to compare ``revision_number`` with, if the reader may see one before it. ``edition`` is the number of the one that
    was disseminated, if the page has it.
    """

    id: EventId
    at: datetime
    action: EventAction
    page_slug: str
    kind: PageKind
    title: str
    language: str
    revision_number: int | None
    previous_number: int | None
    author_id: UserId | None
    author: str
    comment: str
    minor: bool
    public: bool
    size_change: int | None
    detail: str
    edition: int | None = None


@dataclass(frozen=True, kw_only=True)
class Saved:
    page_id: PageId
    slug: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Merged:
    """Saved on top of somebody else's change that touched other places."""

    page_id: PageId
    slug: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Unchanged:
    slug: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Nothing was saved. ``fields`` names what both changed; ``theirs_number`` is the base for the next try.

    ``theirs_author`` made that revision; ``others`` are all who saved since the base, the latest first.
    """

    page_id: PageId
    slug: str
    base: Content
    mine: Content
    theirs: Content
    theirs_number: int
    theirs_author: str
    theirs_at: datetime
    others: Sequence[str]
    fields: Sequence[str]


SaveOutcome = Saved | Merged | Unchanged | Conflict
