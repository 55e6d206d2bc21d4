"""Open actions of meetings, and meetings as calendars. Their pages are drawn with the others, see ``web/facts``."""

from flask import Blueprint

bp = Blueprint("meetings", __name__)

# They add their addresses to it.
from wiki.web.meetings import (  # noqa: E402 - see above
    actions,  # noqa: F401
    calendars,  # noqa: F401
)
