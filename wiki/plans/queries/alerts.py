"""What the edition changed that followed the one a city works with, and what its plan would make of each change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wiki.accounts.types import Actor
from wiki.core.errors import Denied
from wiki.facts import PLAN, Facts
from wiki.facts.dates import first_day
from wiki.pages.queries import get_content, get_page, reads_drafts
from wiki.pages.rules import FieldChange, changed_facts, changed_fields
from wiki.pages.types import Content
from wiki.plans.composing import Terms, compose
from wiki.plans.following import followed, with_changes
from wiki.plans.queries.reading import find_plan
from wiki.plans.types import Alert, Line
from wiki.practices.contents import differences
from wiki.practices.queries import editions_of
from wiki.replication.types import Replication


@dataclass(frozen=True, kw_only=True)
class _Editions:
    """What the edition says that a replication is based on, and what the next one says."""

    old: Content
    new: Content
    disseminated_at: datetime


def base_of(actor: Actor, replication: Replication) -> Facts:
    """Return what a plan is composed from: what its edition says; without one, what the reader reads today."""
    page = get_page(actor, replication.practice.slug)
    for mark in editions_of(actor, page) if replication.edition else ():
        if mark.number == replication.edition:
            return get_content(actor, page, mark.revision).facts
    number = page.current_number if reads_drafts(actor) else page.published_number
    return get_content(actor, page, number).facts if number else {}


def terms_of(replication: Replication, plan: Facts) -> Terms:
    """Return what a plan that is there was composed by, as far as it still says so."""
    scaled_to = plan.get("scaled_to")
    return Terms(
        scaled_by=str(plan.get("scaled_by", "")),
        scaled_to=scaled_to if isinstance(scaled_to, int | float) else None,
        starts_on=first_day(str(plan["plan_start"])) if "plan_start" in plan else None,
        blocks=chosen_blocks(replication),
    )


def chosen_blocks(replication: Replication) -> frozenset[str]:
    """Return keys and names of the blocks that a city chose; a practice that was imported has other keys."""
    return frozenset(part for block in replication.blocks for part in (block.key, block.name) if part)


def get_alert(actor: Actor, replication: Replication) -> Alert | None:
    """Return what the next edition changed; None while there is none.

    Raises :class:`Denied` for who reads a summary: what a city's plan says of it is the city's.
    """
    if not replication.is_whole:
        raise Denied("replication.read_drafts")
    editions = _editions(actor, replication)
    if editions is None or replication.next_edition is None:
        return None
    return Alert(
        replication=replication,
        number=replication.next_edition,
        disseminated_at=editions.disseminated_at,
        lines=tuple(_lines(replication, editions)),
    )


def followed_changes(actor: Actor, replication: Replication, plan: Facts, taken: frozenset[str]) -> Facts:
    """Return a plan's facts with the changes of the next edition whose names are taken."""
    editions = _editions(actor, replication)
    if editions is None:
        return plan
    lines = changed_fields(editions.old, editions.new)
    changes = [change for line in lines if line.name in taken for change in line.facts]
    old, new, terms = editions.old.facts, editions.new.facts, terms_of(replication, plan)
    return followed(plan, compose(old, terms), compose(with_changes(old, new, changes), terms))


def _editions(actor: Actor, replication: Replication) -> _Editions | None:
    page = get_page(actor, replication.practice.slug)
    marks = {mark.number: mark for mark in editions_of(actor, page)}
    before, after = marks.get(replication.edition or 0), marks.get(replication.next_edition or 0)
    if before is None or after is None:
        return None
    old, new = (get_content(actor, page, mark.revision) for mark in (before, after))
    return _Editions(old=old, new=new, disseminated_at=after.disseminated_at)


def _lines(replication: Replication, editions: _Editions) -> Iterator[Line]:
    found = find_plan(replication)
    plan = found.facts if found else {}
    terms = terms_of(replication, plan)
    old, new = editions.old, editions.new
    before = compose(old.facts, terms)
    for change in changed_fields(old, new):
        after = compose(with_changes(old.facts, new.facts, change.facts), terms) if plan and change.facts else before
        yield Line(change=change, effect=changed_facts(plan, followed(plan, before, after), PLAN))
    for text in differences(old, new):
        if text.name == "body":
            yield Line(change=FieldChange(name=text.name, old=text.old, new=text.new))
