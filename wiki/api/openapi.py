"""The OpenAPI document, made of the operations and their models."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from wiki.api.addresses import PREFIX
from wiki.api.operations import Operation, operations
from wiki.api.parameters import header_parameters, path_parameters, query_parameters
from wiki.api.responses import responses_of
from wiki.api.schemas.site import Problem

TITLE = "Replication Wiki"
VERSION = "1"
_ABOUT = (
    "What people read and write in the wiki, for programs. Everything shows what the owner of the token may see,"
    " and what visitors see without one. Times are UTC. Lists go on where “next_cursor” says. Answers to GET carry"
    " an ETag: send it as “If-None-Match” to be told 304 when nothing changed."
)
_TOKEN = "A member makes it under their account, for reading or for writing."  # noqa: S105 - words about tokens
# The groups of operations, in the order in which a person reads of them.
_GROUPS = {
    "About": "Where a program begins.",
    "Pages": "Practices, news, meetings and all other pages: what they say, and what they lead to.",
    "Search": "Find pages by their words, and keep searches.",
    "Fit": "What cities say of themselves, and which practices fit them.",
    "Replications": "Which city takes up which practice, and how far it is.",
    "Peer exchange": "Visits, workshops and mentors, what cities want to learn, and from whom they could.",
    "Wanted practices": "What cities ask for and nobody has written about.",
    "History": "What was changed, when, and by whom.",
    "Practices": "How far they are.",
    "Results": "What they are told in, and what was before, aimed at and measured.",
    "Meetings": "When they are, and what they left to do.",
    "Editions": "Practices as they were disseminated: what is cited, and never changes.",
    "Review": "On the way to the next edition, for members.",
    "Actions on a page": "What the buttons of a page do.",
    "Themes and cities": "What pages are about.",
    "Files": "Pictures and documents that pages show.",
}
Schema = dict[str, Any]
Mode = Literal["validation", "serialization"]


@cache
def document() -> dict[str, Any]:
    """Return the document (OpenAPI 3.1), complete: every operation with its summary, arguments, answers and problems.

    It is the same throughout the process; who changes it works on a copy.
    """
    schemas = _schemas()
    queries = {told.query.__name__: schemas.pop(told.query.__name__) for told in operations() if _asks(told)}
    paths: dict[str, dict[str, Any]] = {}
    for told in operations():
        methods = paths.setdefault(PREFIX + told.path, {})
        methods[told.method.lower()] = _operation(told, queries.get(told.query.__name__, {}))
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION, "description": _ABOUT},
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": described} for name, described in _GROUPS.items()],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": _TOKEN}},
        },
    }


def _operation(told: Operation, query: Schema) -> Schema:
    parameters = [*path_parameters(told.path), *query_parameters(query), *header_parameters(told.conditions)]
    described: Schema = {
        "operationId": told.name,
        "tags": [told.tag],
        "summary": told.summary,
        "description": told.description,
        "security": [{"token": []}] if told.needs else [{}, {"token": []}],
        "parameters": parameters,
        "responses": responses_of(told),
    }
    sent = told.body or told.form
    if sent:
        media_type = "application/json" if told.body else "multipart/form-data"
        content = {media_type: {"schema": {"$ref": f"#/components/schemas/{sent.__name__}"}}}
        described["requestBody"] = {"required": not told.body_optional, "content": content}
    return described


def _asks(told: Operation) -> bool:
    return bool(told.query.model_fields)


def _schemas() -> Schema:
    """Return the schema of every model by its name."""
    models: dict[tuple[type[BaseModel], Mode], None] = dict.fromkeys(_models())
    _, found = models_json_schema([*models, (Problem, "serialization")], ref_template="#/components/schemas/{model}")
    schemas: Schema = found["$defs"]
    return schemas


def _models() -> Iterator[tuple[type[BaseModel], Mode]]:
    for told in operations():
        if _asks(told):
            yield told.query, "validation"
        for sent in (told.body, told.form):
            if sent:
                yield sent, "validation"
        for answered in (*told.answers.values(), *told.problem_models.values()):
            yield answered, "serialization"
