"""Comparisons, changes and links."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import ITEMS, Flag, Limit, NextCursor, Number, Output, Query, TimeCursor
from wiki.pages.types import EventAction, PageKind

WORDS_MAX = 500


class RevisionListQuery(Query):
    containing: Annotated[
        str,
        Field(
            max_length=WORDS_MAX,
            description="Words: only the revisions that brought them in or took them out, all in one answer.",
        ),
    ] = ""
    cursor: Annotated[Number | None, Field(description="Where the answer before ended.")] = None
    limit: Limit = ITEMS


class DiffQuery(Query):
    older: Annotated[Number, Field(alias="from", description="The number of the older revision.", examples=[1])]
    newer: Annotated[Number, Field(alias="to", description="The number of the newer revision.", examples=[2])]


class SpanOut(Output):
    text: str
    changed: bool


class DiffRowOut(Output):
    """A line of the older text, of the newer one, or of both. Numbers count from 1."""

    kind: Literal["equal", "delete", "insert", "change"]
    old_number: int | None
    new_number: int | None
    old: tuple[SpanOut, ...]
    new: tuple[SpanOut, ...]


class HunkOut(Output):
    """Lines that stand together, lines left out because they are equal, or the end of what is shown."""

    kind: Literal["hunk", "gap", "cut"]
    lines: Annotated[int, Field(description="How many lines there are here, shown or not.")]
    rows: tuple[DiffRowOut, ...]


class FieldChangeOut(Output):
    name: Annotated[str, Field(description="“facts.cost_band” of a fact; “facts.blocks.2.kind” in the second row.")]
    label: Annotated[tuple[str, ...], Field(description="What people call a fact, part by part.")]
    old: str
    new: str


class Diff(Output):
    """How two revisions differ: the text by line and word, the other fields as a whole."""

    older: int
    newer: int
    added: Annotated[int, Field(description="Lines; a changed one counts as added and removed.")]
    removed: int
    hunks: tuple[HunkOut, ...]
    fields: tuple[FieldChangeOut, ...]


class ChangeListQuery(Query):
    theme: Annotated[str, Field(description="Pages about this theme.")] = ""
    city: Annotated[str, Field(description="Pages about this city.")] = ""
    kind: Annotated[PageKind | None, Field(description="Pages of this kind.")] = None
    author: Annotated[str, Field(description="The name that history shows.")] = ""
    hide_minor: Annotated[Flag, Field(description="Leave small edits out.")] = False
    cursor: Annotated[TimeCursor | None, Field(description="Where the answer before ended.")] = None
    limit: Limit = ITEMS


class ChangeOut(Output):
    """Something that happened to a page."""

    id: int
    at: AwareDatetime
    action: EventAction
    slug: str
    title: str
    kind: PageKind
    language: str
    revision: Annotated[int | None, Field(description="The revision it made, if it made one.")]
    previous_revision: Annotated[int | None, Field(description="The one to compare it with.")]
    author: str
    comment: str
    minor: bool
    public: Annotated[bool, Field(description="Whether visitors know of it.")]
    size_change: Annotated[int | None, Field(description="Characters added (or taken away, below 0).")]
    detail: str


class ChangeList(Output):
    items: tuple[ChangeOut, ...]
    next_cursor: NextCursor


class LinkingOut(Output):
    slug: str
    title: str


class OutgoingOut(Output):
    key: Annotated[str, Field(description="The address, former address or title the link names.")]
    slug: Annotated[str, Field(description="Where it leads.")]
    exists: Annotated[bool, Field(description="Whether everybody can read a page there.")]


class Links(Output):
    incoming: Annotated[tuple[LinkingOut, ...], Field(description="Pages that link to this one.")]
    outgoing: Annotated[tuple[OutgoingOut, ...], Field(description="Pages this one links to.")]
