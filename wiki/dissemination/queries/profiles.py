"""What cities say of themselves, as an export lists it: to visitors without names."""

from collections.abc import Iterator

from wiki.dissemination.archive.types import ProfileRecord
from wiki.fit.queries import all_profiles
from wiki.fit.reading import written
from wiki.taxonomy.queries import load_taxonomy


def profiles(*, with_names: bool) -> Iterator[ProfileRecord]:
    """Yield every value that somebody told of a city; what its page says anyway is none."""
    for city, profile in all_profiles(load_taxonomy()).items():
        for attribute, told in profile.told.items():
            if told.updated_at is not None:
                yield ProfileRecord(
                    city=city,
                    attribute=attribute,
                    value=written(told.value),
                    source=told.source,
                    as_of=told.as_of,
                    by=told.updated_by if with_names else "",
                    at=told.updated_at,
                )
