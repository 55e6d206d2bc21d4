"""What is drawn from the texts: stored HTML, link rows, points of meetings and barriers, compared with a new one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from wiki.core.changes import PendingChange
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.pages.models import BarrierRow, LinkRow, MeetingPointRow, PageRow, RenderingRow, RevisionRow
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.texts import page_id_batches
from wiki.pages.service.rendering import Drawing, barrier_values, draw, point_values
from wiki.upkeep.types import Finding, Severity, Stores, Tell

# Texts may be long, and each is in memory with its HTML, stored and fresh.
_BATCH = 25
# Number and address of a page, and its current and published revision.
_Pointers = Row[int, str, int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class _Drawn:
    """A revision that a pointer names: its number, what is stored, and what a fresh reading gives."""

    number: int
    html: str | None
    headings: list[dict[str, Any]] | None
    prose: dict[str, str] | None
    points: list[dict[str, Any]]
    barriers: list[dict[str, Any]]
    fresh: Drawing

    @property
    def differs(self) -> bool:
        """Tell whether another rendering is stored; that none is stored, another check tells."""
        if self.html is None:
            return False
        fresh = self.fresh
        points = sorted(map(point_values, fresh.points), key=_order)
        barriers = list(map(barrier_values, fresh.barriers))
        stored = (self.html, self.headings, self.prose, self.points, self.barriers)
        return stored != (fresh.html, fresh.headings, fresh.prose, points, barriers)


def missing(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for revisions that nobody can read because their HTML is not there."""
    query = (
        select(RevisionRow.id, RevisionRow.number, PageRow.slug)
        .join(PageRow, PageRow.id == RevisionRow.page_id)
        .outerjoin(RenderingRow, RenderingRow.revision_id == RevisionRow.id)
        .where(RenderingRow.revision_id.is_(None))
    )
    for revision_id, number, slug in db.session.execute(query):
        yield Finding(
            code="rendering-missing",
            subject=f"page {slug}, revision {number}",
            sentence=f"Revision {number} of the page {slug} has no HTML.",
            severity=Severity.DISPOSABLE,
            target=revision_id,
        )


def outdated(_stores: Stores, tell: Tell) -> Iterator[Finding]:
    """Read what both pointers of every page name once more, and compare.

    Earlier revisions may keep the links they were drawn with, and pages in the outbox wait for just this.
    """
    for batch in page_id_batches():
        for start in range(0, len(batch), _BATCH):
            ids = batch[start : start + _BATCH]
            yield from _outdated(ids)
            tell(len(ids))


def _outdated(ids: Sequence[PageId]) -> Iterator[Finding]:
    columns = select(PageRow.id, PageRow.slug, PageRow.current_revision_id, PageRow.published_revision_id)
    pages = db.session.execute(columns.where(PageRow.id.in_(ids))).all()
    drawn = _drawn({i for page in pages for i in page[2:] if i is not None})
    links: dict[int, set[tuple[str, bool, bool]]] = {page.id: set() for page in pages}
    for link in db.session.execute(select(LinkRow.__table__).where(LinkRow.page_id.in_(ids))):
        links[link.page_id].add((link.target, link.in_current, link.in_published))
    waiting = select(PendingChange.subject_id).where(PendingChange.topic == "render", PendingChange.subject_id.in_(ids))
    pending = set(db.session.scalars(waiting))
    for page in pages:
        if page.id not in pending:
            yield from _differing(page, drawn)
        if links[page.id] != _links(page, drawn):
            yield _finding("links-differ", page, f"The links noted of the page {page.slug} are not those of its text.")


def _kept(table: type[MeetingPointRow | BarrierRow], revision_ids: set[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    query = select(table.__table__).where(table.revision_id.in_(revision_ids))
    for row in db.session.execute(query).mappings():
        values = dict(row)
        found.setdefault(values.pop("revision_id"), []).append(values)
    return {revision_id: sorted(each, key=_order) for revision_id, each in found.items()}


def _order(kept: dict[str, Any]) -> tuple[str, int]:
    return kept.get("kind", ""), kept["place"]


def _drawn(revision_ids: set[int]) -> dict[int, _Drawn]:
    points, barriers = _kept(MeetingPointRow, revision_ids), _kept(BarrierRow, revision_ids)
    query = (
        select(
            RevisionRow.id,
            RevisionRow.number,
            RevisionRow.body,
            RevisionRow.language,
            RevisionRow.facts,
            RevisionRow.template_version,
            RenderingRow.html,
            RenderingRow.headings,
            RenderingRow.prose,
        )
        .outerjoin(RenderingRow, RenderingRow.revision_id == RevisionRow.id)
        .where(RevisionRow.id.in_(revision_ids))
    )
    return {
        row.id: _Drawn(
            number=row.number,
            html=row.html,
            headings=row.headings,
            prose=row.prose,
            points=points.get(row.id, []),
            barriers=barriers.get(row.id, []),
            fresh=draw(row.body, facts_of(row), row.language),
        )
        for row in db.session.execute(query).all()
    }


def _differing(page: _Pointers, drawn: dict[int, _Drawn]) -> Iterator[Finding]:
    for pointer in {page.current_revision_id, page.published_revision_id} & drawn.keys():
        if drawn[pointer].differs:
            number = drawn[pointer].number
            sentence = f"The HTML of revision {number} of the page {page.slug} is not that of its text."
            yield _finding("rendering-differs", page, sentence)


def _links(page: _Pointers, drawn: dict[int, _Drawn]) -> set[tuple[str, bool, bool]]:
    """Return target, and whether the current and the published text link there."""
    current, published = (
        drawn[pointer].fresh.links if pointer in drawn else frozenset()
        for pointer in (page.current_revision_id, page.published_revision_id)
    )
    return {(key, key in current, key in published) for key in current | published}


def _finding(code: str, page: _Pointers, sentence: str) -> Finding:
    subject, severity = f"page {page.slug}", Severity.DISPOSABLE
    return Finding(code=code, subject=subject, sentence=sentence, severity=severity, target=page.id)
