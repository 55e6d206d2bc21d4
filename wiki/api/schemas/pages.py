"""Pages as programs read and write them."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field

from wiki.api.schemas.facets import Choices, Facets, PracticeChoices
from wiki.api.schemas.facts import Facts
from wiki.api.schemas.fields import (
    ITEMS,
    MOST_CHOICES,
    Comment,
    Day,
    Flag,
    Input,
    Limit,
    Moment,
    NextCursor,
    Number,
    Output,
    Query,
    RevisionNumber,
    Text,
    TimeCursor,
    one_of_many,
)
from wiki.markup import MAX_SOURCE
from wiki.pages.facets import Order
from wiki.pages.rules import PLACE_MAX, SUMMARY_MAX, TAGS_MAX, TITLE_MAX
from wiki.pages.types import PageKind, Standing

# Lengths and choices are told here and checked in the domain, which says what is wrong in the reader's language.
Slugs = tuple[str, ...]
Language = Annotated[Text, Field(description="The language of the text, such as “en”.", examples=["en"])]
ThemeChoice = Annotated[Choices, Field(description="Pages about one of these themes.")]
CityChoice = Annotated[Choices, Field(description="Pages about one of these cities.")]
LanguageChoice = Annotated[Choices, Field(description="Pages in one of these languages.")]
KindChoice = Annotated[
    tuple[PageKind, ...],
    Field(max_length=MOST_CHOICES, description="Pages of one of these kinds."),
    BeforeValidator(one_of_many),
]
Status = Annotated[
    Standing,
    Field(
        description="“public”: everybody reads this. “changed”: visitors read an earlier revision."
        " “unpublished”: visitors read nothing of the page."
    ),
]


_NO_FACTS = Facts({})


def _described(text: str, *, most: int | None = None, example: object = None) -> object:
    extra: dict[str, object] = {} if most is None else {"maxLength": most}
    return Field(description=text, json_schema_extra=extra, examples=None if example is None else [example])  # type: ignore[arg-type]


class PageListQuery(PracticeChoices):
    theme: ThemeChoice = ()
    city: CityChoice = ()
    kind: KindChoice = ()
    language: LanguageChoice = ()
    updated_since: Annotated[
        Moment | None, Field(description="Pages that changed at this time or later; only in the order of changes.")
    ] = None
    sort: Annotated[
        Literal["changed", Order],
        Field(description="“changed”: the oldest change first. In other orders pages that change may come twice."),
    ] = "changed"
    facets: Annotated[Flag, Field(description="Whether to count the values of every facet.")] = False
    as_of: Annotated[
        Day | None,
        Field(description="Practices as they stood at the end of this day (UTC): the editions of then."),
    ] = None
    cursor: Annotated[TimeCursor | None, Field(description="Where the answer before ended.")] = None
    limit: Limit = ITEMS


class PageQuery(Query):
    revision: Annotated[Number | None, Field(description="Another revision than the one shown by default.")] = None


class PictureOut(Output):
    path: Annotated[str, Field(description="The address below the wiki's own.")]
    alt: Annotated[str, Field(description="What it shows, for readers who cannot see it.")]
    width: int | None
    height: int | None


class PageSummary(Output):
    """A page in a list."""

    id: int
    slug: Annotated[str, Field(description="The address of the page; it may hold slashes and change.")]
    url: Annotated[str, Field(description="Where people read it.")]
    kind: PageKind
    status: Status
    title: str
    summary: str
    language: str
    themes: Slugs
    cities: Slugs
    picture: PictureOut | None
    date: Annotated[
        dt.date, Field(description="The day of its newest edition, else the day it tells of, else the day it was made.")
    ]
    ends_on: dt.date | None
    place: str
    updated_at: Annotated[AwareDatetime, Field(description="When its reader could first read it as it is.")]
    edition: Annotated[
        int | None, Field(description="The newest edition of a practice; with “as_of” the one this tells of.")
    ] = None


class PageList(Output):
    items: tuple[PageSummary, ...]
    facets: Annotated[Facets | None, Field(description="Null unless asked for.")]
    next_cursor: NextCursor


class ContentOut(Output):
    """Everything a revision says: what was based on, what was sent, or what stands there now."""

    title: str
    summary: str
    body: str
    language: str
    themes: Slugs
    cities: Slugs
    lead_picture: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    place: str
    facts: Facts


class HeadingOut(Output):
    level: int
    text: str
    anchor: str


class RevisionSummary(Output):
    """A revision in a page's history."""

    number: int
    title: str
    language: str
    themes: Slugs
    cities: Slugs
    comment: str
    minor: bool
    author: str
    created_at: AwareDatetime
    published_at: Annotated[AwareDatetime | None, Field(description="When visitors could first read it.")]
    size: Annotated[int, Field(description="Characters of the text.")]


