"""The answers of operations as OpenAPI writes them."""

from collections.abc import Iterable
from http import HTTPStatus
from itertools import groupby
from typing import Any

from wiki.api import problems
from wiki.api.errors import PROBLEM_TYPE
from wiki.api.operations import Operation
from wiki.api.problems import ProblemKind
from wiki.api.schemas.site import Problem

Schema = dict[str, Any]
_ALWAYS = (
    problems.MALFORMED,
    problems.UNAUTHENTICATED,
    problems.INVALID,
    problems.TOO_MANY,
    problems.BROKEN,
    problems.BUSY,
)
_OF_BODIES = (problems.MEDIA_TYPE, problems.TOO_LARGE)
_TAG = {"description": "The tag of what was answered.", "schema": {"type": "string"}}
_LOCATION = {"description": "Where it is.", "schema": {"type": "string"}}


def responses_of(told: Operation) -> Schema:
    """Return every answer an operation may have, by its status."""
    found = {str(status): _answer(status, model.__name__) for status, model in told.answers.items()}
    if told.method == "GET":
        found["304"] = {"description": "Nothing changed since the tag in “If-None-Match”."}
    if told.moves:
        found["308"] = {"description": "The page has another address now.", "headers": {"Location": _LOCATION}}
    for status, same in groupby(sorted(_kinds(told), key=_order), key=_status):
        model = told.problem_models.get(status, Problem)
        found[str(status)] = _problem(list(same), model.__name__)
    return dict(sorted(found.items()))


def _answer(status: int, model: str) -> Schema:
    headers = {"ETag": _TAG} | ({"Location": _LOCATION} if status == HTTPStatus.CREATED else {})
    return {
        "description": HTTPStatus(status).phrase,
        "headers": headers,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}},
    }


def _problem(kinds: Iterable[ProblemKind], model: str) -> Schema:
    return {
        "description": " ".join(f"`{kind.name}`: {kind.explanation}" for kind in kinds),
        "content": {PROBLEM_TYPE: {"schema": {"$ref": f"#/components/schemas/{model}"}}},
    }


def _kinds(told: Operation) -> set[ProblemKind]:
    kinds = {*_ALWAYS, *told.problems}
    if told.needs:
        kinds.add(problems.FORBIDDEN)
    if told.body or told.form:
        kinds.update(_OF_BODIES)
    return kinds


def _status(kind: ProblemKind) -> int:
    return kind.status


def _order(kind: ProblemKind) -> tuple[int, str]:
    return kind.status, kind.name
