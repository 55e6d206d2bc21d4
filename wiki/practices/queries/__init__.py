"""Reads of reviews and editions. Visitors and observers know of editions alone."""

from wiki.practices.queries.editions import as_of, editions_of, get_edition, validity_of
from wiki.practices.queries.looks import seen_by, since_look
from wiki.practices.queries.newest import editions_shown, list_public_editions
from wiki.practices.queries.queues import all_in_review, queue, stale
from wiki.practices.queries.remarks import list_remarks
from wiki.practices.queries.standings import log_of, standing_of

__all__ = [
    "all_in_review",
    "as_of",
    "editions_of",
    "editions_shown",
    "get_edition",
    "list_public_editions",
    "list_remarks",
    "log_of",
    "queue",
    "seen_by",
    "since_look",
    "stale",
    "standing_of",
    "validity_of",
]
