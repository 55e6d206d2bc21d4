"""Requests that work as they stand: a body to begin with, and the command that sends an operation."""

import json
import shlex
from typing import Any
from urllib.parse import quote, urlencode

from wiki.api.addresses import PREFIX
from wiki.api.docs.kinds import choices_of
from wiki.api.docs.types import Field

Schema = dict[str, Any]
_NEXT = " \\\n  "


def body_example(model: Schema, models: Schema) -> dict[str, object]:
    """Return a body of what has an example, and of what is needed and names its choices."""
    needed = model.get("required", ())
    found: dict[str, object] = {}
    for name, told in model["properties"].items():
        choices = choices_of(told, models) if "$ref" in told else ()
        if told.get("examples"):
            found[name] = told["examples"][0]
        elif name in needed and choices:
            found[name] = choices[0]
    return found


def written(example: dict[str, object]) -> str:
    """Return a body as a person would write it."""
    return json.dumps(example, ensure_ascii=False, indent=2)


def curl(method: str, path: str, parameters: tuple[Field, ...], *, options: tuple[str, ...]) -> str:
    """Return the command; ``$WIKI`` stands for where the API is and ``$TOKEN`` for the token."""
    told = "" if method == "GET" else f"-X {method} "
    address = path.removeprefix(PREFIX)
    for each in parameters:
        if each.place == "path":
            address = address.replace(f"{{{each.name}}}", quote(each.example))
    query = urlencode([(each.name, each.example) for each in parameters if each.place == "query" and each.example])
    return _NEXT.join((f'curl {told}"$WIKI{address}{"?" if query else ""}{query}"', *options))


def options_of(fields: tuple[Field, ...], example: dict[str, object] | None, *, needs_token: bool) -> tuple[str, ...]:
    """Return what follows the address: the token, and a body, as JSON if there is an example of it."""
    options = ('-H "Authorization: Bearer $TOKEN"',) if needs_token else ()
    if example:
        body = shlex.quote(json.dumps(example, ensure_ascii=False))
        return (*options, '-H "Content-Type: application/json"', f"-d {body}")
    files = tuple(f'-F "{each.name}=@map.png"' for each in fields if each.control.shape == "file")
    return (*options, *files, *(f'-F "{each.name}={each.example}"' for each in fields if each.example))
