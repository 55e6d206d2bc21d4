"""Practices: the facts of the template, filled in section by section."""

from flask import Blueprint

bp = Blueprint("practices", __name__)

# They add their addresses to it.
from wiki.web.practices import copying, filling, overview, queue, remarks, reviewing  # noqa: E402, F401 - see above
