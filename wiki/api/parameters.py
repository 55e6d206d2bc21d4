"""The arguments of operations as OpenAPI writes them."""

import re
from typing import Any

from wiki.api.schemas.fields import LARGEST_NUMBER
from wiki.practices.types import StepKind

Schema = dict[str, Any]
_NAME = re.compile(r"{(\w+)}")


def _numbered(description: str) -> Schema:
    return {
        "description": description,
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER},
        "example": 1,
    }


_PATH: dict[str, Schema] = {
    "slug": {
        "description": "The address of a page; slashes in it stay as they are, or are sent as %2F.",
        "schema": {"type": "string", "minLength": 1},
        "example": "smart-lamp-posts",
    },
    "kind": {
        "description": "A kind of page.",
        "schema": {"type": "string", "enum": ["practice", "meeting"]},
        "example": "meeting",
    },
    "number": _numbered("The number of a revision."),
    "edition": _numbered("The number of an edition."),
    "remark": _numbered("The number of a remark."),
    "wanted": _numbered("The number of a request."),
    "replication": _numbered("The number of a replication."),
    "experience": _numbered("The number of an experience of the replication."),
    "exchange": _numbered("The number of an exchange."),
    "interest": _numbered("The number of an expression of interest."),
    "saved": _numbered("The number of a saved search."),
    "step": {
        "description": "What is done; “steps” of the review names those its reader may take.",
        "schema": {"type": "string", "enum": [kind.value for kind in StepKind]},
        "example": "submitted",
    },
    "group": _numbered("The number of a group of synonyms."),
    "value": _numbered("The number of a value."),
    "indicator": {
        "description": "The key of an indicator.",
        "schema": {"type": "string"},
        "example": "specific_heat",
    },
    "theme": {"description": "The address of a theme.", "schema": {"type": "string"}, "example": "data"},
    "city": {"description": "The address of a city.", "schema": {"type": "string"}, "example": "munich"},
    "key": {"description": "The key of a file.", "schema": {"type": "string"}, "example": "3f2c9a77b0d14e5f8a60c1d2"},
}
_HEADERS = {
    "If-Match": "The tag of what this was based on. When something newer stands there, the answer is 412.",
    "If-None-Match": "“*” to make something only where there is nothing yet; otherwise the answer is 412.",
}


def path_parameters(path: str) -> list[Schema]:
    return [{"name": name, "in": "path", "required": True} | _PATH[name] for name in _NAME.findall(path)]


def query_parameters(model: Schema) -> list[Schema]:
    """Return what follows the "?", from the schema of the model that reads it."""
    required = model.get("required", ())
    return [_query(name, told, required=name in required) for name, told in model.get("properties", {}).items()]


def _query(name: str, told: Schema, *, required: bool) -> Schema:
    schema = {key: value for key, value in told.items() if key not in {"title", "description", "examples", "default"}}
    if "anyOf" in schema:
        # An argument that is not there is left out; nobody writes null into an address.
        schema = next(choice for choice in schema["anyOf"] if choice.get("type") != "null")
    elif "default" in told and told.get("type") == "integer":
        schema["default"] = told["default"]
    parameter: Schema = {"name": name, "in": "query", "required": required, "schema": schema}
    if "description" in told:
        parameter["description"] = told["description"]
    if told.get("examples"):
        parameter["example"] = told["examples"][0]
    return parameter


def header_parameters(names: tuple[str, ...]) -> list[Schema]:
    return [
        {"name": name, "in": "header", "required": False, "description": _HEADERS[name], "schema": {"type": "string"}}
        for name in names
    ]
