"""How complete practices are: every one's score, kept as long as the revision and the day last, and all of a few.

What a revision says never changes, so what is missing of it is judged once a day in each process; ten thousand
practices are sorted by it in some milliseconds then.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any

from sqlalchemy import Row, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.facts import Gate, judge
from wiki.pages.facets import Choices
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.listing import selected
from wiki.pages.queries.marks import subject_of
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.revisions import NO_TAGS, tags_of
from wiki.pages.queries.visibility import reads_drafts
from wiki.pages.types import PageKind
from wiki.taxonomy.types import Taxonomy

_BATCH = 500
_MOST_KEPT = 50_000
# SQLite gives the number of a revision that was removed to another; the time tells them apart.
Key = tuple[int, datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class PracticeScore:
    """How many of the needed fields a practice has, and how many things it lacks to be standardised."""

    page_id: PageId
    title: str
    filled: int
    needed: int
    missing: int

    @property
    def percent(self) -> int:
        return self.filled * 100 // self.needed


@dataclass(frozen=True, slots=True)
class _Counts:
    day: date
    filled: int
    needed: int
    missing: int


_kept: OrderedDict[Key, _Counts] = OrderedDict()
_lock = Lock()


def practice_scores(actor: Actor, choices: Choices, taxonomy: Taxonomy, today: date) -> list[PracticeScore]:
    """Return the scores of all practices that the choices leave, of the revisions members edit; none for others."""
    if not reads_drafts(actor):
        return []
    chosen: Choices = {**choices, "kind": (PageKind.PRACTICE,)}
    columns = PageRow.id.label("page_id"), RevisionRow.id, RevisionRow.created_at, RevisionRow.title
    rows = db.session.execute(selected(actor, chosen, *columns)).all()
    counts = _counted([(row.id, row.created_at) for row in rows], taxonomy, today)
    return [_score(row, found) for row in rows if (found := counts.get((row.id, row.created_at)))]


def _score(row: Row[Any], found: _Counts) -> PracticeScore:
    return PracticeScore(
        page_id=PageId(row.page_id),
        title=row.title,
        filled=found.filled,
        needed=found.needed,
        missing=found.missing,
    )


def _counted(keys: Sequence[Key], taxonomy: Taxonomy, today: date) -> dict[Key, _Counts]:
    with _lock:
        counts = {key: found for key in keys if (found := _kept.get(key)) and found.day == today}
    unknown = [key for key in keys if key not in counts]
    for begin in range(0, len(unknown), _BATCH):
        batch = unknown[begin : begin + _BATCH]
        gates = gates_of([revision_id for revision_id, _ in batch], taxonomy, today)
        counts |= {key: _counts_of(gates[key[0]], today) for key in batch if key[0] in gates}
    _keep({key: counts[key] for key in unknown if key in counts})
    return counts


def _counts_of(gate: Gate, today: date) -> _Counts:
    complete = gate.completeness
    return _Counts(day=today, filled=complete.filled, needed=complete.needed, missing=len(gate.missing))


def _keep(counts: dict[Key, _Counts]) -> None:
    with _lock:
        _kept.update(counts)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)


def gates_of(revision_ids: Iterable[int], taxonomy: Taxonomy, today: date) -> dict[int, Gate]:
    """Return what stands between revisions and being standardised. Asks nobody's rights: callers do."""
    ids = list(revision_ids)
    columns = RevisionRow.id, RevisionRow.title, RevisionRow.summary, RevisionRow.facts, RevisionRow.template_version
    rows = db.session.execute(select(*columns).where(RevisionRow.id.in_(ids))).all()
    tags = tags_of(ids, taxonomy)
    return {row.id: judge(subject_of(row, tags.get(row.id, NO_TAGS)), facts_of(row), today) for row in rows}
