"""The outbox: pages that must still reach the search index, and pages whose links must be drawn anew.

A change is written in the transaction of the save itself, so that a crash loses none. A consumer reads
the oldest, does its work on the *current* state of the subject, and then removes the change only if no
newer one has taken its place meanwhile.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import BigInteger, Integer, String, Text, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, db

Topic = Literal["render", "index"]
TOPICS: tuple[Topic, ...] = ("render", "index")
_NOTED = "wiki_noted_changes"


# In one step, for two savers may note one page at once. Both databases speak it; the toolkit has no common word for it.
_RECORD = text(
    "INSERT INTO pending_changes (topic, subject_id, sequence, revision_id, words)"
    " VALUES (:topic, :subject_id, :sequence, :revision_id, :words)"
    " ON CONFLICT (topic, subject_id) DO UPDATE"
    " SET sequence = excluded.sequence, revision_id = excluded.revision_id, words = excluded.words"
)


_OLDEST = text(
    "SELECT subject_id, sequence, revision_id, words FROM pending_changes"
    " WHERE topic = :topic ORDER BY sequence LIMIT :most"
)
_FINISH = text("DELETE FROM pending_changes WHERE topic = :topic AND subject_id = :subject_id AND sequence = :sequence")
_ANY = text("SELECT 1 FROM pending_changes WHERE topic = :topic LIMIT 1")


class PendingChange(Base):
    __tablename__ = "pending_changes"

    topic: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    # Nanoseconds: orders the work, and never repeats for one subject, even after its row was removed.
    sequence: Mapped[int] = mapped_column(BigInteger, index=True)
    # See Words. Other changes have none.
    revision_id: Mapped[int | None]
    words: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True, kw_only=True)
class Words:
    """The plain words of a revision, for the index: who noted the change had just read its text."""

    revision_id: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Change:
    topic: Topic
    subject_id: int
    sequence: int
    words: Words | None = None


def record_change(subject_id: int, topics: Iterable[Topic], words: Words | None = None) -> None:
    """Note that a page changed, for each topic; part of the caller's transaction."""
    for topic in topics:
        _record([Change(topic=topic, subject_id=subject_id, sequence=time.time_ns(), words=words)])


def record_changes(subject_ids: Iterable[int], topic: Topic) -> tuple[Change, ...]:
    """Note that pages changed and return what was noted; part of the caller's transaction.

    They are noted in the order of their numbers, so that two who note many never wait for each other.
    """
    changes = tuple(Change(topic=topic, subject_id=each, sequence=time.time_ns()) for each in sorted(subject_ids))
    if changes:
        _record(changes)
    return changes


def _record(changes: Sequence[Change]) -> None:
    no_words = {"revision_id": None, "words": None}
    rows = [
        _key(each) | ({"revision_id": each.words.revision_id, "words": each.words.text} if each.words else no_words)
        for each in changes
    ]
    db.session.execute(_RECORD, rows)
    db.session.info.setdefault(_NOTED, []).extend(changes)


def _key(change: Change) -> dict[str, object]:
    return {"topic": change.topic, "subject_id": change.subject_id, "sequence": change.sequence}


def noted_changes(topic: Topic) -> tuple[Change, ...]:
    """Return what the running transaction noted of a topic, each subject once. Nobody else notes these meanwhile."""
    noted = {change.subject_id: change for change in db.session.info.get(_NOTED, ()) if change.topic == topic}
    return tuple(noted.values())


def find_changes(topic: Topic, limit: int = 200) -> tuple[Change, ...]:
    """Return the oldest changes of a topic."""
    rows = db.session.execute(_OLDEST, {"topic": topic, "most": limit})
    return tuple(
        Change(topic=topic, subject_id=subject, sequence=sequence, words=_words(revision, words))
        for subject, sequence, revision, words in rows
    )


def _words(revision_id: int | None, words: str | None) -> Words | None:
    return None if revision_id is None or words is None else Words(revision_id=revision_id, text=words)


def sequences_of(topic: Topic, subject_ids: Iterable[int]) -> dict[int, int]:
    """Return the sequences of those of the subjects that wait."""
    waiting = select(PendingChange.subject_id, PendingChange.sequence).where(
        PendingChange.topic == topic, PendingChange.subject_id.in_(list(subject_ids))
    )
    return {row.subject_id: row.sequence for row in db.session.execute(waiting)}


def hold_changes(changes: Sequence[Change]) -> bool:
    """Keep others from noting these anew until the transaction ends; False if somebody did, or is about to.

    Nobody is waited for, so that two never wait for each other.
    """
    subjects = [change.subject_id for change in changes]
    held = select(PendingChange).where(PendingChange.topic == changes[0].topic, PendingChange.subject_id.in_(subjects))
    rows = db.session.scalars(held.with_for_update(skip_locked=True).execution_options(populate_existing=True))
    return {row.subject_id: row.sequence for row in rows} == {each.subject_id: each.sequence for each in changes}


def has_changes(topic: Topic) -> bool:
    """Tell whether any subject of a topic still waits."""
    return db.session.execute(_ANY, {"topic": topic}).first() is not None


def count_changes(topic: Topic) -> int:
    """Return how many subjects of a topic still wait."""
    return db.session.scalar(select(func.count()).where(PendingChange.topic == topic)) or 0


def finish_changes(done: Sequence[Change]) -> None:
    """Remove what was worked off, but for subjects that changed again meanwhile."""
    if done:
        db.session.execute(_FINISH, [_key(change) for change in done])
