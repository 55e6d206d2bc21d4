"""What cities say of themselves: each value one that its attribute takes, and answers within their scale."""

from collections.abc import Iterator

from sqlalchemy import select

from wiki.core.db import db
from wiki.fit.models import AnswerRow, ProfileValueRow
from wiki.fit.reading import read_profile
from wiki.fit.rules import BEST, WORST
from wiki.upkeep.types import Finding, Severity, Stores, Tell


def wrong(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for values that their attribute does not take, which no page shows, and for scores out of their scale."""
    columns = (getattr(ProfileValueRow, name) for name in ("id", "attribute", "value", "source", "as_of"))
    for row in db.session.execute(select(*columns).order_by(ProfileValueRow.id)):
        given = {row.attribute: {"value": row.value, "source": row.source, "as_of": row.as_of}}
        if read_profile(given).errors:
            sentence = f"The value number {row.id} of city_profiles is none that “{row.attribute}” takes."
            yield _finding("profile-value", f"profile value number {row.id}", sentence)
    beyond = select(AnswerRow.id).where(~AnswerRow.score.between(WORST, BEST)).order_by(AnswerRow.id)
    for number in db.session.scalars(beyond):
        sentence = f"The score of the answer number {number} lies beyond its scale."
        yield _finding("fit-score", f"fit answer number {number}", sentence)


def _finding(code: str, subject: str, sentence: str) -> Finding:
    return Finding(code=code, subject=subject, sentence=sentence, severity=Severity.ERROR)
