"""Reads of the taxonomy. It is small and on every page, so it is always read whole."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select, text

from wiki.core.db import db
from wiki.core.ids import CityId, SynonymGroupId, ThemeId
from wiki.taxonomy.models import CityAlias, CityRow, SynonymGroupRow, SynonymRow, ThemeAlias, ThemeRow
from wiki.taxonomy.types import City, CityRole, SynonymGroup, Taxonomy, Theme

# As plain rows: objects of so many aliases cost more than the page they are for.
_THEMES = select(*ThemeRow.__table__.c).order_by(ThemeRow.position, ThemeRow.id)
_CITIES = select(*CityRow.__table__.c).order_by(CityRow.position, CityRow.name)
_THEME_NAMES = select(ThemeAlias.theme_id, ThemeAlias.name).order_by(ThemeAlias.id)
# Whoever changes an entry stamps it with the time: equal stamps, equal taxonomy.
_STAMPS = text(
    "SELECT 'theme', id, updated_at FROM themes UNION ALL SELECT 'city', id, updated_at FROM cities"
    " UNION ALL SELECT 'synonyms', id, updated_at FROM synonym_groups"
)
_kept: dict[tuple[Any, ...], Taxonomy] = {}
_CITY_NAMES = select(CityAlias.city_id, CityAlias.name).order_by(CityAlias.id)
_GROUPS = select(*SynonymGroupRow.__table__.c).order_by(SynonymGroupRow.id)
_GROUP_WORDS = select(SynonymRow.group_id, SynonymRow.word).order_by(SynonymRow.id)


def load_taxonomy(connection: Connection | None = None) -> Taxonomy:
    """Return all in list order: themes as arranged, cities by role and name, synonyms as they were added."""
    reading = connection or db.session
    stamps = tuple(map(tuple, reading.execute(_STAMPS)))
    kept = _kept.get(stamps)
    if kept is None:
        kept = _read(reading)
        _kept.clear()
        _kept[stamps] = kept
    return kept


def _read(reading: Any) -> Taxonomy:
    theme_names, city_names, words = (
        _grouped(reading.execute(names)) for names in (_THEME_NAMES, _CITY_NAMES, _GROUP_WORDS)
    )
    themes = [theme_of(row, theme_names.get(row.id, ())) for row in reading.execute(_THEMES)]
    cities = [city_of(row, city_names.get(row.id, ())) for row in reading.execute(_CITIES)]
    synonyms = [synonyms_of(row, words.get(row.id, ())) for row in reading.execute(_GROUPS)]
    return Taxonomy(tuple(themes), tuple(cities), tuple(synonyms))


def load_taxonomy_afresh() -> Taxonomy:
    """Return the same as it was committed by now, whatever the caller has read before."""
    with db.engine.connect() as connection:
        return load_taxonomy(connection)


def _grouped(pairs: Iterable[Any]) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = {}
    for key, name in pairs:
        grouped.setdefault(key, []).append(name)
    return grouped


def theme_of(row: ThemeRow | Row[Any], aliases: Iterable[str]) -> Theme:
    return Theme(
        id=ThemeId(row.id),
        slug=row.slug,
        name=row.name,
        short_name=row.short_name,
        description=row.description,
        icon=row.icon or "topic",
        aliases=tuple(aliases),
        updated_at=row.updated_at,
    )


def city_of(row: CityRow | Row[Any], aliases: Iterable[str]) -> City:
    return City(
        id=CityId(row.id),
        slug=row.slug,
        name=row.name,
        country=row.country,
        role=CityRole(row.role),
        population=row.population,
        latitude=row.latitude,
        longitude=row.longitude,
        description=row.description,
        aliases=tuple(aliases),
        updated_at=row.updated_at,
    )


def synonyms_of(row: SynonymGroupRow | Row[Any], words: Iterable[str]) -> SynonymGroup:
    return SynonymGroup(id=SynonymGroupId(row.id), words=tuple(words), updated_at=row.updated_at)
