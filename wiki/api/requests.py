"""Reading a request into the models that describe it."""

from collections.abc import Iterable
from typing import TypeVar

from flask import request
from pydantic import BaseModel, ValidationError

from wiki.api.problems import INVALID, MALFORMED, MEDIA_TYPE, TOO_LARGE, Refusal

Model = TypeVar("Model", bound=BaseModel)
# An upload may be larger; a text is not.
JSON_MAX = 2 * 1024 * 1024
_WHOLE_BODY = "body"


def read_query(model: type[Model]) -> Model:
    """Read what follows the "?". Raises :class:`Refusal` for what has no such name or value."""
    given = {name: values if len(values) > 1 else values[0] for name, values in request.args.lists()}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise Refusal(INVALID, errors=_errors(error)) from error


def read_body(model: type[Model], *, optional: bool) -> Model:
    """Read a JSON body. Raises :class:`Refusal`."""
    if (request.content_length or 0) > JSON_MAX:
        raise Refusal(TOO_LARGE)
    data = request.get_data(cache=False)
    # Sent in chunks, a body does not tell its length before.
    if len(data) > JSON_MAX:
        raise Refusal(TOO_LARGE)
    if not data and optional:
        return model()
    if not request.is_json:
        raise Refusal(MEDIA_TYPE)
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        if any(found["type"] == "json_invalid" for found in error.errors()):
            raise Refusal(MALFORMED) from error
        raise Refusal(INVALID, errors=_errors(error)) from error


def _errors(error: ValidationError) -> dict[str, str]:
    """Return the first thing that is wrong with each field."""
    errors: dict[str, str] = {}
    for found in error.errors(include_url=False, include_input=False):
        errors.setdefault(_field(found["loc"]), found["msg"].removeprefix("Value error, "))
    return errors


def _field(place: Iterable[int | str]) -> str:
    return ".".join(map(str, place)) or _WHOLE_BODY
