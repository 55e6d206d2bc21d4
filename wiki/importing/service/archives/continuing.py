"""A page of an export that is here already: what the export has since then is added, what people did here stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from wiki.core.db import db
from wiki.dissemination.archive.reviews import ReviewRecord
from wiki.dissemination.archive.types import EventRecord, PageRecord
from wiki.importing.service.archives.finding import Known, Text
from wiki.importing.service.archives.replaying import replay, signature_of
from wiki.importing.service.writing import add_on_top, last_imported
from wiki.importing.types import Finding
from wiki.pages.models import EventRow, PageRow, RevisionRow
from wiki.pages.types import SAVES, PageKind
from wiki.taxonomy.types import Taxonomy

_EventKey = tuple[object, str, str]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A page after its turn: how many revisions came, and the newest of the export's."""

    page: PageRow
    newest: RevisionRow | None
    added: int
    problems: tuple[Finding, ...] = ()


def continue_page(
    known: Known, record: PageRecord, texts: Sequence[Text], taxonomy: Taxonomy, review: ReviewRecord | None
) -> Taken:
    """Add what is newer in the export.

    A page nobody touched here goes on as it went on there. Where people wrote, the texts are merged, and
    address, kind and publication stay what they are here.
    """
    page, last = known.page, max(known.revisions, default=0)
    newest = known.revisions[last] if last else last_imported(page)
    fresh = [text for text in texts if text.document.revision > last]
    here, there = _events_here(page), {_key(event): event for event in record.events}
    new_events = [event for key, event in there.items() if key not in here]
    if not fresh and not new_events:
        return Taken(page=page, newest=newest, added=0)
    is_newest = newest is not None and newest.id == page.current_revision_id
    is_untouched = is_newest and _keeps_editions(page, record, review) and here <= there.keys()
    if is_untouched:
        _publish_as_there(known, texts)
        newest = replay(page, record, fresh, new_events, taxonomy, known=known.revisions)
        return Taken(page=page, newest=newest, added=len(fresh))
    return _merge(page, fresh, newest, taxonomy)


def _keeps_editions(page: PageRow, record: PageRecord, review: ReviewRecord | None) -> bool:
    """Tell whether what was disseminated here stays what visitors read, until an edition of the export follows it."""
    if page.edition is None:
        return True
    newest = review.editions[-1] if review and review.editions else None
    is_edition = newest is not None and newest.number >= page.edition and newest.revision == record.published
    return record.kind is PageKind.PRACTICE and is_edition


def _publish_as_there(known: Known, texts: Sequence[Text]) -> None:
    """Let visitors see in the history what they see there by now."""
    for text in texts:
        row = known.revisions.get(text.document.revision)
        if row is not None:
            row.published_at = row.published_at or text.document.published_at


def _merge(page: PageRow, fresh: Sequence[Text], base: RevisionRow | None, taxonomy: Taxonomy) -> Taken:
    problems: list[Finding] = []
    for text in fresh:
        document = text.document
        base, kept = add_on_top(
            page,
            text.content,
            signature_of(document),
            taxonomy,
            publish=document.published_at == document.saved_at,
            inferred=frozenset(document.inferred),
            base=base,
        )
        base.published_at = document.published_at
        problems += kept
    db.session.flush()
    return Taken(page=page, newest=base, added=len(fresh), problems=tuple(problems))


def _events_here(page: PageRow) -> set[_EventKey]:
    query = select(EventRow.at, EventRow.action, EventRow.actor)
    rows = db.session.execute(query.where(EventRow.page_id == page.id, EventRow.action.not_in(SAVES)))
    return {(at, action, actor) for at, action, actor in rows}


def _key(event: EventRecord) -> _EventKey:
    signature = signature_of(event)
    return signature.at, str(event.action), signature.actor.label
