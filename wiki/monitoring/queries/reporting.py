"""What an evaluation report is generated from, and the reports that were frozen.

A report tells what everybody may see, whoever looks at it: it is kept for everybody.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Row, select

from wiki.accounts.types import VISITOR
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.facts import rows_of
from wiki.facts.types import Facts
from wiki.markup import plain_text
from wiki.monitoring.models import SeriesValueRow, ThemeReportRow
from wiki.monitoring.queries.dashboard import list_monitored
from wiki.monitoring.reports import (
    ReportedBarrier,
    ReportedDelay,
    ReportEdition,
    ReportedLesson,
    ReportFigures,
    ReportTexts,
    from_stored,
    reported,
)
from wiki.monitoring.types import FigureKind, Period
from wiki.pages.models import PageRow, RevisionRow, RevisionTheme
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.visibility import listed_for, shown_revision
from wiki.pages.types import PageKind
from wiki.replication.queries import MOST_DRAWN, list_replications
from wiki.replication.types import Chosen, Exit
from wiki.taxonomy.models import ThemeRow
from wiki.taxonomy.types import Theme

_MOST_LESSONS = 20


def generate_report(theme: Theme, period: Period) -> ReportFigures:
    """Return what a period came to in a theme, as everybody may see it."""
    found = list_monitored(VISITOR, theme=theme, within=period)
    reasons = _notes([each.standing.id for each in found], period)
    told = [(row.slug, row.title, facts_of(row)) for row in _practices(theme)]
    barriers = [barrier for practice in told for barrier in _barriers(*practice)]
    return ReportFigures(
        results=tuple(reported(each, reasons.get(each.standing.id, ())) for each in found),
        delays=(*_delays(told), *_left({slug for slug, *_ in told}, theme, period)),
        barriers=tuple(sorted(barriers, key=lambda barrier: -(barrier.severity or 0))),
        lessons=tuple(islice((lesson for practice in told for lesson in _lessons(*practice)), _MOST_LESSONS)),
    )


def list_reports(theme: Theme) -> Sequence[ReportEdition]:
    """Return the frozen reports of a theme, the newest first."""
    query = select(ThemeReportRow).where(ThemeReportRow.theme_id == theme.id)
    return [_edition(row, theme) for row in db.session.scalars(query.order_by(ThemeReportRow.number.desc()))]


def get_report(theme: Theme, number: int) -> ReportEdition:
    """Return a frozen report. Raises :class:`NotFound`."""
    query = select(ThemeReportRow).where(ThemeReportRow.theme_id == theme.id, ThemeReportRow.number == number)
    row = db.session.scalar(query)
    if row is None:
        raise NotFound
    return _edition(row, theme)


def _edition(row: ThemeReportRow, theme: Theme) -> ReportEdition:
    return ReportEdition(
        theme=theme.slug,
        number=row.number,
        period=Period(starts=row.starts_on, ends=row.ends_on),
        texts=ReportTexts(introduction=row.introduction, assessment=row.assessment),
        figures=from_stored(row.figures),
        by=row.by,
        at=row.at,
    )


def _notes(series: Sequence[int], period: Period) -> Mapping[int, Sequence[str]]:
    """Return what was noted with the measured values of a period, each once, the oldest first."""
    value = SeriesValueRow
    query = select(value.series_id, value.note).where(
        value.series_id.in_(series),
        value.stands.is_(True),
        value.kind == FigureKind.MEASURED,
        value.ends_on.between(period.starts, period.ends),
        value.note != "",
    )
    notes: dict[int, dict[str, None]] = {}
    for number, note in db.session.execute(query.order_by(value.ends_on, value.id)):
        notes.setdefault(number, {})[note] = None
    return {number: tuple(told) for number, told in notes.items()}


def _practices(theme: Theme) -> Iterable[Row[Any]]:
    """Return the practices of a theme that everybody may see, the newest first."""
    columns = select(PageRow.slug, RevisionRow.title, RevisionRow.facts, RevisionRow.template_version)
    query = columns.join(RevisionRow, RevisionRow.id == shown_revision(VISITOR))
    query = query.join(RevisionTheme, RevisionTheme.revision_id == RevisionRow.id)
    query = query.join(ThemeRow, ThemeRow.id == RevisionTheme.theme_id)
    query = query.where(listed_for(VISITOR), PageRow.kind == PageKind.PRACTICE, ThemeRow.id == theme.id)
    return db.session.execute(query.order_by(RevisionRow.published_at.desc(), RevisionRow.id.desc()))


def _delays(told: Iterable[tuple[str, str, Facts]]) -> Iterable[ReportedDelay]:
    for slug, title, facts in told:
        if facts.get("timeliness") == "late":
            yield ReportedDelay(slug=slug, practice=title, reason=plain_text(str(facts.get("delay_reason", ""))))


def _left(listed: Collection[str], theme: Theme, period: Period) -> Iterable[ReportedDelay]:
    """Yield the replications that were left in the period, or rested at its end, of those that everybody may see."""
    chosen = (Chosen(theme=theme.slug, exit=each) for each in Exit if each is not Exit.NONE)
    for each in (found for one in chosen for found in list_replications(VISITOR, one, size=MOST_DRAWN).items):
        since = date.min if each.exit is Exit.PAUSED else period.starts
        if each.practice.slug in listed and since <= each.since <= period.ends:
            yield ReportedDelay(
                slug=each.practice.slug,
                practice=each.title or each.practice.title,
                reason=each.reason,
                replication=each.id,
                city=each.city,
                exit=each.exit,
            )


def _barriers(slug: str, title: str, facts: Facts) -> Iterable[ReportedBarrier]:
    for row in rows_of(facts, "influences"):
        if row.get("kind") == "barrier" and not row.get("solved"):
            severity = row.get("severity")
            yield ReportedBarrier(
                slug=slug,
                practice=title,
                text=str(row.get("text", "")),
                category=str(row.get("category", "")),
                severity=severity if isinstance(severity, int) else None,
                help_wanted=bool(row.get("help_wanted")),
            )


def _lessons(slug: str, title: str, facts: Facts) -> Iterable[ReportedLesson]:
    for row in rows_of(facts, "lessons"):
        yield ReportedLesson(slug=slug, practice=title, text=str(row.get("text", "")), kind=str(row.get("kind", "")))
