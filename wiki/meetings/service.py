"""Writes of meetings beside the saves of their pages."""

from dataclasses import replace
from datetime import date

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.facts import ROW_ID, rows_of
from wiki.pages.queries import get_content, get_page
from wiki.pages.service import save_page
from wiki.pages.types import PageKind, SaveOutcome


def finish_action(
    actor: Actor, slug: str, row_id: str, done_on: date, *, today: date, comment: str = ""
) -> SaveOutcome:
    """Note in a new revision of a meeting on which day an action was done.

    Raises :class:`Denied`, :class:`NotFound` where the meeting has no such action, and :class:`Invalid` for a day
    that is still to come.
    """
    require(actor, "page.edit")
    page = get_page(actor, slug)
    content = get_content(actor, page, page.current_number)
    actions = rows_of(content.facts, "actions")
    if page.kind is not PageKind.MEETING or all(row[ROW_ID] != row_id for row in actions):
        raise NotFound
    if done_on > today:
        raise Invalid({"done_on": message("This day is still to come.")})
    done = tuple({**row, "done_on": done_on.isoformat()} if row[ROW_ID] == row_id else row for row in actions)
    content = replace(content, facts={**content.facts, "actions": done})
    return save_page(actor, slug, content, base_number=page.current_number, comment=comment)
