"""Freezing an evaluation report as an edition."""

from sqlalchemy import func, select

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.monitoring.models import ThemeReportRow
from wiki.monitoring.queries.reporting import generate_report
from wiki.monitoring.reports import ReportTexts, text_errors, to_stored
from wiki.monitoring.types import Period
from wiki.taxonomy.models import ThemeRow
from wiki.taxonomy.types import Theme


def freeze_report(actor: Actor, theme: Theme, period: Period, texts: ReportTexts) -> int:
    """Keep what a period came to with what is said of it, and return the number of the edition.

    Raises :class:`Invalid`.
    """
    require(actor, "report.freeze")
    if errors := text_errors(texts):
        raise Invalid(errors)
    # One at a time for each theme, so that no number is given twice.
    db.session.execute(select(ThemeRow.id).where(ThemeRow.id == theme.id).with_for_update())
    last = db.session.scalar(select(func.max(ThemeReportRow.number)).where(ThemeReportRow.theme_id == theme.id))
    row = ThemeReportRow(
        theme_id=theme.id,
        number=(last or 0) + 1,
        starts_on=period.starts,
        ends_on=period.ends,
        introduction=texts.introduction.strip(),
        assessment=texts.assessment.strip(),
        figures=to_stored(generate_report(theme, period)),
        by_id=actor.user_id,
        by=actor.label,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row.number
