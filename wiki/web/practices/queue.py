"""What waits for the reader, what is in review at all, and which editions are due to be looked at again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from flask import render_template, request
from flask.typing import ResponseReturnValue

from wiki.accounts.permissions import require
from wiki.http.translating import translated
from wiki.practices import queries
from wiki.practices.rules import IN_REVIEW
from wiki.practices.types import Lack, QueueItem, ReviewedPage, StalePractice, State
from wiki.practices.waiting import LACKS
from wiki.web.context import actor, taxonomy
from wiki.web.own import own
from wiki.web.plan_words import WAITS
from wiki.web.practices import bp
from wiki.web.reviews.words import asked_words, days_since, next_words, state_words

_STATES = (State.PEER_REVIEW, State.QUALITY_CHECK, State.STANDARDISED, State.RETURNED)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A practice of a list; ``seen`` is the revision the reader looked at when it was changed since, else 0."""

    slug: str
    title: str
    language: str
    theme: str
    state: str
    words: str
    lack: str
    days: int
    revision: int
    seen: int = 0


@bp.get("/reviews")
def reviews() -> ResponseReturnValue:
    require(actor(), "page.read_drafts")
    theme, state = request.args.get("theme", ""), request.args.get("state", "")
    everything = queries.all_in_review(actor())
    return render_template(
        "reviews/queue.html",
        mine=my_queue(),
        plans=own().plans,
        waits=WAITS,
        others=_open([each for each in everything if _is_chosen(each, theme, state)]),
        total=len(everything),
        stale=_own_first(queries.stale(actor())),
        theme=theme,
        state=state,
        themes=taxonomy().themes,
        theme_names={each.slug: each.name for each in taxonomy().themes},
        states=[(each.value, state_words(each)) for each in _STATES],
    )


def my_queue() -> list[Waiting]:
    """Return what waits for the reader, what has waited longest first."""
    return [_mine(item) for item in own().practices]


def _mine(item: QueueItem) -> Waiting:
    state = item.waiting.state
    seen = item.seen if item.has_changed and state in IN_REVIEW else 0
    return _waiting(
        item.reviewed, state, words=asked_words(state), lack=item.lack, since=item.waiting.since, seen=seen or 0
    )


def _open(found: Sequence[ReviewedPage]) -> list[Waiting]:
    lacks, known = queries.lacks_among(actor(), found), taxonomy()
    return [
        _waiting(
            each,
            each.standing.state,
            words=next_words(waiting, known),
            lack=lacks.get(each.page_id),
            since=waiting.since,
        )
        for each in found
        if (waiting := each.waiting)
    ]


def _waiting(
    each: ReviewedPage, state: State, *, words: str, lack: Lack | None, since: datetime, seen: int = 0
) -> Waiting:
    return Waiting(
        slug=each.slug,
        title=each.title,
        language=each.language,
        theme=each.standing.copy.theme,
        state=state_words(state),
        words=words,
        lack=translated(LACKS[lack]) if lack else "",
        days=days_since(since),
        revision=each.standing.copy.revision,
        seen=seen,
    )


def _is_chosen(each: ReviewedPage, theme: str, state: str) -> bool:
    standing = each.standing
    return theme in {"", standing.copy.theme} and state in {"", standing.state}


def _own_first(found: Iterable[StalePractice]) -> Sequence[tuple[StalePractice, int]]:
    """Return the practices with how many days they are overdue, those of the themes the reader leads first."""
    ordered = sorted(found, key=lambda each: each.theme not in actor().leads)
    return [(each, days_since(datetime.combine(each.review_due, time.min, UTC))) for each in ordered]
