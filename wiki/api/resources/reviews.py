"""The review of practices, for members: what waits, where one stands, and the steps."""

from collections.abc import Callable, Mapping

from wiki.accounts.types import Actor
from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND, Refusal
from wiki.api.replies import Reply, versions_asked_for
from wiki.api.resources.finding import page_here, present_slug
from wiki.api.resources.telling_reviews import due_out, item_out, queue_item_out, review_out
from wiki.api.schemas.reviews import ReviewOut, Reviews, StepInput
from wiki.core.db import transaction
from wiki.core.errors import Invalid, NotFound
from wiki.http.context import after_save
from wiki.pages.queries import get_page
from wiki.practices import queries, service
from wiki.practices.types import StepKind

TAG = "Review"
# Those that decide on a revision, and those that do not.
_DECIDING: Mapping[str, Callable[[Actor, str, int, str], object]] = {
    StepKind.SUBMITTED: service.submit,
    StepKind.APPROVED: service.approve,
    StepKind.PASSED: service.pass_check,
    StepKind.DISSEMINATED: service.disseminate,
}
_OTHERS: Mapping[str, Callable[[Actor, str, str], None]] = {
    StepKind.WITHDRAWN: service.withdraw,
    StepKind.RETURNED: service.send_back,
    StepKind.RECONFIRMED: service.reconfirm,
}


@operation("GET", "/reviews", tag=TAG, summary="What waits", needs="page.read_drafts", answers={200: Reviews})
def list_reviews() -> Reply:
    """What waits for the token's owner, all that is in review, and what is due to be looked at again."""
    document = Reviews(
        queue=tuple(map(queue_item_out, queries.queue(actor()))),
        in_review=tuple(map(item_out, queries.all_in_review(actor()))),
        due=tuple(map(due_out, queries.stale(actor()))),
    )
    return Reply(document=document)


@operation(
    "GET",
    "/pages/{slug}/review",
    tag=TAG,
    summary="Where a practice stands",
    needs="page.read_drafts",
    answers={200: ReviewOut},
    problems=(NOT_FOUND,),
    moves=True,
)
def get_review(slug: str) -> Reply:
    """Its state, who is next, the log and the remarks. The tag is what “If-Match” takes when a step is taken."""
    return _shown(review_out(actor(), page_here(slug)))


@operation(
    "POST",
    "/pages/{slug}/review/{step}",
    tag=TAG,
    summary="Take a step of a review",
    needs="practice.submit",
    body=StepInput,
    body_optional=True,
    answers={200: ReviewOut},
    problems=(NOT_FOUND, problems.CONFLICT, problems.PRECONDITION, problems.BASE_NEEDED),
    conditions=("If-Match",),
)
def take_step(slug: str, step: str, body: StepInput) -> Reply:
    """Name the revision you decided on: “revision”, or “If-Match” with the tag of the page or of its review.

    When a newer one stands there, nothing is done: 409 with “theirs_revision”, or 412.
    """
    with transaction():
        # Here, for whoever waited for a rename to end follows it.
        present = present_slug(slug)
        _take(present, step, body)
    after_save()
    return _shown(review_out(actor(), get_page(actor(), present)))


def _take(slug: str, step: str, body: StepInput) -> None:
    current = get_page(actor(), slug).current_number
    base = _base(current, body)
    try:
        if step in _DECIDING:
            if base is None:
                raise Refusal(problems.BASE_NEEDED)
            _DECIDING[step](actor(), slug, base, body.comment)
        elif step in _OTHERS:
            _OTHERS[step](actor(), slug, body.comment)
        elif step == StepKind.SUPERSEDED:
            service.supersede(actor(), slug, body.by, body.comment)
        else:
            raise NotFound
    except Invalid as error:
        # Saved between our look and the step.
        newer = get_page(actor(), slug).current_number
        if base is not None and "step" in error.errors and newer != base:
            raise _outdated(newer) from error
        raise


def _base(current: int, body: StepInput) -> int | None:
    """Return the revision that was decided on, if one was named. Raises :class:`Refusal` where it is not current."""
    versions = versions_asked_for()
    if versions is not None and current not in versions:
        raise Refusal(problems.PRECONDITION)
    if body.revision is not None and body.revision != current:
        raise _outdated(current)
    return current if versions else body.revision


def _outdated(current: int) -> Refusal:
    return Refusal(problems.CONFLICT, members={"theirs_revision": current})


def _shown(document: ReviewOut) -> Reply:
    return Reply(document=document, version=document.revision, tagged=document)
