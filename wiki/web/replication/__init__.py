"""The replication blueprint: who takes up which practice where, as lists and pictures, and its moves."""

from flask import Blueprint

bp = Blueprint("replication", __name__)

from wiki.web.replication import board, experience, listing, moving, one, pictures, starting  # noqa: E402  # the views register themselves on bp

__all__ = ["board", "bp", "experience", "listing", "moving", "one", "pictures", "starting"]
