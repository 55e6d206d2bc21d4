"""Profiles of cities in an export. What a city says here already stays as it is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from wiki.dissemination.archive.types import ProfileRecord
from wiki.fit.reading import read_profile
from wiki.fit.service import take_profile
from wiki.fit.types import Told
from wiki.taxonomy.types import Taxonomy


def take_profiles(records: Sequence[ProfileRecord], taxonomy: Taxonomy) -> None:
    """Add what the cities of this wiki do not say of themselves yet."""
    told: dict[str, dict[str, Told]] = defaultdict(dict)
    for record in records:
        given = {record.attribute: {"value": record.value, "source": record.source, "as_of": record.as_of}}
        for attribute, each in read_profile(given).told.items():
            told[record.city][attribute] = replace(each, updated_by=record.by, updated_at=record.at)
    for city in sorted(told.keys() & taxonomy.city_by_slug.keys()):
        take_profile(city, told[city])
