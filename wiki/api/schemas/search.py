"""What is searched and found."""

from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, Field

from wiki.api.schemas.fields import ITEMS, MOST_CHOICES, Flag, Limit, Output, PageNumber, Query, Year, one_of_many
from wiki.api.schemas.pages import CityChoice, KindChoice, LanguageChoice, Slugs, ThemeChoice
from wiki.pages.types import PageKind

TEXT_MAX = 10_000


class SearchQueryArguments(Query):
    q: Annotated[
        str,
        Field(
            max_length=TEXT_MAX,
            description="Words, “phrases” and -exclusions; empty for everything. Of long ones the beginning is read.",
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
    page: PageNumber = 1
    limit: Limit = ITEMS


class Hit(Output):
    id: int
    slug: str
    url: str
    title: str
    snippet: Annotated[str, Field(description="Plain text.")]
    score: Annotated[float, Field(description="Orders the results of one answer, and means nothing else.")]
    kind: PageKind
    language: str
    themes: Slugs
    cities: Slugs
    year: int | None
    updated_at: AwareDatetime


class FacetValue(Output):
    value: str
    count: Annotated[int, Field(description="How many results choosing it would leave.")]


class Facets(Output):
    theme: tuple[FacetValue, ...]
    city: tuple[FacetValue, ...]
    kind: tuple[FacetValue, ...]
    language: tuple[FacetValue, ...]
    year: tuple[FacetValue, ...]


class SearchAnswer(Output):
    total: int
    page: int
    limit: int
    results: tuple[Hit, ...]
    facets: Facets
    suggestion: Annotated[str, Field(description="The nearest title when nothing was found, else empty.")]
    also_searched: Annotated[tuple[str, ...], Field(description="Other words that were likely meant.")]
    took_ms: float
