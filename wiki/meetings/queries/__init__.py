"""Reads of meetings. Every one asks :mod:`wiki.pages.queries.visibility` what its actor may see."""

from wiki.meetings.queries.meetings import list_coming, list_meetings
from wiki.meetings.queries.points import list_decisions, list_of_linking, list_open_actions

__all__ = ["list_coming", "list_decisions", "list_meetings", "list_of_linking", "list_open_actions"]
