"""One's own saved searches."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import MOST_CHOICES, Input, Output, Text
from wiki.pages.facets import Facet
from wiki.saved_searches.rules import NAME_MAX, TEXT_MAX
from wiki.search.types import Sort

Value = Annotated[Text, Field(max_length=100)]
Values = Annotated[tuple[Value, ...], Field(max_length=MOST_CHOICES)]
Chosen = Annotated[
    dict[Facet, Values],
    Field(description="The values chosen of each facet.", examples=[{"theme": ["data"], "city": ["munich"]}]),
]


class SavedSearchOut(Output):
    id: int
    name: str
    url: Annotated[str, Field(description="Where its results are, for anybody.")]
    q: str
    choices: dict[Facet, tuple[str, ...]]
    sort: Sort
    as_typed: bool
    saved_at: AwareDatetime
    looked_at: AwareDatetime
    has_news: Annotated[bool, Field(description="Whether it finds something new since its owner looked.")]


class SavedSearchList(Output):
    items: tuple[SavedSearchOut, ...]


class SavedSearchInput(Input):
    name: Annotated[Text, Field(max_length=NAME_MAX, examples=["Lamps in Munich"])]
    q: Annotated[Text, Field(max_length=TEXT_MAX, description="As in a search.", examples=["lamp"])] = ""
    choices: Chosen = Field(default_factory=dict)
    sort: Sort = "relevance"
    as_typed: bool = False
