"""The question as it was likely meant: words that nobody wrote give place to those that were meant."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from wiki.search.analysis import Word, words_of
from wiki.search.bitsets import members
from wiki.search.marking import marker, occurrences
from wiki.search.matching import finds_any
from wiki.search.query import LONGEST_QUESTION, Other, Question, parse
from wiki.search.segments import Segment
from wiki.search.types import Reader, SearchQuery

# A word that begins a sentence has a capital there; in one of so many texts it stands elsewhere, too.
_TEXTS_READ = 3
_RUN = re.compile(r"[^\W_]+")


def likely_meant(segments: Sequence[Segment], query: SearchQuery, question: Question) -> str:
    """Return the text of the query with its slips mended, as texts that the reader may see write the words.

    `question` has other words for its own. Empty if nothing is mended or what is mended finds nothing.
    """
    found = ((word.word, _spelled(segments, word, others, query.audience)) for word, others in question.others.items())
    mended = {word: spelled for word, spelled in found if spelled}
    if not mended:
        return ""
    typed = unicodedata.normalize("NFC", query.text[:LONGEST_QUESTION])
    text = _RUN.sub(lambda run: mended.get(" ".join(words_of(run[0])), run[0]), typed).strip()
    return text if text != typed.strip() and finds_any(segments, query, parse(text)) else ""


def _spelled(segments: Sequence[Segment], word: Word, others: Sequence[Other], reader: Reader) -> str:
    """The likeliest word that stands for another; an unfinished word is none that went wrong."""
    near = (one for other in others if other.instead for one in other.words if not one.word.startswith(word.word))
    return next(filter(None, (_as_written(segments, each, reader) for each in near)), "")


def _as_written(segments: Sequence[Segment], word: Word, reader: Reader) -> str:
    pieces = list(_pieces(segments, word, reader))
    return next(filter(str.islower, pieces), pieces[0] if pieces else "")


def _pieces(segments: Sequence[Segment], word: Word, reader: Reader) -> Iterator[str]:
    holding = (
        segment.source.stored(number)
        for segment in segments
        for number in members(segment.exact(word.word) & segment.visible(reader))
    )
    looked_for = marker([word])
    for stored in islice(holding, _TEXTS_READ):
        for text in (stored["title"], stored["summary"], stored["body"]):
            for mark in occurrences(text, stored["language"], looked_for):
                if words_of(piece := text[mark.start : mark.end]) == (word.word,):
                    yield piece
