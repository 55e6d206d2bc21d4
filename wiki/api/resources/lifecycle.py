"""What happens to a page as a whole. Each answers with the page as it is then."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.finding import present_slug
from wiki.api.resources.presenting import page_out
from wiki.api.resources.saving import written
from wiki.api.schemas.pages import PageOut, PublishInput, ReasonInput, RenameInput, RevertInput, SavedPage
from wiki.core.db import transaction
from wiki.http.context import after_save
from wiki.pages import queries, service
from wiki.practices import service as practices

TAG = "Actions on a page"


@operation(
    "POST",
    "/pages/{slug}/revert",
    tag=TAG,
    summary="Go back to an earlier revision",
    needs="page.edit",
    body=RevertInput,
    answers={200: SavedPage},
    problems=(NOT_FOUND,),
)
def revert_page(slug: str, body: RevertInput) -> Reply:
    """What the revision said is saved as the newest; nothing between is removed."""
    with transaction():
        outcome = service.revert_page(actor(), slug, body.revision, body.comment)
    after_save()
    return written(outcome)


@operation(
    "POST",
    "/pages/{slug}/rename",
    tag=TAG,
    summary="Give a page another address",
    needs="page.rename",
    body=RenameInput,
    answers={200: PageOut},
    problems=(NOT_FOUND,),
)
def rename_page(slug: str, body: RenameInput) -> Reply:
    """The old address leads to the new one from then on."""
    with transaction():
        renamed = service.rename_page(actor(), slug, body.slug, body.comment)
    return _done(renamed)


@operation(
    "POST",
    "/pages/{slug}/archive",
    tag=TAG,
    summary="Archive a page",
    needs="page.archive",
    body=ReasonInput,
    body_optional=True,
    answers={200: PageOut},
    problems=(NOT_FOUND,),
)
def archive_page(slug: str, body: ReasonInput) -> Reply:
    """It leaves every list, and visitors; its history is kept and it can be restored."""
    with transaction():
        service.archive_page(actor(), slug, body.comment)
    return _done(slug)


@operation(
    "POST",
    "/pages/{slug}/restore",
    tag=TAG,
    summary="Restore an archived page",
    needs="page.archive",
    body=ReasonInput,
    body_optional=True,
    answers={200: PageOut},
    problems=(NOT_FOUND,),
)
def restore_page(slug: str, body: ReasonInput) -> Reply:
    """It is back as it was."""
    with transaction():
        service.restore_page(actor(), slug, body.comment)
    return _done(slug)


@operation(
    "POST",
    "/pages/{slug}/publish",
    tag=TAG,
    summary="Publish a revision",
    needs="page.publish",
    body=PublishInput,
    answers={200: PageOut},
    problems=(NOT_FOUND,),
)
def publish_page(slug: str, body: PublishInput) -> Reply:
    """Visitors read this revision from then on. For reviewers; a practice in review is not published beside it."""
    with transaction():
        practices.publish_page(actor(), slug, body.revision, body.comment)
    return _done(slug)


def _done(slug: str) -> Reply:
    after_save()
    page = page_out(actor(), queries.get_page(actor(), present_slug(slug)))
    return Reply(document=page, version=page.revision, tagged=page)
