"""The list of all practices with what each lacks to be standardised."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Row

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.core.paging import Page
from wiki.facts import Gate, judge, problems
from wiki.pages.facets import Choices
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.listing import selected
from wiki.pages.queries.marks import subject_of
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.revisions import NO_TAGS, Tags, tags_of
from wiki.practices.queries.scores import PracticeScore, practice_scores
from wiki.taxonomy.types import City, Taxonomy, Theme

CompletenessOrder = Literal["missing", "score", "title"]
"""Those that lack least first, those with most needed fields first, or by title."""


@dataclass(frozen=True, kw_only=True)
class CompletePractice:
    """A practice with what it lacks. ``verified_on`` is a date of the facts, empty for none.

    ``problems`` is how many values do not fit together; what they are is told in the gate.
    """

    page_id: PageId
    slug: str
    title: str
    language: str
    themes: tuple[Theme, ...]
    cities: tuple[City, ...]
    gate: Gate
    verified_on: str
    problems: int


Place = tuple[int, int]
_Key = Callable[[PracticeScore], Any]
_ORDER: Mapping[CompletenessOrder, _Key] = {
    "missing": lambda score: (score.missing, score.page_id),
    "score": lambda score: (-score.percent, score.missing, score.page_id),
    "title": lambda score: (score.title.casefold(), score.page_id),
}


def list_completeness(
    actor: Actor,
    choices: Choices,
    taxonomy: Taxonomy,
    *,
    number: int = 1,
    size: int = 20,
    order: CompletenessOrder = "missing",
    today: date | None = None,
) -> Page[CompletePractice]:
    """Return one page of the practices, by default those that lack least first; nothing for who reads no drafts."""
    day = today or now().date()
    scores = sorted(practice_scores(actor, choices, taxonomy, day), key=_ORDER[order])
    ids = [score.page_id for score in scores[(number - 1) * size : number * size]]
    return Page(items=_practices(actor, ids, taxonomy, day), total=len(scores), number=number, size=size)


def walk_completeness(
    actor: Actor, choices: Choices, taxonomy: Taxonomy, *, after: Place | None = None, limit: int = 20
) -> Sequence[CompletePractice]:
    """Return practices, those that lack least first, after the one that lacked so much and has that id."""
    day = now().date()
    scores = sorted(practice_scores(actor, choices, taxonomy, day), key=_ORDER["missing"])
    rest = [score.page_id for score in scores if after is None or (score.missing, score.page_id) > after]
    return _practices(actor, rest[:limit], taxonomy, day)


def _practices(
    actor: Actor, page_ids: Sequence[PageId], taxonomy: Taxonomy, today: date
) -> tuple[CompletePractice, ...]:
    columns = (
        *(PageRow.id.label("page_id"), PageRow.slug, RevisionRow.id, RevisionRow.title, RevisionRow.summary),
        *(RevisionRow.language, RevisionRow.facts, RevisionRow.template_version),
    )
    rows = db.session.execute(selected(actor, {}, *columns).where(PageRow.id.in_(page_ids))).all()
    tags = tags_of((row.id for row in rows), taxonomy)
    found = {row.page_id: _practice(row, tags.get(row.id, NO_TAGS), today) for row in rows}
    return tuple(found[page_id] for page_id in page_ids if page_id in found)


def _practice(row: Row[Any], tags: Tags, today: date) -> CompletePractice:
    facts = facts_of(row)
    return CompletePractice(
        page_id=PageId(row.page_id),
        slug=row.slug,
        title=row.title,
        language=row.language,
        themes=tags.themes,
        cities=tags.cities,
        gate=judge(subject_of(row, tags), facts, today),
        verified_on=str(facts.get("verified_on", "")),
        problems=len(problems(facts)),
    )
