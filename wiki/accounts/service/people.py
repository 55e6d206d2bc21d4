"""What administrators decide of other people's accounts. An administrator always remains."""

from collections.abc import Collection

from sqlalchemy import delete, select

from wiki.accounts.models import ThemeLead, User
from wiki.accounts.permissions import require
from wiki.accounts.queries import CITIES, THEMES
from wiki.accounts.service.accounts import get_user
from wiki.accounts.types import Actor, Role
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.core.ids import UserId
from wiki.core.messages import message


def set_role(actor: Actor, user_id: UserId, role: Role) -> None:
    """Give a person a role. Raises :class:`Invalid` when no administrator would be left."""
    require(actor, "user.manage")
    if role is not Role.ADMINISTRATOR:
        _keep_an_administrator(user_id)
    get_user(user_id).role = role
    db.session.flush()


def set_active(actor: Actor, user_id: UserId, active: bool) -> None:
    """Let a person in or keep them out; takes effect on their next request. Raises :class:`Invalid` as above."""
    require(actor, "user.manage")
    if not active:
        _keep_an_administrator(user_id)
    get_user(user_id).active = active
    db.session.flush()


def place_person(actor: Actor, user_id: UserId, *, city: str, leads: Collection[str]) -> None:
    """Say to which city a person belongs (empty: to none) and which themes they lead, by their slugs.

    Raises :class:`Invalid` for a city or a theme that is not there.
    """
    require(actor, "user.manage")
    user = get_user(user_id)
    theme_ids = set(db.session.scalars(select(THEMES.c.id).where(THEMES.c.slug.in_(leads))))
    if len(theme_ids) < len(set(leads)):
        raise Invalid({"leads": message("Choose themes from the list.")})
    user.city_id = find_city_id(city)
    db.session.flush()
    db.session.execute(delete(ThemeLead).where(ThemeLead.user_id == user_id))
    db.session.add_all(ThemeLead(user_id=user_id, theme_id=theme_id) for theme_id in sorted(theme_ids))
    db.session.flush()


def find_city_id(slug: str) -> int | None:
    """Return the number of a city, None for an empty slug. Raises :class:`Invalid` when there is none."""
    if not slug:
        return None
    city_id = db.session.scalar(select(CITIES.c.id).where(CITIES.c.slug == slug))
    if city_id is None:
        raise Invalid({"city": message("Choose a city from the list.")})
    return int(city_id)


def _keep_an_administrator(leaving: UserId) -> None:
    # Held until the end of the transaction: two who demote each other at the same moment decide one after the other.
    administrators = set(
        db.session.scalars(
            select(User.id).where(User.role == Role.ADMINISTRATOR, User.active).order_by(User.id).with_for_update()
        )
    )
    if administrators == {leaving}:
        raise Invalid({"role": message("This is the only administrator. Make another one first.")})
