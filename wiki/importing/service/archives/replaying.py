"""Lets a page live through what the export tells of it, and stand in the end as it stood there."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.slugs import slugify
from wiki.dissemination.archive.types import Document, EventRecord, PageRecord
from wiki.importing.service.archives.finding import Text
from wiki.pages.models import LinkRow, PageRow, RedirectRow, RevisionRow
from wiki.pages.rules import COMMENT_MAX, one_line
from wiki.pages.service.rendering import store_links, store_rendering
from wiki.pages.service.writing import Signature, add_revision, after_change, public_names, record_event
from wiki.taxonomy.types import Taxonomy

_NAME_MAX, _DETAIL_MAX = 120, 420


def replay(
    page: PageRow,
    record: PageRecord,
    texts: Sequence[Text],
    events: Sequence[EventRecord],
    taxonomy: Taxonomy,
    *,
    known: Mapping[int, RevisionRow],
) -> RevisionRow | None:
    """Add texts and events in their order, then let the page stand as the record says; return its newest revision.

    ``known`` are the revisions that are here, by their number in the export.
    """
    before, rows, waiting = public_names(page), dict(known), list(events)
    for text in texts:
        number = text.document.revision
        _record(page, [event for event in waiting if event.after < number], rows)
        waiting = [event for event in waiting if event.after >= number]
        rows[number] = add_text(page, text, taxonomy)
    _record(page, waiting, rows)
    _bring_to(page, record, rows)
    after_change(page, before, moved=True)
    return rows.get(max(rows, default=0))


def add_text(page: PageRow, text: Text, taxonomy: Taxonomy) -> RevisionRow:
    """Append a revision as it was, with when visitors could first read it."""
    document = text.document
    row = add_revision(
        page,
        text.content,
        signature_of(document),
        taxonomy,
        publish=document.published_at == document.saved_at,
        inferred=frozenset(document.inferred),
    )
    row.published_at = document.published_at
    return row


def signature_of(told: Document | EventRecord) -> Signature:
    """Return who did something in the export's wiki, and when; nobody of this one."""
    by, at = (told.author, told.saved_at) if isinstance(told, Document) else (told.by, told.at)
    actor = Actor(label=by.replace("\0", "")[:_NAME_MAX])
    return Signature(actor=actor, at=at, comment=one_line(told.comment)[:COMMENT_MAX], minor=told.minor)


def _record(page: PageRow, events: Iterable[EventRecord], rows: dict[int, RevisionRow]) -> None:
    for event in events:
        if event.revision is None or event.revision in rows:
            record_event(
                page,
                event.action,
                signature_of(event),
                public=event.public,
                revision=rows.get(event.revision) if event.revision is not None else None,
                detail=one_line(event.detail)[:_DETAIL_MAX],
            )


def _bring_to(page: PageRow, record: PageRecord, rows: dict[int, RevisionRow]) -> None:
    page.kind, page.archived_at = record.kind, record.archived_at
    # A revision that the export could not give leaves what is published here as it is.
    here = db.session.get(RevisionRow, page.published_revision_id) if page.published_revision_id else None
    published = rows.get(record.published, here) if record.published is not None else None
    current = db.session.get_one(RevisionRow, page.current_revision_id)
    page.title_key = slugify((published or current).title)
    wanted = published.id if published else None
    if page.published_revision_id != wanted:
        page.published_revision_id = wanted
        db.session.execute(delete(LinkRow).where(LinkRow.page_id == page.id))
        for revision in (current, published):
            if revision is not None:
                store_links(page, revision, store_rendering(revision).links)
    _move(page, record.slug)
    _add_redirects(page, record)
    db.session.flush()


def _move(page: PageRow, slug: str) -> None:
    if page.slug != slug and db.session.scalar(select(PageRow.id).where(PageRow.slug == slug)) is None:
        db.session.execute(delete(RedirectRow).where(RedirectRow.slug == slug))
        page.slug = slug
        db.session.flush()


def _add_redirects(page: PageRow, record: PageRecord) -> None:
    for redirect in record.redirects:
        is_page = db.session.scalar(select(PageRow.id).where(PageRow.slug == redirect.slug)) is not None
        if not is_page and db.session.get(RedirectRow, redirect.slug) is None:
            db.session.add(RedirectRow(slug=redirect.slug, page_id=page.id, created_at=redirect.created_at))
            db.session.flush()
