"""Whom each practice waits for, for those who remind people that do not look."""

from datetime import date, datetime

from wiki.accounts.queries import actor_of, list_people
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.ids import PageId
from wiki.pages.queries.visibility import reads_drafts
from wiki.practices.queries.queues import due_ids, open_ids
from wiki.practices.queries.standings import load_reviewed
from wiki.practices.types import Reminder, State
from wiki.practices.waiting import lack_of, waits_for


def list_reminders(actor: Actor, today: date | None = None, *, only_due: bool = False) -> tuple[Reminder, ...]:
    """Return what waits for anybody, what has waited longest first; ``only_due``: editions due for review alone."""
    if not reads_drafts(actor):
        return ()
    day = today or now().date()
    due = set(due_ids(actor, day))
    ids = due if only_due else {*due, *open_ids(actor)}
    # One who was switched off acts as a visitor, for whom nothing waits.
    people = [(person, actor_of(person)) for person in list_people()]
    found = []
    for each in load_reviewed(sorted(ids), day).values():
        for wait in each.waits:
            if wait.state is State.REVIEW_DUE or not only_due:
                asked = tuple(person for person, who in people if waits_for(who, each.standing, wait))
                lack = lack_of(each.standing, wait, [who for _, who in people])
                found.append(Reminder(reviewed=each, waiting=wait, people=asked, lack=lack))
    return tuple(sorted(found, key=_longest_first))


def _longest_first(reminder: Reminder) -> tuple[datetime, PageId]:
    return reminder.waiting.since, reminder.reviewed.page_id
