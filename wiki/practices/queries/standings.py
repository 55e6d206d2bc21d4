"""Where practices stand: their logs and working copies, of many at once in a bounded number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import run, table_of
from wiki.core.ids import PageId, UserId
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.revisions import NO_TAGS, Tags, tags_of
from wiki.pages.queries.visibility import reads_drafts
from wiki.pages.types import Page
from wiki.practices.models import EditionRow, RemarkRow, StepRow
from wiki.practices.queries.scores import gates_of
from wiki.practices.types import ReviewedPage, ReviewStanding, Step, StepKind, WorkingCopy
from wiki.practices.waiting import waits_of
from wiki.practices.workflow import fold
from wiki.taxonomy.models import CityRow
from wiki.taxonomy.queries import load_taxonomy


def standing_of(
    actor: Actor, page: Page, today: date | None = None, *, with_gate: bool = True
) -> ReviewStanding | None:
    """Return where a practice stands; None for who does not read working copies, and so knows of no review.

    ``with_gate`` is needed to say who may pass and disseminate it.
    """
    if not reads_drafts(actor):
        return None
    return load_reviewed([page.id], today or now().date(), with_gate=with_gate)[page.id].standing


def log_of(actor: Actor, page: Page) -> tuple[Step, ...]:
    """Return the steps of a practice's review, the oldest first; none for who does not read working copies."""
    return tuple(steps_of([page.id])[page.id]) if reads_drafts(actor) else ()


def load_reviewed(page_ids: Sequence[int], today: date, *, with_gate: bool = False) -> dict[PageId, ReviewedPage]:
    """Return practices with where they stand. Asks nobody's rights: callers do.

    Judging the gate takes all facts of each; no list needs it, whoever is next.
    """
    if not page_ids:
        return {}
    rows, taxonomy = run(_PAGES, {"page_ids": page_ids}).all(), load_taxonomy()
    revision_ids = [row.revision_id for row in rows]
    tags, gates = tags_of(revision_ids, taxonomy), gates_of(revision_ids, taxonomy, today) if with_gate else {}
    steps, authors, remarks = steps_of(page_ids), _authors(page_ids), _open_remarks(page_ids)
    found = {}
    for row in rows:
        copy = replace(
            _copy(row, tags.get(row.revision_id, NO_TAGS), authors[row.id], today),
            gate=gates.get(row.revision_id),
            open_remarks=remarks.get(row.id, 0),
        )
        standing = fold(steps[row.id], copy)
        found[PageId(row.id)] = ReviewedPage(
            page_id=PageId(row.id),
            slug=row.slug,
            title=row.title,
            language=row.language,
            standing=standing,
            waits=waits_of(standing),
        )
    return found


# Statements are put together once: of a short queue that is most of the work.
_PAGE_IDS: BindParameter[Any] = bindparam("page_ids", expanding=True)
_PAGES: Select[*tuple[Any, ...]] = (
    select(
        PageRow.id,
        PageRow.slug,
        PageRow.archived_at,
        RevisionRow.id.label("revision_id"),
        RevisionRow.number,
        RevisionRow.title,
        RevisionRow.language,
        EditionRow.review_due,
    )
    .join(RevisionRow, RevisionRow.id == PageRow.current_revision_id)
    .outerjoin(EditionRow, (EditionRow.page_id == PageRow.id) & (EditionRow.number == PageRow.edition))
    .where(PageRow.id.in_(_PAGE_IDS))
)


@dataclass(frozen=True, kw_only=True)
class _Authors:
    known: set[UserId] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


def _copy(row: Row[Any], tags: Tags, authors: _Authors, today: date) -> WorkingCopy:
    themes, cities = ([tag.slug for tag in group] for group in (tags.themes, tags.cities))
    return WorkingCopy(
        revision=row.number,
        today=today,
        theme=themes[0] if themes else "",
        cities=frozenset(cities),
        authors=frozenset(authors.known),
        named_authors=frozenset(authors.named),
        is_archived=row.archived_at is not None,
        review_due=row.review_due,
    )


_STEPS = (
    select(*table_of(StepRow).columns, RevisionRow.number.label("revision"), CityRow.slug.label("city"))
    .join(RevisionRow, RevisionRow.id == StepRow.revision_id)
    .outerjoin(CityRow, CityRow.id == StepRow.city_id)
    .where(StepRow.page_id.in_(_PAGE_IDS))
    .order_by(StepRow.id)
)


def steps_of(page_ids: Sequence[int]) -> dict[int, list[Step]]:
    """Return the logs of practices, the oldest step first."""
    found: dict[int, list[Step]] = defaultdict(list)
    for row in run(_STEPS, {"page_ids": page_ids}):
        found[row.page_id].append(_step(row))
    return found


def _step(row: Row[Any]) -> Step:
    return Step(
        kind=StepKind(row.kind),
        at=row.at,
        revision=row.revision,
        actor_id=UserId(row.actor_id) if row.actor_id else None,
        actor=row.actor,
        city=row.city,
        comment=row.comment,
        successor=PageId(row.successor_id) if row.successor_id else None,
    )


_EDITION = aliased(RevisionRow)
_AUTHORS = (
    select(RevisionRow.page_id, RevisionRow.author_id, RevisionRow.author)
    .distinct()
    .join(PageRow, PageRow.id == RevisionRow.page_id)
    .outerjoin(EditionRow, (EditionRow.page_id == PageRow.id) & (EditionRow.number == PageRow.edition))
    .outerjoin(_EDITION, _EDITION.id == EditionRow.revision_id)
    .where(RevisionRow.page_id.in_(_PAGE_IDS), RevisionRow.number > func.coalesce(_EDITION.number, 0))
)


def _authors(page_ids: Sequence[int]) -> dict[int, _Authors]:
    """Return who wrote since the newest edition; of revisions without an account, their names."""
    found: dict[int, _Authors] = defaultdict(_Authors)
    for row in run(_AUTHORS, {"page_ids": page_ids}):
        if row.author_id is None:
            found[row.page_id].named.add(row.author)
        else:
            found[row.page_id].known.add(UserId(row.author_id))
    return found


_OPEN_REMARKS = (
    select(RemarkRow.page_id, func.count().label("open"))
    .where(RemarkRow.page_id.in_(_PAGE_IDS), RemarkRow.resolved_at.is_(None))
    .group_by(RemarkRow.page_id)
)


def _open_remarks(page_ids: Sequence[int]) -> dict[int, int]:
    return {row.page_id: row.open for row in run(_OPEN_REMARKS, {"page_ids": page_ids})}
