"""Profiles of cities. They are small, so those of all cities are read at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Row, Select, select

from wiki.core.db import db
from wiki.facts.scalars import Wrong, read_scalar
from wiki.fit.attributes import ATTRIBUTES
from wiki.fit.models import ProfileValueRow
from wiki.fit.types import Profile, ProfileChange, Told
from wiki.taxonomy.types import City, Taxonomy

_POPULATION = "population"


def profile_of(city: City) -> Profile:
    """Return what a city says of itself."""
    rows = db.session.execute(_rows().where(ProfileValueRow.city_id == city.id)).all()
    return profile_from(city, rows)


def all_profiles(taxonomy: Taxonomy) -> Mapping[str, Profile]:
    """Return the profile of each city, by its address."""
    rows: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in db.session.execute(_rows()):
        rows[row.city_id].append(row)
    return {city.slug: profile_from(city, rows[city.id]) for city in taxonomy.cities}


def profile_changes(taxonomy: Taxonomy, city: City | None = None, *, limit: int = 50) -> Sequence[ProfileChange]:
    """Return what was said of cities last, of all or of one, the newest first; what was taken away, too."""
    slugs = {each.id: each.slug for each in taxonomy.cities}
    query = select(*ProfileValueRow.__table__.c).where(ProfileValueRow.attribute.in_(ATTRIBUTES))
    if city is not None:
        query = query.where(ProfileValueRow.city_id == city.id)
    query = query.order_by(ProfileValueRow.updated_at.desc(), ProfileValueRow.city_id, ProfileValueRow.id)
    together = groupby(
        db.session.execute(query.limit(limit * len(ATTRIBUTES))),
        key=lambda row: (row.updated_at, row.city_id, row.updated_by),
    )
    changes = (
        ProfileChange(city=slugs[of], attributes=tuple(row.attribute for row in rows), at=at, by=by)
        for (at, of, by), rows in together
    )
    return list(islice(changes, limit))


def _rows() -> Select[*tuple[Any, ...]]:
    return select(*ProfileValueRow.__table__.c)


def profile_from(city: City, rows: Iterable[Any]) -> Profile:
    """Return the profile that a city's rows tell, in the order of the attributes.

    Its inhabitants are a value of the city itself: one number everywhere. The profile only adds who says so, and
    that goes when the number is changed elsewhere.
    """
    rows = list(rows)
    found = {row.attribute: each for row in rows if (each := _told(row)) is not None}
    if city.population is None:
        found.pop(_POPULATION, None)
    elif _POPULATION not in found or found[_POPULATION].value != city.population:
        found[_POPULATION] = Told(value=city.population)
    told = {key: found[key] for key in ATTRIBUTES if key in found}
    return Profile(city=city.slug, told=told, updated_at=max([city.updated_at, *(row.updated_at for row in rows)]))


def _told(row: Any) -> Told | None:
    """Return a stored value; None where it was taken away, or cannot be read, which ``check`` tells."""
    if row.attribute not in ATTRIBUTES:
        return None
    try:
        value = read_scalar(ATTRIBUTES[row.attribute], row.value)
    except Wrong:
        return None
    if value is None:
        return None
    return Told(
        value=value,
        source=row.source,
        as_of=row.as_of,
        updated_by=row.updated_by,
        updated_at=row.updated_at,
        is_demo=row.is_demo,
    )
