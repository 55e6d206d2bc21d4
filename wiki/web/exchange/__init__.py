"""The exchange blueprint: visits and workshops of cities, and what they want to learn from each other."""

from flask import Blueprint

bp = Blueprint("exchange", __name__)

from wiki.web.exchange import answering, interests, listing, logging, one, peers  # noqa: E402  # the views register themselves on bp

__all__ = ["answering", "bp", "interests", "listing", "logging", "one", "peers"]
