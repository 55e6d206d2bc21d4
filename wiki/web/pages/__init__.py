"""The pages blueprint: reading, editing, history, and what happens to a page as a whole."""

from flask import Blueprint

bp = Blueprint("pages", __name__)

from wiki.web.pages import creating, editing, history, lifecycle, reading  # noqa: E402  # the views register themselves on bp

__all__ = ["bp", "creating", "editing", "history", "lifecycle", "reading"]
