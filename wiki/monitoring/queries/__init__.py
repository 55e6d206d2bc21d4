"""Reads of monitoring: whoever may see a subject may see its series. Every read asks visibility.py."""

from wiki.monitoring.queries.checking import entry_errors
from wiki.monitoring.queries.reading import find_series, get_series, list_series
from wiki.monitoring.queries.standings import list_standings, standings_of_replications

__all__ = ["entry_errors", "find_series", "get_series", "list_series", "list_standings", "standings_of_replications"]
