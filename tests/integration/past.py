"""Editions of days long gone, for tests to ask for."""

from datetime import UTC, datetime

from sqlalchemy import update

from tests.factories import save
from tests.integration.reviewing import disseminated, member, ready
from wiki.core.db import db, transaction
from wiki.practices.models import EditionRow


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def dated(number: int, at: str) -> None:
    """Let all editions of a number be as old as that."""
    with transaction():
        db.session.execute(update(EditionRow).where(EditionRow.number == number).values(disseminated_at=day(at)))


def history() -> None:
    """Make a practice with editions of 2018 and 2020 and a newer draft, and another with an edition of 2020."""
    lead = member(leads=("refurbishment", "data"))
    ready("hauffgasse", "Hauffgasse")
    disseminated(lead, slug="hauffgasse", number=1)
    dated(1, "2018-05-01T23:59:00")
    save("hauffgasse", title="Hauffgasse anew", themes=("data",), cities=("munich",))
    disseminated(lead, slug="hauffgasse", number=2)
    dated(2, "2020-07-01T00:00:00")
    ready("lory", "Lory")
    disseminated(lead, slug="lory", number=1)
    with transaction():
        newest = db.session.query(EditionRow).order_by(EditionRow.id.desc()).first()
        assert newest is not None
        newest.disseminated_at = day("2020-07-02T12:00:00")
    save("hauffgasse", title="Zirconium")
