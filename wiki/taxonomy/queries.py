"""Reads of the taxonomy. It is small and on every page, so it is always read whole."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from wiki.core.db import db
from wiki.core.ids import CityId, ThemeId
from wiki.taxonomy.models import CityRow, ThemeRow
from wiki.taxonomy.types import City, CityRole, Taxonomy, Theme


def load_taxonomy(session: Session | None = None) -> Taxonomy:
    """Return all themes and cities in list order: themes as arranged, cities by role and name."""
    reading = session or db.session
    themes = reading.scalars(select(ThemeRow).order_by(ThemeRow.position, ThemeRow.id))
    cities = reading.scalars(select(CityRow).order_by(CityRow.position, CityRow.name))
    return Taxonomy(tuple(map(theme_of, themes)), tuple(map(city_of, cities)))


def load_taxonomy_afresh() -> Taxonomy:
    """Return the same as it was committed by now, whatever the caller has read before."""
    with Session(db.engine) as session:
        return load_taxonomy(session)


def theme_of(row: ThemeRow) -> Theme:
    return Theme(
        id=ThemeId(row.id),
        slug=row.slug,
        name=row.name,
        short_name=row.short_name,
        description=row.description,
        icon=row.icon or "topic",
        aliases=tuple(alias.name for alias in row.aliases),
        updated_at=row.updated_at,
    )


def city_of(row: CityRow) -> City:
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
        aliases=tuple(alias.name for alias in row.aliases),
        updated_at=row.updated_at,
    )
