"""Reads of monitoring: whoever may see a subject may see its series. Every read asks visibility.py."""

from wiki.monitoring.queries.checking import entry_errors, why_closed
from wiki.monitoring.queries.coverage import count_coverage, list_coverage
from wiki.monitoring.queries.dashboard import Entry, list_monitored, list_newest
from wiki.monitoring.queries.reading import find_series, get_series, list_series
from wiki.monitoring.queries.reporting import generate_report, get_report, list_reports
from wiki.monitoring.queries.standings import list_standings, standings_of_replications
from wiki.monitoring.queries.subjects import list_subjects

__all__ = [
    "Entry",
    "count_coverage",
    "entry_errors",
    "find_series",
    "generate_report",
    "get_report",
    "get_series",
    "list_coverage",
    "list_monitored",
    "list_newest",
    "list_reports",
    "list_series",
    "list_standings",
    "list_subjects",
    "standings_of_replications",
    "why_closed",
]
