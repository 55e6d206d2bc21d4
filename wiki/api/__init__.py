"""The channel for programs: ``/api/v1``, JSON, described by the OpenAPI document it serves."""

from flask import Flask

from wiki.api import docs
from wiki.api.arrival import Arrival
from wiki.api.entrance import blueprint
from wiki.api.errors import answer_unknown_addresses

__all__ = ["register_api"]


def register_api(app: Flask) -> None:
    """Bind the addresses below ``/api`` to the application, those too where there is nothing."""
    app.register_blueprint(blueprint())
    app.register_blueprint(docs.bp)
    answer_unknown_addresses(app)
    app.wsgi_app = Arrival(app)  # type: ignore[method-assign]
