"""Writes of accounts. Every function flushes; the caller commits."""

import secrets
from datetime import timedelta

from sqlalchemy import func, select, update

from wiki.accounts.models import Invitation, User
from wiki.accounts.passwords import hash_password, is_outdated, verify_password
from wiki.accounts.permissions import require
from wiki.accounts.queries import find_invitation, person_of
from wiki.accounts.rules import account_errors, normal_email, password_errors
from wiki.accounts.tokens import hash_token, new_token
from wiki.accounts.types import Actor, Person, Role
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.ids import UserId
from wiki.core.messages import message

INVITATION_DAYS = 14


def create_user(*, name: str, email: str, password: str, role: Role) -> Person:
    """Make an account. Raises :class:`Invalid` with an error a field."""
    errors = account_errors(name=name, email=email, password=password)
    address = normal_email(email)
    if address and db.session.scalar(select(User.id).where(User.email == address)):
        errors["email"] = message("There is an account with this address already.")
    if errors or address is None:
        raise Invalid(errors)
    user = User(
        name=name.strip(),
        email=address,
        role=role,
        active=True,
        password_hash=hash_password(password),
        session_key=secrets.token_hex(16),
        created_at=now(),
    )
    db.session.add(user)
    db.session.flush()
    return person_of(user)


def authenticate(email: str, password: str) -> Person | None:
    """Return the person whose address and password these are.

    Takes as long for an unknown address as for a wrong password.
    """
    user = db.session.scalar(select(User).where(User.email == (normal_email(email) or "")))
    right = verify_password(password, user.password_hash if user else None)
    if user is None or not right or not user.active:
        return None
    if is_outdated(user.password_hash):
        user.password_hash = hash_password(password)
        db.session.flush()
    return person_of(user)


def invite(actor: Actor, *, role: Role, email: str = "") -> str:
    """Make an invitation link's token. Raises :class:`Invalid` for a wrong address."""
    require(actor, "user.manage")
    address = normal_email(email) if email.strip() else None
    if email.strip() and address is None:
        raise Invalid({"email": message("Enter an e-mail address in the form name@city.org, or leave it empty.")})
    return _new_invitation(role=role, email=address, created_by=actor.user_id)


def make_administrator_link() -> str:
    """Make the one-time token for the first administrator; an older unused one stops working."""
    db.session.execute(
        update(Invitation)
        .where(Invitation.created_by_id.is_(None), Invitation.used_at.is_(None))
        .values(expires_at=now())
    )
    return _new_invitation(role=Role.ADMINISTRATOR, email=None, created_by=None)


def _new_invitation(*, role: Role, email: str | None, created_by: UserId | None) -> str:
    token = new_token()
    made = now()
    db.session.add(
        Invitation(
            token_hash=hash_token(token),
            email=email,
            role=role,
            created_by_id=created_by,
            created_at=made,
            expires_at=made + timedelta(days=INVITATION_DAYS),
        )
    )
    db.session.flush()
    return token


def accept_invitation(token: str, *, name: str, email: str, password: str) -> Person:
    """Turn an invitation into an account. Raises :class:`NotFound` when the link is spent."""
    invitation = find_invitation(token, held=True)
    if invitation is None:
        raise NotFound
    person = create_user(name=name, email=email, password=password, role=Role(invitation.role))
    invitation.used_at = now()
    db.session.flush()
    return person


def set_role(actor: Actor, user_id: UserId, role: Role) -> None:
    """Give a person a role. Raises :class:`Invalid` when no administrator would be left."""
    require(actor, "user.manage")
    user = _get_user(user_id)
    if role is not Role.ADMINISTRATOR:
        _keep_an_administrator(user)
    user.role = role
    db.session.flush()


def set_active(actor: Actor, user_id: UserId, active: bool) -> None:
    """Let a person in or keep them out; takes effect on their next request."""
    require(actor, "user.manage")
    user = _get_user(user_id)
    if not active:
        _keep_an_administrator(user)
    user.active = active
    db.session.flush()


def change_password(user_id: UserId, *, old: str, new: str) -> Person:
    """Change a password and sign out every other session. Raises :class:`Invalid`."""
    user = _get_user(user_id)
    if not verify_password(old, user.password_hash):
        raise Invalid({"old_password": message("This is not your present password.")})
    if errors := password_errors(new):
        raise Invalid(errors)
    user.password_hash = hash_password(new)
    user.session_key = secrets.token_hex(16)
    db.session.flush()
    return person_of(user)


def set_locale(user_id: UserId, locale: str) -> None:
    """Remember the language of the interface that a person chose."""
    _get_user(user_id).locale = locale
    db.session.flush()


def _get_user(user_id: UserId) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def _keep_an_administrator(leaving: User) -> None:
    others = select(func.count()).where(User.role == Role.ADMINISTRATOR, User.active, User.id != leaving.id)
    if leaving.role == Role.ADMINISTRATOR and not db.session.scalar(others):
        raise Invalid({"role": message("This is the only administrator. Make another one first.")})
