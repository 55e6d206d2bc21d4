"""Writes of the catalogue. Every function flushes; the caller commits."""

from wiki.indicators.service.editing import create_indicator, delete_indicator, update_indicator
from wiki.indicators.service.starter import load_starter_indicators

__all__ = ["create_indicator", "delete_indicator", "load_starter_indicators", "update_indicator"]
