"""From text to terms: the one analysis that every backend and the snippets share. It knows no engine.

A term is a stem without case and accents. Beside it the word itself is kept, folded but not stemmed, for the
weight of an exact match and for phrases. Scripts without spaces become pairs of characters.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wiki.search.languages import STEMMED, any_function_words, function_words, is_cyrillic, likely_languages, stem

LONGEST_WORD = 64
LONGEST_JOINED = 30
_SHORTEST_LOSING = 4
_UNSTEMMED = "-"

_HYPHENS = "-\u2010"
CHUNK = re.compile(rf"\d+(?:[.,]\d+)+(?![^\W_])|[^\W_]+(?:[{_HYPHENS}][^\W_]+)*")
_UNSPACED = re.compile("([\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_APOSTROPHES = {0x02BC: "'", 0x2019: "'"}
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"} | {"ё": "е", "ґ": "г"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True, kw_only=True, slots=True)
class TextTerms:
    """The terms of a text of known language.

    `stems` and `words` count occurrences and leave function words out; `sequence` has every word in order;
    `length` is the number of words counted.
    """

    stems: dict[str, int]
    words: dict[str, int]
    sequence: tuple[str, ...]
    length: int


class Word(NamedTuple):
    """One word of a question: as typed (folded), and every stem under which some page may hold it.

    A search looks it up in dozens of dictionaries, in each segment anew, hence no dataclass.
    """

    word: str
    stems: tuple[str, ...]


def terms_of_document(text: str, language: str) -> TextTerms:
    """Analyse a text of a page whose language (a two-letter code, any) is known."""
    dropped = function_words(language)
    chunks = CHUNK.findall(_normal(text))
    counts = Counter(chunks)
    found: list[tuple[int, Iterable[tuple[str, tuple[str, ...]]]]]
    if any(_is_letter(chunk) and chunk not in dropped for chunk in counts):
        # Such a letter belongs to the word behind it, so each stands for itself.
        each = list(_words(text, language))
        found = [(1, (part,)) for part in each]
        sequence = tuple(word for word, _ in each)
    else:
        # A text repeats its words: each is looked at once.
        parts = {chunk: _parts(chunk[: LONGEST_WORD * 4], language) for chunk in counts}
        found = [(count, parts[chunk]) for chunk, count in counts.items()]
        sequence = tuple(word for chunk in chunks for word, _ in parts[chunk])
    return _counted(found, sequence, dropped)


def _counted(
    found: Iterable[tuple[int, Iterable[tuple[str, tuple[str, ...]]]]],
    sequence: tuple[str, ...],
    dropped: AbstractSet[str],
) -> TextTerms:
    stems: dict[str, int] = {}
    words: dict[str, int] = {}
    for count, parts in found:
        for word, word_stems in parts:
            if word in dropped:
                continue
            words[word] = words.get(word, 0) + count
            for term in word_stems:
                stems[term] = stems.get(term, 0) + count
    return TextTerms(stems=stems, words=words, sequence=sequence, length=sum(words.values()))


def terms_of_query(text: str) -> tuple[Word, ...]:
    """Analyse a question of unknown language, each word once, in order.

    Function words are dropped in the language the question seems to be in, unless nothing else is left. Each
    word gets its stems in every language of its script, so the language of the page decides what matches.
    """
    found: dict[str, list[str]] = {}
    for word, stems in _words(text, ""):
        found.setdefault(word, []).extend(stems)
    guesses = likely_languages(found)
    dropped = frozenset[str]().union(*(function_words(guess) for guess in guesses))
    kept = {word: stems for word, stems in found.items() if word not in dropped} or found
    return tuple(
        Word(word=word, stems=tuple(each for each in dict.fromkeys(stems) if _is_stem(each, word, guesses)))
        for word, stems in kept.items()
    )


@lru_cache(maxsize=1 << 13)
def stems_of_chunk(chunk: str, language: str) -> tuple[str, ...]:
    """Every stem of one stretch of text as `CHUNK` matches it."""
    return tuple(term for _, stems in _words(chunk[: LONGEST_WORD * 4], language) for term in stems)


def words_of(text: str) -> tuple[str, ...]:
    """Every word in order, folded, function words too: what phrases are compared by."""
    return tuple(word for word, _ in _words(text, _UNSTEMMED))


def title_key(text: str) -> str:
    """Equal for titles that differ in case, accents, spacing and punctuation only."""
    return " ".join(words_of(text)) or unicodedata.normalize("NFKC", text).casefold().strip()


def surely_in(words: Collection[str]) -> frozenset[str]:
    """The languages that a question is in, of which several may be likely: by two function words, or by its script."""
    half = len(words) / 2
    if sum(map(is_unspaced, words)) > half:
        return frozenset(("ja",))
    if sum(map(is_cyrillic, words)) > half:
        return likely_languages(words, least=2) or frozenset(("bg", "uk"))
    return likely_languages(words, least=2)


def is_unspaced(word: str) -> bool:
    """Tell whether a term is a pair of characters of a script without spaces."""
    return bool(_UNSPACED.match(word))


def is_function_word(word: str) -> bool:
    """Tell whether the folded word carries no meaning in some language."""
    return word in any_function_words()


def _words(text: str, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word with its stems. The language "" stands for unknown: the stems of all."""
    dropped = function_words(language)
    letter = ""
    for chunk in CHUNK.findall(_normal(text)):
        parts = _parts(chunk[: LONGEST_WORD * 4], language)
        if letter and parts:
            # "e mobility" is also "emobility", as "e-mobility" is
            (word, stems), *rest = parts
            parts = ((word, (*stems, *_stems(letter + word, language))), *rest)
        yield from parts
        letter = chunk if _is_letter(chunk) and chunk not in dropped else ""


