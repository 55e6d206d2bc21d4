"""Remarks: what reviewers and authors say to each other on a place of a practice."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.finding import page_here, present_slug
from wiki.api.resources.reviews import TAG
from wiki.api.resources.telling_reviews import remark_out
from wiki.api.schemas.reviews import RemarkInput, RemarkList, RemarkOut, ResolutionInput
from wiki.core.db import transaction
from wiki.core.errors import NotFound
from wiki.http.numbers import whole
from wiki.pages.queries import get_page
from wiki.pages.types import Page, PageKind
from wiki.practices import queries, service
from wiki.practices.types import Remark


@operation(
    "GET",
    "/pages/{slug}/remarks",
    tag=TAG,
    summary="List the remarks on a practice",
    needs="page.read_drafts",
    answers={200: RemarkList},
    problems=(NOT_FOUND,),
    moves=True,
)
def list_remarks(slug: str) -> Reply:
    """The oldest comes first; one is open while “resolved_at” is null."""
    found = queries.list_remarks(actor(), page_here(slug))
    return Reply(document=RemarkList(items=tuple(map(remark_out, found))))


@operation(
    "POST",
    "/pages/{slug}/remarks",
    tag=TAG,
    summary="Remark on a place of a practice",
    needs="practice.submit",
    body=RemarkInput,
    answers={201: RemarkOut},
    problems=(NOT_FOUND,),
)
def add_remark(slug: str, body: RemarkInput) -> Reply:
    """While a remark is open, the practice does not pass the quality check."""
    page = _practice(slug)
    with transaction():
        made = service.add_remark(actor(), page.slug, body.revision, place=body.place, text=body.text, quote=body.quote)
    return Reply(document=remark_out(_remark(page, str(made))), status=201)


@operation(
    "POST",
    "/pages/{slug}/remarks/{remark}/resolve",
    tag=TAG,
    summary="Resolve a remark",
    needs="practice.submit",
    body=ResolutionInput,
    body_optional=True,
    answers={200: RemarkOut},
    problems=(NOT_FOUND,),
)
def resolve_remark(slug: str, remark: str, body: ResolutionInput) -> Reply:
    """One that is resolved already stays as it is."""
    page = _practice(slug)
    with transaction():
        service.resolve_remark(actor(), _remark(page, remark).id, body.resolution)
    return Reply(document=remark_out(_remark(page, remark)))


def _practice(slug: str) -> Page:
    page = get_page(actor(), present_slug(slug))
    if page.kind is not PageKind.PRACTICE:
        raise NotFound
    return page


def _remark(page: Page, remark: str) -> Remark:
    """Return the remark of a number on the page. Raises :class:`NotFound`, also for one on another page."""
    try:
        found = queries.find_remark(actor(), page, whole(remark))
    except ValueError:
        found = None
    if found is None:
        raise NotFound
    return found
