"""What practices say that matters to peers, each in its newest edition, kept as long as its revision lasts.

What a revision says never changes, so it is read once in each process, as what it needs is in :mod:`wiki.fit.queries`.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from sqlalchemy import func, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.core.slugs import slugify
from wiki.exchange.matching import Barrier
from wiki.facts import Facts, rows_of
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.revisions import NO_TAGS, Tags, tags_of
from wiki.pages.queries.visibility import listed_for, shown_revision
from wiki.pages.types import PageKind
from wiki.replication.types import Stage
from wiki.taxonomy.types import Taxonomy

_BATCH, _MOST_KEPT = 500, 20_000
# The stage of a replication that a practice's own phase is like; ours.
_STAGES: Mapping[str, Stage] = {
    "idea": Stage.WATCHING,
    "planning": Stage.PLAN,
    "implementation": Stage.IMPLEMENTATION,
    "operation": Stage.OPERATION,
    "evaluation": Stage.MONITORED,
    "mainstreamed": Stage.RETURNED,
}
# SQLite gives the number of a revision that was removed to another; the time tells them apart.
_Key = tuple[int, datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a revision of a practice says of its cities' work; ``barriers`` are categories, and whether solved."""

    title: str
    themes: tuple[str, ...]
    cities: tuple[str, ...]
    blocks: Mapping[str, str]
    stage: Stage | None
    barriers: tuple[tuple[str, bool], ...]

    def in_themes(self) -> Sequence[Barrier]:
        """Return its barriers, each in every theme the practice is about."""
        return [
            Barrier(category=category, theme=theme, is_solved=is_solved, where=self.title)
            for category, is_solved in self.barriers
            for theme in self.themes
        ]


_kept: OrderedDict[_Key, Said] = OrderedDict()
_lock = Lock()


def practices_said(actor: Actor, taxonomy: Taxonomy) -> Mapping[PageId, Said]:
    """Return what each practice says, in its newest edition or, for members, without one in its working copy."""
    newest = func.coalesce(PageRow.published_revision_id, shown_revision(actor))
    query = select(PageRow.id.label("page_id"), RevisionRow.id, RevisionRow.created_at)
    query = query.join(RevisionRow, RevisionRow.id == newest)
    rows = db.session.execute(query.where(PageRow.kind == PageKind.PRACTICE, listed_for(actor))).all()
    keys = [(row.id, row.created_at) for row in rows]
    with _lock:
        found = {key: _kept[key] for key in keys if key in _kept}
    unknown = [key for key in keys if key not in found]
    read: dict[_Key, Said] = {}
    for begin in range(0, len(unknown), _BATCH):
        read |= _read(unknown[begin : begin + _BATCH], taxonomy)
    with _lock:
        _kept.update(read)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    found |= read
    return {PageId(row.page_id): found[row.id, row.created_at] for row in rows}


def by_folded(names: Iterable[str]) -> Mapping[str, str]:
    """Return names of blocks by what they are compared by: without case and punctuation."""
    return {folded: name for name in names if (folded := slugify(name))}


def _read(keys: Sequence[_Key], taxonomy: Taxonomy) -> dict[_Key, Said]:
    ids = [revision_id for revision_id, _ in keys]
    columns = RevisionRow.id, RevisionRow.title, RevisionRow.facts, RevisionRow.template_version
    rows = {row.id: row for row in db.session.execute(select(*columns).where(RevisionRow.id.in_(ids)))}
    tags = tags_of(ids, taxonomy)
    return {(i, at): _said(rows[i].title, facts_of(rows[i]), tags.get(i, NO_TAGS)) for i, at in keys}


def _said(title: str, facts: Facts, tags: Tags) -> Said:
    return Said(
        title=title,
        themes=tuple(theme.slug for theme in tags.themes),
        cities=tuple(city.slug for city in tags.cities),
        blocks=by_folded(str(row.get("name", "")) for row in rows_of(facts, "blocks")),
        stage=_STAGES.get(str(facts.get("phase", ""))),
        barriers=tuple(
            (str(row["category"]), bool(row.get("solved")))
            for row in rows_of(facts, "influences")
            if row.get("kind") == "barrier" and row.get("category")
        ),
    )
