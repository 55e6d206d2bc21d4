"""Reads of the taxonomy. It is small and on every page, so it is always read whole."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select, text

from wiki.core.db import db
from wiki.core.ids import CityId, ThemeId
from wiki.taxonomy.models import CityAlias, CityRow, ThemeAlias, ThemeRow
from wiki.taxonomy.types import City, CityRole, Taxonomy, Theme

# As plain rows: objects of so many aliases cost more than the page they are for.
_THEMES = select(*ThemeRow.__table__.c).order_by(ThemeRow.position, ThemeRow.id)
_CITIES = select(*CityRow.__table__.c).order_by(CityRow.position, CityRow.name)
_THEME_NAMES = select(ThemeAlias.theme_id, ThemeAlias.name).order_by(ThemeAlias.id)
# Whoever changes a theme or a city stamps it with the time: equal stamps, equal taxonomy.
_STAMPS = text("SELECT 'theme', id, updated_at FROM themes UNION ALL SELECT 'city', id, updated_at FROM cities")
_kept: dict[tuple[Any, ...], Taxonomy] = {}
_CITY_NAMES = select(CityAlias.city_id, CityAlias.name).order_by(CityAlias.id)


def load_taxonomy(connection: Connection | None = None) -> Taxonomy:
    """Return all themes and cities in list order: themes as arranged, cities by role and name."""
    reading = connection or db.session
    stamps = tuple(map(tuple, reading.execute(_STAMPS)))
    kept = _kept.get(stamps)
    if kept is None:
        kept = _read(reading)
        _kept.clear()
        _kept[stamps] = kept
    return kept


def _read(reading: Any) -> Taxonomy:
    theme_names, city_names = (_grouped(reading.execute(names)) for names in (_THEME_NAMES, _CITY_NAMES))
    themes = [theme_of(row, theme_names.get(row.id, ())) for row in reading.execute(_THEMES)]
    cities = [city_of(row, city_names.get(row.id, ())) for row in reading.execute(_CITIES)]
    return Taxonomy(tuple(themes), tuple(cities))


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
