"""Writes of groups of words that mean the same."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.ids import SynonymGroupId
from wiki.taxonomy.models import SynonymGroupRow, SynonymRow
from wiki.taxonomy.queries import synonyms_of
from wiki.taxonomy.rules import synonym_errors
from wiki.taxonomy.types import Outdated


def create_synonyms(actor: Actor, words: Sequence[str]) -> SynonymGroupId:
    """Add a group of words that mean the same. Raises :class:`Invalid`."""
    require(actor, "taxonomy.edit")
    row = SynonymGroupRow()
    _fill(row, words)
    db.session.add(row)
    db.session.flush()
    return SynonymGroupId(row.id)


def update_synonyms(
    actor: Actor, group: SynonymGroupId, words: Sequence[str], *, base: datetime | None = None
) -> Outdated | None:
    """Change a group. Raises :class:`Invalid` or :class:`NotFound`.

    ``base`` is the ``updated_at`` the words started from; without one they replace whatever stands there.
    """
    require(actor, "taxonomy.edit")
    row = _get(group)
    if outdated := _outdated(row, base):
        return outdated
    _fill(row, words)
    db.session.flush()
    return None


def delete_synonyms(actor: Actor, group: SynonymGroupId, *, base: datetime | None = None) -> Outdated | None:
    """Forget that the words of a group mean the same. Raises :class:`NotFound`."""
    require(actor, "taxonomy.edit")
    row = _get(group)
    if outdated := _outdated(row, base):
        return outdated
    db.session.delete(row)
    db.session.flush()
    return None


def _get(group: SynonymGroupId) -> SynonymGroupRow:
    row = db.session.scalar(select(SynonymGroupRow).where(SynonymGroupRow.id == group).with_for_update())
    if row is None:
        raise NotFound
    return row


def _outdated(row: SynonymGroupRow, base: datetime | None) -> Outdated | None:
    if base is None or base == row.updated_at:
        return None
    return Outdated(theirs=synonyms_of(row, [each.word for each in row.words]))


def _fill(row: SynonymGroupRow, words: Sequence[str]) -> None:
    if errors := synonym_errors(words):
        raise Invalid(errors)
    row.words = [SynonymRow(word=word.strip()) for word in words]
    row.updated_at = now()
