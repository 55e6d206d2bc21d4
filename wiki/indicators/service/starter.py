"""The indicators that a new wiki knows from its first day."""

import json
from importlib import resources

from sqlalchemy import func, select

from wiki.core.clock import now
from wiki.core.db import db
from wiki.indicators.models import IndicatorRow
from wiki.taxonomy.models import ThemeRow


def load_starter_indicators() -> None:
    """Fill an empty catalogue with the programme's indicators; leave a filled one alone.

    A theme that was removed leaves its indicators to all themes.
    """
    if db.session.scalar(select(func.count()).select_from(IndicatorRow)):
        return
    text = resources.files("wiki.indicators").joinpath("starter.json").read_text(encoding="utf-8")
    themes = {row.slug: row.id for row in db.session.execute(select(ThemeRow.slug, ThemeRow.id))}
    for position, entry in enumerate(json.loads(text)):
        theme_id = themes.get(entry.pop("theme"))
        db.session.add(IndicatorRow(**entry, theme_id=theme_id, position=position, updated_at=now()))
    db.session.flush()
