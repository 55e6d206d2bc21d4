"""What happens to a page as a whole: publishing, renaming, archiving, restoring, changing its kind."""

from sqlalchemy import delete, select

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.core.slugs import slugify
from wiki.pages.models import PageRow, RedirectRow, RevisionRow
from wiki.pages.rules import publishes_on_save, slug_errors
from wiki.pages.service.rendering import store_links, store_rendering
from wiki.pages.service.writing import Signature, after_change, hold_page, public_names, record_event, sign
from wiki.pages.types import EventAction, PageKind


def publish_page(actor: Actor, slug: str, number: int, comment: str = "") -> None:
    """Show revision ``number`` to visitors. Publishing what is published changes nothing.

    Raises :class:`Invalid` for a practice that has editions: visitors read the newest of these.
    """
    require(actor, "page.publish")
    page = hold_page(slug)
    revision = db.session.scalar(
        select(RevisionRow).where(RevisionRow.page_id == page.id, RevisionRow.number == number)
    )
    if revision is None:
        raise NotFound
    if page.edition is not None:
        raise Invalid({"page": message("Visitors read editions of this practice. The next one takes a review.")})
    if page.published_revision_id != revision.id:
        show_to_visitors(page, revision, sign(actor, comment), EventAction.PUBLISHED)


def show_to_visitors(
    page: PageRow, revision: RevisionRow, signature: Signature, action: EventAction, detail: str = ""
) -> None:
    """Let visitors read a revision of a held page from now on; ``action`` is what its history calls that."""
    before = public_names(page)
    page.published_revision_id = revision.id
    page.title_key = slugify(revision.title)
    revision.published_at = revision.published_at or signature.at
    db.session.flush()
    # While no pointer led to it, nobody drew it anew.
    store_links(page, revision, store_rendering(revision).links)
    record_event(page, action, signature, revision=revision, public=True, detail=detail)
    after_change(page, before)


def rename_page(actor: Actor, slug: str, new_slug: str, comment: str = "") -> str:
    """Give a page another address and leave a redirect at the old one. Returns the new address."""
    require(actor, "page.rename")
    page = hold_page(slug)
    wanted = slugify(new_slug)
    errors = slug_errors(wanted) or _taken(page, wanted)
    if errors:
        raise Invalid(errors)
    if wanted != page.slug:
        move_page(page, wanted, sign(actor, comment))
    return wanted


def _taken(page: PageRow, slug: str) -> dict[str, str]:
    other = db.session.scalar(select(PageRow.id).where(PageRow.slug == slug))
    redirect = db.session.get(RedirectRow, slug)
    if other not in {None, page.id}:
        return {"slug": message("There is a page at this address already.")}
    if redirect is not None and redirect.page_id != page.id:
        return {"slug": message("This address leads to another page, which once had it. Choose another.")}
    return {}


def move_page(page: PageRow, new_slug: str, signature: Signature) -> None:
    """Move a held page to a free address; the old one redirects, and a redirect at the new one is taken over."""
    before, old_slug = public_names(page), page.slug
    db.session.execute(delete(RedirectRow).where(RedirectRow.slug == new_slug))
    page.slug = new_slug
    db.session.flush()
    db.session.add(RedirectRow(slug=old_slug, page_id=page.id, created_at=signature.at))
    public = page.published_revision_id is not None
    record_event(page, EventAction.RENAMED, signature, public=public, detail=f"{old_slug} → {new_slug}")
    after_change(page, before, moved=True)


def archive_page(actor: Actor, slug: str, comment: str = "") -> None:
    """Take a page out of every list and from visitors; it keeps its history and can be restored.

    Of a practice that has editions others cite them: a reviewer decides.
    """
    require(actor, "page.archive")
    page = hold_page(slug)
    if page.edition is not None:
        require(actor, "page.publish")
    if page.archived_at is None:
        set_archived(page, sign(actor, comment))


def set_archived(page: PageRow, signature: Signature) -> None:
    """Archive a held page."""
    before = public_names(page)
    page.archived_at = signature.at
    db.session.flush()
    record_event(page, EventAction.ARCHIVED, signature, public=False)
    after_change(page, before)


def restore_page(actor: Actor, slug: str, comment: str = "") -> None:
    """Bring an archived page back as it was."""
    require(actor, "page.archive")
    page = hold_page(slug)
    if page.archived_at is not None:
        set_restored(page, sign(actor, comment))


def set_restored(page: PageRow, signature: Signature) -> None:
    """Restore a held page."""
    before = public_names(page)
    page.archived_at = None
    db.session.flush()
    record_event(page, EventAction.RESTORED, signature, public=page.published_revision_id is not None)
    after_change(page, before)


def change_kind(actor: Actor, slug: str, kind: PageKind, comment: str = "") -> None:
    """Make a page another kind of page. To or from a reviewed kind takes a reviewer.

    Raises :class:`Invalid` for a practice that has editions: other kinds are public as they are saved.
    """
    require(actor, "page.edit")
    page = hold_page(slug)
    old = PageKind(page.kind)
    if kind is old:
        return
    if not (publishes_on_save(old) and publishes_on_save(kind)):
        require(actor, "page.publish")
    if page.edition is not None:
        raise Invalid({"kind": message("This practice has editions, which others cite. It stays a practice.")})
    page.kind = kind
    signature = sign(actor, comment)
    public = page.published_revision_id is not None
    record_event(page, EventAction.KIND_CHANGED, signature, public=public, detail=f"{old} → {kind}")
    after_change(page, public_names(page))
