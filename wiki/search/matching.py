"""Which documents of the segments answer a question, and in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from heapq import nlargest
from math import inf
from operator import and_, or_
from typing import NamedTuple

from wiki.pages.facets import FacetCounts
from wiki.search.analysis import Word, is_function_word
from wiki.search.bitsets import bitset, members
from wiki.search.facets import FacetTally, narrowed, narrowing_of
from wiki.search.query import Other, Phrase, Question
from wiki.search.ranking import (
    MEANT_WEIGHT,
    PART_WEIGHT,
    SYNONYM_WEIGHT,
    TAGGED_WEIGHT,
    TITLE_HOLDS_ALL,
    TITLE_IS_QUESTION,
    rarity,
)
from wiki.search.segments import Segment, expect
from wiki.search.types import SearchQuery, Sort


class Candidate(NamedTuple):
    """A document that may be shown: its segment's place in the list, its number there, its score."""

    segment: int
    number: int
    page_id: int
    score: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """`candidates` are the best ones in order, as many as were asked for.

    `weights` are those of the question's words: the rarer, the more.
    """

    total: int
    facets: FacetCounts
    candidates: list[Candidate]
    weights: Sequence[float]


def find(segments: Sequence[Segment], query: SearchQuery, question: Question, *, most: int) -> Found:
    """Search all segments under the filters of the query and rank what was found."""
    expect(segments, question.looked_for)
    rarities = _rarities(segments, question.looked_for)
    tally = FacetTally()
    total = 0
    candidates: list[Candidate] = []
    least = -inf
    for place, segment in enumerate(segments):
        matching = _matching(segment, question, segment.visible(query.audience))
        narrowing = narrowing_of(segment, query.choices)
        tally.add(segment, matching, narrowing)
        selected = narrowed(matching, narrowing)
        total += selected.bit_count()
        scores = _ordering(segment, query.sort, question, rarities)
        candidates += _best(place, segment, scores, members(selected), most=most, least=least)
        least = _last_of_best([candidate.score for candidate in candidates], most)
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.page_id))
    return Found(
        total=total,
        facets=tally.result(),
        candidates=candidates[:most],
        weights=[_weight(word, question, rarities) for word in question.words],
    )


def finds_any(segments: Sequence[Segment], query: SearchQuery, question: Question) -> bool:
    """Tell whether a question finds anything for the reader and under the filters of a query."""
    return any(
        narrowed(_matching(segment, question, segment.visible(query.audience)), narrowing_of(segment, query.choices))
        for segment in segments
    )


def _rarities(segments: Sequence[Segment], words: Iterable[Word]) -> dict[Word, float]:
    documents = sum(segment.live.bit_count() for segment in segments)
    return {
        word: rarity(sum((segment.live & segment.matches(word).all).bit_count() for segment in segments), documents)
        for word in words
    }


def _matching(segment: Segment, question: Question, visible: int) -> int:
    if question.is_empty or question.only_excludes:
        matching = visible
    else:
        matching = reduce(or_, (segment.matches(word).all for word in question.words), 0)
        matching |= reduce(or_, (holding_all(segment, other.words) for other in question.alternatives), 0)
        matching = visible & (matching | _titled_so(segment, question))
    for phrase in question.phrases:
        matching = _holding(segment, phrase, matching)
    for word in question.excluded_words:
        matching &= ~segment.matches(word).all
    for phrase in question.excluded_phrases:
        matching &= ~_holding(segment, phrase, matching)
    return matching


def holding_all(segment: Segment, words: Sequence[Word]) -> int:
    """The documents that hold every one of the words."""
    return reduce(and_, (segment.matches(word).all for word in words))


def _titled_so(segment: Segment, question: Question) -> int:
    return bitset(segment.titles.get(question.title_key, ()), segment.size)


def _holding(segment: Segment, phrase: Phrase, among: int) -> int:
    """The documents with the words side by side, in this order."""
    # documents do not list function words; those are compared in the sequence alone
    telling = (word for word in phrase if not is_function_word(word))
    holding = reduce(and_, (segment.exact(word) for word in telling), among)
    if len(phrase) == 1:
        return holding
    wanted = f" {' '.join(phrase)} "
    sequences = segment.source.sequences(members(holding))
    return bitset((number for number, sequence in sequences if wanted in sequence), segment.size)


