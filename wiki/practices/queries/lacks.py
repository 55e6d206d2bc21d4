"""Whom practices wait for in vain, for nobody here may take their next step."""

from collections.abc import Mapping, Sequence

from wiki.accounts.permissions import can
from wiki.accounts.queries import actor_of, list_people
from wiki.accounts.types import Actor
from wiki.core.ids import PageId
from wiki.pages.queries.visibility import reads_drafts
from wiki.practices.types import Lack, ReviewedPage, ReviewStanding
from wiki.practices.waiting import lack_of, waits_of


def lacks_of(actor: Actor, standing: ReviewStanding) -> tuple[Lack, ...]:
    """Return what each of the ways lacks in which a practice waits; nothing for who knows of no review."""
    waits = waits_of(standing) if reads_drafts(actor) else ()
    people = acting_people() if waits else ()
    return tuple(dict.fromkeys(lack for wait in waits if (lack := lack_of(standing, wait, people))))


def lacks_among(actor: Actor, found: Sequence[ReviewedPage]) -> Mapping[PageId, Lack]:
    """Return what the next step of practices lacks, of those where it lacks something."""
    people = acting_people() if found and reads_drafts(actor) else ()
    told = ((each.page_id, lack_of(each.standing, each.waiting, people)) for each in found if each.waiting and people)
    return {page_id: lack for page_id, lack in told if lack}


def acting_people() -> Sequence[Actor]:
    """Return as who they act everybody that may review at all. Asks nobody's rights: callers do."""
    return [who for person in list_people() if can(who := actor_of(person), "practice.review")]
