"""Reads of demand. Whoever reads, the page that met a request is told to those alone who may see it."""

from wiki.demand.queries.logs import list_joins, list_news, list_steps
from wiki.demand.queries.misses import LEAST_SHOWN, list_misses, most_missed
from wiki.demand.queries.requests import ask_for_answers, get_request, list_answers, list_requests, similar_requests

__all__ = [
    "LEAST_SHOWN",
    "ask_for_answers",
    "get_request",
    "list_answers",
    "list_joins",
    "list_misses",
    "list_news",
    "list_requests",
    "list_steps",
    "most_missed",
    "similar_requests",
]
