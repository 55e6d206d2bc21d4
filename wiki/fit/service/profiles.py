"""Writes of cities' profiles."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Denied, NotFound
from wiki.fit.attributes import ATTRIBUTES
from wiki.fit.models import ProfileValueRow
from wiki.fit.queries.profiles import profile_from
from wiki.fit.reading import written
from wiki.fit.rules import may_edit_profile
from wiki.fit.types import Outdated, Profile, Told
from wiki.taxonomy.models import CityRow
from wiki.taxonomy.queries import city_of

_DEMO_BY = "Demo content"


def save_profile(actor: Actor, city: str, told: Mapping[str, Told], *, base: datetime | None) -> Profile | Outdated:
    """Let a city's profile say just this, and its page the same number of inhabitants; return the profile.

    ``base`` is the ``updated_at`` it started from. Raises :class:`Denied`, :class:`NotFound`.
    """
    if not may_edit_profile(actor, city):
        raise Denied("profile.edit")
    row, rows = _held(city)
    before = profile_from(city_of(row, ()), rows.values())
    if before.updated_at != base:
        return Outdated(theirs=before)
    for attribute in ATTRIBUTES:
        if not _says_same(before.told.get(attribute), told.get(attribute)):
            _write(row, rows.get(attribute), attribute, told.get(attribute), actor)
    db.session.flush()
    return profile_from(city_of(row, ()), _held(city)[1].values())


def take_profile(city: str, told: Mapping[str, Told], *, is_demo: bool = False) -> None:
    """Add to a city's profile what it does not say yet, as an export or the demo content has it.

    Raises :class:`NotFound`.
    """
    row, rows = _held(city)
    for attribute, each in told.items():
        if attribute not in rows:
            _add(row, attribute, each, is_demo=is_demo)
            if attribute == "population" and row.population is None:
                _count(row, each)
    db.session.flush()


def take_demo_profiles(profiles: Mapping[str, Mapping[str, Told]]) -> None:
    """Bring the demo content's values into the profiles of the cities that are here."""
    here = set(db.session.scalars(select(CityRow.slug).where(CityRow.slug.in_(profiles))))
    for city in sorted(here):
        take_profile(city, profiles[city], is_demo=True)


def untake_demo_profiles() -> None:
    """Take away the demo content's values, but for those that somebody changed since."""
    db.session.execute(delete(ProfileValueRow).where(ProfileValueRow.is_demo))


def _held(city: str) -> tuple[CityRow, dict[str, ProfileValueRow]]:
    """Return a city and its values, so that nobody else changes them until the transaction ends."""
    row = db.session.scalar(select(CityRow).where(CityRow.slug == city).with_for_update())
    if row is None:
        raise NotFound
    values = db.session.scalars(select(ProfileValueRow).where(ProfileValueRow.city_id == row.id))
    return row, {value.attribute: value for value in values}


def _says_same(before: Told | None, after: Told | None) -> bool:
    if before is None or after is None:
        return before is after
    return (before.value, before.source, before.as_of) == (after.value, after.source, after.as_of)


def _write(city: CityRow, row: ProfileValueRow | None, attribute: str, told: Told | None, actor: Actor) -> None:
    if row is None:
        row = ProfileValueRow(city_id=city.id, attribute=attribute)
        db.session.add(row)
    row.value = written(told.value) if told else ""
    row.source, row.as_of = (told.source, told.as_of) if told else ("", "")
    row.is_demo = False
    row.updated_by_id, row.updated_by, row.updated_at = actor.user_id, actor.label, now()
    if attribute == "population":
        _count(city, told)


def _add(city: CityRow, attribute: str, told: Told, *, is_demo: bool) -> None:
    db.session.add(
        ProfileValueRow(
            city_id=city.id,
            attribute=attribute,
            value=written(told.value),
            source=told.source,
            as_of=told.as_of,
            is_demo=is_demo,
            updated_by=_DEMO_BY if is_demo else told.updated_by,
            updated_at=told.updated_at or now(),
        )
    )


def _count(city: CityRow, told: Told | None) -> None:
    """Let the city's page say the same number of inhabitants."""
    city.population = int(told.value) if told else None
    city.updated_at = now()
