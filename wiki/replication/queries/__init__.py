"""Reads of replications. Each asks whether the actor may know of one, and of the practice it is of."""

from wiki.replication.queries.blocks import blocks_of
from wiki.replication.queries.lists import (
    MOST_DRAWN,
    count_replications,
    first_of_lanes,
    get_replication,
    list_replications,
    replications_of_city,
    replications_of_practice,
    walk_replications,
)
from wiki.replication.queries.moves import list_moves, list_news
from wiki.replication.queries.reasons import reasons_of
from wiki.replication.queries.returned import replicated_of

__all__ = [
    "MOST_DRAWN",
    "blocks_of",
    "count_replications",
    "first_of_lanes",
    "get_replication",
    "list_moves",
    "list_news",
    "list_replications",
    "reasons_of",
    "replicated_of",
    "replications_of_city",
    "replications_of_practice",
    "walk_replications",
]
