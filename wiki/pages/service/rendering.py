"""Stored HTML and link rows: written with a revision, and drawn anew when what it links to came or went."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select

from wiki.core.changes import record_changes
from wiki.core.db import db, run, table_of
from wiki.core.ids import CityId, PageId, ThemeId
from wiki.facts import Barrier, Facts, Point, barriers_of, named_pages, points_of, prose_of
from wiki.markup import LinkTarget, Parsed, Rendered, parse
from wiki.pages.models import (
    BarrierRow,
    LinkRow,
    MeetingPointRow,
    PageRow,
    RenderingRow,
    RevisionCity,
    RevisionRow,
    RevisionTheme,
)
from wiki.pages.queries.links import find_linking_ids, find_targets
from wiki.pages.queries.reading import facts_of

# Told to the reader of a link to a missing page, in the language of the page that holds the link.
_NOT_WRITTEN = {
    "bg": "още няма такава страница",
    "de": "noch nicht geschrieben",
    "en": "not written yet",
    "es": "aún no está escrita",
    "fr": "pas encore écrite",
    "it": "non ancora scritta",
    "ja": "未作成のページ",
    "uk": "ще не написано",
}
_FORGET_RENDERING = delete(table_of(RenderingRow)).where(RenderingRow.revision_id == bindparam("revision"))
_KEEP_RENDERING = insert(table_of(RenderingRow))
_FORGET_POINTS = delete(table_of(MeetingPointRow)).where(MeetingPointRow.revision_id == bindparam("revision"))
_KEEP_POINTS = insert(table_of(MeetingPointRow))
_FORGET_BARRIERS = delete(table_of(BarrierRow)).where(BarrierRow.revision_id == bindparam("revision"))
_KEEP_BARRIERS = insert(table_of(BarrierRow))
_LINKS = select(LinkRow.target, LinkRow.in_current, LinkRow.in_published).where(LinkRow.page_id == bindparam("page"))
_FORGET_LINKS = delete(table_of(LinkRow)).where(LinkRow.page_id == bindparam("page"))
_KEEP_LINKS = insert(table_of(LinkRow))


def render_body(body: str, language: str) -> Rendered:
    """Render Markdown with its wiki links resolved as anyone may know them."""
    parsed = parse(body)
    return render_parsed(parsed, language, find_targets(parsed.links))


def render_parsed(parsed: Parsed, language: str, targets: Mapping[str, LinkTarget]) -> Rendered:
    """Render a text that is parsed, given what its links lead to."""
    hint = _NOT_WRITTEN.get(language.partition("-")[0], _NOT_WRITTEN["en"])

    def resolve(key: str) -> LinkTarget:
        target = targets[key]
        return target if target.exists else LinkTarget(href=target.href, exists=False, title=hint)

    return parsed.render(resolve)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What is kept of a revision for its readers; ``prose`` is the HTML of its facts that are prose, by field.

    ``points`` are what of a meeting shows elsewhere, ``barriers`` what of a practice does. ``words`` are those of the
    text, for the index.
    """

    html: str
    words: str
    headings: list[dict[str, Any]]
    prose: dict[str, str] | None
    links: frozenset[str]
    points: tuple[Point, ...]
    barriers: tuple[Barrier, ...]


def draw(body: str, facts: Facts, language: str) -> Drawing:
    """Render all that a revision says in Markdown, and gather what it names."""
    parsed = parse(body, with_words=True)
    rendered = render_parsed(parsed, language, find_targets(parsed.links))
    prose = {key: render_body(text, language) for key, text in prose_of(facts).items()}
    return Drawing(
        html=rendered.html,
        words=parsed.words,
        headings=[asdict(heading) for heading in rendered.headings],
        prose={key: text.html for key, text in prose.items()} or None,
        links=named_pages(facts).union(rendered.links, *(text.links for text in prose.values())),
        points=points_of(facts),
        barriers=barriers_of(facts),
    )


