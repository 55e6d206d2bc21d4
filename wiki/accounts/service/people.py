"""What administrators decide of other people's accounts. An administrator always remains."""

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.accounts.permissions import require
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


def _keep_an_administrator(leaving: UserId) -> None:
    # Held until the end of the transaction: two who demote each other at the same moment decide one after the other.
    administrators = set(
        db.session.scalars(
            select(User.id).where(User.role == Role.ADMINISTRATOR, User.active).order_by(User.id).with_for_update()
        )
    )
    if administrators == {leaving}:
        raise Invalid({"role": message("This is the only administrator. Make another one first.")})
