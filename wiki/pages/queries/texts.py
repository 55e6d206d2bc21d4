"""The texts of pages for the search index: what each audience reads of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select

from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.facts import Facts
from wiki.pages.marks import NO_MARKS, Marks
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.marks import marks_of_row
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.revisions import NO_TAGS, Tags, tags_of
from wiki.pages.types import PageKind
from wiki.taxonomy.types import City, Taxonomy, Theme

_BATCH = 500
Audience = Literal["all", "public", "members"]


@dataclass(frozen=True, kw_only=True)
class PageText:
    """One text of a page: the published one, the current one, or (``all``) both in one."""

    page_id: PageId
    revision_id: int
    audience: Audience
    slug: str
    kind: str
    title: str
    summary: str
    body: str
    language: str
    themes: tuple[Theme, ...]
    cities: tuple[City, ...]
    listed_on: date
    """The day its newest edition was disseminated, else the day the page is about, else the one it was made on."""
    facts: Facts
    marks: Marks
    updated_at: datetime
    """When its readers could first read it."""


def page_texts(page_ids: Iterable[PageId], taxonomy: Taxonomy) -> tuple[PageText, ...]:
    """Return the texts of pages; an archived page has none, and one never published only its members'."""
    pages = db.session.scalars(
        select(PageRow).where(PageRow.id.in_(list(page_ids)), PageRow.archived_at.is_(None))
    ).all()
    pointers = {i for page in pages for i in (page.current_revision_id, page.published_revision_id) if i is not None}
    revisions = {row.id: row for row in db.session.scalars(select(RevisionRow).where(RevisionRow.id.in_(pointers)))}
    tags = tags_of(revisions, taxonomy)
    return tuple(
        _text(page, audience, revisions[revision_id], tags.get(revision_id, NO_TAGS))
        for page in pages
        for audience, revision_id in audiences(page.current_revision_id, page.published_revision_id)
    )


def _text(page: PageRow, audience: Audience, revision: RevisionRow, tags: Tags) -> PageText:
    facts, is_practice = facts_of(revision), page.kind == PageKind.PRACTICE
    return PageText(
        page_id=PageId(page.id),
        revision_id=revision.id,
        audience=audience,
        slug=page.slug,
        kind=page.kind,
        title=revision.title,
        summary=revision.summary,
        body=revision.body,
        language=revision.language,
        themes=tags.themes,
        cities=tags.cities,
        listed_on=page.edition_on or revision.starts_on or page.created_at.date(),
        facts=facts,
        marks=marks_of_row(revision, page, facts, tags) if is_practice else NO_MARKS,
        updated_at=readable_since(audience, revision.created_at, revision.published_at),
    )


def readable_since(audience: Audience, created_at: datetime, published_at: datetime | None) -> datetime:
    """Return when the readers of a text could first read it.

    A draft may wait for weeks: to visitors it is new on the day it is published, and so it is where it is one text
    for everybody.
    """
    return created_at if audience == "members" else published_at or created_at


def audiences(current: int | None, published: int | None) -> Iterator[tuple[Audience, int]]:
    """Yield who reads a text of a page of its own, and which revision that is."""
    if current == published and current is not None:
        yield "all", current
        return
    if published is not None:
        yield "public", published
    if current is not None:
        yield "members", current


def page_id_batches() -> Iterator[tuple[PageId, ...]]:
    """Yield the ids of all pages in batches, by key, so that memory stays bounded."""
    last = 0
    while batch := db.session.scalars(
        select(PageRow.id).where(PageRow.id > last).order_by(PageRow.id).limit(_BATCH)
    ).all():
        yield tuple(map(PageId, batch))
        last = batch[-1]
