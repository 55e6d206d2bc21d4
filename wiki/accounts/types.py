"""Who acts: roles, and the actor that every decision is made for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wiki.core.ids import UserId


class Role(StrEnum):
    OBSERVER = "observer"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A visitor (no ``user_id``, no ``role``) or a signed-in person; ``label`` is the name history shows."""

    user_id: UserId | None = None
    role: Role | None = None
    label: str = ""


VISITOR = Actor()


@dataclass(frozen=True, kw_only=True)
class Person:
    """An account as others see it in the list of people."""

    id: UserId
    name: str
    email: str
    role: Role
    active: bool
    locale: str | None


@dataclass(frozen=True, kw_only=True)
class OpenInvitation:
    """A link that still works. ``person`` names whose password it renews; empty when it makes an account."""

    id: int
    role: Role
    email: str
    person: str
    expires_at: datetime
