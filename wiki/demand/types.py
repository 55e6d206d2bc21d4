"""What demand speaks of: practices that somebody asks for, and questions that no page answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

RequestId = NewType("RequestId", int)


class RequestState(StrEnum):
    OPEN = "open"
    MET = "met"
    """A page gives what was asked for."""
    CLOSED = "closed"
    DUPLICATE = "duplicate"
    """Another request asks for the same; who joined this one has joined that one."""


class RequestStepKind(StrEnum):
    ASKED = "asked"
    MET = "met"
    CLOSED = "closed"
    DUPLICATE = "duplicate"
    REOPENED = "reopened"


@dataclass(frozen=True, kw_only=True)
class RequestDraft:
    """What somebody asks for. ``theme`` and ``city`` are addresses; no theme says that they do not know."""

    title: str
    why: str
    theme: str = ""
    city: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """The page that gives what was asked for."""

    slug: str
    title: str
    language: str


@dataclass(frozen=True, kw_only=True)
class PracticeRequest:
    """A practice that is wanted, as its reader may know of it.

    Visitors learn of no names. ``page`` is empty unless the reader may see it; ``cities`` are the addresses of
    those it is wanted for, in the order in which they joined.
    """

    id: RequestId
    title: str
    why: str
    theme: str | None
    asked_at: datetime
    asked_by: str
    state: RequestState
    joined: int
    cities: Sequence[str]
    is_joined: bool
    reason: str = ""
    page: MeetingPage | None = None
    same_as: RequestId | None = None


@dataclass(frozen=True, kw_only=True)
class Join:
    """Somebody who wants it too, and the city they want it for."""

    name: str
    city: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class RequestStep:
    """An entry of a request's log."""

    id: int
    request: RequestId
    title: str
    kind: RequestStepKind
    at: datetime
    actor: str
    comment: str


@dataclass(frozen=True, kw_only=True)
class Miss:
    """A question that found nothing, as titles are compared: without case, accents and punctuation."""

    question: str
    count: int
    first_on: date
    last_on: date