def store_rendering(revision: RevisionRow, *, is_new: bool = False) -> Drawing:
    """Render a revision and keep the result beside it, in place of an older one unless the revision is new."""
    drawing = draw(revision.body, facts_of(revision), revision.language)
    if not is_new:
        run(_FORGET_RENDERING, {"revision": revision.id})
        run(_FORGET_POINTS, {"revision": revision.id})
        run(_FORGET_BARRIERS, {"revision": revision.id})
    if drawing.points:
        run(_KEEP_POINTS, [{"revision_id": revision.id, **point_values(point)} for point in drawing.points])
    if drawing.barriers:
        run(_KEEP_BARRIERS, [{"revision_id": revision.id, **barrier_values(each)} for each in drawing.barriers])
    kept = {"html": drawing.html, "headings": drawing.headings, "prose": drawing.prose}
    run(_KEEP_RENDERING, {"revision_id": revision.id, **kept})
    return drawing


def point_values(point: Point) -> dict[str, Any]:
    """Return the columns of a point that do not say whose it is."""
    return {
        "kind": point.kind.value,
        "row_id": point.row_id,
        "place": point.place,
        "theme": point.theme,
        "city": point.city,
        "due": point.due,
        "is_done": point.is_done,
        "cells": dict(point.row),
    }


def barrier_values(barrier: Barrier) -> dict[str, Any]:
    """Return the columns of a barrier that do not say whose it is."""
    return {
        "row_id": barrier.row_id,
        "place": barrier.place,
        "category": barrier.category,
        "phase": barrier.phase,
        "is_open": barrier.is_open,
        "cells": dict(barrier.row),
    }


def store_links(page: PageRow, revision: RevisionRow, keys: frozenset[str]) -> None:
    """Write where a revision links to under the page's pointers to it.

    A pointer to another revision keeps its links, one that names none has none.
    """
    rows = run(_LINKS, {"page": page.id}).all()
    current = published = keys
    if page.current_revision_id != revision.id:
        current = frozenset(row.target for row in rows if row.in_current)
    if page.published_revision_id is None:
        published = frozenset()
    elif page.published_revision_id != revision.id:
        published = frozenset(row.target for row in rows if row.in_published)
    wanted = {(key, key in current, key in published) for key in current | published}
    if wanted == set(map(tuple, rows)):
        return
    if rows:
        run(_FORGET_LINKS, {"page": page.id})
    if wanted:
        columns = ("page_id", "target", "in_current", "in_published")
        run(_KEEP_LINKS, [dict(zip(columns, (page.id, *link), strict=True)) for link in sorted(wanted)])


def refresh_linking_pages(keys: frozenset[str]) -> None:
    """Ask for the pages that link to any of the keys to be drawn anew; part of the caller's transaction."""
    record_changes(find_linking_ids(keys), "render")


def reindex_tagged(*, theme_id: ThemeId | None = None, city_id: CityId | None = None) -> None:
    """Ask for the pages tagged with a theme or city to be indexed anew, because its names changed."""
    tagged_theme = select(RevisionTheme.revision_id).where(RevisionTheme.theme_id == theme_id)
    tagged_city = select(RevisionCity.revision_id).where(RevisionCity.city_id == city_id)
    tagged = tagged_theme.union(tagged_city)
    shown = or_(PageRow.current_revision_id.in_(tagged), PageRow.published_revision_id.in_(tagged))
    record_changes(db.session.scalars(select(PageRow.id).where(shown)), "index")


def redraw_page(page_id: PageId) -> None:
    """Render what the page's two pointers show once more."""
    page = db.session.get(PageRow, page_id, with_for_update=True)
    if page is None:
        return
    pointers = {page.current_revision_id, page.published_revision_id} - {None}
    for revision in db.session.scalars(select(RevisionRow).where(RevisionRow.id.in_(pointers))):
        store_rendering(revision)
