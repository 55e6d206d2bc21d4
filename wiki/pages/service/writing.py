"""The one way a revision comes into being, whoever makes it: a save, a revert, an import."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from wiki.accounts.types import Actor
from wiki.core.changes import Words, record_change
from wiki.core.clock import now
from wiki.core.db import db, run, table_of
from wiki.core.errors import NotFound
from wiki.core.ids import PageId
from wiki.core.slugs import slugify
from wiki.facts import TEMPLATE, len_of, to_stored
from wiki.files.queries import find_by_path
from wiki.pages.models import EventRow, PageRow, RedirectRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.links import former_addresses
from wiki.pages.queries.reading import content_of, content_select
from wiki.pages.rules import COMMENT_MAX, one_line
from wiki.pages.service.rendering import refresh_linking_pages, store_links, store_rendering
from wiki.pages.types import Content, EventAction
from wiki.taxonomy.types import Taxonomy


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who made a change, when, and what they say of it."""

    actor: Actor
    at: datetime
    comment: str = ""
    minor: bool = False


def sign(actor: Actor, comment: str = "", *, minor: bool = False) -> Signature:
    """Sign a change made now."""
    return Signature(actor=actor, at=now(), comment=one_line(comment)[:COMMENT_MAX], minor=minor)


_HOLD = select(PageRow).where(PageRow.slug == bindparam("slug")).with_for_update()


def lock_page(slug: str) -> PageRow | None:
    """Return the page at an address, held against other writers until the transaction ends."""
    return db.session.scalar(_HOLD, {"slug": slug})


def hold_page(slug: str) -> PageRow:
    """Return the page at an address, or that which had it, held as by :func:`lock_page`.

    Who waits until a rename has ended reaches the page where it is then. Raises :class:`NotFound`.
    """
    page = lock_page(slug)
    redirect = None if page else db.session.get(RedirectRow, slug)
    if redirect is not None:
        page = db.session.get(PageRow, redirect.page_id, with_for_update=True)
    if page is None:
        raise NotFound
    return page


def current_revision(page: PageRow) -> RevisionRow:
    return db.session.get_one(RevisionRow, page.current_revision_id)


_NUMBERED = select(RevisionRow.number, RevisionRow.size).where(RevisionRow.id == bindparam("revision"))
_CONTENT = content_select(RevisionRow.number).where(RevisionRow.id == bindparam("revision"))


def current_content(page: PageRow) -> tuple[int, Content]:
    """Return the number and content of the page's current revision."""
    row = run(_CONTENT, {"revision": page.current_revision_id}).one()
    return row.number, content_of(row)


def stored_content(revision: RevisionRow) -> Content:
    return content_of(run(_CONTENT, {"revision": revision.id}).one())


def add_revision(
    page: PageRow,
    content: Content,
    signature: Signature,
    taxonomy: Taxonomy,
    *,
    publish: bool,
    inferred: frozenset[str] = frozenset(),
) -> RevisionRow:
    """Append a revision and move the page's pointers. The caller holds the page.

    ``inferred`` holds the slugs of themes and cities that nobody has confirmed. What visitors read of a page
    that has editions changes with the next of these alone.
    """
    publish = publish and page.edition is None
    before = public_names(page)
    previous = run(_NUMBERED, {"revision": page.current_revision_id}).one_or_none()
    values = revision_values(content, signature, publish=publish)
    revision = _added(page_id=page.id, number=previous.number + 1 if previous else 1, **values)
    _tag(revision, content, taxonomy, inferred)
    _point(page, revision, publish=publish)
    drawing = store_rendering(revision, is_new=True)
    store_links(page, revision, drawing.links)
    record_event(
        page,
        EventAction.EDITED if previous else EventAction.CREATED,
        signature,
        revision=revision,
        public=publish,
        size_change=revision.size - (previous.size if previous else 0),
    )
    after_change(page, before, words=Words(revision_id=revision.id, text=drawing.words))
    return revision


# Past the session, which would look through all it holds for what has changed, twice.
_ADD = insert(table_of(RevisionRow)).returning(table_of(RevisionRow).c.id)
_POINT = (
    update(table_of(PageRow))
    .where(PageRow.id == bindparam("page"))
    .values({name: bindparam(name) for name in ("title_key", "current_revision_id", "published_revision_id")})
)


