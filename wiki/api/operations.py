"""What programs may ask: each operation is told once, and both the routes and the OpenAPI document come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

from pydantic import BaseModel

from wiki.accounts.permissions import Action
from wiki.api.problems import ProblemKind
from wiki.api.replies import Reply
from wiki.api.schemas.fields import NoQuery

Method = Literal["GET", "POST", "PUT"]
View = Callable[..., Reply]


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one address.

    ``path`` is written as OpenAPI does. ``needs`` is what the caller must be allowed before anything is read.
    ``moves`` says that a former address leads to the present one, ``conditions`` which headers a write heeds.
    ``body`` is the model of a JSON body, ``form`` that of an upload; ``body_optional`` lets a request have none.
    """

    method: Method
    path: str
    tag: str
    summary: str
    view: View
    needs: Action | None = None
    query: type[BaseModel] = NoQuery
    body: type[BaseModel] | None = None
    body_optional: bool = False
    form: type[BaseModel] | None = None
    answers: Mapping[int, type[BaseModel]] = field(default_factory=dict)
    problems: tuple[ProblemKind, ...] = ()
    problem_models: Mapping[int, type[BaseModel]] = field(default_factory=dict)
    moves: bool = False
    conditions: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.view.__name__

    @property
    def description(self) -> str:
        return " ".join((self.view.__doc__ or "").split())


_told: list[Operation] = []


def operation(method: Method, path: str, **told: Any) -> Callable[[View], View]:
    """Make the function below an operation; the names are those of :class:`Operation`."""

    def tell(view: View) -> View:
        _told.append(Operation(method=method, path=path, view=view, **told))
        return view

    return tell


def operations() -> tuple[Operation, ...]:
    """Return all operations, whatever was imported so far."""
    import_module("wiki.api.resources")
    return tuple(_told)
