"""The page on which a person reads what the API offers, and tries it."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wiki.api import limits
from wiki.api.addresses import PREFIX
from wiki.http.addresses import absolute

if TYPE_CHECKING:
    from wiki.api.docs.types import Reference

# Beside the operations and not among them: it answers people, in their language, and counts no requests.
bp = Blueprint("api_docs", __name__, url_prefix=f"{PREFIX}/docs")


@bp.get("", strict_slashes=False)
def page() -> Response:
    response = make_response(
        render_template(
            "api/docs.html",
            reference=_reference(),
            root=absolute(PREFIX),
            visitor_limit=_number(limits.VISITOR_LIMIT),
            token_limit=_number(limits.TOKEN_LIMIT),
            write_limit=_number(limits.WRITE_LIMIT),
        )
    )
    response.add_etag()
    response.make_conditional(request)
    return response


@bp.get("/open/<name>")
def open_answer(name: str) -> ResponseReturnValue:
    """Lead to the answer of a reading operation, with what its form holds."""
    from wiki.api.docs.opening import address_asked_for

    operations = (each for group in _reference().groups for each in group.operations)
    told = next((each for each in operations if each.name == name and each.method == "GET"), None)
    if told is None:
        abort(404)
    address = address_asked_for(told, request.args.to_dict(flat=False))
    return redirect(address or url_for("api_docs.page", _anchor=name))


def _reference() -> "Reference":
    # It brings the models of all operations, as :mod:`wiki.api.arrival` tells.
    from wiki.api.docs.drawing import reference

    return reference()


def _number(limit: str) -> int:
    """Return how many a limit such as "300 per minute" lets through."""
    return int(limit.partition(" ")[0])
