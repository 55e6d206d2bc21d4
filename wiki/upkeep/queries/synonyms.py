"""Groups of synonyms: words that mean the same are at least two."""

from collections.abc import Iterator

from sqlalchemy import func, select

from wiki.core.db import db
from wiki.taxonomy.models import SynonymGroupRow, SynonymRow
from wiki.upkeep.types import Finding, Severity, Stores, Tell


def alone(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for groups that say of no word that it means another."""
    query = (
        select(SynonymGroupRow.id)
        .outerjoin(SynonymRow, SynonymRow.group_id == SynonymGroupRow.id)
        .group_by(SynonymGroupRow.id)
        .having(func.count(SynonymRow.id) < 2)
        .order_by(SynonymGroupRow.id)
    )
    for number in db.session.scalars(query):
        yield Finding(
            code="synonyms-alone",
            subject=f"synonyms {number}",
            sentence=f"The group of synonyms number {number} has fewer than two words.",
            severity=Severity.ERROR,
        )
