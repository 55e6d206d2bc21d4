"""What people say of a replication, tidied, judged and stored."""

from dataclasses import replace

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import Denied, Invalid
from wiki.pages.rules import one_line
from wiki.pages.types import Page
from wiki.practices.queries import editions_of
from wiki.replication.models import ReplicationRow
from wiki.replication.queries import blocks_of
from wiki.replication.rules import details_errors, kept_blocks, may_edit
from wiki.replication.types import Details
from wiki.taxonomy.queries import load_taxonomy


def tidy(details: Details) -> Details:
    return replace(
        details,
        district=one_line(details.district),
        title=one_line(details.title),
        responsible=one_line(details.responsible),
    )


def judge(actor: Actor, page: Page, details: Details) -> dict[str, str]:
    """Return what is wrong with tidied details, by field. Raises :class:`Denied` where another city's people decide."""
    editions = {mark.number for mark in editions_of(actor, page)}
    errors = details_errors(details, cities=load_taxonomy().city_by_slug, editions=editions)
    if "city" not in errors and not may_edit(actor, details.city):
        raise Denied("replication.edit")
    return errors


def take(actor: Actor, page: Page, row: ReplicationRow, details: Details) -> None:
    """Let a replication say what details say; blocks it had stay choosable when the practice names them no more."""
    had = {each["name"]: each.get("key", "") for each in row.blocks or ()}
    row.city_id = load_taxonomy().city_by_slug[details.city].id
    row.district, row.title = details.district, details.title
    row.edition, row.shared = details.edition, details.shared
    row.blocks = kept_blocks(details.blocks, {**had, **blocks_of(actor, page)})
    if row.responsible != details.responsible or row.responsible_id is None:
        row.responsible, row.responsible_id = details.responsible, _account_of(details.responsible)


def refuse(errors: dict[str, str]) -> None:
    """Raise :class:`Invalid` if anything is wrong."""
    if errors:
        raise Invalid(errors)


def _account_of(name: str) -> int | None:
    """Return whose name it is; no two accounts have one."""
    return db.session.scalar(select(User.id).where(User.name == name, User.active.is_(True)))
