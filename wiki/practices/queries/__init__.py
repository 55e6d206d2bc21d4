"""Reads of reviews and editions. Visitors and observers know of editions alone."""

from wiki.practices.queries.chosen import ChosenPractice, chosen_practices
from wiki.practices.queries.completeness import (
    CompletenessOrder,
    CompletePractice,
    list_completeness,
    walk_completeness,
)
from wiki.practices.queries.editions import editions_of, find_permanent, get_edition, validity_of
from wiki.practices.queries.lacks import lacks_among, lacks_of
from wiki.practices.queries.looks import seen_by
from wiki.practices.queries.newest import editions_shown, list_public_editions
from wiki.practices.queries.past import PastEdition, count_past, list_past, walk_past
from wiki.practices.queries.queues import all_in_review, queue, stale
from wiki.practices.queries.remarks import find_remark, list_remarks
from wiki.practices.queries.reminders import list_reminders
from wiki.practices.queries.standings import log_of, standing_of
from wiki.practices.queries.superseded import superseded_among
from wiki.practices.queries.withdrawn import tell_withdrawn, tell_withdrawn_at

__all__ = [
    "ChosenPractice",
    "CompletePractice",
    "CompletenessOrder",
    "PastEdition",
    "all_in_review",
    "chosen_practices",
    "count_past",
    "editions_of",
    "editions_shown",
    "find_permanent",
    "find_remark",
    "get_edition",
    "lacks_among",
    "lacks_of",
    "list_completeness",
    "list_past",
    "list_public_editions",
    "list_remarks",
    "list_reminders",
    "log_of",
    "queue",
    "seen_by",
    "stale",
    "standing_of",
    "superseded_among",
    "tell_withdrawn",
    "tell_withdrawn_at",
    "validity_of",
    "walk_completeness",
    "walk_past",
]
