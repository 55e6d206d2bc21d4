"""A city says what it wants to learn from others."""

from dataclasses import replace

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Denied, Invalid
from wiki.core.messages import message
from wiki.exchange.models import InterestRow
from wiki.exchange.rules import interest_errors, may_express, may_express_some
from wiki.exchange.service.holding import log_step
from wiki.exchange.service.naming import named_practice
from wiki.exchange.types import InterestDraft, InterestId, InterestState, InterestStepKind
from wiki.facts import VOCABULARIES
from wiki.pages.rules import one_line
from wiki.taxonomy.queries import load_taxonomy


def express_interest(actor: Actor, draft: InterestDraft, *, is_demo: bool = False) -> InterestId:
    """Say what a city wants to learn. Raises :class:`Denied`, :class:`Invalid` with an error a field."""
    if not may_express_some(actor):
        raise Denied("interest.express")
    draft = replace(draft, does=draft.does.strip(), issue=draft.issue.strip(), travel=one_line(draft.travel))
    known, categories = load_taxonomy(), VOCABULARIES["influence_category"]
    errors = interest_errors(draft, cities=known.city_by_slug, themes=known.theme_by_slug, categories=categories)
    page = named_practice(actor, draft.practice) if draft.practice else None
    if draft.practice and page is None:
        errors["practice"] = message("Give the address of a practice, such as smart-lamp-posts.")
    if errors:
        raise Invalid(errors)
    if not may_express(actor, draft.city):
        raise Denied("interest.express")
    row = InterestRow(
        city_id=known.city_by_slug[draft.city].id,
        theme_id=known.theme_by_slug[draft.theme].id,
        page_id=page.id if page else None,
        does=draft.does,
        issue=draft.issue,
        category=draft.category,
        travel=draft.travel,
        follows_up=draft.follows_up,
        state=InterestState.OPEN,
        is_demo=is_demo,
        made_at=now(),
        made_by_id=actor.user_id,
        made_by=actor.label,
    )
    db.session.add(row)
    db.session.flush()
    log_step(actor, row, InterestStepKind.MADE, "")
    return InterestId(row.id)
