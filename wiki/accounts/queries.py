"""Reads of accounts."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, bindparam, column, func, select, table

from wiki.accounts.models import ApiToken, Invitation, ThemeLead, User
from wiki.accounts.rules import normal_email
from wiki.accounts.tokens import hash_token
from wiki.accounts.types import Actor, OpenInvitation, Person, Role, Scope, Token
from wiki.core.clock import now
from wiki.core.db import db, run
from wiki.core.errors import NotFound
from wiki.core.ids import UserId

# The taxonomy stands above accounts: of its tables only the names are read here.
CITIES, THEMES = (table(name, column("id"), column("slug")) for name in ("cities", "themes"))
_CITY = select(CITIES.c.slug).where(CITIES.c.id == User.city_id).scalar_subquery()
_LEADS = (
    select(func.aggregate_strings(THEMES.c.slug, " "))
    .join_from(ThemeLead, THEMES, THEMES.c.id == ThemeLead.theme_id)
    .where(ThemeLead.user_id == User.id)
    .scalar_subquery()
)
_PERSON = (*User.__table__.c, _CITY.label("city"), _LEADS.label("leads"))


def _people() -> Select[*tuple[Any, ...]]:
    return select(*_PERSON)


def _person_of(row: Row[Any]) -> Person:
    return Person(
        id=UserId(row.id),
        name=row.name,
        email=row.email,
        role=Role(row.role),
        active=row.active,
        locale=row.locale,
        city=row.city,
        leads=frozenset((row.leads or "").split()),
    )


def actor_of(person: Person) -> Actor:
    """Return the actor a person is; one who was deactivated acts as a visitor."""
    if not person.active:
        return Actor()
    return Actor(user_id=person.id, role=person.role, label=person.name, city=person.city, leads=person.leads)


_SESSION = _people().where(User.id == bindparam("user_id"), User.session_key == bindparam("key"), User.active)


def find_session(session_id: str) -> Person | None:
    """Return the active person a session cookie names, or None when it no longer stands for one."""
    user_id, _, key = session_id.partition(":")
    if not user_id.isdecimal():
        return None
    row = run(_SESSION, {"user_id": int(user_id), "key": key}).one_or_none()
    return _person_of(row) if row else None


def session_id_of(person: Person) -> str:
    """Return what the session cookie holds: it dies when its owner signs out or has a new password."""
    user = db.session.get_one(User, person.id)
    return f"{user.id}:{user.session_key}"


def get_person(user_id: UserId) -> Person:
    row = db.session.execute(_people().where(User.id == user_id)).one_or_none()
    if row is None:
        raise NotFound
    return _person_of(row)


def get_person_by_email(email: str) -> Person:
    row = db.session.execute(_people().where(User.email == (normal_email(email) or ""))).one_or_none()
    if row is None:
        raise NotFound
    return _person_of(row)


def list_people() -> tuple[Person, ...]:
    return tuple(map(_person_of, db.session.execute(_people().order_by(User.name, User.id))))


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
        select(ApiToken.id.label("token_id"), ApiToken.scope, ApiToken.last_used_on, *_PERSON)
        .join(User, User.id == ApiToken.user_id)
        .where(ApiToken.token_hash == hash_token(token), User.active)
    ).one_or_none()
    if row is None:
        return None
    actor = replace(actor_of(_person_of(row)), read_only=row.scope != Scope.WRITE)
    return TokenHolder(actor=actor, token_id=row.token_id, last_used_on=row.last_used_on)


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
