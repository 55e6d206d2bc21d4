"""Reads of one page."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, String, bindparam, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from wiki.accounts.types import Actor
from wiki.core.db import db, run
from wiki.core.errors import NotFound
from wiki.core.ids import PageId
from wiki.facts import Facts, from_stored
from wiki.files.models import FileRow
from wiki.markup import Heading
from wiki.pages.models import (
    DemoPageRow,
    PageRow,
    RedirectRow,
    RenderingRow,
    RevisionCity,
    RevisionRow,
    RevisionTheme,
)
from wiki.pages.queries.revisions import NO_TAGS, revision_of, revision_select, tags_of
from wiki.pages.queries.visibility import (
    reads_drafts,
    revision_visible_to,
    typical,
    visible_to,
)
from wiki.pages.types import Content, Page, PageKind, PageView, Revision
from wiki.taxonomy.models import CityRow, ThemeRow
from wiki.taxonomy.types import Taxonomy

# Above every number a revision can have.
NO_NUMBER = 2**31 - 1


def find_page(actor: Actor, slug: str) -> Page | None:
    """Return the page at an address, if it exists for the actor. Redirects are not followed."""
    row = run(_page_at(typical(actor)), {"slug": slug}).one_or_none()
    if row is None:
        return None
    return Page(
        id=PageId(row.id),
        slug=row.slug,
        kind=PageKind(row.kind),
        archived_at=row.archived_at,
        current_number=row.current_number,
        published_number=row.published_number,
        edition=row.edition,
        is_demo=row.demo is not None,
    )


@cache
def _page_at(reader: Actor) -> Select[*tuple[Any, ...]]:
    current, published = aliased(RevisionRow), aliased(RevisionRow)
    numbers = current.number.label("current_number"), published.number.label("published_number")
    demo = DemoPageRow.page_id.label("demo")
    return (
        select(PageRow.id, PageRow.slug, PageRow.kind, PageRow.archived_at, PageRow.edition, *numbers, demo)
        .join(current, current.id == PageRow.current_revision_id)
        .outerjoin(published, published.id == PageRow.published_revision_id)
        .outerjoin(DemoPageRow, DemoPageRow.page_id == PageRow.id)
        .where(PageRow.slug == bindparam("slug"), visible_to(reader))
    )


def get_page(actor: Actor, slug: str) -> Page:
    page = find_page(actor, slug)
    if page is None:
        raise NotFound
    return page


def find_redirect(actor: Actor, slug: str) -> str | None:
    """Return the present address of a page that was once at ``slug``."""
    return db.session.scalar(
        select(PageRow.slug)
        .join(RedirectRow, RedirectRow.page_id == PageRow.id)
        .where(RedirectRow.slug == slug, visible_to(actor))
    )


def find_titled(actor: Actor, key: str) -> str | None:
    """Return the address of the page with a title, given as a link key; of several, the oldest."""
    if not key:
        return None
    query = select(PageRow.slug).where(PageRow.title_key == key, visible_to(actor))
    return db.session.scalar(query.order_by(PageRow.id).limit(1))


def find_slug(actor: Actor, page_id: PageId) -> str | None:
    """Return the present address of a page by its number, for short links."""
    return db.session.scalar(select(PageRow.slug).where(PageRow.id == page_id, visible_to(actor)))


def find_slugs(actor: Actor, page_ids: Collection[PageId]) -> Mapping[PageId, str]:
    """Return the present addresses of those of the pages that the actor may see."""
    if not page_ids:
        return {}
    rows = db.session.execute(select(PageRow.id, PageRow.slug).where(PageRow.id.in_(page_ids), visible_to(actor)))
    return {PageId(row.id): row.slug for row in rows}


def get_view(actor: Actor, page: Page, taxonomy: Taxonomy, number: int | None = None) -> PageView:
    """Return a page with a revision: the one asked for, or the one the actor reads by default.

    Raises :class:`NotFound` when the revision does not exist for the actor. Renders nothing.
    """
    if number is None:
        number = page.current_number if reads_drafts(actor) else page.published_number
    wanted = {"page_id": page.id, "number": number}
    row = run(_revision_with_rendering(typical(actor)), wanted).one_or_none()
    if row is None:
        raise NotFound
    tags = tags_of([row.revision_id], taxonomy).get(row.revision_id, NO_TAGS)
    return PageView(
        page=page,
        revision=revision_of(row, tags),
        html=row.html or "",
        headings=tuple(Heading(**heading) for heading in row.headings or ()),
        facts=facts_of(row),
        prose=row.prose or {},
    )


@cache
def _revision_with_rendering(reader: Actor) -> Select[*tuple[Any, ...]]:
    drawn = RenderingRow.html, RenderingRow.headings, RenderingRow.prose
    query = revision_select(*drawn, RevisionRow.facts, RevisionRow.template_version).outerjoin(
        RenderingRow, RenderingRow.revision_id == RevisionRow.id
    )
    one = RevisionRow.page_id == bindparam("page_id"), RevisionRow.number == bindparam("number")
    return query.where(*one, revision_visible_to(reader))


def get_content(actor: Actor, page: Page, number: int) -> Content:
    """Return what a revision says, with its Markdown. Raises :class:`NotFound`."""
    wanted = {"page_id": page.id, "number": number}
    row = run(_revision_with_text(typical(actor)), wanted).one_or_none()
    if row is None:
        raise NotFound
    return content_of(row)


@cache
def _revision_with_text(reader: Actor) -> Select[*tuple[Any, ...]]:
    one = RevisionRow.page_id == bindparam("page_id"), RevisionRow.number == bindparam("number")
    return content_select().where(*one, revision_visible_to(reader))


def _slugs(named: type[ThemeRow | CityRow], tag_id: InstrumentedAttribute[int]) -> ScalarSelect[str]:
    """Return the slugs of a revision's themes or cities in one text, each behind its position."""
    placed = cast(tag_id.class_.position, String) + ":" + named.slug
    of_revision = select(func.aggregate_strings(placed, " ")).join(tag_id.class_, tag_id == named.id)
    return of_revision.where(tag_id.class_.revision_id == RevisionRow.id).correlate(RevisionRow).scalar_subquery()


