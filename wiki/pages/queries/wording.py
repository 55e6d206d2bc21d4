"""Words looked for in every revision of a page that its reader may see."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from wiki.accounts.types import Actor
from wiki.core.db import run
from wiki.facts import searchable
from wiki.pages.models import RevisionRow
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.visibility import revision_visible_to, typical
from wiki.pages.types import Page
from wiki.pages.wording import Edit, Stretch, Wording, stretches

MOST_STRETCHES = 50
# Somebody waits: so many revisions and so many characters that are new in one are read, from the newest on.
MOST_REVISIONS, MOST_READ = 5_000, 10_000_000
# Texts in memory at a time.
_AT_ONCE = 20


@dataclass(frozen=True, kw_only=True)
class Told:
    """When a page said something, newest first; unless it ``reaches_back``, older revisions were not looked into."""

    stretches: tuple[Stretch, ...]
    reaches_back: bool


def find_wording(actor: Actor, page: Page, words: str) -> Told:
    """Return in which of its visible revisions a page has the words, in its title, gist, place, text or facts."""
    wording = Wording(words)
    if wording.is_empty:
        return Told(stretches=(), reaches_back=True)
    walk = _Walk(actor, page, wording)
    with closing(walk.edits()) as edits:
        found = tuple(islice(stretches(edits), MOST_STRETCHES))
    return Told(stretches=found, reaches_back=walk.is_done)


class _Walk:
    """The revisions from the newest on, as far as the bounds let it; ``is_done`` says whether that was to the first."""

    def __init__(self, actor: Actor, page: Page, wording: Wording) -> None:
        self._actor, self._page, self._wording = actor, page, wording
        self._facts: tuple[object, tuple[str, ...]] = None, ()
        self.is_done = False

    def edits(self) -> Generator[tuple[Edit, bool]]:
        """Yield each edit with whether its text has the words."""
        statement = _texts(typical(self._actor)).execution_options(yield_per=_AT_ONCE)
        with run(statement, {"page_id": self._page.id, "most": MOST_REVISIONS + 1}) as rows:
            for count, row in enumerate(rows):
                if count >= MOST_REVISIONS or self._wording.has_read > MOST_READ:
                    return
                edit = Edit(number=row.number, author=row.author, created_at=row.created_at, comment=row.comment)
                yield edit, self._wording.is_in((row.title, row.summary, row.place, row.body, *self._facts_of(row)))
        self.is_done = True

    def _facts_of(self, row: Row[Any]) -> tuple[str, ...]:
        """What the facts say; most revisions leave them as they are."""
        if self._facts[0] != row.facts:
            self._facts = row.facts, tuple(text for _, text in searchable(facts_of(row)))
        return self._facts[1]


@cache
def _texts(reader: Actor) -> Select[*tuple[Any, ...]]:
    columns = (
        RevisionRow.number, RevisionRow.author, RevisionRow.created_at, RevisionRow.comment, RevisionRow.title,
        RevisionRow.summary, RevisionRow.place, RevisionRow.body, RevisionRow.facts, RevisionRow.template_version,
    )  # fmt: skip
    query = select(*columns).where(RevisionRow.page_id == bindparam("page_id"), revision_visible_to(reader))
    return query.order_by(RevisionRow.number.desc()).limit(bindparam("most"))
