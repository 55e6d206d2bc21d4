"""Reads of fit. Profiles are everybody's; practices are those the reader may see, in their newest edition."""

from wiki.fit.queries.answers import answers_of, log_of_answers
from wiki.fit.queries.practices import FittingPractice, find_fitting, list_fitting, needs_of
from wiki.fit.queries.profiles import all_profiles, profile_changes, profile_of

__all__ = [
    "FittingPractice",
    "all_profiles",
    "answers_of",
    "find_fitting",
    "list_fitting",
    "log_of_answers",
    "needs_of",
    "profile_changes",
    "profile_of",
]
