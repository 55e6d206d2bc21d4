"""What an index holds, told for checks."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from wiki.search.bitsets import members
from wiki.search.segments import Segment


def count(segments: Sequence[Segment]) -> int:
    """Return how many documents there are."""
    return sum(segment.live.bit_count() for segment in segments)


def versions(segments: Sequence[Segment]) -> Mapping[int, Mapping[str, datetime]]:
    """Return the keys of the documents of each page, and when they were updated."""
    found: dict[int, dict[str, datetime]] = {}
    for segment in segments:
        rows = list(segment.source.rows())
        for each in (rows[number] for number in members(segment.live)):
            found.setdefault(each.page_id, {})[each.key] = datetime.fromtimestamp(each.updated_at, UTC)
    return found
