"""Reads of one page."""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import db
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
    row = db.session.execute(_page_at(typical(actor)), {"slug": slug}).one_or_none()
    if row is None:
        return None
    return Page(
        id=PageId(row.id),
        slug=row.slug,
        kind=PageKind(row.kind),
        archived_at=row.archived_at,
        current_number=row.current_number,
        published_number=row.published_number,
        is_demo=row.demo is not None,
    )


@cache
def _page_at(reader: Actor) -> Select[*tuple[Any, ...]]:
    current, published = aliased(RevisionRow), aliased(RevisionRow)
    numbers = current.number.label("current_number"), published.number.label("published_number")
    demo = DemoPageRow.page_id.label("demo")
    return (
        select(PageRow.id, PageRow.slug, PageRow.kind, PageRow.archived_at, *numbers, demo)
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


def get_view(actor: Actor, page: Page, taxonomy: Taxonomy, number: int | None = None) -> PageView:
    """Return a page with a revision: the one asked for, or the one the actor reads by default.

    Raises :class:`NotFound` when the revision does not exist for the actor. Renders nothing.
    """
    if number is None:
        number = page.current_number if reads_drafts(actor) else page.published_number
    wanted = {"page_id": page.id, "number": number}
    row = db.session.execute(_revision_with_rendering(typical(actor)), wanted).one_or_none()
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
    row = db.session.execute(_revision_with_text(typical(actor)), wanted).one_or_none()
    if row is None:
        raise NotFound
    revision, key, name = row
    return content_of(revision, f"/files/{key}/{name}" if key else "")


@cache
def _revision_with_text(reader: Actor) -> Select[*tuple[Any, ...]]:
    query = select(RevisionRow, FileRow.key, FileRow.name).outerjoin(FileRow, FileRow.id == RevisionRow.lead_file_id)
    one = RevisionRow.page_id == bindparam("page_id"), RevisionRow.number == bindparam("number")
    return query.where(*one, revision_visible_to(reader))


def content_of(revision: RevisionRow, lead_picture: str) -> Content:
    themes, cities = tag_slugs(revision.id)
    return Content(
        title=revision.title,
        summary=revision.summary,
        body=revision.body,
        language=revision.language,
        themes=themes,
        cities=cities,
        lead_picture=lead_picture,
        starts_on=revision.starts_on,
        ends_on=revision.ends_on,
        place=revision.place,
        facts=facts_of(revision),
    )


def facts_of(row: Any) -> Facts:
    """Return the facts of a row that holds ``facts`` and ``template_version``, as the present template says them."""
    return from_stored(row.facts, row.template_version) if row.facts else {}


_THEMES_OF = (
    select(ThemeRow.slug)
    .join(RevisionTheme, RevisionTheme.theme_id == ThemeRow.id)
    .where(RevisionTheme.revision_id == bindparam("revision"))
    .order_by(RevisionTheme.position)
)
_CITIES_OF = (
    select(CityRow.slug)
    .join(RevisionCity, RevisionCity.city_id == CityRow.id)
    .where(RevisionCity.revision_id == bindparam("revision"))
    .order_by(RevisionCity.position)
)


def tag_slugs(revision_id: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the slugs of a revision's themes and cities, strongest first."""
    tagged = {"revision": revision_id}
    return tuple(db.session.scalars(_THEMES_OF, tagged)), tuple(db.session.scalars(_CITIES_OF, tagged))


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
    rows = db.session.execute(_revisions_before(typical(actor)), wanted).all()
    tags = tags_of((row.revision_id for row in rows), taxonomy)
    return tuple(revision_of(row, tags.get(row.revision_id, NO_TAGS)) for row in rows)


@cache
def _revisions_before(reader: Actor) -> Select[*tuple[Any, ...]]:
    older = RevisionRow.page_id == bindparam("page_id"), RevisionRow.number < bindparam("before")
    query = revision_select().where(*older, revision_visible_to(reader))
    return query.order_by(RevisionRow.number.desc()).limit(bindparam("most"))
