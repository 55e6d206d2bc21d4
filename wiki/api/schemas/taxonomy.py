"""Themes, cities and synonyms as programs read and write them."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import Input, Output, Text
from wiki.taxonomy.rules import ALIASES_MAX, DESCRIPTION_MAX, NAME_MAX, SHORT_NAME_MAX, SYNONYMS_MAX, SYNONYMS_MIN
from wiki.taxonomy.types import CityRole

Alias = Annotated[Text, Field(min_length=1, max_length=NAME_MAX)]
Aliases = Annotated[tuple[Alias, ...], Field(max_length=ALIASES_MAX, description="Other names people use.")]
Name = Annotated[Text, Field(max_length=NAME_MAX)]
Description = Annotated[Text, Field(max_length=DESCRIPTION_MAX)]
Base = Annotated[
    AwareDatetime | None,
    Field(description="The “updated_at” this was based on. Needed to change one, unless “If-Match” is sent."),
]


class ThemeOut(Output):
    slug: str
    name: str
    short_name: str
    description: str
    icon: str
    aliases: tuple[str, ...]
    updated_at: AwareDatetime


class ThemeList(Output):
    items: tuple[ThemeOut, ...]


class ThemeInput(Input):
    """A theme as it is to be: what is left out is empty."""

    name: Annotated[Name, Field(examples=["Data and services"])]
    short_name: Annotated[Text, Field(max_length=SHORT_NAME_MAX, examples=["Data"])]
    description: Description = ""
    aliases: Aliases = ()
    base_updated_at: Base = None


class CityOut(Output):
    slug: str
    name: str
    country: Annotated[str, Field(description="Two letters, ISO 3166.")]
    role: CityRole
    population: int | None
    latitude: Annotated[float | None, Field(description="Degrees, WGS 84.")]
    longitude: float | None
    description: str
    aliases: tuple[str, ...]
    updated_at: AwareDatetime


class CityList(Output):
    items: tuple[CityOut, ...]


class CityInput(Input):
    """A city as it is to be: what is left out is empty."""

    name: Annotated[Name, Field(examples=["Grenoble"])]
    country: Annotated[Text, Field(examples=["FR"])]
    role: CityRole
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    description: Description = ""
    aliases: Aliases = ()
    base_updated_at: Base = None


class SynonymsOut(Output):
    id: int
    words: Annotated[tuple[str, ...], Field(description="Words and phrases that mean the same, in any languages.")]
    updated_at: AwareDatetime


class SynonymsList(Output):
    items: tuple[SynonymsOut, ...]


class SynonymsInput(Input):
    """A group of words and phrases that mean the same."""

    words: Annotated[
        tuple[Alias, ...],
        Field(min_length=SYNONYMS_MIN, max_length=SYNONYMS_MAX, examples=[["refurbishment", "retrofit", "renovation"]]),
    ]
    base_updated_at: Base = None


class SynonymsBase(Input):
    """Which state of a group is meant."""

    base_updated_at: Base = None
