"""The answer to a query, made from the segments of an index."""

from collections.abc import Sequence
from time import perf_counter

from wiki.search.analysis import words_of
from wiki.search.expansion import expanded
from wiki.search.foreign import without_pages
from wiki.search.hits import Asked, hit
from wiki.search.marking import Marker, Occurrence, marker, occurrences
from wiki.search.matching import Candidate, Found, find
from wiki.search.meant import likely_meant
from wiki.search.near import near_titles
from wiki.search.nearness import LOOKED_AT, NEARNESS_WEIGHT, READ, nearness
from wiki.search.query import Other, Question, parse
from wiki.search.ranking import TITLE_HOLDS_ALL
from wiki.search.segments import Segment
from wiki.search.stored import Stored
from wiki.search.types import NearTitle, Reader, SearchQuery, SearchResults, result_limit


def answer(segments: Sequence[Segment], query: SearchQuery) -> SearchResults:
    """Search, and make the hits of the page of results asked for."""
    started = perf_counter()
    typed = parse(query.text)
    wider = expanded(segments, typed, query.audience, query.lexicon)
    question = typed if query.as_typed else wider
    limit = result_limit(query)
    first = (max(1, query.page) - 1) * limit
    found = find(segments, query, question, most=max(first + limit, LOOKED_AT))
    looked_for = marker(question.words, question.others)
    read = Reading(segments, looked_for)
    candidates = _nearest_first(found, read) if query.sort == "relevance" else found.candidates
    shown = candidates[first : first + limit]
    said = query.lexicon.tags_in(looked_for.places)
    asked = Asked(question=question, looked_for=looked_for, said=said)
    read.expect(shown)
    hits = tuple(
        hit(
            read.stored(candidate),
            read.marks(candidate),
            asked=asked,
            score=candidate.score,
        )
        for candidate in shown
    )
    return SearchResults(
        total=found.total,
        hits=hits,
        facets=found.facets,
        near_titles=_near(segments, question, query.audience) if query.names_near_titles and not found.total else (),
        also_searched=read.spellings(question.meant, shown),
        without_pages=without_pages(segments, typed, query.audience),
        suggestion=likely_meant(segments, query, wider),
        took_ms=(perf_counter() - started) * 1000,
    )


class Reading:
    """The texts of candidates and where the question's words stand in them: looked up once for ranking and showing."""

    def __init__(self, segments: Sequence[Segment], looked_for: Marker) -> None:
        self.looked_for = looked_for
        self._segments = segments
        self._stored: dict[tuple[int, int], Stored] = {}
        self._marks: dict[tuple[int, int], list[Occurrence]] = {}

    def stored(self, candidate: Candidate) -> Stored:
        place = candidate.segment, candidate.number
        if place not in self._stored:
            self._stored[place] = self._segments[candidate.segment].source.stored(candidate.number)
        return self._stored[place]

    def expect(self, candidates: Sequence[Candidate]) -> None:
        """Texts of these are asked for next."""
        for place, segment in enumerate(self._segments):
            segment.source.expect_stored(candidate.number for candidate in candidates if candidate.segment == place)

    def marks(self, candidate: Candidate) -> list[Occurrence]:
        """Where the words stand in the part of the body that is read."""
        place = candidate.segment, candidate.number
        if place not in self._marks:
            stored = self.stored(candidate)
            self._marks[place] = occurrences(stored["body"][:READ], stored["language"], self.looked_for)
        return self._marks[place]

    def spellings(self, others: Sequence[Other], candidates: Sequence[Candidate]) -> tuple[str, ...]:
        """Return synonyms as they are known, other words, which are folded, as the first text that holds each does."""
        words = [other.words[0].word for other in others if not other.written]
        written: dict[str, str] = {}
        for candidate in candidates if words else ():
            stored = self.stored(candidate)
            pieces = (stored["body"][mark.start : mark.end] for mark in self.marks(candidate))
            for piece in dict.fromkeys((*stored["title"].split(), *pieces)):
                written.setdefault(" ".join(words_of(piece)), piece)
            if all(word in written for word in words):
                break
        return tuple(
            dict.fromkeys(other.written or written.get(other.words[0].word, other.words[0].word) for other in others)
        )


def _nearest_first(found: Found, read: Reading) -> list[Candidate]:
    """Rank the best candidates anew by how near the words stand in them; the rest keep their places."""
    if len(found.weights) < 2:
        return found.candidates

    def weighed(candidate: Candidate) -> Candidate:
        if candidate.score >= TITLE_HOLDS_ALL:
            return candidate
        near = nearness(read.marks(candidate), found.weights)
        return candidate._replace(score=candidate.score * (1 + NEARNESS_WEIGHT * near))

    read.expect(found.candidates[:LOOKED_AT])
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
