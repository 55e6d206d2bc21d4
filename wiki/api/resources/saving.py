"""Writing pages: a write names what it was based on, and what does not overlap is put together."""

from dataclasses import fields, replace
from typing import Any

from wiki.api import problems
from wiki.api.addresses import page_address
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import Refusal
from wiki.api.replies import Reply, only_new, versions_asked_for
from wiki.api.resources.finding import present_slug
from wiki.api.resources.pages import TAG
from wiki.api.resources.presenting import content_of, page_out
from wiki.api.schemas.pages import PageInput, SavedPage
from wiki.api.schemas.site import ConflictProblem
from wiki.core.db import transaction
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.http.context import after_save
from wiki.pages import queries, service
from wiki.pages.types import Conflict, Content, Merged, Page, Saved, SaveOutcome, Unchanged

_NOTHING = Content(title="")
_CONTENT = frozenset(field.name for field in fields(Content))


@operation(
    "PUT",
    "/pages/{slug}",
    tag=TAG,
    summary="Make or change a page",
    needs="page.edit",
    body=PageInput,
    answers={200: SavedPage, 201: SavedPage},
    problems=(
        problems.NOT_FOUND,
        problems.CONFLICT,
        problems.PRECONDITION,
        problems.BASE_NEEDED,
    ),
    problem_models={409: ConflictProblem},
    conditions=("If-Match", "If-None-Match"),
)
def put_page(slug: str, body: PageInput) -> Reply:
    """To change a page, name the revision yours is based on: “base_revision”, or “If-Match” with the tag of the page.

    With “base_revision”, what others changed meanwhile in other places is merged, and what both changed is a
    conflict (409) in which nothing was saved. With “If-Match”, any newer revision refuses the write (412).
    “If-None-Match: *” makes a page and never changes one. Practices stay drafts until a reviewer publishes them.
    """
    with transaction():
        # Here, for whoever waited for a rename to end follows it.
        present = present_slug(slug)
        page = queries.find_page(actor(), present)
        outcome = _created(present, body) if page is None else _changed(page, body)
        _check(outcome)
    after_save()
    return written(outcome, moved=page is not None and _changes_kind(page, body))


def written(outcome: SaveOutcome, *, moved: bool = False) -> Reply:
    """Answer what was saved, with the page as it is now; ``moved`` if more than its text may have changed."""
    page = page_out(actor(), queries.get_page(actor(), outcome.slug))
    match outcome:
        case Saved(number=1):
            told, status, headers = "created", 201, {"Location": page_address(page.slug)}
        case Saved():
            told, status, headers = "saved", 200, {}
        case Merged():
            told, status, headers = "merged", 200, {}
        case _:
            told, status, headers = "saved" if moved else "unchanged", 200, {}
    document = SavedPage(outcome=told, page=page)
    return Reply(document=document, status=status, version=page.revision, tagged=page, headers=headers)


def refused(conflict: Conflict) -> Refusal:
    """Return the problem that a conflict is, with all three texts."""
    sides = {"base": conflict.base, "mine": conflict.mine, "theirs": conflict.theirs}
    members: dict[str, object] = {name: content_of(side).model_dump(mode="json") for name, side in sides.items()}
    members |= {
        "slug": conflict.slug,
        "fields": list(conflict.fields),
        "theirs_revision": conflict.theirs_number,
        "theirs_author": conflict.theirs_author,
        "theirs_at": conflict.theirs_at.isoformat(),
    }
    return Refusal(problems.CONFLICT, members=members)


def _created(slug: str, body: PageInput) -> SaveOutcome:
    if versions_asked_for() is not None:
        raise Refusal(problems.PRECONDITION)
    if body.base_revision:
        raise NotFound
    if "kind" not in body.model_fields_set:
        raise Invalid({"kind": message("Say what kind of page it is.")})
    content = _merged_into(_NOTHING, body)
    return service.create_page(actor(), slug=slug, kind=body.kind, content=content, comment=body.comment)


def _changed(page: Page, body: PageInput) -> SaveOutcome:
    base = _base(page, body)
    before = queries.get_content(actor(), page, base) if base else _NOTHING
    if _changes_kind(page, body):
        # First, for the new kind decides whether what is saved is public at once.
        service.change_kind(actor(), page.slug, body.kind, body.comment)
    content = _merged_into(before, body)
    return service.save_page(actor(), page.slug, content, base_number=base, comment=body.comment, minor=body.minor)


def _changes_kind(page: Page, body: PageInput) -> bool:
    return "kind" in body.model_fields_set and body.kind is not page.kind


def _base(page: Page, body: PageInput) -> int:
    """Return the number of the revision a write is based on. Raises :class:`Refusal`, :class:`Invalid`."""
    versions = versions_asked_for()
    if only_new() or versions == frozenset():
        raise Refusal(problems.PRECONDITION)
    base = max(versions) if versions and body.base_revision is None else body.base_revision
    if base is None:
        raise Refusal(problems.BASE_NEEDED)
    if base > page.current_number:
        if body.base_revision is None:
            raise Refusal(problems.PRECONDITION)
        raise Invalid({"base_revision": message("There is no such revision.")})
    return base


def _check(outcome: SaveOutcome) -> None:
    """Raise :class:`Refusal`, and so take all of it back, for a conflict and for what the request did not expect."""
    match outcome:
        case Conflict(theirs_number=met) | Unchanged(number=met):
            pass
        case Saved(number=number) | Merged(number=number):
            met = number - 1
    versions = versions_asked_for()
    if (versions is not None and met not in versions) or (only_new() and met):
        raise Refusal(problems.PRECONDITION)
    if isinstance(outcome, Conflict):
        raise refused(outcome)


def _merged_into(base: Content, body: PageInput) -> Content:
    """Return the base with what was sent; what was left out stays."""
    sent: dict[str, Any] = {name: getattr(body, name) for name in body.model_fields_set & _CONTENT}
    if "facts" in sent:
        sent["facts"] = body.facts.root
    return replace(base, **sent)
