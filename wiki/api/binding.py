"""Operations as routes of one blueprint."""

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response

from wiki.accounts.permissions import require
from wiki.api.addresses import PREFIX
from wiki.api.callers import actor, check_token
from wiki.api.errors import register_problems
from wiki.api.headers import add_headers
from wiki.api.limits import limit_requests
from wiki.api.operations import Operation, operations
from wiki.api.replies import respond
from wiki.api.requests import read_body, read_query
from wiki.http.extensions import csrf

# The addresses of pages hold slashes; every other name in an address is one segment.
_CONVERTERS = {"slug": "path:slug", "number": "int:number"}
_NAME = re.compile(r"{(\w+)}")


def blueprint() -> Blueprint:
    """Make the blueprint of all operations."""
    bp = Blueprint("api", __name__, url_prefix=PREFIX)
    # No cookie is asked, so nobody can be made to send a request with one.
    csrf.exempt(bp)
    limit_requests(bp)
    register_problems(bp)
    bp.before_request(check_token)
    bp.after_request(add_headers)
    for told in operations():
        bp.add_url_rule(rule_of(told.path), told.name, _view(told), methods=[told.method], strict_slashes=False)
    return bp


def rule_of(path: str) -> str:
    """Return a path as the router writes it."""
    return _NAME.sub(lambda found: f"<{_CONVERTERS.get(found[1], found[1])}>", path)


def _view(told: Operation) -> Callable[..., Response]:
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
