"""Static files are named by their content, so that a browser keeps them and an upgrade is seen at once."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask


def version_static_files(app: Flask) -> None:
    """Add a hash of the content to the address of every static file."""
    folder = Path(app.static_folder or "")

    @cache
    def version(filename: str) -> str:
        path = folder / filename
        return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values and "v" not in values:
            values["v"] = version(values["filename"])
