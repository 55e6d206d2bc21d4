"""The plans blueprint: a replication's plan, how it came about and who agreed, and what an edition changes for it."""

from flask import Blueprint

bp = Blueprint("plans", __name__)

from wiki.web.plans import composing, deciding, filling, history, reading, reviewing  # noqa: E402  # the views register themselves on bp

__all__ = ["bp", "composing", "deciding", "filling", "history", "reading", "reviewing"]
