"""Where an imported page goes: the page it became before, or a new one at a free address; redirects for old ones."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from wiki.core.db import db
from wiki.importing.mapping import free_slug, slug_of_page
from wiki.importing.models import ImportedVersion
from wiki.importing.prepare import Prepared
from wiki.importing.types import PageHistory, Version
from wiki.pages.models import PageRow, RedirectRow
from wiki.pages.service.lifecycle import move_page
from wiki.pages.service.saving import insert_page
from wiki.pages.service.writing import Signature
from wiki.pages.types import PageKind

# Shorter than the longest address, which gives way to a number at its end.
_STEM = 180


def known_page(
    history: PageHistory,
    imported: Iterable[ImportedVersion],
    taken: Iterable[ImportedVersion],
    *,
    made_now: AbstractSet[int],
) -> PageRow | None:
    """Return the page an earlier import made of this history, or of a file at the same path.

    ``imported`` is what earlier imports brought from the paths of the history, and ``taken`` what of it is this
    history's own. ``made_now`` holds the pages of the present import: two of one source may have had the same path.
    """
    for version in taken:
        return db.session.get(PageRow, version.page_id)
    same_path = [version for version in imported if version.path == history.path]
    if not same_path:
        return None
    page_id = max(same_path, key=lambda version: version.id).page_id
    return None if page_id in made_now else db.session.get(PageRow, page_id)


def new_page(slug: str, kind: PageKind, at: datetime) -> PageRow:
    """Add the row of a page made at a time; the address gets a number when a living page has it."""
    return insert_page(_free_slug(slug), kind, at)


def free_addresses(slugs: Iterable[str]) -> frozenset[str]:
    """Return those of some addresses at which no page stands, and let no redirect stand there any more."""
    wanted = frozenset(slugs)
    free = wanted - set(db.session.scalars(_TAKEN, {"slugs": list(wanted)}))
    db.session.execute(_NO_REDIRECTS, {"slugs": list(free)})
    return free


_TAKEN = select(PageRow.slug).where(PageRow.slug.in_(bindparam("slugs", expanding=True)))
_REDIRECTS = RedirectRow.__table__
_NO_REDIRECTS = delete(_REDIRECTS).where(_REDIRECTS.c.slug.in_(bindparam("slugs", expanding=True)))  # type: ignore[arg-type]
_NO_REDIRECT = delete(RedirectRow.__table__).where(RedirectRow.__table__.c.slug == bindparam("slug"))  # type: ignore[arg-type]
_AT = select(PageRow).where(PageRow.slug == bindparam("slug"))


def _free_slug(wanted: str) -> str:
    db.session.execute(_NO_REDIRECT, {"slug": wanted})
    holder = db.session.scalar(_AT, {"slug": wanted})
    if holder is None:
        return wanted
    alike = select(PageRow.slug).where(PageRow.slug.startswith(wanted[:_STEM], autoescape=True))
    numbered = free_slug(wanted, frozenset(db.session.scalars(alike)))
    if holder.archived_at is None:
        return numbered
    # A page that was deleted in the source makes room for the one that lives at its address now.
    holder.slug = numbered
    db.session.flush()
    return wanted


def follow_rename(page: PageRow, prepared: Prepared, signature: Signature) -> None:
    """Move a page that is taken over again to where the source has it now, when nothing stands there."""
    taken = db.session.scalar(select(PageRow.id).where(PageRow.slug == prepared.slug))
    if page.slug != prepared.slug and taken is None:
        move_page(page, prepared.slug, signature)


def redirect_from(page: PageRow, version: Version) -> None:
    """Let the address a page once had in the source lead to it, when nothing else stands there."""
    if version.previous_path is None:
        return
    slug = slug_of_page(version.previous_path)
    is_page = db.session.scalar(select(PageRow.id).where(PageRow.slug == slug)) is not None
    if not is_page and db.session.get(RedirectRow, slug) is None:
        db.session.add(RedirectRow(slug=slug, page_id=page.id, created_at=version.at))
        db.session.flush()
