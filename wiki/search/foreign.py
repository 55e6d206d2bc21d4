"""Questions in a language that no page is in: they find names, and words that are written alike."""

from collections.abc import Sequence

from wiki.search.query import Question
from wiki.search.segments import Segment
from wiki.search.types import Reader


def without_pages(segments: Sequence[Segment], question: Question, reader: Reader) -> tuple[str, ...]:
    """Return the languages that a question is in, all that are likely; none if the reader sees a page in any."""
    held = any(
        segment.facets.get("language", {}).get(language, 0) & segment.visible(reader)
        for segment in segments
        for language in question.asked_in
    )
    return () if held else tuple(sorted(question.asked_in))
