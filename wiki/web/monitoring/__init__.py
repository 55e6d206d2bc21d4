"""Results: the series of a practice, read as tables, entered in a grid, pasted or sent, corrected and ruled on."""

from flask import Blueprint

bp = Blueprint("monitoring", __name__)

# They add their addresses to it.
from wiki.web.monitoring import (  # noqa: E402 - see above
    comparing,  # noqa: F401
    coverage,  # noqa: F401
    dashboard,  # noqa: F401
    entering,  # noqa: F401
    pasting,  # noqa: F401
    reporting,  # noqa: F401
    results,  # noqa: F401
    saving,  # noqa: F401
    values,  # noqa: F401
)
