"""The marks of practices, read from their facts: for a few cards, or for all while no index knows them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Row, Select, select

from wiki.accounts.types import Actor
from wiki.core.db import db, run
from wiki.core.ids import PageId
from wiki.facts import Facts, rows_of
from wiki.pages.facets import Choices
from wiki.pages.marks import Marks, came_back_values, marks_of, values_of
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.revisions import NO_TAGS, Tags, subject_of_row, tags_of
from wiki.pages.queries.visibility import listed_for, shown_revision
from wiki.pages.returned import Returned, returned
from wiki.pages.types import Page, PageKind
from wiki.taxonomy.queries import load_taxonomy
from wiki.taxonomy.types import Taxonomy

_BATCH = 500


def list_values(actor: Actor, page_ids: Iterable[PageId]) -> Mapping[PageId, Choices]:
    """Return the values, in each facet of practices, of those of the pages that are practices lists show the actor."""
    wanted = list(page_ids)
    # One by one, for the facts of twenty practices take megabytes.
    rows = run(_selected(actor, wanted), {}) if wanted else ()
    held = [_held(row) for row in rows]
    elsewhere = [each.revision_id for each in held if each.came_back(()).replicated]
    tags = tags_of(elsewhere, load_taxonomy()) if elsewhere else {}
    return {
        each.page_id: {**each.values, **came_back_values(each.came_back(_slugs(tags.get(each.revision_id, NO_TAGS))))}
        for each in held
    }


def find_returned(page: Page, facts: Facts, own: Collection[str]) -> Returned:
    """Return what came back of a practice that somebody reads, by the facts and cities (slugs) of its text."""
    kept = select(PageRow.replicated, PageRow.measures).where(PageRow.id == page.id)
    return returned(*db.session.execute(kept).one(), facts, own)


@dataclass(frozen=True, kw_only=True)
class _Held:
    """The values of a practice that its facts alone tell, and what came back of it, given its own cities."""

    page_id: PageId
    revision_id: int
    values: Choices
    came_back: Callable[[Collection[str]], Returned]


def _held(row: Row[Any]) -> _Held:
    facts = facts_of(row)
    return _Held(
        page_id=PageId(row.page_id),
        revision_id=row.revision_id,
        values=values_of(facts, row.created_at.date(), row.edition),
        came_back=partial(returned, row.replicated, row.measures, {"kpis": rows_of(facts, "kpis")}),
    )


def _slugs(tags: Tags) -> tuple[str, ...]:
    return tuple(city.slug for city in tags.cities)


def all_marks(actor: Actor) -> Mapping[PageId, Marks]:
    """Return the marks of all practices that lists show to the actor. It reads every fact of each."""
    taxonomy = load_taxonomy()
    ids = db.session.scalars(select(PageRow.id).where(PageRow.kind == PageKind.PRACTICE).order_by(PageRow.id)).all()
    batches = (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
    return {page_id: marks for batch in batches for page_id, marks in _marks(actor, batch, taxonomy)}


def _marks(actor: Actor, page_ids: Sequence[int], taxonomy: Taxonomy) -> Iterator[tuple[PageId, Marks]]:
    rows = db.session.execute(_selected(actor, page_ids)).all()
    tags = tags_of((row.revision_id for row in rows), taxonomy)
    for row in rows:
        tag = tags.get(row.revision_id, NO_TAGS)
        yield PageId(row.page_id), marks_of_row(row, row, facts_of(row), tag)


def _selected(actor: Actor, page_ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    query = select(*_COLUMNS).join(RevisionRow, RevisionRow.id == shown_revision(actor))
    return query.where(listed_for(actor), PageRow.kind == PageKind.PRACTICE, PageRow.id.in_(page_ids))


def marks_of_row(revision: Any, page: Any, facts: Facts, tags: Tags) -> Marks:
    """Return the marks of a practice's revision: rows with what a revision and its page have."""
    return marks_of(
        subject_of_row(revision, tags),
        facts,
        saved_on=revision.created_at.date(),
        edition=page.edition,
        confirmed_on=page.confirmed_on,
        came_back=returned(page.replicated, page.measures, facts, _slugs(tags)),
    )


_COLUMNS = (
    PageRow.id.label("page_id"),
    PageRow.edition,
    PageRow.confirmed_on,
    PageRow.replicated,
    PageRow.measures,
    RevisionRow.id.label("revision_id"),
    RevisionRow.title,
    RevisionRow.summary,
    RevisionRow.facts,
    RevisionRow.template_version,
    RevisionRow.created_at,
)
