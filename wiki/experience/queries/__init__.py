"""Reads of experiences: whoever may know of a replication reads them, who reads its summary without names."""

from wiki.experience.queries.challenges import list_challenges
from wiki.experience.queries.log import list_events, list_news
from wiki.experience.queries.reading import experiences_of, get_experience, list_experiences, said_of

__all__ = [
    "experiences_of",
    "get_experience",
    "list_challenges",
    "list_events",
    "list_experiences",
    "list_news",
    "said_of",
]