def _is_letter(chunk: str) -> bool:
    return len(chunk) == 1 and chunk.isalpha()


def _normal(text: str) -> str:
    if text.isascii():
        return text.casefold()
    text = text.translate(_INVISIBLE)
    return unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)


@lru_cache(maxsize=1 << 13)
def _parts(chunk: str, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words of one stretch without spaces, each with its stems; a hyphened one is found joined too."""
    if chunk.isascii() and chunk.isalpha():
        # Nearly all are: nothing of what follows applies to them.
        word = chunk[:LONGEST_WORD]
        return ((word, _stems(word, language)),)
    if chunk[0].isdigit() and ("." in chunk or "," in chunk):
        return (_number(chunk),)
    pieces = [piece[:LONGEST_WORD] for piece in re.split(f"[{_HYPHENS}]", chunk)]
    parts = [part for piece in pieces for part in _piece(piece, language)]
    joined = "".join(pieces)
    if len(pieces) > 1 and len(joined) <= LONGEST_JOINED and not _UNSPACED.search(joined):
        # the longest part is never a function word, as "up" in "start-up" is
        longest = max(range(len(parts)), key=lambda number: len(parts[number][0]))
        word, stems = parts[longest]
        parts[longest] = (word, (*stems, *_stems(joined, language)))
    return tuple(parts)


def _number(chunk: str) -> tuple[str, tuple[str, ...]]:
    number = chunk.replace(",", ".")
    if _THOUSANDS.fullmatch(chunk):
        return number, (number, number.replace(".", ""))
    return number, (number,)


def _piece(piece: str, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for run in filter(None, _UNSPACED.split(piece)):
        if _UNSPACED.match(run):
            for pair in [run[i : i + 2] for i in range(len(run) - 1)] or [run]:
                yield pair, (pair,)
        else:
            yield _folded(run), _stems(run, language)


def _stems(word: str, language: str) -> tuple[str, ...]:
    folded = _folded(word)
    if language:
        return (stem(folded, language),)
    spelled_out = _folded(word.translate(_UMLAUTS))
    return tuple(dict.fromkeys(_stems_in_any(folded, spelled_out)))


def _stems_in_any(*spellings: str) -> Iterable[str]:
    for spelling in spellings:
        yield spelling if not is_cyrillic(spelling) else stem(spelling, "")
        yield from (stem(spelling, language) for language in STEMMED)


def _is_stem(each: str, word: str, guesses: AbstractSet[str]) -> bool:
    """Leave out what has lost more than is left, as French "ten" of "tenants": in another language it is a word."""
    is_stump = len(each) < _SHORTEST_LOSING and len(word) > 2 * len(each)
    return not is_stump or is_cyrillic(word) or any(stem(word, guess) == each for guess in guesses)


def _folded(word: str) -> str:
    """The word without the accents of Latin and Greek letters; elsewhere a mark makes another letter."""
    if word.isascii():
        return word
    return "".join(_base(letter) for letter in word).translate(_LETTERS)


def _base(letter: str) -> str:
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first < "\u0400" else letter