def _ordering(
    segment: Segment, sort: Sort, question: Question, rarities: dict[Word, float]
) -> Sequence[float] | Sequence[int]:
    """What the documents are ordered by, the greatest first."""
    match sort:
        case "relevance" if question.words:
            return _scores(segment, question, rarities)
        case "relevance" | "newest":
            return segment.updated
        case _:
            return segment.ranks[sort]


def _scores(segment: Segment, question: Question, rarities: dict[Word, float]) -> list[float]:
    scores = [0.0] * segment.size
    for word in question.words:
        if word in question.others:
            for number, gain in _best_gains(segment, word, question, rarities):
                scores[number] += gain
        else:
            # As there, without a step between: this is where common words take their time.
            matches, rarity_of_word = segment.matches(word), rarities[word]
            for number, gain in zip(matches.numbers, matches.weights, strict=True):
                scores[number] += rarity_of_word * gain
    for number, lift in segment.lifts.items():
        scores[number] *= lift
    titled_so = reduce(and_, (_titled(segment, word, question) for word in question.words))
    for number in members(titled_so):
        scores[number] += TITLE_HOLDS_ALL
    for number in segment.titles.get(question.title_key, ()):
        scores[number] += TITLE_IS_QUESTION
    return scores


def _weight(word: Word, question: Question, rarities: Mapping[Word, float]) -> float:
    """How rare a word is, or what stands for it where nobody wrote it."""
    instead = [rarities[other.words[0]] for other in question.others.get(word, ()) if other.instead]
    return min(instead, default=rarities[word])


def _best_gains(
    segment: Segment, word: Word, question: Question, rarities: Mapping[Word, float]
) -> Iterable[tuple[int, float]]:
    """What each document gains by a word, or by another word in its place if that is more; and by its tags."""
    best = dict(_weighted(segment, word, rarities[word]))
    for other in question.others[word]:
        for number, gain in _weighted_all(segment, other.words, _share(other), rarities):
            if other.is_tag:
                best[number] = best.get(number, 0.0) + gain
            elif gain > best.get(number, 0.0):
                best[number] = gain
    return best.items()


def _share(other: Other) -> float:
    if other.is_tag:
        return TAGGED_WEIGHT
    if other.written:
        return SYNONYM_WEIGHT / other.stands_for
    return PART_WEIGHT if other.is_part else MEANT_WEIGHT


def _weighted_all(
    segment: Segment, words: Sequence[Word], share: float, rarities: Mapping[Word, float]
) -> Iterable[tuple[int, float]]:
    """What each document gains by holding all the words."""
    first, *rest = words
    gains = _weighted(segment, first, share * rarities[first])
    for word in rest:
        before = dict(gains)
        further = _weighted(segment, word, share * rarities[word])
        gains = ((number, before[number] + gain) for number, gain in further if number in before)
    return gains


def _weighted(segment: Segment, word: Word, weight: float) -> Iterable[tuple[int, float]]:
    matches = segment.matches(word)
    return zip(matches.numbers, (weight * gain for gain in matches.weights), strict=True)


def _titled(segment: Segment, word: Word, question: Question) -> int:
    instead = (other.words[0] for other in question.others.get(word, ()) if other.instead)
    return reduce(or_, (segment.matches(each).titled for each in instead), segment.matches(word).titled)


def _best(
    place: int,
    segment: Segment,
    scores: Sequence[float] | Sequence[int],
    selected: Iterable[int],
    *,
    most: int,
    least: float,
) -> list[Candidate]:
    """Those of a segment that may be among the best of all: other segments have as many with `least` or more."""
    numbers = [number for number in selected if scores[number] >= least]
    if len(numbers) > most:
        least = _last_of_best([scores[number] for number in numbers], most)
        numbers = [number for number in numbers if scores[number] >= least]
    return [
        Candidate(segment=place, number=number, page_id=segment.page_ids[number], score=scores[number])
        for number in numbers
    ]


def _last_of_best(scores: Sequence[float], most: int) -> float:
    """The least of so many best scores; whatever comes is among them while there are fewer."""
    return nlargest(most, scores)[-1] if len(scores) >= most else -inf
