"""Practices: the facts of the template, filled in section by section."""

from flask import Blueprint

bp = Blueprint("practices", __name__)

from wiki.web.practices import copying, edition_files, editions, filling, overview  # noqa: E402, F401 - they add their addresses to it
