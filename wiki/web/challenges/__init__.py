"""The challenges blueprint: what is still open anywhere, who solved the like, and the agenda of a workshop."""

from flask import Blueprint

bp = Blueprint("challenges", __name__)

from wiki.web.challenges import listing  # noqa: E402  # the views register themselves on bp

__all__ = ["bp", "listing"]
