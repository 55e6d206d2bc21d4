"""Who acts: roles, and the actor that every decision is made for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wiki.core.ids import UserId


class Role(StrEnum):
    OBSERVER = "observer"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Scope(StrEnum):
    """What a program may do for the member whose token it holds."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A visitor (no ``user_id``, no ``role``) or a member; ``label`` is the name history shows.

    ``read_only`` is a member's program that was given no right to write. ``city`` is the slug of the city a member
    belongs to, ``leads`` the slugs of the themes they lead.
    """

    user_id: UserId | None = None
    role: Role | None = None
    label: str = ""
    read_only: bool = False
    city: str | None = None
    leads: frozenset[str] = frozenset()


VISITOR = Actor()


@dataclass(frozen=True, kw_only=True)
class Person:
    """An account as others see it in the list of people; ``city`` and ``leads`` as in :class:`Actor`."""

    id: UserId
    name: str
    email: str
    role: Role
    active: bool
    locale: str | None
    city: str | None
    leads: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class OpenInvitation:
    """A link that still works. ``person`` names whose password it renews; empty when it makes an account."""

    id: int
    role: Role
    email: str
    person: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class Token:
    """An API token as its owner sees it in their list; the secret itself is stored nowhere."""

    id: int
    name: str
    scope: Scope
    created_at: datetime
    last_used_on: date | None
