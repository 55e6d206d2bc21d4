"""Practices: the facts of the template, filled in section by section."""

from flask import Blueprint

bp = Blueprint("practices", __name__)

# They add their addresses to it.
from wiki.web.practices import (  # noqa: E402 - see above
    comparing,  # noqa: F401
    completeness,  # noqa: F401
    copying,  # noqa: F401
    edition_files,  # noqa: F401
    editions,  # noqa: F401
    filling,  # noqa: F401
    overview,  # noqa: F401
    queue,  # noqa: F401
    remarks,  # noqa: F401
    reviewing,  # noqa: F401
)
