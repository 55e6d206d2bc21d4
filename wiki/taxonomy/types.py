"""Themes, cities and synonyms as the rest of the product sees them: frozen values, loaded together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from wiki.core.ids import CityId, SynonymGroupId, ThemeId


class CityRole(StrEnum):
    """What a city is to the programme."""

    LIGHTHOUSE = "lighthouse"
    FOLLOWER = "follower"
    OBSERVER = "observer"


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A thematic area. ``icon`` names its picture and colour; ``aliases`` are other names people use."""

    id: ThemeId
    slug: str
    name: str
    short_name: str
    description: str
    icon: str
    aliases: tuple[str, ...]
    updated_at: datetime

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.short_name, *self.aliases)


@dataclass(frozen=True, kw_only=True)
class City:
    """A city. ``population`` in inhabitants, coordinates in degrees (WGS 84), country as ISO 3166 alpha-2."""

    id: CityId
    slug: str
    name: str
    country: str
    role: CityRole
    population: int | None
    latitude: float | None
    longitude: float | None
    description: str
    aliases: tuple[str, ...]
    updated_at: datetime

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, kw_only=True)
class SynonymGroup:
    """Words and phrases, in any languages, that mean the same to who searches."""

    id: SynonymGroupId
    words: tuple[str, ...]
    updated_at: datetime


Entry = Theme | City | SynonymGroup


@dataclass(frozen=True, kw_only=True)
class Outdated:
    """Nothing was saved: somebody else changed the entry meanwhile; ``theirs`` is what stands there now."""

    theirs: Entry


@dataclass(frozen=True)
class Taxonomy:
    """All themes, cities and synonyms, in the order lists show them."""

    themes: Sequence[Theme]
    cities: Sequence[City]
    synonyms: Sequence[SynonymGroup] = ()

    @cached_property
    def theme_by_slug(self) -> dict[str, Theme]:
        return {theme.slug: theme for theme in self.themes}

    @cached_property
    def city_by_slug(self) -> dict[str, City]:
        return {city.slug: city for city in self.cities}

    @cached_property
    def theme_by_id(self) -> dict[int, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def city_by_id(self) -> dict[int, City]:
        return {city.id: city for city in self.cities}
