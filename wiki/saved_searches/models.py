"""The table of saved searches; they go with their owner's account."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class SavedSearchRow(Base):
    __tablename__ = "saved_searches"
    __table_args__ = (UniqueConstraint("user_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(500))
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)
    sort: Mapped[str] = mapped_column(String(20))
    as_typed: Mapped[bool]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    looked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # As whom the owner read when something new was found; empty: nothing is. Who may read less now is told nothing.
    news_for: Mapped[str] = mapped_column(String(10), default="")
    # The newest event of the wiki when somebody last looked for news: none since, none to look for.
    event_seen: Mapped[int] = mapped_column(default=0)
