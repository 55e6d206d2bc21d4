"""What was loaded as demo content goes again; what somebody changed since is theirs."""

from sqlalchemy import delete

from wiki.core.db import db
from wiki.exchange.models import ExchangeRow, InterestRow


def untake_demo_exchanges() -> None:
    """Remove the exchanges and interests of the demo content."""
    for table in (InterestRow, ExchangeRow):
        db.session.execute(delete(table).where(table.is_demo))
