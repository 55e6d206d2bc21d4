"""Writes of peer exchange. Every function flushes; the caller commits."""

from wiki.exchange.service.logging import edit_exchange, log_exchange

__all__ = ["edit_exchange", "log_exchange"]
