"""Links that work once: they make an account, or give an account a new password."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import ColumnElement, update

from wiki.accounts.models import Invitation
from wiki.accounts.permissions import require
from wiki.accounts.queries import find_invitation
from wiki.accounts.rules import normal_email
from wiki.accounts.service.accounts import create_user, get_user, replace_password
from wiki.accounts.service.people import find_city_id
from wiki.accounts.tokens import hash_token, new_token
from wiki.accounts.types import Actor, Person, Role
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.ids import UserId
from wiki.core.messages import message

INVITATION_DAYS = 14
PASSWORD_LINK_DAYS = 3


def invite(actor: Actor, *, role: Role, email: str = "", city: str = "") -> str:
    """Make an invitation link's token; ``city`` is the slug of the city that who accepts it will belong to.

    Raises :class:`Invalid` for a wrong address or city.
    """
    require(actor, "user.manage")
    address = normal_email(email) if email.strip() else None
    if email.strip() and address is None:
        raise Invalid({"email": message("Enter an e-mail address in the form name@city.org, or leave it empty.")})
    return _new_token(
        role=role,
        email=address,
        created_by=actor.user_id,
        days=INVITATION_DAYS,
        city_id=find_city_id(city),
    )


def make_administrator_link() -> str:
    """Make the one-time token for the first administrator; an older unused one stops working."""
    _end(Invitation.created_by_id.is_(None) & Invitation.user_id.is_(None) & (Invitation.role == Role.ADMINISTRATOR))
    return _new_token(role=Role.ADMINISTRATOR, email=None, created_by=None, days=INVITATION_DAYS)


def make_password_link(actor: Actor, user_id: UserId) -> str:
    """Make the token of a link by which a person sets a new password; an older unused one stops working.

    Raises :class:`Invalid` for an account that is switched off.
    """
    require(actor, "user.manage")
    user = get_user(user_id)
    if not user.active:
        raise Invalid({"person": message("This account is switched off. Switch it on first.")})
    _end(Invitation.user_id == user.id)
    return _new_token(
        role=Role(user.role), email=user.email, created_by=actor.user_id, days=PASSWORD_LINK_DAYS, user_id=user_id
    )


def withdraw_invitation(actor: Actor, invitation_id: int) -> None:
    """End a link before its time; one that was used or has ended stays as it is."""
    require(actor, "user.manage")
    _end(Invitation.id == invitation_id)


def accept_invitation(token: str, *, name: str, email: str, password: str, reserved: Collection[str] = ()) -> Person:
    """Turn an invitation into an account. Raises :class:`NotFound` when the link is spent, else as ``create_user``."""
    invitation = _held(token)
    if invitation.user_id is not None:
        raise NotFound
    person = create_user(
        name=name,
        email=email,
        password=password,
        role=Role(invitation.role),
        city_id=invitation.city_id,
        reserved=reserved,
    )
    invitation.used_at = now()
    db.session.flush()
    return person


def accept_password_link(token: str, password: str) -> Person:
    """Set the password of the account a link is for, and sign out its sessions.

    Raises :class:`NotFound` when the link is spent or the account was switched off, :class:`Invalid`.
    """
    invitation = _held(token)
    if invitation.user_id is None:
        raise NotFound
    user = get_user(UserId(invitation.user_id))
    if not user.active:
        raise NotFound
    invitation.used_at = now()
    return replace_password(user, password)


def _held(token: str) -> Invitation:
    # Who comes second waits here, and then finds the link spent.
    invitation = find_invitation(token, held=True)
    if invitation is None:
        raise NotFound
    return invitation


def _end(which: ColumnElement[bool]) -> None:
    unused = Invitation.used_at.is_(None) & (Invitation.expires_at > now())
    db.session.execute(update(Invitation).where(which, unused).values(expires_at=now()))


def _new_token(
    *,
    role: Role,
    email: str | None,
    created_by: UserId | None,
    days: int,
    user_id: UserId | None = None,
    city_id: int | None = None,
) -> str:
    token = new_token()
    made = now()
    db.session.add(
        Invitation(
            token_hash=hash_token(token),
            email=email,
            role=role,
            city_id=city_id,
            user_id=user_id,
            created_by_id=created_by,
            created_at=made,
            expires_at=made + timedelta(days=days),
        )
    )
    db.session.flush()
    return token
