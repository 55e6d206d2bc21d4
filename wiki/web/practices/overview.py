"""Where a practice stands: its sections, what is filled, and what is missing to be standardised."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from wiki.accounts.permissions import require
from wiki.core.clock import now
from wiki.core.errors import NotFound
from wiki.facts import TEMPLATE, Missing, Section, judge
from wiki.pages import queries
from wiki.pages.types import Content
from wiki.practices.contents import subject_of
from wiki.web.context import actor
from wiki.web.pages.reading import saved_draft
from wiki.web.practices import bp
from wiki.web.practices.filling import practice_at
from wiki.web.reviews.bar import bar_of


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A section: how many of the fields it asks for are filled, and how many of the needed ones are missing."""

    section: Section
    filled: int
    asked: int
    missing: int


@bp.get("/pages/<path:slug>/facts")
def overview(slug: str) -> ResponseReturnValue:
    require(actor(), "page.edit")
    page = practice_at(slug)
    if page.is_archived:
        raise NotFound
    content = queries.get_content(actor(), page, page.current_number)
    gate = judge(subject_of(content), content.facts, now().date())
    return render_template(
        "practices/overview.html",
        page=page,
        content=content,
        gate=gate,
        sections=_progress(content, gate.missing),
        saved_draft=saved_draft(),
        review=bar_of(page),
    )


def _progress(content: Content, missing: Iterable[Missing]) -> list[Progress]:
    lacking = Counter(section for section, _ in {(lack.section, lack.field) for lack in missing})
    return [
        Progress(
            section=section,
            filled=sum(field.key in content.facts for field in asked),
            asked=len(asked),
            missing=lacking[section.key],
        )
        for section in TEMPLATE.sections
        if (asked := [field for field in section.fields if field.asked_of(content.themes)])
    ]
