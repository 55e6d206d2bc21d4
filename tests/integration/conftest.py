from collections.abc import Iterator

import pytest
from flask import Flask


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    """Every test here speaks to the services directly, in one application context."""
    with app.app_context():
        yield
