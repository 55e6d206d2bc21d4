"""What people say of a replication, changed; sharing it is a part of that."""

from wiki.accounts.types import Actor
from wiki.pages.queries import get_page
from wiki.replication.service.details import judge, refuse, take, tidy
from wiki.replication.service.holding import hold_replication, note_change
from wiki.replication.types import Details, Outcome, Outdated, ReplicationId, Saved


def edit_replication(actor: Actor, replication_id: ReplicationId, details: Details, *, seen: int) -> Outcome:
    """Change what a replication says beside its stage; ``seen`` is the version that was edited.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`.
    """
    row, stands = hold_replication(actor, replication_id)
    if row.version != seen:
        return Outdated(theirs=stands)
    page = get_page(actor, stands.practice.slug)
    details = tidy(details)
    errors = judge(actor, page, details)
    if details.edition == row.edition:
        # One that was withdrawn since stays what it is based on.
        errors.pop("edition", None)
    refuse(errors)
    take(actor, page, row, details)
    note_change(row)
    return Saved(replication=replication_id)
