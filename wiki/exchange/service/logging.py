"""Logging an exchange, changing what was logged, and taking away what was logged by mistake."""

from dataclasses import dataclass, replace

from sqlalchemy import delete, exists, select

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.core.messages import message
from wiki.exchange.models import ExchangeRow, GuestRow, InterestRow
from wiki.exchange.queries import get_exchange
from wiki.exchange.rules import exchange_errors, may_log, may_log_some
from wiki.exchange.service.naming import named_practice
from wiki.exchange.types import Exchange, ExchangeDraft, ExchangeId, Outcome, Outdated, Saved
from wiki.pages.rules import one_line
from wiki.replication.queries import get_replication
from wiki.taxonomy.queries import load_taxonomy


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """A draft without errors, and the number of the page it is about."""

    draft: ExchangeDraft
    page_id: int | None


def log_exchange(actor: Actor, draft: ExchangeDraft, *, is_demo: bool = False) -> ExchangeId:
    """Log an exchange. Raises :class:`Denied`, :class:`Invalid`."""
    if not may_log_some(actor):
        raise Denied("exchange.log")
    judged = _judged(actor, draft)
    row = ExchangeRow(
        is_demo=is_demo,
        created_at=now(),
        created_by_id=actor.user_id,
        created_by=actor.label,
        updated_at=now(),
        version=0,
    )
    _take(row, judged)
    db.session.add(row)
    _invite(row, judged.draft)
    return ExchangeId(row.id)


def edit_exchange(actor: Actor, exchange_id: ExchangeId, draft: ExchangeDraft, *, seen: int) -> Outcome:
    """Change what was logged; ``seen`` is the version that was edited.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`.
    """
    row, stands = _held(actor, exchange_id)
    if row.version != seen:
        return Outdated(theirs=stands)
    judged = _judged(actor, draft)
    _take(row, judged)
    row.is_demo, row.updated_at = False, now()
    db.session.execute(delete(GuestRow).where(GuestRow.exchange_id == row.id))
    _invite(row, judged.draft)
    return Saved(exchange=exchange_id)


def remove_exchange(actor: Actor, exchange_id: ExchangeId, *, seen: int) -> Outcome:
    """Take an exchange away for good; not one that an interest was matched with.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`.
    """
    row, stands = _held(actor, exchange_id)
    if row.version != seen:
        return Outdated(theirs=stands)
    if db.session.scalar(select(exists().where(InterestRow.exchange_id == exchange_id))):
        raise Invalid({"version": message("The task force matched somebody's interest with it. Reopen that first.")})
    db.session.delete(row)
    db.session.flush()
    return Saved(exchange=exchange_id)


def _held(actor: Actor, exchange_id: ExchangeId) -> tuple[ExchangeRow, Exchange]:
    """Return an exchange that the actor may change, held, and as they read it."""
    row = db.session.get(ExchangeRow, exchange_id, with_for_update=True)
    stands = get_exchange(actor, exchange_id)
    if row is None or not may_log(actor, stands.cities):
        raise Denied("exchange.log")
    return row, stands


def _judged(actor: Actor, draft: ExchangeDraft) -> _Judged:
    """Return a draft tidied. Raises :class:`Denied` where none of its cities is the actor's, :class:`Invalid`."""
    draft = replace(
        draft,
        title=one_line(draft.title),
        mentor=one_line(draft.mentor),
        outcome=draft.outcome.strip(),
        link=draft.link.strip(),
        guests=tuple(dict.fromkeys(draft.guests)),
    )
    known = load_taxonomy()
    errors = exchange_errors(draft, cities=known.city_by_slug, themes=known.theme_by_slug)
    about: dict[str, str] = {}
    page_id = _about(actor, draft, about)
    if errors | about:
        raise Invalid(errors | about)
    if not may_log(actor, (draft.host, *draft.guests)):
        raise Denied("exchange.log")
    return _Judged(draft=draft, page_id=page_id)


def _about(actor: Actor, draft: ExchangeDraft, errors: dict[str, str]) -> int | None:
    """Return which page it is about; what is wrong with that goes to ``errors``."""
    if draft.replication is not None:
        try:
            replication = get_replication(actor, draft.replication)
        except NotFound:
            errors["replication"] = message("Choose a replication that is there.")
            return None
        if replication.city not in (draft.host, *draft.guests):
            errors["replication"] = message("The city that takes it up must be one of those that met.")
        return replication.practice.id
    if not draft.practice:
        return None
    page = named_practice(actor, draft.practice)
    if page is None:
        errors["practice"] = message("Give the address of a practice, such as smart-lamp-posts.")
        return None
    return page.id


def _take(row: ExchangeRow, judged: _Judged) -> None:
    draft, known = judged.draft, load_taxonomy()
    theme = known.theme_by_slug.get(draft.theme)
    row.format, row.title = draft.format.value, draft.title
    row.starts_on, row.ends_on = draft.starts_on, draft.ends_on
    row.host_id, row.theme_id = known.city_by_slug[draft.host].id, theme.id if theme else None
    row.page_id, row.replication_id = judged.page_id, draft.replication
    row.people, row.mentor, row.outcome, row.link = draft.people, draft.mentor, draft.outcome, draft.link
    row.version += 1


def _invite(row: ExchangeRow, draft: ExchangeDraft) -> None:
    db.session.flush()
    cities = load_taxonomy().city_by_slug
    db.session.add_all(GuestRow(exchange_id=row.id, city_id=cities[slug].id) for slug in draft.guests)
    db.session.flush()