class StretchOut(Output):
    """Revisions one after the other that say the words of “containing”."""

    first: Annotated[int, Field(description="The revision that brought them.")]
    last: Annotated[int, Field(description="The last one that says them.")]
    removed_in: Annotated[int | None, Field(description="The one that took them out; null while they stand.")]


class RevisionList(Output):
    items: tuple[RevisionSummary, ...]
    next_cursor: NextCursor
    stretches: Annotated[tuple[StretchOut, ...], Field(description="Where “containing” stood, the newest first.")]
    complete: Annotated[bool, Field(description="False where a history is too long to be looked through.")]


class PageOut(ContentOut):
    """A page with one of its revisions."""

    id: int
    slug: str
    url: str
    kind: PageKind
    status: Status
    archived: bool
    revision: Annotated[int, Field(description="The number of the revision in this answer.")]
    latest_revision: Annotated[int, Field(description="The newest one that the reader may see.")]
    published_revision: Annotated[int | None, Field(description="The one that visitors read.")]
    edition: Annotated[int | None, Field(description="The newest edition of a practice, which visitors read.")]
    html: Annotated[str, Field(description="The text as the wiki shows it.")]
    headings: tuple[HeadingOut, ...]
    picture: PictureOut | None
    tags_inferred: Annotated[bool, Field(description="Whether an import guessed themes or cities.")]
    comment: str
    minor: bool
    author: str
    created_at: Annotated[AwareDatetime, Field(description="When the revision was saved.")]
    published_at: AwareDatetime | None
    size: int


class PageInput(Input):
    """What a page is to say. What is left out stays as it was in the base."""

    title: Annotated[Text, _described("One line.", most=TITLE_MAX, example="Smart lamp posts")] = ""
    body: Annotated[
        Text, _described("Markdown; [[Page]] links.", most=MAX_SOURCE, example="Light where it is used.")
    ] = ""
    summary: Annotated[Text, _described("The gist, in a sentence or two.", most=SUMMARY_MAX)] = ""
    kind: Annotated[PageKind, Field(description="Needed to make a page.", examples=["article"])] = PageKind.PRACTICE
    language: Language = "en"
    themes: Annotated[tuple[Text, ...], _described(f"At most {TAGS_MAX}.", example=["data"])] = ()
    cities: Annotated[tuple[Text, ...], _described(f"At most {TAGS_MAX}.", example=["munich"])] = ()
    lead_picture: Annotated[Text, _described("The path of an uploaded picture.")] = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    place: Annotated[Text, _described("Where it was.", most=PLACE_MAX)] = ""
    facts: Annotated[Facts, Field(description="All facts together: a field that they leave out is emptied.")] = (
        _NO_FACTS
    )
    comment: Comment = ""
    minor: bool = False
    base_revision: Annotated[
        int | None,
        Field(ge=0, le=999_999_999, description="The revision this was based on; 0 where there was no page yet."),
    ] = None


class SavedPage(Output):
    """What came of a write: “merged” put it together with what somebody else changed in other places."""

    outcome: Annotated[str, Field(pattern="^(created|saved|merged|unchanged)$")]
    page: PageOut


class RevertInput(Input):
    revision: Annotated[RevisionNumber, Field(description="The revision to say again.")]
    comment: Comment = ""


class RenameInput(Input):
    slug: Annotated[Text, Field(description="The new address; the old one leads there.", examples=["smart-lamp-posts"])]
    comment: Comment = ""


class ReasonInput(Input):
    comment: Comment = ""


class PublishInput(Input):
    revision: Annotated[RevisionNumber, Field(description="The revision that visitors are to read.")]
    comment: Comment = ""


class PreviewInput(Input):
    body: Annotated[Text, Field(max_length=MAX_SOURCE, examples=["## A heading\n\nAnd [[a link]]."])]
    language: Annotated[Language, Field(max_length=12)] = "en"


class Preview(Output):
    html: str
    headings: tuple[HeadingOut, ...]
