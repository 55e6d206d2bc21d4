"""Many new pages at once: what is written for each on its first save, with one statement a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.exc import IntegrityError

from wiki.core.changes import record_changes
from wiki.core.db import Base, db, table_of
from wiki.core.errors import Invalid
from wiki.core.ids import PageId
from wiki.core.messages import message
from wiki.core.slugs import slugify
from wiki.markup import Parsed, parse
from wiki.pages.models import EventRow, LinkRow, PageRow, RenderingRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.service.coming import Coming
from wiki.pages.service.rendering import render_parsed
from wiki.pages.service.writing import Signature, revision_values, signed, tag_values
from wiki.pages.types import Content, EventAction, PageKind
from wiki.taxonomy.types import Taxonomy

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class NewPage:
    """A page and its first revision; ``inferred`` holds the tags that nobody has confirmed."""

    slug: str
    kind: PageKind
    content: Content
    signature: Signature
    publish: bool
    inferred: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class AddedPage:
    """A new page with the numbers its rows got."""

    page_id: PageId
    revision_id: int
    new: NewPage
    parsed: Parsed


def add_pages(pages: Sequence[NewPage], taxonomy: Taxonomy, coming: Coming) -> tuple[AddedPage, ...]:
    """Add pages at free addresses, no two at one and none with facts, and return them in their order.

    All are there before the first is drawn, so that their links to each other lead somewhere at once; so do those
    to pages that are coming.
    Raises :class:`Invalid` when an address was just taken.
    """
    added = _with_revisions(pages)
    keys = (key for new in pages if new.publish for key in (new.slug, slugify(new.content.title)))
    coming.refresh_linking(frozenset(filter(None, keys)))
    tags = [tag_values(each.revision_id, each.new.content, taxonomy, each.new.inferred) for each in added]
    _insert(RevisionTheme, [row for themes, _ in tags for row in themes])
    _insert(RevisionCity, [row for _, cities in tags for row in cities])
    _insert(RenderingRow, _renderings(added, coming))
    _insert(LinkRow, [row for each in added for row in _links(each)])
    _insert(EventRow, map(_event, added))
    record_changes((each.page_id for each in added), "index")
    coming.look_at(new.slug for new in pages if not new.publish)
    return added


def _with_revisions(pages: Sequence[NewPage]) -> tuple[AddedPage, ...]:
    page_ids = _insert_pages(pages)
    rows = [
        {"page_id": page_ids[new.slug], "number": 1, **revision_values(new.content, new.signature, publish=new.publish)}
        for new in pages
    ]
    revision_ids = _inserted(RevisionRow, "page_id", rows)
    added = tuple(
        AddedPage(
            page_id=PageId(page_ids[new.slug]),
            revision_id=revision_ids[page_ids[new.slug]],
            new=new,
            parsed=parse(new.content.body, with_words=True),
        )
        for new in pages
    )
    pages_table = table_of(PageRow)
    pointers = update(pages_table).where(pages_table.c.id == bindparam("page"))
    db.session.execute(
        pointers.values(current_revision_id=bindparam("current"), published_revision_id=bindparam("published")),
        [
            {
                "page": each.page_id,
                "current": each.revision_id,
                "published": each.revision_id if each.new.publish else None,
            }
            for each in added
        ],
    )
    return added


def _insert_pages(pages: Sequence[NewPage]) -> Mapping[str, int]:
    rows = [
        {
            "slug": new.slug,
            "kind": new.kind,
            "title_key": slugify(new.content.title),
            "created_at": new.signature.at,
        }
        for new in pages
    ]
    try:
        return _inserted(PageRow, "slug", rows)
    except IntegrityError as error:
        raise Invalid({"slug": message("Somebody has just made a page at this address. Open it and edit.")}) from error


def _renderings(added: Sequence[AddedPage], coming: Coming) -> list[Row]:
    targets, awaited = coming.targets(key for each in added for key in each.parsed.links)
    coming.trust({each.page_id: each.revision_id for each in added if not awaited.isdisjoint(each.parsed.links)})
    rows = []
    for each in added:
        rendered = render_parsed(each.parsed, each.new.content.language, targets)
        headings = [asdict(heading) for heading in rendered.headings]
        rows.append({"revision_id": each.revision_id, "html": rendered.html, "headings": headings})
    return rows


def _links(added: AddedPage) -> Iterable[Row]:
    for key in sorted(added.parsed.links):
        yield {"page_id": added.page_id, "target": key, "in_current": True, "in_published": added.new.publish}


def _event(added: AddedPage) -> Row:
    return signed(added.new.signature) | {
        "page_id": added.page_id,
        "revision_id": added.revision_id,
        "action": EventAction.CREATED,
        "public": added.new.publish,
        "size_change": len(added.new.content.body),
        "detail": "",
    }


def _inserted(model: type[Base], key: str, rows: Sequence[Row]) -> dict[Any, int]:
    """Insert rows and return their numbers by one of their columns."""
    table = table_of(model)
    kept = db.session.execute(insert(table).returning(table.c[key], table.c.id), rows)
    return {row[0]: row[1] for row in kept}


def _insert(model: type[Base], rows: Iterable[Row]) -> None:
    if values := list(rows):
        db.session.execute(insert(table_of(model)), values)
