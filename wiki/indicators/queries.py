"""Reads of the catalogue. It is small, public, and read whole."""

from typing import Any

from sqlalchemy import Row, Select, select

from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.ids import IndicatorId
from wiki.facts import VOCABULARIES
from wiki.indicators.models import IndicatorRow
from wiki.indicators.types import Direction, Indicator
from wiki.taxonomy.models import ThemeRow


def list_indicators() -> tuple[Indicator, ...]:
    """Return all: by theme as themes are arranged, those of all themes last, then as they were arranged."""
    order = (ThemeRow.position.is_(None), ThemeRow.position, IndicatorRow.position, IndicatorRow.id)
    return tuple(map(indicator_of, db.session.execute(_select().order_by(*order))))


def get_indicator(key: str) -> Indicator:
    """Return one by its key. Raises :class:`NotFound`."""
    row = db.session.execute(_select().where(IndicatorRow.key == key)).one_or_none()
    if row is None:
        raise NotFound
    return indicator_of(row)


def indicator_of(row: Row[Any]) -> Indicator:
    return Indicator(
        id=IndicatorId(row.id),
        key=row.key,
        name=_name(row.key, row.name),
        theme=row.theme,
        unit=row.unit,
        direction=Direction(row.direction),
        calculation=row.calculation,
        formula=row.formula,
        source=row.source,
        updated_at=row.updated_at,
    )


def _name(key: str, name: str) -> str:
    """Return a name; one that the template of practices knows is known in every language."""
    word = VOCABULARIES["indicator"].get(key)
    return word if word == name else name


def _select() -> Select[*tuple[Any, ...]]:
    columns = IndicatorRow.__table__.c
    return select(*columns, ThemeRow.slug.label("theme")).outerjoin(ThemeRow, ThemeRow.id == columns.theme_id)
