"""Static files are named by their content, so that a browser keeps them and an upgrade is seen at once."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

_YEAR = 31_536_000


def version_static_files(app: Flask) -> None:
    """Add a hash of the content to the address of every static file; under the right one it is kept for good."""
    folder = Path(app.static_folder or "")

    @cache
    def version(filename: str) -> str:
        path = folder / filename
        return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values and "v" not in values:
            values["v"] = version(values["filename"])

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in {200, 304}:
            told = request.args.get("v")
            if told and told == version((request.view_args or {})["filename"]):
                response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        return response