def _in_order(placed: str | None) -> tuple[str, ...]:
    """Return the slugs in what a column of :func:`_slugs` holds, strongest first."""
    pairs = (each.split(":") for each in (placed or "").split())
    return tuple(slug for _, slug in sorted((int(position), slug) for position, slug in pairs))


def content_select(*more: Any) -> Select[*tuple[Any, ...]]:
    """Return a select of what makes a revision's content (and others)."""
    return (
        select(
            RevisionRow.title,
            RevisionRow.summary,
            RevisionRow.body,
            RevisionRow.language,
            RevisionRow.starts_on,
            RevisionRow.ends_on,
            RevisionRow.place,
            RevisionRow.facts,
            RevisionRow.template_version,
            FileRow.key.label("picture_key"),
            FileRow.name.label("picture_name"),
            _slugs(ThemeRow, RevisionTheme.theme_id).label("themes"),
            _slugs(CityRow, RevisionCity.city_id).label("cities"),
            *more,
        )
        .select_from(RevisionRow)
        .outerjoin(FileRow, FileRow.id == RevisionRow.lead_file_id)
    )


def content_of(row: Row[Any]) -> Content:
    """Return the content in a row of :func:`content_select`."""
    return Content(
        title=row.title,
        summary=row.summary,
        body=row.body,
        language=row.language,
        themes=_in_order(row.themes),
        cities=_in_order(row.cities),
        lead_picture=f"/files/{row.picture_key}/{row.picture_name}" if row.picture_key else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        place=row.place,
        facts=facts_of(row),
    )


def facts_of(row: Any) -> Facts:
    """Return the facts of a row that holds ``facts`` and ``template_version``, as the present template says them."""
    return from_stored(row.facts, row.template_version) if row.facts else {}


def neighbours(actor: Actor, page: Page, number: int) -> tuple[int | None, int | None]:
    """Return the numbers of the visible revisions before and after one."""
    base = select(RevisionRow.number).where(RevisionRow.page_id == page.id, revision_visible_to(actor))
    before = db.session.scalar(base.where(RevisionRow.number < number).order_by(RevisionRow.number.desc()).limit(1))
    after = db.session.scalar(base.where(RevisionRow.number > number).order_by(RevisionRow.number).limit(1))
    return before, after


def list_revisions(
    actor: Actor, page: Page, taxonomy: Taxonomy, *, before: int | None = None, limit: int = 50
) -> tuple[Revision, ...]:
    """Return a page's visible revisions, newest first, below the number ``before``."""
    wanted = {"page_id": page.id, "before": NO_NUMBER if before is None else before, "most": limit}
    rows = run(_revisions_before(typical(actor)), wanted).all()
    tags = tags_of((row.revision_id for row in rows), taxonomy)
    return tuple(revision_of(row, tags.get(row.revision_id, NO_TAGS)) for row in rows)


def find_revisions(actor: Actor, page: Page, taxonomy: Taxonomy, numbers: Collection[int]) -> tuple[Revision, ...]:
    """Return those of a page's revisions with these numbers that the actor may see, newest first."""
    these = RevisionRow.page_id == page.id, RevisionRow.number.in_(numbers)
    query = revision_select().where(*these, revision_visible_to(actor)).order_by(RevisionRow.number.desc())
    rows = db.session.execute(query).all()
    tags = tags_of((row.revision_id for row in rows), taxonomy)
    return tuple(revision_of(row, tags.get(row.revision_id, NO_TAGS)) for row in rows)


@cache
def _revisions_before(reader: Actor) -> Select[*tuple[Any, ...]]:
    older = RevisionRow.page_id == bindparam("page_id"), RevisionRow.number < bindparam("before")
    query = revision_select().where(*older, revision_visible_to(reader))
    return query.order_by(RevisionRow.number.desc()).limit(bindparam("most"))
