"""Interests and their log in the reader's words."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from wiki.exchange.types import InterestState, InterestStepKind
from wiki.facts import VOCABULARIES
from wiki.http.translating import translated

STATES: Mapping[InterestState, object] = {
    InterestState.OPEN: _l("Waits for a match"),
    InterestState.MATCHED: _l("Matched"),
    InterestState.CLOSED: _l("Closed"),
}
STEPS: Mapping[InterestStepKind, object] = {
    InterestStepKind.MADE: _l("expressed it"),
    InterestStepKind.MATCHED: _l("found a match"),
    InterestStepKind.CLOSED: _l("closed it"),
    InterestStepKind.REOPENED: _l("opened it again"),
}


def categories() -> Mapping[str, str]:
    """Return the kinds of issues, as practices tell their barriers."""
    return {word: translated(label) for word, label in VOCABULARIES["influence_category"].items()}
