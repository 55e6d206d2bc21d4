"""Words beside those of a question that may be what was meant: synonyms, mended, completed, joined, taken apart."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise

from wiki.search.analysis import Word, is_function_word, is_unspaced, terms_of_query
from wiki.search.compounds import joined, parts
from wiki.search.languages import is_cut, is_cyrillic
from wiki.search.lexicon import NO_LEXICON, Known, Lexicon
from wiki.search.matching import holding_all
from wiki.search.query import Other, Question
from wiki.search.segments import Segment, TermField, expect
from wiki.search.spelling import near_words
from wiki.search.types import Reader

# Shorter words have too many neighbours that mean something else.
SHORTEST_MENDED, SHORTEST_BEGUN = 4, 3
# A shorter stem is one slip away from many that mean something else. A Cyrillic one has lost more, and is shorter.
_SHORTEST_STEM = 5
# A question in a language that no page is in has nothing but unknown words.
MOST_MENDED = 4
MOST_NEAR, MOST_COMPLETIONS = 3, 5
# In other languages long words that consist of two by chance are as many as compounds.
_COMPOUNDING = "de"


def expanded(
    segments: Sequence[Segment], question: Question, reader: Reader, lexicon: Lexicon = NO_LEXICON
) -> Question:
    """Return the question with other words for its own, all of them words of texts that this reader may see."""
    texts = _Texts(segments, reader)
    known = tuple(lexicon.known_in(question.words))
    expect(segments, [*question.words, *(word for each in known for other in each.others for word in other.words)])
    others = _synonyms(texts, question, known)
    for word, found in _respelled(texts, question, meant=others.keys()).items():
        others.setdefault(word, []).extend(found)
    return replace(question, others={word: tuple(found) for word, found in others.items() if found})


def _synonyms(texts: "_Texts", question: Question, known: Iterable[Known]) -> dict[Word, list[Other]]:
    """What means the same as words of the question; of words in quotes nothing else is meant."""
    others: dict[Word, list[Other]] = {}
    quoted = set(chain.from_iterable(question.phrases))
    for each in known:
        if not quoted.isdisjoint(word.word for word in each.words):
            continue
        held = [synonym for synonym in each.others if texts.hold_all(synonym.words)]
        for word in each.words if held else ():
            others[word] = [
                Other(words=synonym.words, written=synonym.written, stands_for=len(each.words), is_part=each.is_part)
                for synonym in held
            ]
    return others


def _respelled(texts: "_Texts", question: Question, *, meant: Container[Word]) -> dict[Word, list[Other]]:
    """Words that are spelt nearly as those of the question; what is `meant` by some is known already."""
    others: dict[Word, list[Other]] = {}
    unknown = 0
    for word in question.words:
        if not _may_be_another(word.word):
            continue
        is_known = texts.know(word)
        unknown += not is_known
        others[word] = _completed(texts, word, instead=not is_known) if word == question.begun else []
        if not (is_known or others[word] or word in meant) and unknown <= MOST_MENDED:
            others[word] = _mended(texts, word)
        if not is_known or _COMPOUNDING in question.languages:
            others[word] += texts.parts(parts(word.word, texts.written))
    for one, two in pairwise(others):
        together = texts.held(_commonest(joined(one.word, two.word, texts.written)), most=1)
        others[one] += together
        others[two] += together
    return others


def _may_be_another(word: str) -> bool:
    """A number is meant as it stands, and pairs of characters are found within longer words anyway."""
    return word.isalpha() and not is_unspaced(word)


def _completed(texts: "_Texts", word: Word, *, instead: bool) -> list[Other]:
    """The words that begin so and are commoner than the word itself, should it be one."""
    if len(word.word) < SHORTEST_BEGUN:
        return []
    itself = texts.written.commonness(word.word)
    completions = ((other, common) for other, common in texts.written.starting(word.word) if common > itself)
    return texts.held(_commonest(completions), most=MOST_COMPLETIONS, instead=instead)


def _mended(texts: "_Texts", word: Word) -> list[Other]:
    if len(word.word) < SHORTEST_MENDED or is_function_word(word.word):
        return []
    near = _commonest(near_words(word.word, texts.written)) or list(_of_near_stems(texts, word))
    return texts.held(near, most=MOST_NEAR, instead=True)


def _of_near_stems(texts: "_Texts", word: Word) -> Iterator[str]:
    """A word for each stem one slip away: the form that was typed may stand nowhere, right or wrong."""
    shortest = SHORTEST_MENDED if is_cyrillic(word.word) else _SHORTEST_STEM
    near = {stem: common for own in word.stems if len(own) >= shortest for stem, common in near_words(own, texts.stems)}
    for stem in _commonest(near.items())[:MOST_NEAR]:
        yield from _commonest(texts.written.starting(stem))[:1]


def _commonest(words: Iterable[tuple[str, int]]) -> list[str]:
    return [word for word, _ in sorted(words, key=lambda found: (-found[1], found[0]))]


class _Terms:
    """The vocabulary of one field of all segments."""

    def __init__(self, segments: Sequence[Segment], field: TermField) -> None:
        self._segments, self._field = segments, field

    def starting(self, beginning: str) -> Iterable[tuple[str, int]]:
        found: Counter[str] = Counter()
        for segment in self._segments:
            found.update(dict(segment.source.terms(self._field, beginning)))
        return found.items()

    def commonness(self, word: str) -> int:
        return sum(segment.source.commonness(self._field, word) for segment in self._segments)


class _Texts:
    """The words of all texts, and which of them a reader may know."""

    def __init__(self, segments: Sequence[Segment], reader: Reader) -> None:
        self.written, self.stems = _Terms(segments, "words"), _Terms(segments, "stems")
        self._segments = [(segment, segment.visible(reader)) for segment in segments]

    def know(self, word: Word) -> bool:
        """Tell whether somebody wrote the word, in whatever form if its stem is its own."""
        if is_cut(word.word):
            return any(segment.exact(word.word) & visible for segment, visible in self._segments)
        return self.hold(word)

    def hold(self, word: Word) -> bool:
        return any(segment.matches(word).all & visible for segment, visible in self._segments)

    def hold_all(self, words: Sequence[Word]) -> bool:
        return any(holding_all(segment, words) & visible for segment, visible in self._segments)

    def held(self, words: Sequence[str], *, most: int, instead: bool = False) -> list[Other]:
        """The first words that stand in a text which the reader may see; not many more are looked for."""
        likely = [_word(word) for word in words[: 2 * most]]
        expect([segment for segment, _ in self._segments], likely)
        return [Other(words=(word,), instead=instead) for word in islice(filter(self.hold, likely), most)]

    def parts(self, words: Iterable[str]) -> list[Other]:
        return [Other(words=(word,), is_part=True) for word in filter(self.hold, map(_word, words))]


def _word(written: str) -> Word:
    return terms_of_query(written)[0]
