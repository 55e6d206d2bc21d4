"""What waits for whom, and which practices grow stale. Only practices that may belong to a list are looked at."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sqlalchemy import Select, bindparam, exists, func, select

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor, Role
from wiki.core.clock import now
from wiki.core.db import UtcDateTime, db, run
from wiki.core.ids import PageId
from wiki.facts.dates import months_later
from wiki.pages.models import PageRow, RevisionRow, RevisionTheme
from wiki.pages.queries.revisions import NO_TAGS, tags_of
from wiki.pages.queries.visibility import listed_for, reads_drafts, typical
from wiki.pages.types import PageKind
from wiki.practices.models import EditionRow, StepRow
from wiki.practices.queries.lacks import acting_people
from wiki.practices.queries.looks import seen_by
from wiki.practices.queries.standings import load_reviewed
from wiki.practices.rules import IN_REVIEW
from wiki.practices.types import CONFIRMING, QueueItem, ReviewedPage, StalePractice, State, StepKind, WaitingFor
from wiki.practices.waiting import lack_of, waits_for
from wiki.practices.workflow import MONTHS_VALID
from wiki.taxonomy.models import ThemeRow
from wiki.taxonomy.queries import load_taxonomy

DUE_SOON = timedelta(days=60)
# The work of one request is bounded: of so many, those are looked at that have waited longest.
MOST = 500
# An edition may be reconfirmed while the next one is in review.
_OF_A_ROUND = tuple(set(StepKind) - {StepKind.RECONFIRMED, StepKind.SUPERSEDED})
_OF_EDITION = CONFIRMING | {StepKind.SUPERSEDED}
_OPEN = (StepKind.SUBMITTED, StepKind.APPROVED, StepKind.RETURNED, StepKind.PASSED)
_STATES = IN_REVIEW | {State.RETURNED}


def queue(actor: Actor, today: date | None = None) -> tuple[QueueItem, ...]:
    """Return what waits for this very actor, what has waited longest first."""
    if not reads_drafts(actor):
        return ()
    # A program that only reads is told what waits for its owner.
    day, owner = today or now().date(), replace(actor, read_only=False)
    ids = {*open_ids(owner), *_due_for(owner, day)}
    if not ids:
        return ()
    found = load_reviewed(sorted(ids), day).values()
    people = acting_people() if owner.role is Role.ADMINISTRATOR else None
    told = (
        (each, wait, lack_of(each.standing, wait, people) if people is not None else None)
        for each in found
        for wait in each.waits
    )
    theirs = [(each, wait, lack) for each, wait, lack in told if lack or waits_for(owner, each.standing, wait)]
    seen = seen_by(owner, [each.page_id for each, _, _ in theirs])
    items = (
        QueueItem(reviewed=each, waiting=wait, seen=seen.get(each.page_id), lack=lack) for each, wait, lack in theirs
    )
    return tuple(sorted(items, key=lambda item: (item.waiting.since, item.reviewed.page_id)))


def all_in_review(actor: Actor, today: date | None = None) -> tuple[ReviewedPage, ...]:
    """Return every practice in review or returned, what has waited longest first; none for who reads no drafts."""
    if not reads_drafts(actor):
        return ()
    found = load_reviewed(open_ids(actor), today or now().date()).values()
    open_ones = [(each.waiting, each) for each in found if each.standing.state in _STATES and each.waiting]
    return tuple(each for _, each in sorted(open_ones, key=_longest_first))


def _longest_first(item: tuple[WaitingFor, ReviewedPage]) -> tuple[datetime, PageId]:
    return item[0].since, item[1].page_id


def stale(actor: Actor, today: date | None = None, *, soon: timedelta = DUE_SOON) -> tuple[StalePractice, ...]:
    """Return the practices whose newest edition is to be looked at again by now or soon, the longest due first."""
    day = today or now().date()
    ids = due_ids(actor, day + soon)
    told = _told(ids)
    found = []
    for each in load_reviewed(ids, day).values():
        standing, (title, language, theme) = each.standing, told[each.page_id]
        due = standing.review_due
        if due is not None and due <= day + soon and standing.superseded is None:
            found.append(
                StalePractice(
                    page_id=each.page_id,
                    slug=each.slug,
                    title=title,
                    language=language,
                    edition=standing.editions,
                    theme=theme,
                    review_due=due,
                    is_overdue=due <= day,
                )
            )
    return tuple(sorted(found, key=lambda each: (each.review_due, each.page_id)))


def open_ids(actor: Actor) -> list[int]:
    """Return the practices that are in review or returned, those with the oldest last step first."""
    return list(run(_open_to(typical(actor)), {}).scalars())


@cache
def _open_to(reader: Actor) -> Select[int]:
    of_page = select(func.max(StepRow.id)).where(StepRow.page_id == PageRow.id, StepRow.kind.in_(_OF_A_ROUND))
    query = select(PageRow.id).join(StepRow, StepRow.id == of_page.correlate(PageRow).scalar_subquery())
    # What was not changed since its edition is in no review; most practices are such.
    has_copy = PageRow.edition.is_(None) | PageRow.current_revision_id.is_distinct_from(PageRow.published_revision_id)
    query = query.where(has_copy, PageRow.kind == PageKind.PRACTICE, StepRow.kind.in_(_OPEN), listed_for(reader))
    return query.order_by(StepRow.id).limit(MOST)


def _due_for(actor: Actor, day: date) -> list[int]:
    """Return the practices that the actor may have to look at again: of the themes they lead."""
    if not can(actor, "practice.check"):
        return []
    if actor.role is Role.ADMINISTRATOR:
        return due_ids(actor, day)
    return due_ids(actor, day, themes=actor.leads) if actor.leads else []


def due_ids(actor: Actor, day: date, *, themes: Collection[str] = ()) -> list[int]:
    """Return the practices whose newest edition may be due on a day.

    Those reconfirmed within a year are not, nor those that another practice took the place of.
    """
    values = {
        "day": day,
        "year_before": datetime.combine(months_later(day, -MONTHS_VALID) + timedelta(days=1), time.min, UTC),
        "most": MOST,
    }
    led = {"themes": list(themes)} if themes else {}
    return list(run(_due_to(typical(actor), is_led=bool(themes)), values | led).scalars())


@cache
def _due_to(reader: Actor, *, is_led: bool) -> Select[int]:
    reconfirmed = exists().where(
        StepRow.page_id == PageRow.id,
        StepRow.kind == StepKind.RECONFIRMED,
        StepRow.at >= bindparam("year_before", type_=UtcDateTime),
        StepRow.at >= EditionRow.disseminated_at,
    )
    last = select(StepRow.kind).where(StepRow.page_id == PageRow.id, StepRow.kind.in_(_OF_EDITION))
    last_of_edition = last.order_by(StepRow.id.desc()).limit(1).correlate(PageRow).scalar_subquery()
    query = (
        select(PageRow.id)
        .join(EditionRow, (EditionRow.page_id == PageRow.id) & (EditionRow.number == PageRow.edition))
        .where(PageRow.kind == PageKind.PRACTICE, EditionRow.review_due <= bindparam("day"), listed_for(reader))
        .where(~reconfirmed, last_of_edition.is_distinct_from(StepKind.SUPERSEDED))
    )
    if is_led:
        of_theme = select(RevisionTheme.revision_id).join(ThemeRow, ThemeRow.id == RevisionTheme.theme_id)
        led = of_theme.where(ThemeRow.slug.in_(bindparam("themes", expanding=True)))
        query = query.where(PageRow.current_revision_id.in_(led))
    return query.order_by(EditionRow.review_due, PageRow.id).limit(bindparam("most"))


def _told(page_ids: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Return title, language and primary theme of the published texts: the current ones are not for everybody."""
    query = select(PageRow.id, RevisionRow.id.label("revision_id"), RevisionRow.title, RevisionRow.language).join(
        RevisionRow, RevisionRow.id == PageRow.published_revision_id
    )
    rows = db.session.execute(query.where(PageRow.id.in_(page_ids))).all()
    tags = tags_of([row.revision_id for row in rows], load_taxonomy())
    themes = {row.id: tags.get(row.revision_id, NO_TAGS).themes for row in rows}
    return {row.id: (row.title, row.language, themes[row.id][0].slug if themes[row.id] else "") for row in rows}
