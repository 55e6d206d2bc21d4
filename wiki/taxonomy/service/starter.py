"""What a new wiki knows from its first day."""

import json
from importlib import resources
from typing import Any

from sqlalchemy import func, select

from wiki.core.clock import now
from wiki.core.db import db
from wiki.taxonomy.models import CityAlias, CityRow, SynonymGroupRow, SynonymRow, ThemeAlias, ThemeRow


def load_starter() -> None:
    """Fill an empty taxonomy with the programme's themes, cities and words; leave a filled one alone."""
    if db.session.scalar(select(func.count()).select_from(ThemeRow)):
        return
    starter = json.loads(resources.files("wiki.taxonomy").joinpath("starter.json").read_text(encoding="utf-8"))
    for position, theme in enumerate(starter["themes"]):
        aliases = [ThemeAlias(name=name) for name in _names(theme)]
        db.session.add(ThemeRow(**theme, aliases=aliases, position=position, updated_at=now()))
    for position, city in enumerate(starter["cities"]):
        aliases_of_city = [CityAlias(name=name) for name in _names(city)]
        db.session.add(CityRow(**city, aliases=aliases_of_city, position=position, updated_at=now()))
    for words in starter["synonyms"]:
        db.session.add(SynonymGroupRow(words=[SynonymRow(word=word) for word in words], updated_at=now()))
    db.session.flush()


def _names(entry: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(alias["name"] for alias in entry.pop("aliases")))
