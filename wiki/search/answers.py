"""The answer to a query, made from the segments of an index."""

from collections.abc import Sequence
from time import perf_counter

from wiki.search.hits import hit
from wiki.search.marking import marker
from wiki.search.matching import find
from wiki.search.near import near_titles
from wiki.search.query import Question, parse
from wiki.search.segments import Segment
from wiki.search.types import NearTitle, Reader, SearchQuery, SearchResults, result_limit


def answer(segments: Sequence[Segment], query: SearchQuery) -> SearchResults:
    """Search, and make the hits of the page of results asked for."""
    started = perf_counter()
    question = parse(query.text)
    limit = result_limit(query)
    first = (max(1, query.page) - 1) * limit
    found = find(segments, query, question, most=first + limit)
    looked_for = marker(question.words)
    hits = tuple(
        hit(
            segments[candidate.segment].source.stored(candidate.number),
            question=question,
            looked_for=looked_for,
            score=candidate.score,
        )
        for candidate in found.candidates[first:]
    )
    return SearchResults(
        total=found.total,
        hits=hits,
        facets=found.facets,
        near_titles=() if found.total else _near(segments, question, query.audience),
        took_ms=(perf_counter() - started) * 1000,
    )


def _near(segments: Sequence[Segment], question: Question, reader: Reader) -> tuple[NearTitle, ...]:
    known = {title for segment in segments for title in segment.visible_titles(reader)}
    near = near_titles(question.title_key, known)
    return tuple(
        NearTitle(slug=stored["slug"], title=stored["title"])
        for title in near
        for segment in segments
        for number in segment.titled(title, reader)
        for stored in [segment.source.stored(number)]
    )
