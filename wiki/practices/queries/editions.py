"""Editions: everybody who may read a practice may read each of them, at any time."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db, run
from wiki.core.errors import NotFound
from wiki.core.ids import PageId
from wiki.markup import Heading
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.visibility import typical, visible_to
from wiki.pages.types import Page
from wiki.practices.edition_types import Difference, Edition, EditionMark, FrozenValue, Validity
from wiki.practices.models import EditionRow
from wiki.practices.queries.standings import steps_of
from wiki.practices.types import Step, WorkingCopy
from wiki.practices.workflow import fold

_MARK = (
    EditionRow.page_id,
    EditionRow.number,
    RevisionRow.number.label("revision"),
    EditionRow.token,
    EditionRow.disseminated_at,
    EditionRow.results_due,
    EditionRow.review_due,
    EditionRow.citation,
    EditionRow.changes,
)


def editions_of(actor: Actor, page: Page) -> tuple[EditionMark, ...]:
    """Return a practice's editions, the newest first."""
    rows = db.session.execute(_select(actor, page).order_by(EditionRow.number.desc()))
    return tuple(map(mark_of, rows))


def get_edition(actor: Actor, page: Page, number: int) -> Edition:
    """Return an edition as it was disseminated. Raises :class:`NotFound`."""
    frozen = EditionRow.html, EditionRow.headings, EditionRow.prose, EditionRow.document
    query = _select(actor, page).add_columns(*frozen).where(EditionRow.number == number)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return Edition(
        mark=mark_of(row),
        html=row.html,
        headings=tuple(Heading(**heading) for heading in row.headings),
        prose=row.prose,
        document=row.document,
    )


def find_permanent(actor: Actor, token: str) -> tuple[str, int] | None:
    """Return address and number of the edition that a permanent address names, if the actor may read it."""
    query = select(PageRow.slug, EditionRow.number).join(PageRow, PageRow.id == EditionRow.page_id)
    row = db.session.execute(query.where(EditionRow.token == token, visible_to(actor))).one_or_none()
    return (row.slug, row.number) if row else None


@cache
def _newest_for(reader: Actor) -> Select[*tuple[Any, ...]]:
    of_page = EditionRow.page_id == bindparam("page")
    return marks_select().where(of_page, EditionRow.number == bindparam("edition"), visible_to(reader))


def _select(actor: Actor, page: Page) -> Select[*tuple[Any, ...]]:
    return marks_select().where(EditionRow.page_id == page.id, visible_to(actor))


def marks_select() -> Select[*tuple[Any, ...]]:
    """Return a select of what a list shows of editions, joined with their pages. It asks nobody's rights."""
    return (
        select(*_MARK)
        .join(PageRow, PageRow.id == EditionRow.page_id)
        .join(RevisionRow, RevisionRow.id == EditionRow.revision_id)
    )


def mark_of(row: Row[Any]) -> EditionMark:
    """Return the edition in a row of :func:`marks_select`."""
    return EditionMark(
        page_id=PageId(row.page_id),
        number=row.number,
        revision=row.revision,
        token=row.token,
        disseminated_at=row.disseminated_at,
        results_due=row.results_due,
        citation=row.citation,
        changes=tuple(map(_difference, row.changes)),
    )


def _difference(stored: Mapping[str, Any]) -> Difference:
    values = (
        FrozenValue(field=each["field"], column=each["column"], old=_held(each["old"]), new=_held(each["new"]))
        for each in stored.get("values", ())
    )
    old, new = stored["old"], stored["new"]
    return Difference(name=stored["name"], label=tuple(stored["label"]), old=old, new=new, values=tuple(values))


def _held(stored: Any) -> Any:
    return tuple(stored) if isinstance(stored, list) else stored


def validity_of(actor: Actor, page: Page, today: date | None = None) -> Validity | None:
    """Return whether a practice's newest edition still holds; None when it has none."""
    if page.edition is None:
        return None
    row = run(_newest_for(typical(actor)), {"page": page.id, "edition": page.edition}).one_or_none()
    if row is None:
        return None
    # Of the log only what is public is told: when it is due, that it was reconfirmed, and what took its place.
    day = today or now().date()
    copy = WorkingCopy(revision=row.revision, today=day, review_due=row.review_due)
    standing = fold(steps_of([page.id])[page.id], copy)
    return Validity(
        edition=mark_of(row),
        review_due=standing.review_due or row.review_due,
        is_due=standing.is_due,
        reconfirmed_at=standing.reconfirmed.at if standing.reconfirmed else None,
        is_superseded=standing.superseded is not None,
        superseded_by=successor_of(actor, standing.superseded),
    )


def successor_of(actor: Actor, step: Step | None) -> tuple[str, str] | None:
    """Return address and title of the practice that a step says took the place of its own, if the actor may see it."""
    if step is None or step.successor is None:
        return None
    query = select(PageRow.slug, RevisionRow.title).join(RevisionRow, RevisionRow.id == PageRow.published_revision_id)
    row = db.session.execute(query.where(PageRow.id == step.successor, visible_to(actor))).one_or_none()
    return (row.slug, row.title) if row else None
