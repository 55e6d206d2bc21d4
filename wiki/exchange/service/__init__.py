"""Writes of peer exchange. Every function flushes; the caller commits."""

from wiki.exchange.service.answering import close_interest, match_interest, reopen_interest
from wiki.exchange.service.demo import untake_demo_exchanges
from wiki.exchange.service.expressing import express_interest
from wiki.exchange.service.logging import edit_exchange, log_exchange, remove_exchange

__all__ = [
    "close_interest",
    "edit_exchange",
    "express_interest",
    "log_exchange",
    "match_interest",
    "remove_exchange",
    "reopen_interest",
    "untake_demo_exchanges",
]
