"""A look at values before they are entered, for a preview that writes nothing."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.core.messages import message
from wiki.indicators.queries import list_indicators
from wiki.indicators.types import Indicator
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.queries.visibility import is_of
from wiki.monitoring.rules import draft_errors
from wiki.monitoring.types import Subject, ValueDraft
from wiki.pages.models import PageRow


def entry_errors(subject: Subject, drafts: Sequence[ValueDraft]) -> Mapping[int, Mapping[str, str]]:
    """Return what :func:`wiki.monitoring.service.enter` would refuse, by row (from 0) and field."""
    indicators: dict[int, Indicator] = {indicator.id: indicator for indicator in list_indicators()}
    usual = {indicator.key: indicator.unit for indicator in indicators.values()}
    series = select(SeriesRow.indicator_id, SeriesRow.boundary, SeriesRow.unit).where(is_of(subject))
    made = {(indicators[row[0]].key, row[1]): row[2] for row in db.session.execute(series)}
    today = now().date()
    found = {
        number: draft_errors(
            draft, unit=made.get((draft.indicator, draft.boundary), usual[draft.indicator]), today=today
        )
        for number, draft in enumerate(drafts)
    }
    return {number: errors for number, errors in found.items() if errors}


def why_closed(practice: PageId) -> str:
    """Return why nothing is entered any more where a practice is taken up; empty while it is not archived."""
    if db.session.scalar(select(PageRow.archived_at).where(PageRow.id == practice)) is None:
        return ""
    return message("The practice is archived. Its results can be read; nothing more is entered.")
