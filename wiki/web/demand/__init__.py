"""The demand blueprint: practices that are wanted, and what was searched and not found."""

from flask import Blueprint

bp = Blueprint("demand", __name__)

from wiki.web.demand import answering, asking, listing, misses, one  # noqa: E402  # the views register themselves on bp

__all__ = ["answering", "asking", "bp", "listing", "misses", "one"]
