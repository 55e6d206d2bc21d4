"""Writes of demand. Every function flushes; the caller commits."""

from wiki.demand.service.answering import close_request, mark_same, meet_request, reopen_request
from wiki.demand.service.asking import ask, join_request, leave_request, note_told
from wiki.demand.service.misses import MOST_KEPT, drop_miss, forget_misses, write_misses

__all__ = [
    "MOST_KEPT",
    "ask",
    "close_request",
    "drop_miss",
    "forget_misses",
    "join_request",
    "leave_request",
    "mark_same",
    "meet_request",
    "note_told",
    "reopen_request",
    "write_misses",
]
