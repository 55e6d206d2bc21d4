"""Editions that are read no more: of a practice that everybody could read until it was archived."""

from typing import Any

from sqlalchemy import ColumnElement, select

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.pages.models import PageRow, RedirectRow
from wiki.pages.queries.visibility import was_public
from wiki.practices.edition_types import EditionWithdrawn, WithdrawnEdition
from wiki.practices.models import EditionRow
from wiki.practices.queries.editions import successor_of
from wiki.practices.queries.standings import load_reviewed

# Of the document only what everybody was told and may still be.
_TOLD = (
    EditionRow.page_id,
    EditionRow.number,
    EditionRow.disseminated_at,
    EditionRow.document["title"].label("title"),
    EditionRow.document["language"].label("language"),
)


def tell_withdrawn(actor: Actor, slug: str, number: int | None = None) -> None:
    """Raise :class:`EditionWithdrawn` where an edition was read at an address, of the present or of a former one.

    Without a number it is the newest.
    To be asked about what the actor cannot read: members read what is archived.
    """
    former = select(RedirectRow.page_id).where(RedirectRow.slug == slug)
    which = PageRow.edition if number is None else number
    _tell(actor, (PageRow.slug == slug) | PageRow.id.in_(former), EditionRow.number == which)


def tell_withdrawn_at(actor: Actor, token: str) -> None:
    """Raise the same for the permanent address of an edition."""
    _tell(actor, EditionRow.token == token)


def _tell(actor: Actor, *conditions: ColumnElement[bool]) -> None:
    query = select(*_TOLD).join(PageRow, PageRow.id == EditionRow.page_id).where(was_public(), *conditions)
    row: Any = db.session.execute(query).first()
    if row is None:
        return
    standing = load_reviewed([row.page_id], now().date())[PageId(row.page_id)].standing
    raise EditionWithdrawn(
        WithdrawnEdition(
            title=row.title,
            language=row.language,
            number=row.number,
            disseminated_at=row.disseminated_at,
            superseded_by=successor_of(actor, standing.superseded),
        )
    )
