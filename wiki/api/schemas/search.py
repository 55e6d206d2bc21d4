"""What is searched and found."""

from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, Field

from wiki.api.schemas.facets import Facets, PracticeChoices
from wiki.api.schemas.fields import ITEMS, MOST_CHOICES, Flag, Limit, Output, PageNumber, Query, Year, one_of_many
from wiki.api.schemas.pages import CityChoice, KindChoice, LanguageChoice, Slugs, ThemeChoice
from wiki.pages.types import PageKind
from wiki.search.types import Sort, Standing, Where

TEXT_MAX = 10_000
SUGGESTED = 5


class SearchQueryArguments(PracticeChoices):
    q: Annotated[
        str,
        Field(
            max_length=TEXT_MAX,
            description="Words, “phrases”, -exclusions, theme:x, city:x, kind:x, language:x, year:x; empty for all.",
            examples=["lamp"],
        ),
    ] = ""
    theme: ThemeChoice = ()
    city: CityChoice = ()
    kind: KindChoice = ()
    language: LanguageChoice = ()
    year: Annotated[
        tuple[Year, ...],
        Field(max_length=MOST_CHOICES, description="Pages that tell of one of these years."),
        BeforeValidator(one_of_many),
    ] = ()
    as_typed: Annotated[Flag, Field(description="Look for no other words, not for slips of the fingers either.")] = (
        False
    )
    sort: Annotated[Sort, Field(description="“newest”: by the last change. The others are of practices.")] = "relevance"
    page: PageNumber = 1
    limit: Limit = ITEMS


class FoundInOut(Output):
    where: Where
    name: Annotated[str, Field(description="The address of the theme or city, or the key of the practice's field.")]


class Why(Output):
    """Why a result is there, and before its equals."""

    found_in: tuple[FoundInOut, ...]
    passage_of: Annotated[str, Field(description="The key of the practice's field that the snippet is taken from.")]
    standing: Annotated[tuple[Standing, ...], Field(description="What puts a practice before its equals.")]


class Hit(Output):
    id: int
    slug: str
    url: str
    title: str
    snippet: Annotated[str, Field(description="Plain text.")]
    why: Why
    score: Annotated[float, Field(description="Orders the results of one answer, and means nothing else.")]
    kind: PageKind
    language: str
    themes: Slugs
    cities: Slugs
    year: int | None
    updated_at: AwareDatetime


class SearchAnswer(Output):
    total: int
    page: int
    limit: int
    results: tuple[Hit, ...]
    facets: Facets
    suggestion: Annotated[
        str,
        Field(description="The question with its slips mended, or the nearest title if nothing was found."),
    ]
    also_searched: Annotated[tuple[str, ...], Field(description="Other words that were likely meant.")]
    took_ms: float


class SuggestionsQuery(Query):
    q: Annotated[str, Field(max_length=TEXT_MAX, description="What was typed so far.", examples=["lam"])] = ""
    limit: Annotated[Limit, Field(description="At most so many of each kind.")] = SUGGESTED


class SuggestedPageOut(Output):
    id: int
    slug: str
    url: str
    title: str
    kind: PageKind
    language: str


class SuggestedTag(Output):
    slug: str
    name: str


class SuggestionsOut(Output):
    """What may be about to be typed, the best first."""

    practices: tuple[SuggestedPageOut, ...]
    pages: Annotated[tuple[SuggestedPageOut, ...], Field(description="Of other kinds.")]
    themes: tuple[SuggestedTag, ...]
    cities: tuple[SuggestedTag, ...]


class SimilarOut(Output):
    id: int
    slug: str
    url: str
    title: str
    summary: str
    language: str
    themes: Annotated[Slugs, Field(description="Those that both have.")]
    cities: Annotated[Slugs, Field(description="Those that both have.")]
    words: Annotated[
        tuple[str, ...], Field(description="A few that both have and few others, as the page writes them.")
    ]
    superseded: bool


class SimilarPractices(Output):
    items: tuple[SimilarOut, ...]
