"""The answer to a query, made from the segments of an index."""

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from wiki.search.hits import hit
from wiki.search.marking import Marker, marker, occurrences
from wiki.search.matching import Candidate, Found, find
from wiki.search.near import near_titles
from wiki.search.nearness import LOOKED_AT, NEARNESS_WEIGHT, READ, nearness
from wiki.search.query import Question, parse
from wiki.search.ranking import TITLE_HOLDS_ALL
from wiki.search.segments import Segment
from wiki.search.types import NearTitle, Reader, SearchQuery, SearchResults, result_limit


def answer(segments: Sequence[Segment], query: SearchQuery) -> SearchResults:
    """Search, and make the hits of the page of results asked for."""
    started = perf_counter()
    question = parse(query.text)
    limit = result_limit(query)
    first = (max(1, query.page) - 1) * limit
    found = find(segments, query, question, most=max(first + limit, LOOKED_AT))
    looked_for = marker(question.words)
    candidates = _nearest_first(segments, found, looked_for) if query.sort == "relevance" else found.candidates
    hits = tuple(
        hit(
            segments[candidate.segment].source.stored(candidate.number),
            question=question,
            looked_for=looked_for,
            score=candidate.score,
        )
        for candidate in candidates[first : first + limit]
    )
    return SearchResults(
        total=found.total,
        hits=hits,
        facets=found.facets,
        near_titles=() if found.total else _near(segments, question, query.audience),
        took_ms=(perf_counter() - started) * 1000,
    )


def _nearest_first(segments: Sequence[Segment], found: Found, looked_for: Marker) -> list[Candidate]:
    """Rank the best candidates anew by how near the words stand in them; the rest keep their places."""
    words = len(set(looked_for.places.values()))
    if words < 2:
        return found.candidates

    def weighed(candidate: Candidate) -> Candidate:
        if candidate.score >= TITLE_HOLDS_ALL:
            return candidate
        stored = segments[candidate.segment].source.stored(candidate.number)
        near = nearness(occurrences(stored["body"][:READ], stored["language"], looked_for), words)
        return replace(candidate, score=candidate.score * (1 + NEARNESS_WEIGHT * near))

    best = sorted(
        map(weighed, found.candidates[:LOOKED_AT]), key=lambda candidate: (-candidate.score, candidate.page_id)
    )
    return best + found.candidates[LOOKED_AT:]


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
