"""Who may see which page and which revision: the one place that every channel's queries go through."""

from sqlalchemy import ColumnElement, and_, exists, false, true
from sqlalchemy.orm import InstrumentedAttribute

from wiki.accounts.permissions import can
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.pages.models import EventRow, PageRow, RedirectRow, RevisionRow


def reads_drafts(actor: Actor) -> bool:
    return can(actor, "page.read_drafts")


_MEMBER = Actor(role=Role.EDITOR)


def typical(actor: Actor) -> Actor:
    """Return the one who stands for all that read as the actor does.

    A statement that is put together for them serves everybody of their kind: building one takes longer than running it.
    """
    return _MEMBER if reads_drafts(actor) else VISITOR


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a page exists for the actor. Members also see archived pages and drafts."""
    if reads_drafts(actor):
        return true()
    return and_(PageRow.published_revision_id.is_not(None), PageRow.archived_at.is_(None))


def was_public() -> ColumnElement[bool]:
    """Return the condition that everybody could read a page until it was archived.

    That it was there may be told where its address was given for ever; nothing that it says.
    """
    return and_(PageRow.published_revision_id.is_not(None), PageRow.archived_at.is_not(None))


def listed_for(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that lists, facets and link lists show a page to the actor."""
    return and_(visible_to(actor), PageRow.archived_at.is_(None))


def waiting_for(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a page's newest text waits for its publication: visitors know of no such page."""
    if not reads_drafts(actor):
        return false()
    return PageRow.published_revision_id.is_distinct_from(PageRow.current_revision_id)


def shown_revision(actor: Actor) -> InstrumentedAttribute[int | None]:
    """Return the pointer to the revision the actor reads: the current one, or the published one."""
    return PageRow.current_revision_id if reads_drafts(actor) else PageRow.published_revision_id


def revision_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a revision of a visible page may be seen: visitors see what was published."""
    return true() if reads_drafts(actor) else RevisionRow.published_at.is_not(None)


def redirect_listed_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a former address of a visible page may be listed.

    One that a page only had as a draft tells words of the draft. It leads visitors on all the same.
    """
    if reads_drafts(actor):
        return true()
    return exists().where(
        RevisionRow.page_id == RedirectRow.page_id, RevisionRow.published_at <= RedirectRow.created_at
    )


def event_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that an event may be told; to be used beside :func:`visible_to`."""
    return true() if reads_drafts(actor) else EventRow.public.is_(True)
