"""Saving: a save names its base revision; what does not overlap is merged, the rest is shown, nothing is lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.ids import PageId
from wiki.core.messages import message
from wiki.files.queries import find_by_path
from wiki.pages.models import PageRow, RedirectRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.rules import (
    combine,
    content_errors,
    kind_errors,
    normalise,
    publishes_on_save,
    slug_errors,
    with_facts_read,
)
from wiki.pages.service.writing import (
    add_revision,
    current_content,
    current_revision,
    hold_page,
    lock_page,
    sign,
    stored_content,
)
from wiki.pages.types import Conflict, Content, Merged, PageKind, Saved, SaveOutcome, Unchanged
from wiki.taxonomy.queries import load_taxonomy
from wiki.taxonomy.types import Taxonomy

NOTHING = Content(title="")


def create_page(actor: Actor, *, slug: str, kind: PageKind, content: Content, comment: str = "") -> SaveOutcome:
    """Make a page. When somebody else just made one there, the outcome is a :class:`Conflict` with it.

    Raises :class:`Invalid` with an error a field, :class:`Denied`.
    """
    require(actor, "page.create")
    taxonomy = load_taxonomy()
    mine = _checked(content, slug_errors(slug), taxonomy)
    if lock_page(slug) is not None:
        return save_page(actor, slug, mine, base_number=0, comment=comment)
    if db.session.get(RedirectRow, slug) is not None:
        raise Invalid({"slug": message("This address leads to another page, which once had it. Choose another.")})
    _require_fit(kind, mine)
    page = insert_page(slug, kind)
    add_revision(page, mine, sign(actor, comment), taxonomy, publish=publishes_on_save(kind))
    return Saved(page_id=PageId(page.id), slug=slug, number=1)


def insert_page(slug: str, kind: PageKind, at: datetime | None = None) -> PageRow:
    """Add the row of a new page, which has no revision yet. Raises :class:`Invalid` when the address was just taken.

    ``at`` is when it was made, if not now.
    """
    page = PageRow(slug=slug, kind=kind, title_key="", created_at=at or now())
    try:
        with db.session.begin_nested():
            db.session.add(page)
    except IntegrityError as error:
        raise Invalid({"slug": message("Somebody has just made a page at this address. Open it and edit.")}) from error
    return page


def save_page(
    actor: Actor, slug: str, content: Content, *, base_number: int, comment: str = "", minor: bool = False
) -> SaveOutcome:
    """Save what was written on top of revision ``base_number`` (0: on nothing).

    Raises :class:`NotFound`, :class:`Denied`, :class:`Invalid` with an error a field.
    """
    require(actor, "page.edit")
    taxonomy = load_taxonomy()
    mine = _checked(content, {}, taxonomy)
    page = _open_page(slug)
    _require_fit(PageKind(page.kind), mine)
    number, theirs = current_content(page)
    if base_number == number:
        result, merged = mine, False
    else:
        base = _content_at(page, base_number)
        combined = combine(base, mine, theirs)
        if combined.conflicts:
            sides = {"base": base, "mine": mine, "theirs": theirs}
            return _conflict(page, **sides, fields=combined.conflicts, authors=_authors_since(page, base_number, actor))
        result, merged = combined.content, True
    if result == theirs and not _has_guesses(page):
        return Unchanged(slug=page.slug, number=number)
    publish = publishes_on_save(PageKind(page.kind))
    revision = add_revision(page, result, sign(actor, comment, minor=minor), taxonomy, publish=publish)
    outcome = Merged if merged else Saved
    return outcome(page_id=PageId(page.id), slug=page.slug, number=revision.number)


def undo_change(actor: Actor, slug: str, number: int, comment: str) -> SaveOutcome:
    """Take back what revision ``number`` changed, and keep what came after it where the two do not overlap."""
    require(actor, "page.edit")
    if number <= 1:
        raise NotFound
    page = _open_page(slug)
    current_number, current = current_content(page)
    after, before = _content_at(page, number), _content_at(page, number - 1)
    combined = combine(after, current, before)
    if combined.conflicts:
        return _conflict(page, base=after, mine=before, theirs=current, fields=combined.conflicts)
    return save_page(actor, slug, combined.content, base_number=current_number, comment=comment)


def _authors_since(page: PageRow, number: int, actor: Actor) -> tuple[str, ...]:
    """Return who else saved after revision ``number``, the latest first."""
    query = select(RevisionRow.author).where(RevisionRow.page_id == page.id, RevisionRow.number > number)
    authors = dict.fromkeys(db.session.scalars(query.order_by(RevisionRow.number.desc())))
    return tuple(author for author in authors if author and author != actor.label)


def _conflict(
    page: PageRow,
    *,
    base: Content,
    mine: Content,
    theirs: Content,
    fields: Sequence[str],
    authors: tuple[str, ...] = (),
) -> Conflict:
    revision = current_revision(page)
    return Conflict(
        page_id=PageId(page.id),
        slug=page.slug,
        base=base,
        mine=mine,
        theirs=theirs,
        theirs_number=revision.number,
        theirs_author=revision.author,
        theirs_at=revision.created_at,
        others=authors or (revision.author,),
        fields=fields,
    )


def confirm_tags(actor: Actor, slug: str) -> None:
    """Confirm the themes and cities an import inferred, as they are: a minor revision that says so."""
    require(actor, "page.edit")
    page = _open_page(slug)
    number, content = current_content(page)
    if _has_guesses(page):
        save_page(actor, slug, content, base_number=number, comment="Themes and cities confirmed", minor=True)


def revert_page(actor: Actor, slug: str, number: int, comment: str) -> SaveOutcome:
    """Make what revision ``number`` said the newest revision; nothing between is removed."""
    require(actor, "page.edit")
    if number < 1:
        raise NotFound
    page = _open_page(slug)
    current_number, _ = current_content(page)
    return save_page(actor, slug, _content_at(page, number), base_number=current_number, comment=comment)


def _checked(content: Content, errors: dict[str, str], taxonomy: Taxonomy) -> Content:
    normal, wrong_facts = with_facts_read(normalise(content))
    errors = errors | wrong_facts
    errors |= content_errors(
        normal, theme_slugs=frozenset(taxonomy.theme_by_slug), city_slugs=frozenset(taxonomy.city_by_slug)
    )
    if normal.lead_picture:
        picture = find_by_path(normal.lead_picture)
        if picture is None or not picture.is_picture:
            errors["lead_picture"] = message("There is no such picture. Upload it first, then choose it.")
        else:
            normal = replace(normal, lead_picture=picture.path)
    if errors:
        raise Invalid(errors)
    return normal


def _require_fit(kind: PageKind, content: Content) -> None:
    if errors := kind_errors(kind, content):
        raise Invalid(errors)


def _open_page(slug: str) -> PageRow:
    page = hold_page(slug)
    if page.archived_at is not None:
        raise Invalid({"page": message("This page is archived. Restore it before you edit it.")})
    return page


def _content_at(page: PageRow, number: int) -> Content:
    if number == 0:
        return NOTHING
    query = select(RevisionRow).where(RevisionRow.page_id == page.id, RevisionRow.number == number)
    revision = db.session.scalar(query)
    if revision is None:
        raise NotFound
    return stored_content(revision)


def _has_guesses(page: PageRow) -> bool:
    """Tell whether a save that changes nothing still confirms tags that an import inferred."""
    themes = select(RevisionTheme.theme_id).where(
        RevisionTheme.revision_id == page.current_revision_id, RevisionTheme.inferred
    )
    cities = select(RevisionCity.city_id).where(
        RevisionCity.revision_id == page.current_revision_id, RevisionCity.inferred
    )
    return db.session.execute(themes.union(cities).limit(1)).first() is not None
