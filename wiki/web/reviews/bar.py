"""The line above a practice that tells members where its review stands."""

from dataclasses import dataclass

from wiki.pages.types import Page, PageKind
from wiki.practices import queries
from wiki.practices.rules import publishing_refusal, refusal
from wiki.practices.types import State, StepKind
from wiki.practices.waiting import waits_for, waits_of
from wiki.web.context import actor, taxonomy
from wiki.web.reviews.words import age_words, next_words, state_words


@dataclass(frozen=True, kw_only=True)
class ReviewBar:
    """``age`` and ``next`` (who is, in sentences) are empty while it waits for nobody; ``is_mine``: for the reader."""

    state: str
    age: str
    next: tuple[str, ...]
    is_mine: bool
    may_submit: bool
    may_publish: bool
    """Without a review, that is."""
    open_remarks: int


def bar_of(page: Page) -> ReviewBar | None:
    """Return what the line says; None for a page that is not reviewed and for who knows of no review."""
    standing = queries.standing_of(actor(), page, with_gate=False) if page.kind == PageKind.PRACTICE else None
    if standing is None or standing.state is State.ARCHIVED:
        return None
    waits = waits_of(standing)
    return ReviewBar(
        state=state_words(standing.state),
        age=age_words(waits[0].since) if waits else "",
        next=tuple(next_words(wait, taxonomy()) for wait in waits),
        is_mine=any(waits_for(actor(), standing, wait) for wait in waits),
        may_submit=refusal(actor(), StepKind.SUBMITTED, standing) is None,
        may_publish=publishing_refusal(standing) is None,
        open_remarks=standing.copy.open_remarks,
    )