def _added(**values: Any) -> RevisionRow:
    row = RevisionRow(id=run(_ADD, values).scalar_one(), **values)
    make_transient_to_detached(row)
    db.session.add(row)
    return row


def _point(page: PageRow, revision: RevisionRow, *, publish: bool) -> None:
    """Let the page's pointers name a new revision."""
    follows = publish or page.published_revision_id is None
    values = {
        "title_key": slugify(revision.title) if follows else page.title_key,
        "current_revision_id": revision.id,
        "published_revision_id": revision.id if publish else page.published_revision_id,
    }
    run(_POINT, {"page": page.id, **values})
    for name, value in values.items():
        set_committed_value(page, name, value)


def revision_values(content: Content, signature: Signature, *, publish: bool) -> dict[str, Any]:
    """Return the columns of a revision that do not say which one of its page it is."""
    picture = find_by_path(content.lead_picture) if content.lead_picture else None
    return {
        "title": content.title,
        "summary": content.summary,
        "language": content.language,
        "body": content.body,
        "size": len(content.body) + len_of(content.facts),
        "facts": to_stored(content.facts) or None,
        "template_version": TEMPLATE.version if content.facts else None,
        "lead_file_id": picture.id if picture else None,
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "place": content.place,
        "comment": signature.comment,
        "minor": signature.minor,
        "author_id": signature.actor.user_id,
        "author": signature.actor.label,
        "created_at": signature.at,
        "published_at": signature.at if publish else None,
    }


_KEEP_THEMES, _KEEP_CITIES, _KEEP_EVENT = map(insert, map(table_of, (RevisionTheme, RevisionCity, EventRow)))


def _tag(revision: RevisionRow, content: Content, taxonomy: Taxonomy, inferred: frozenset[str]) -> None:
    themes, cities = tag_values(revision.id, content, taxonomy, inferred)
    for statement, rows in ((_KEEP_THEMES, themes), (_KEEP_CITIES, cities)):
        if rows:
            run(statement, rows)


def tag_values(
    revision_id: int, content: Content, taxonomy: Taxonomy, inferred: frozenset[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of a revision's themes and of its cities."""
    themes = [{"theme_id": taxonomy.theme_by_slug[slug].id, "slug": slug} for slug in content.themes]
    cities = [{"city_id": taxonomy.city_by_slug[slug].id, "slug": slug} for slug in content.cities]
    for rows in (themes, cities):
        for position, row in enumerate(rows):
            row |= {"revision_id": revision_id, "position": position, "inferred": row.pop("slug") in inferred}
    return themes, cities


def public_names(page: PageRow) -> frozenset[str]:
    """Return the address and title that lead to the page as anyone may know it: none while nothing is published."""
    if page.published_revision_id is None or page.archived_at is not None:
        return frozenset()
    return frozenset({page.slug, page.title_key} - {""})


def public_keys(page: PageRow) -> frozenset[str]:
    """Return all link keys that lead to the page as anyone may know it, its former addresses too."""
    names = public_names(page)
    return names.union(former_addresses(PageId(page.id))) if names else names


def after_change(
    page: PageRow, names_before: frozenset[str], *, moved: bool = False, words: Words | None = None
) -> None:
    """Queue what a change entails: the index, and the pages whose links changed their meaning."""
    record_change(page.id, ["index"], words)
    names = public_names(page)
    changed = names_before ^ names
    # Its former addresses lead to it as long as anything does.
    if moved or not (names_before and names):
        changed = names_before | names
        changed = changed.union(former_addresses(PageId(page.id))) if changed else changed
    if changed:
        refresh_linking_pages(changed)


def record_event(
    page: PageRow,
    action: EventAction,
    signature: Signature,
    *,
    public: bool,
    revision: RevisionRow | None = None,
    size_change: int | None = None,
    detail: str = "",
) -> None:
    """Write what happened into the page's log and recent changes."""
    told = {
        "page_id": page.id,
        "revision_id": revision.id if revision else None,
        "action": action,
        "public": public,
        "size_change": size_change,
        "detail": detail,
    }
    run(_KEEP_EVENT, told | signed(signature))


def signed(signature: Signature) -> dict[str, Any]:
    """Return the columns of an event that say who did it, when, and what they say of it."""
    return {
        "at": signature.at,
        "actor_id": signature.actor.user_id,
        "actor": signature.actor.label,
        "minor": signature.minor,
        "comment": signature.comment,
    }
