"""What the reference shows: the OpenAPI document, put into the words and controls of a page."""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["text", "number", "choice", "choices", "file"]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What a value is, in words; ``model`` is the name among them that leads to a model, if there is one."""

    before: str = ""
    model: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class Control:
    """How a person enters a value. ``choices`` are all there are; ``least``, ``most`` and ``longest`` bound others."""

    shape: Shape
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    longest: int | None = None


@dataclass(frozen=True, kw_only=True)
class Field:
    """A part of a body, an answer or an address. ``place`` is where OpenAPI has it: path, query, header or body."""

    name: str
    kind: Kind
    control: Control
    required: bool
    place: str = "body"
    description: str = ""
    example: str = ""


@dataclass(frozen=True, kw_only=True)
class Body:
    """What is sent: ``example`` is JSON to begin with, empty for an upload."""

    media_type: str
    required: bool
    description: str
    fields: tuple[Field, ...]
    example: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One status; sentences about problems hold their names between backticks."""

    status: str
    description: str
    kind: Kind | None


@dataclass(frozen=True, kw_only=True)
class Described:
    """An operation as the page shows it; ``curl`` is a command that sends it."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    needs_token: bool
    parameters: tuple[Field, ...]
    body: Body | None
    answers: tuple[Answer, ...]
    curl: str


@dataclass(frozen=True, kw_only=True)
class Group:
    name: str
    anchor: str
    description: str
    operations: tuple[Described, ...]


@dataclass(frozen=True, kw_only=True)
class Model:
    name: str
    description: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, kw_only=True)
class Reference:
    """The whole page: ``models`` are what answers hold."""

    description: str
    groups: tuple[Group, ...]
    models: tuple[Model, ...]
