"""The fit blueprint: what cities say of themselves, and which practices fit them."""

from flask import Blueprint

bp = Blueprint("fit", __name__)

from wiki.web.fit import answering, changes, editing, fitting, practice, profiles  # noqa: E402  # the views register themselves on bp

__all__ = ["answering", "bp", "changes", "editing", "fitting", "practice", "profiles"]
