"""Operations as routes."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response
from werkzeug.routing import Rule

from wiki.accounts.permissions import require
from wiki.api.addresses import PREFIX
from wiki.api.callers import actor
from wiki.api.entrance import NAME
from wiki.api.operations import Operation, operations
from wiki.api.replies import respond
from wiki.api.requests import read_body, read_query
from wiki.http.routing import LateRule

View = Callable[..., Response]
# The addresses of pages hold slashes; every other name in an address is one segment.
_CONVERTERS = {
    "slug": "path:slug",
    "number": "int:number",
    "edition": "int:edition",
    "group": "int:group",
    "wanted": "int:wanted",
    "replication": "int:replication",
    "experience": "int:experience",
    "exchange": "int:exchange",
    "interest": "int:interest",
    "saved": "int:saved",
}
_NAME = re.compile(r"{(\w+)}")


def rules_and_views() -> tuple[list[Rule], Mapping[str, View]]:
    """Return the routes of all operations, and by their endpoints what answers there."""
    told = {f"{NAME}.{operation.name}": operation for operation in operations()}
    return (
        [_rule(endpoint, operation) for endpoint, operation in told.items()],
        {endpoint: _view(operation) for endpoint, operation in told.items()},
    )


def _rule(endpoint: str, told: Operation) -> Rule:
    path = _NAME.sub(lambda found: f"<{_CONVERTERS.get(found[1], found[1])}>", told.path)
    rule = LateRule(PREFIX + path, endpoint=endpoint, methods={told.method, "OPTIONS"}, strict_slashes=False)
    # Flask's own mark of a route whose OPTIONS it answers itself.
    rule.provide_automatic_options = True  # type: ignore[attr-defined]
    return rule


def _view(told: Operation) -> View:
    def view(**arguments: Any) -> Response:
        # First of all, so that a refusal tells nothing of what is there.
        if told.needs:
            require(actor(), told.needs)
        query = read_query(told.query)
        if told.query.model_fields:
            arguments["query"] = query
        if told.body:
            arguments["body"] = read_body(told.body, optional=told.body_optional)
        return respond(told.view(**arguments))

    return view
