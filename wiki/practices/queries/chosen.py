"""Practices somebody chose by their addresses, with their facts, in as many statements for one as for many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.facts import Facts
from wiki.files.models import FileRow
from wiki.pages.facets import Choices
from wiki.pages.models import PageRow, RedirectRow, RevisionRow
from wiki.pages.queries.listing import CARD_COLUMNS, cards_of, selected
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.visibility import listed_for
from wiki.pages.types import PageCard, PageKind
from wiki.practices.models import EditionRow
from wiki.taxonomy.types import Taxonomy

_PRACTICES: Choices = {"kind": (PageKind.PRACTICE,)}


@dataclass(frozen=True, kw_only=True)
class ChosenPractice:
    """A practice as its reader sees it; ``edition`` is the one that says these facts, if one does."""

    card: PageCard
    facts: Facts
    edition: int | None


def chosen_practices(actor: Actor, slugs: Sequence[str], taxonomy: Taxonomy) -> dict[str, ChosenPractice]:
    """Return the practices at some addresses, or now found from there, by the address asked for and in that order.

    An address that leads the actor to no practice that lists show is left out.
    """
    if not slugs:
        return {}
    present = {slug: slug for slug in slugs} | _moved(actor, slugs)
    rows = _rows(actor, set(present.values()))
    cards = cards_of(rows, taxonomy)
    found = {
        card.slug: ChosenPractice(card=card, facts=facts_of(row), edition=row.edition_shown)
        for card, row in zip(cards, rows, strict=True)
    }
    return {slug: found[present[slug]] for slug in slugs if present[slug] in found}


def _moved(actor: Actor, slugs: Sequence[str]) -> dict[str, str]:
    query = select(RedirectRow.slug, PageRow.slug).join(PageRow, PageRow.id == RedirectRow.page_id)
    return {row[0]: row[1] for row in db.session.execute(query.where(RedirectRow.slug.in_(slugs), listed_for(actor)))}


def _rows(actor: Actor, slugs: set[str]) -> Sequence[Row[Any]]:
    columns = (*CARD_COLUMNS, RevisionRow.facts, RevisionRow.template_version, EditionRow.number.label("edition_shown"))
    query = selected(actor, _PRACTICES, *columns).outerjoin(FileRow, FileRow.id == RevisionRow.lead_file_id)
    # A member may be shown a working copy that is newer than the edition.
    newest = (EditionRow.page_id == PageRow.id) & (EditionRow.number == PageRow.edition)
    query = query.outerjoin(EditionRow, newest & (EditionRow.revision_id == RevisionRow.id))
    return db.session.execute(query.where(PageRow.slug.in_(slugs))).all()
