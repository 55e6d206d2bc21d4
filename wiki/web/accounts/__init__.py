"""The accounts blueprint: signing in, links that make an account, one's own account, and the list of people."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from wiki.web.accounts import people, signing_in, tokens, welcome  # noqa: E402  # the views register themselves on bp

__all__ = ["bp", "people", "signing_in", "tokens", "welcome"]
