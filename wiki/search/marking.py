"""Finding in a text the words that a question matched, fast enough to do it for every hit."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wiki.search.analysis import CHUNK, Word, stems_of_chunk
from wiki.search.query import Other
from wiki.search.types import Span

NO_OTHERS: Mapping[Word, tuple[Other, ...]] = {}

# A needle is looked for this many times in one text.
MOST_TRIES = 200
_FIRST_UNSPACED = "\u3000"
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W_]+")
_LEAST_FOR_HYPHEN = 5


class Occurrence(NamedTuple):
    start: int
    end: int
    word: int
    """Which word of the question it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Marker:
    """What to look for: `places` maps a stem to its word's place in the question, `needles` are beginnings of
    spellings that may have such a stem.
    """

    places: dict[str, int]
    needles: tuple[str, ...]


def marker(words: Sequence[Word], others: Mapping[Word, Sequence[Other]] = NO_OTHERS) -> Marker:
    """Prepare to look for the words of a question; what stands for a word has its place."""
    places: dict[str, int] = {}
    for place, word in enumerate(words):
        for meant in (word, *(meant for other in others.get(word, ()) for meant in other.words)):
            for stem in meant.stems:
                places.setdefault(stem, place)
    return Marker(places=places, needles=_without_longer({needle for stem in places for needle in _needles(stem)}))


def occurrences(text: str, language: str, looked_for: Marker) -> list[Occurrence]:
    """Where the words occur, by stem ("refurbish" in "refurbished"), in order; some may overlap."""
    folded = _folded(text)
    found: list[Occurrence] = []
    for needle in looked_for.needles:
        # Most needles are in few texts.
        if (first := folded.find(needle)) >= 0:
            found += _occurrences(text, folded, needle, first, language, looked_for.places)
    return sorted(found)


def occurs(text: str, language: str, looked_for: Marker) -> bool:
    """Tell whether any of the words occurs."""
    folded = _folded(text)
    return any(
        True
        for needle in looked_for.needles
        for _ in _occurrences(text, folded, needle, folded.find(needle), language, looked_for.places)
    )


def spans(text: str, marks: Iterable[Occurrence]) -> tuple[Span, ...]:
    """Cut the text into marked and unmarked pieces, none of them empty. `marks` come in order."""
    pieces: list[Span] = []
    position = 0
    for start, end in _joined(marks):
        if start > position:
            pieces.append(Span(text[position:start]))
        pieces.append(Span(text[start:end], marked=True))
        position = end
    if position < len(text):
        pieces.append(Span(text[position:]))
    return tuple(pieces)


def _joined(marks: Iterable[Occurrence]) -> list[tuple[int, int]]:
    """Marks that overlap or touch as one: pairs of characters make up a longer word."""
    joined: list[tuple[int, int]] = []
    for mark in marks:
        if joined and mark.start <= joined[-1][1]:
            start, end = joined.pop()
            joined.append((start, max(end, mark.end)))
        else:
            joined.append((mark.start, mark.end))
    return joined


def _needles(stem: str) -> Iterator[str]:
    """Beginnings shared by the words of a stem: its last letter may differ (city, cities -> citi)."""
    beginning = stem[:-1] if len(stem) > 3 or stem.endswith("i") else stem
    yield beginning
    if len(stem) >= _LEAST_FOR_HYPHEN:
        yield f"{beginning[0]}-{beginning[1:]}"


def _without_longer(needles: set[str]) -> tuple[str, ...]:
    """A needle that begins with another finds nothing new."""
    kept: list[str] = []
    for needle in sorted(needles):
        if not (kept and kept[-1] and needle.startswith(kept[-1])):
            kept.append(needle)
    return tuple(kept)


def _occurrences(
    text: str, folded: str, needle: str, position: int, language: str, places: dict[str, int]
) -> Iterator[Occurrence]:
    """`position` is where the needle stands first, below 0 if nowhere."""
    tries = 0
    while position >= 0 and tries < MOST_TRIES:
        tries += 1
        occurrence = _at(text, folded, position, language, places)
        if occurrence:
            yield occurrence
        position = folded.find(needle, occurrence.end if occurrence else position + 1)


def _at(text: str, folded: str, position: int, language: str, places: dict[str, int]) -> Occurrence | None:
    pair = folded[position : position + 2]
    if pair in places and pair > _FIRST_UNSPACED:
        return Occurrence(position, position + 2, places[pair])
    if position and folded[position - 1].isalnum():
        return None
    for pattern in (_WORD, CHUNK):
        if match := pattern.match(text, position):
            for stem in stems_of_chunk(match[0], language):
                if stem in places:
                    return Occurrence(position, match.end(), places[stem])
    return None


def _folded(text: str) -> str:
    """Lower case without accents, letter by letter, so that positions stay."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter.lower()[0] for letter in text)
    return lowered if lowered.isascii() else _ACCENTED.sub(_base, lowered)


def _base(letter: re.Match[str]) -> str:
    return "s" if letter[0] == "ß" else unicodedata.normalize("NFD", letter[0])[0]
