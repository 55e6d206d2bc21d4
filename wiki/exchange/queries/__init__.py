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

__all__ = [
    "exchanges_of_city",
    "exchanges_of_practice",
    "exchanges_of_replication",
    "get_exchange",
    "list_exchanges",
    "list_newly_logged",
    "walk_exchanges",
]
