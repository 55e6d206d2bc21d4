"""Writes of themes and cities."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.core.slugs import slugify
from wiki.taxonomy.models import CityAlias, CityRow, ThemeAlias, ThemeRow
from wiki.taxonomy.queries import city_of, theme_of
from wiki.taxonomy.rules import CityDraft, ThemeDraft, city_errors, theme_errors
from wiki.taxonomy.types import Outdated

# /themes/new and /cities/new are where one is made.
_FORM = "new"
_TAKEN = message("There is one with this name already.")


def create_theme(actor: Actor, draft: ThemeDraft) -> str:
    """Add a theme at the end of the list and return its slug. Raises :class:`Invalid`."""
    require(actor, "taxonomy.edit")
    slug = _free_slug(draft.name, theme_errors(draft), ThemeRow)
    last = db.session.scalar(select(func.max(ThemeRow.position))) or 0
    row = ThemeRow(slug=slug, icon="", position=last + 1, updated_at=now())
    _fill_theme(row, draft)
    _add(row)
    return slug


def update_theme(actor: Actor, slug: str, draft: ThemeDraft, *, base: datetime | None = None) -> Outdated | None:
    """Change a theme; its address stays. Raises :class:`Invalid` or :class:`NotFound`.

    ``base`` is the ``updated_at`` the draft started from; without one it replaces whatever stands there.
    """
    require(actor, "taxonomy.edit")
    row = db.session.scalar(select(ThemeRow).where(ThemeRow.slug == slug).with_for_update())
    if row is None:
        raise NotFound
    if errors := theme_errors(draft):
        raise Invalid(errors)
    if base is not None and base != row.updated_at:
        return Outdated(theirs=theme_of(row, [alias.name for alias in row.aliases]))
    _fill_theme(row, draft)
    db.session.flush()
    return None


def create_city(actor: Actor, draft: CityDraft) -> str:
    """Add a city and return its slug. Raises :class:`Invalid`."""
    require(actor, "taxonomy.edit")
    slug = _free_slug(draft.name, city_errors(draft), CityRow)
    last = db.session.scalar(select(func.max(CityRow.position))) or 0
    row = CityRow(slug=slug, position=last + 1, updated_at=now())
    _fill_city(row, draft)
    _add(row)
    return slug


def update_city(actor: Actor, slug: str, draft: CityDraft, *, base: datetime | None = None) -> Outdated | None:
    """Change a city; its address stays. Raises :class:`Invalid` or :class:`NotFound`.

    ``base`` is the ``updated_at`` the draft started from; without one it replaces whatever stands there.
    """
    require(actor, "taxonomy.edit")
    row = db.session.scalar(select(CityRow).where(CityRow.slug == slug).with_for_update())
    if row is None:
        raise NotFound
    if errors := city_errors(draft):
        raise Invalid(errors)
    if base is not None and base != row.updated_at:
        return Outdated(theirs=city_of(row, [alias.name for alias in row.aliases]))
    _fill_city(row, draft)
    db.session.flush()
    return None


def _free_slug(name: str, errors: dict[str, str], table: type[ThemeRow | CityRow]) -> str:
    slug = slugify(name).replace("/", "-")[:80]
    if not errors and not slug:
        errors["name"] = message("Use at least one letter or digit in the name.")
    elif not errors and slug == _FORM:
        errors["name"] = message("A part of this address is the name of a button. Choose another.")
    elif not errors and db.session.scalar(select(table.id).where(table.slug == slug)):
        errors["name"] = _TAKEN
    if errors:
        raise Invalid(errors)
    return slug


def _add(row: ThemeRow | CityRow) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as error:
        # Somebody made one with this address between the look and the insert.
        raise Invalid({"name": _TAKEN}) from error


def _fill_theme(row: ThemeRow, draft: ThemeDraft) -> None:
    row.name = draft.name.strip()
    row.short_name = draft.short_name.strip()
    row.description = draft.description.strip()
    row.aliases = [ThemeAlias(name=name) for name in draft.aliases]
    row.updated_at = now()


def _fill_city(row: CityRow, draft: CityDraft) -> None:
    row.name = draft.name.strip()
    row.country = draft.country.upper()
    row.role = draft.role
    row.population = draft.population
    row.latitude = draft.latitude
    row.longitude = draft.longitude
    row.description = draft.description.strip()
    row.aliases = [CityAlias(name=name) for name in draft.aliases]
    row.updated_at = now()
