"""What holds for every operation before it is asked: who may ask how often, and how a refusal is told."""

from flask import Blueprint

from wiki.api.callers import check_token
from wiki.api.errors import register_problems
from wiki.api.headers import add_headers
from wiki.api.limits import limit_requests
from wiki.http.extensions import csrf

NAME = "api"


def blueprint() -> Blueprint:
    """Make the blueprint of all operations; :mod:`wiki.api.arrival` brings their routes."""
    bp = Blueprint(NAME, __name__)
    # No cookie is asked, so nobody can be made to send a request with one.
    csrf.exempt(bp)
    limit_requests(bp)
    register_problems(bp)
    bp.before_request(check_token)
    bp.after_request(add_headers)
    return bp
