"""The line above a practice that tells members where its review stands."""

from dataclasses import dataclass

from wiki.pages.types import Page, PageKind
from wiki.practices import queries
from wiki.practices.rules import refusal
from wiki.practices.types import State, StepKind
from wiki.practices.waiting import waiting_for, waits_for
from wiki.web.context import actor, taxonomy
from wiki.web.reviews.words import age_words, next_words, state_words


@dataclass(frozen=True, kw_only=True)
class ReviewBar:
    """``age`` and ``next`` are empty while it waits for nobody; ``is_mine``: it waits for the reader."""

    state: str
    age: str
    next: str
    is_mine: bool
    may_submit: bool
    open_remarks: int


def bar_of(page: Page) -> ReviewBar | None:
    """Return what the line says; None for a page that is not reviewed and for who knows of no review."""
    standing = queries.standing_of(actor(), page) if page.kind == PageKind.PRACTICE else None
    if standing is None or standing.state is State.ARCHIVED:
        return None
    waiting = waiting_for(standing)
    return ReviewBar(
        state=state_words(standing.state),
        age=age_words(waiting.since) if waiting else "",
        next=next_words(standing, waiting, taxonomy()) if waiting else "",
        is_mine=waits_for(actor(), standing),
        may_submit=refusal(actor(), StepKind.SUBMITTED, standing) is None,
        open_remarks=standing.copy.open_remarks,
    )
