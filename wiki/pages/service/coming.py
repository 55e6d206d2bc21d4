"""Links to pages that an import is about to bring: drawn as if these were there, and looked at again in the end.

Half of all links lead to a page that comes later, and to draw a page again costs as much as to draw it. A page
that trusts in others to come stays noted as one to be drawn anew, so that an import that ends half-way leaves
nothing wrong behind.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import select

from wiki.core.changes import Change, finish_changes, record_changes, sequences_of
from wiki.core.db import db
from wiki.markup import LinkTarget
from wiki.markup.links import MAX_PAGES
from wiki.pages.models import LinkRow, PageRow
from wiki.pages.queries.links import find_linking_ids, find_targets, page_href
from wiki.pages.service.rendering import redraw_page

_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Coming:
    """``addresses`` at which pages are expected, and which pages were drawn trusting in that."""

    addresses: set[str]
    # By page: the revision that was drawn, and the sequence of the change that was noted.
    _trusting: dict[int, tuple[int, int]] = field(init=False, default_factory=dict)

    def targets(self, keys: Iterable[str]) -> tuple[Mapping[str, LinkTarget], frozenset[str]]:
        """Return what links will lead to in the end, and the keys of which that is not so yet."""
        found = _targets(keys)
        expected = {key for key in found if key in self.addresses and found[key] != _there(key)}
        # What stands there and is not shown to everybody is nobody's business.
        awaited = frozenset(expected - set(db.session.scalars(select(PageRow.slug).where(PageRow.slug.in_(expected)))))
        return found | {key: _there(key) for key in awaited}, awaited

    def trust(self, drawn: Mapping[int, int]) -> None:
        """Note pages, by number each with its revision, that were drawn before all they link to was there."""
        for change in record_changes(drawn, "render"):
            self._trusting[change.subject_id] = drawn[change.subject_id], change.sequence

    def refresh_linking(self, keys: frozenset[str]) -> None:
        """Ask for the pages that link to any of the keys to be drawn anew, but for those that trusted in it."""
        expected = keys & self.addresses
        stale = {*find_linking_ids(keys - expected), *(set(find_linking_ids(expected)) - self._trusting.keys())}
        record_changes(stale, "render")

    def look_at(self, addresses: Iterable[str]) -> None:
        """Expect nothing more at those of the addresses to which a page came that visitors may not know of.

        Who trusted in it is drawn at once: a link that looks alive would tell them.
        """
        found = find_targets(self.addresses.intersection(addresses))
        hidden = frozenset(key for key, target in found.items() if not target.exists)
        self.addresses.difference_update(hidden)
        for page_id in find_linking_ids(hidden) if hidden else ():
            if self._trusting.pop(page_id, None):
                redraw_page(page_id)

    def settle(self) -> bool:
        """Look whether some pages trusted rightly, and return whether there are more to look at.

        Part of the caller's transaction. A page stays to be drawn anew where what it waited for did not come, or
        where it was written or drawn by somebody else meanwhile.
        """
        some = {page_id: self._trusting.pop(page_id) for page_id in list(islice(self._trusting, _AT_ONCE))}
        if not some:
            return False
        held = select(PageRow.id, PageRow.current_revision_id).where(PageRow.id.in_(some)).order_by(PageRow.id)
        current = {row.id: row.current_revision_id for row in db.session.execute(held.with_for_update())}
        waiting = sequences_of("render", some)
        wrong = self._wrong(some)
        finish_changes(
            [
                Change(topic="render", subject_id=page_id, sequence=sequence)
                for page_id, (revision_id, sequence) in some.items()
                if page_id not in wrong and current.get(page_id) == revision_id
            ]
        )
        record_changes(some.keys() - waiting.keys(), "render")
        return bool(self._trusting)

    def _wrong(self, page_ids: Iterable[int]) -> set[int]:
        rows = select(LinkRow.page_id, LinkRow.target).where(LinkRow.page_id.in_(page_ids))
        links = [row for row in db.session.execute(rows) if row.target in self.addresses]
        found = _targets(row.target for row in links)
        return {row.page_id for row in links if found[row.target] != _there(row.target)}


def _there(key: str) -> LinkTarget:
    return LinkTarget(href=page_href(key), exists=True)


def _targets(keys: Iterable[str]) -> dict[str, LinkTarget]:
    """Return what links lead to; many pages together may have more than one query takes."""
    wanted, found = list(set(keys)), dict[str, LinkTarget]()
    for start in range(0, len(wanted), MAX_PAGES):
        found |= find_targets(wanted[start : start + MAX_PAGES])
    return found
