"""Editions: frozen as a standardised practice is disseminated; later reconfirmed, or followed by another practice."""

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import select

from wiki.accounts.types import Actor
from wiki.core.changes import record_change
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.core.ids import PageId
from wiki.core.messages import message
from wiki.facts import judge
from wiki.pages.models import RenderingRow, RevisionRow
from wiki.pages.queries.reading import find_page, find_redirect
from wiki.pages.rules import subject_of
from wiki.pages.service.lifecycle import show_to_visitors
from wiki.pages.service.writing import record_event, sign, stored_content
from wiki.pages.types import Content, EventAction, Page
from wiki.practices.contents import citation_of, differences, document_of
from wiki.practices.models import EditionRow
from wiki.practices.queries.standings import load_reviewed
from wiki.practices.service.steps import HeldPractice, begin_step, finish_step, log_step
from wiki.practices.tokens import new_token
from wiki.practices.types import State, StepKind
from wiki.practices.workflow import first_due
from wiki.taxonomy.queries import load_taxonomy


def disseminate(actor: Actor, slug: str, number: int, comment: str = "") -> int:
    """Freeze the standardised revision as the next edition, which visitors read from now on; return its number.

    Raises as :func:`wiki.practices.service.steps.begin_step`.
    """
    held = begin_step(actor, slug, StepKind.DISSEMINATED, number=number, comment=comment)
    signature, edition = sign(actor), held.standing.editions + 1
    held.page.edition = edition
    held.page.edition_on = held.page.confirmed_on = signature.at.date()
    show_to_visitors(held.page, held.revision, signature, EventAction.DISSEMINATED, detail=str(edition))
    db.session.add(_frozen(held, edition, signature.at))
    log_step(held, StepKind.DISSEMINATED, signature, comment)
    return edition


def _frozen(held: HeldPractice, number: int, at: datetime) -> EditionRow:
    content, day = stored_content(held.revision), at.date()
    drawn = db.session.execute(
        select(RenderingRow.html, RenderingRow.headings, RenderingRow.prose).where(
            RenderingRow.revision_id == held.revision.id
        )
    ).one()
    gate = judge(subject_of(content), content.facts, day)
    stated = content.facts.get("review_due")
    cities = load_taxonomy().city_by_slug
    return EditionRow(
        page_id=held.page.id,
        number=number,
        revision_id=held.revision.id,
        token=new_token(),
        disseminated_at=at,
        review_due=first_due(day, str(stated) if stated else None),
        results_due=None if gate.is_measured else gate.pending_until,
        citation=citation_of(content, number=number, day=day, cities=[cities[slug].name for slug in content.cities]),
        changes=[asdict(each) for each in differences(_content_before(held), content)] if number > 1 else [],
        html=drawn.html,
        headings=drawn.headings,
        prose=drawn.prose or {},
        document=document_of(content, number=number, day=day),
    )


def _content_before(held: HeldPractice) -> Content:
    """Return what the newest edition so far says."""
    query = (
        select(RevisionRow)
        .join(EditionRow, EditionRow.revision_id == RevisionRow.id)
        .where(EditionRow.page_id == held.page.id, EditionRow.number == held.standing.editions)
    )
    return stored_content(db.session.scalars(query).one())


def reconfirm(actor: Actor, slug: str, comment: str = "") -> None:
    """Say that the newest edition still holds; it is due for review again in twelve months.

    Raises as :func:`wiki.practices.service.steps.begin_step`.
    """
    held = begin_step(actor, slug, StepKind.RECONFIRMED, number=None, comment=comment)
    signature = finish_step(actor, _as_read(held), StepKind.RECONFIRMED, comment, public=True)
    # It is fresher than it was.
    held.page.confirmed_on = signature.at.date()
    record_change(held.page.id, ["index"])


def supersede(actor: Actor, slug: str, by: str, comment: str = "") -> None:
    """Say that another practice, at the address ``by``, took the place of this one.

    Raises as :func:`wiki.practices.service.steps.begin_step`; :class:`Invalid` also for a successor that is none.
    """
    held = _as_read(begin_step(actor, slug, StepKind.SUPERSEDED, number=None, comment=comment))
    successor = _successor(actor, held, by)
    signature = sign(actor)
    log_step(held, StepKind.SUPERSEDED, signature, comment, successor_id=successor.id)
    record_event(
        held.page, EventAction.SUPERSEDED, signature, revision=held.revision, public=True, detail=successor.slug
    )


def _as_read(held: HeldPractice) -> HeldPractice:
    """Let a step speak of what visitors read: of the current revision, a working copy, they may know nothing."""
    return replace(held, revision=db.session.get_one(RevisionRow, held.page.published_revision_id))


def _successor(actor: Actor, held: HeldPractice, slug: str) -> Page:
    page = find_page(actor, slug) or find_page(actor, find_redirect(actor, slug) or slug)
    if page is None or page.id == held.page.id or page.edition is None or page.is_archived:
        raise Invalid({"by": message("Name another practice that has an edition.")})
    standing = load_reviewed([page.id], held.standing.copy.today)[PageId(page.id)].standing
    if standing.state is State.SUPERSEDED:
        raise Invalid({"by": message("That practice was followed by another itself. Name the last one.")})
    return page
