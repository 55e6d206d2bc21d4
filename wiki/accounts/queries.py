"""Reads of accounts."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from wiki.accounts.models import ApiToken, Invitation, User
from wiki.accounts.rules import normal_email
from wiki.accounts.tokens import hash_token
from wiki.accounts.types import Actor, OpenInvitation, Person, Role, Scope, Token
from wiki.core.clock import now
from wiki.core.db import db, run
from wiki.core.errors import NotFound
from wiki.core.ids import UserId


def person_of(user: User | Row[Any]) -> Person:
    return Person(
        id=UserId(user.id),
        name=user.name,
        email=user.email,
        role=Role(user.role),
        active=user.active,
        locale=user.locale,
    )


def actor_of(person: Person) -> Actor:
    """Return the actor a person is; one who was deactivated acts as a visitor."""
    return Actor(user_id=person.id, role=person.role, label=person.name) if person.active else Actor()


_SESSION = select(*User.__table__.c).where(
    User.id == bindparam("user_id"), User.session_key == bindparam("key"), User.active
)


def find_session(session_id: str) -> Person | None:
    """Return the active person a session cookie names, or None when it no longer stands for one."""
    user_id, _, key = session_id.partition(":")
    if not user_id.isdecimal():
        return None
    row = run(_SESSION, {"user_id": int(user_id), "key": key}).one_or_none()
    return person_of(row) if row else None


def session_id_of(person: Person) -> str:
    """Return what the session cookie holds: it dies when its owner signs out or has a new password."""
    user = db.session.get_one(User, person.id)
    return f"{user.id}:{user.session_key}"


def get_person(user_id: UserId) -> Person:
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return person_of(user)


def get_person_by_email(email: str) -> Person:
    user = db.session.scalar(select(User).where(User.email == (normal_email(email) or "")))
    if user is None:
        raise NotFound
    return person_of(user)


def list_people() -> tuple[Person, ...]:
    return tuple(person_of(user) for user in db.session.scalars(select(User).order_by(User.name, User.id)))


def has_administrator() -> bool:
    """Tell whether anybody can administer this wiki."""
    active = (User.role == Role.ADMINISTRATOR, User.active)
    return bool(db.session.scalar(select(func.count()).select_from(User).where(*active)))


def find_invitation(token: str, *, held: bool = False) -> Invitation | None:
    """Return the invitation a link stands for, unless it was used or has expired; ``held`` against others."""
    query = select(Invitation).where(Invitation.token_hash == hash_token(token))
    invitation = db.session.scalar(query.with_for_update() if held else query)
    if invitation is None or invitation.used_at is not None or invitation.expires_at < now():
        return None
    return invitation


def list_open_invitations() -> tuple[OpenInvitation, ...]:
    """Return the links that still work, the newest first."""
    rows = db.session.execute(
        select(Invitation, User.name)
        .outerjoin(User, User.id == Invitation.user_id)
        .where(Invitation.used_at.is_(None), Invitation.expires_at > now())
        .order_by(Invitation.id.desc())
    )
    return tuple(
        OpenInvitation(
            id=invitation.id,
            role=Role(invitation.role),
            email=invitation.email or "",
            person=name or "",
            expires_at=invitation.expires_at,
        )
        for invitation, name in rows
    )


@dataclass(frozen=True, kw_only=True)
class TokenHolder:
    """Whom a program acts for, by which token, and on which day that was last used."""

    actor: Actor
    token_id: int
    last_used_on: date | None


def find_token_holder(token: str) -> TokenHolder | None:
    """Return whom a token stands for, or None when it was revoked or its owner's account is switched off."""
    row = db.session.execute(
        select(ApiToken, User)
        .join(User, User.id == ApiToken.user_id)
        .where(ApiToken.token_hash == hash_token(token), User.active)
    ).one_or_none()
    if row is None:
        return None
    found, user = row
    actor = replace(actor_of(person_of(user)), read_only=found.scope != Scope.WRITE)
    return TokenHolder(actor=actor, token_id=found.id, last_used_on=found.last_used_on)


def list_tokens(user_id: UserId) -> tuple[Token, ...]:
    """Return a member's tokens, the newest first."""
    rows = db.session.scalars(select(ApiToken).where(ApiToken.user_id == user_id).order_by(ApiToken.id.desc()))
    return tuple(
        Token(
            id=row.id,
            name=row.name,
            scope=Scope(row.scope),
            created_at=row.created_at,
            last_used_on=row.last_used_on,
        )
        for row in rows
    )
