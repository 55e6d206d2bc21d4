"""Where practices stand: their logs and working copies, of many at once in a bounded number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.ids import PageId, UserId
from wiki.facts import Gate, Subject, judge
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.revisions import NO_TAGS, Tags, tags_of
from wiki.pages.queries.visibility import reads_drafts
from wiki.pages.types import Page
from wiki.practices.models import EditionRow, RemarkRow, StepRow
from wiki.practices.types import ReviewedPage, ReviewStanding, Step, StepKind, WorkingCopy
from wiki.practices.waiting import waits_of
from wiki.practices.workflow import fold
from wiki.taxonomy.models import CityRow
from wiki.taxonomy.queries import load_taxonomy


def standing_of(actor: Actor, page: Page, today: date | None = None) -> ReviewStanding | None:
    """Return where a practice stands; None for who does not read working copies, and so knows of no review."""
    if not reads_drafts(actor):
        return None
    return load_reviewed([page.id], today or now().date(), with_gate=True)[page.id].standing


def log_of(actor: Actor, page: Page) -> tuple[Step, ...]:
    """Return the steps of a practice's review, the oldest first; none for who does not read working copies."""
    return tuple(steps_of([page.id])[page.id]) if reads_drafts(actor) else ()


def load_reviewed(page_ids: Sequence[int], today: date, *, with_gate: bool = False) -> dict[PageId, ReviewedPage]:
    """Return practices with where they stand. Asks nobody's rights: callers do.

    Judging the gate takes all facts of each; no list needs it, whoever is next.
    """
    if not page_ids:
        return {}
    selected = _PAGES.add_columns(*_JUDGED) if with_gate else _PAGES
    rows = db.session.execute(selected.where(PageRow.id.in_(page_ids))).all()
    tags = tags_of((row.revision_id for row in rows), load_taxonomy())
    steps, authors, remarks = steps_of(page_ids), _authors(page_ids), _open_remarks(page_ids)
    found = {}
    for row in rows:
        tag = tags.get(row.revision_id, NO_TAGS)
        copy = _copy(row, tag, authors[row.id], remarks.get(row.id, 0), today)
        if with_gate:
            copy = replace(copy, gate=_gate(row, tag, today))
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


_PAGES = (
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
)


_JUDGED = (RevisionRow.summary, RevisionRow.facts, RevisionRow.template_version)


def _gate(row: Row[Any], tags: Tags, today: date) -> Gate:
    themes, cities = ([tag.slug for tag in group] for group in (tags.themes, tags.cities))
    subject = Subject(title=row.title, summary=row.summary, themes=themes, cities=cities)
    return judge(subject, facts_of(row), today)


@dataclass(frozen=True, kw_only=True)
class _Authors:
    known: set[UserId] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


def _copy(row: Row[Any], tags: Tags, authors: _Authors, remarks: int, today: date) -> WorkingCopy:
    themes, cities = ([tag.slug for tag in group] for group in (tags.themes, tags.cities))
    return WorkingCopy(
        revision=row.number,
        today=today,
        theme=themes[0] if themes else "",
        cities=frozenset(cities),
        authors=frozenset(authors.known),
        named_authors=frozenset(authors.named),
        is_archived=row.archived_at is not None,
        open_remarks=remarks,
        review_due=row.review_due,
    )


def steps_of(page_ids: Sequence[int]) -> dict[int, list[Step]]:
    """Return the logs of practices, the oldest step first."""
    query = (
        select(StepRow, RevisionRow.number, CityRow.slug)
        .join(RevisionRow, RevisionRow.id == StepRow.revision_id)
        .outerjoin(CityRow, CityRow.id == StepRow.city_id)
        .where(StepRow.page_id.in_(page_ids))
        .order_by(StepRow.id)
    )
    found: dict[int, list[Step]] = defaultdict(list)
    for row, number, city in db.session.execute(query):
        found[row.page_id].append(_step(row, number, city))
    return found


def _step(row: StepRow, number: int, city: str | None) -> Step:
    return Step(
        kind=StepKind(row.kind),
        at=row.at,
        revision=number,
        actor_id=UserId(row.actor_id) if row.actor_id else None,
        actor=row.actor,
        city=city,
        comment=row.comment,
        successor=PageId(row.successor_id) if row.successor_id else None,
    )


def _authors(page_ids: Sequence[int]) -> dict[int, _Authors]:
    """Return who wrote since the newest edition; of revisions without an account, their names."""
    last = aliased(RevisionRow)
    query: Select[*tuple[Any, ...]] = (
        select(RevisionRow.page_id, RevisionRow.author_id, RevisionRow.author)
        .distinct()
        .join(PageRow, PageRow.id == RevisionRow.page_id)
        .outerjoin(EditionRow, (EditionRow.page_id == PageRow.id) & (EditionRow.number == PageRow.edition))
        .outerjoin(last, last.id == EditionRow.revision_id)
        .where(RevisionRow.page_id.in_(page_ids))
        .where(RevisionRow.number > func.coalesce(last.number, 0))
    )
    found: dict[int, _Authors] = defaultdict(_Authors)
    for row in db.session.execute(query):
        if row.author_id is None:
            found[row.page_id].named.add(row.author)
        else:
            found[row.page_id].known.add(UserId(row.author_id))
    return found


def _open_remarks(page_ids: Sequence[int]) -> dict[int, int]:
    query = select(RemarkRow.page_id, func.count()).where(
        RemarkRow.page_id.in_(page_ids), RemarkRow.resolved_at.is_(None)
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(RemarkRow.page_id))}
