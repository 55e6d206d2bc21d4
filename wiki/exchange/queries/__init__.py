"""Reads of peer exchange. Each asks whether the actor may know of the page and the replication something is about."""

from wiki.exchange.queries.exchanges import (
    exchanges_of_city,
    exchanges_of_practice,
    exchanges_of_replication,
    get_exchange,
    list_exchanges,
    list_newly_logged,
    walk_exchanges,
)
from wiki.exchange.queries.interests import (
    count_waiting,
    get_interest,
    list_interest_news,
    list_interests,
    list_steps,
    walk_interests,
)
from wiki.exchange.queries.peers import peers_of_city, peers_of_interest, peers_of_replication

__all__ = [
    "count_waiting",
    "exchanges_of_city",
    "exchanges_of_practice",
    "exchanges_of_replication",
    "get_exchange",
    "get_interest",
    "list_exchanges",
    "list_interest_news",
    "list_interests",
    "list_newly_logged",
    "list_steps",
    "peers_of_city",
    "peers_of_interest",
    "peers_of_replication",
    "walk_exchanges",
    "walk_interests",
]
