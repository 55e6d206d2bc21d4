"""Words beside those of a question that may be what was meant: synonyms, mended, completed, joined, taken apart."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import TypeVar

from wiki.search.analysis import Word, is_function_word, is_unspaced
from wiki.search.compounds import joined, parts
from wiki.search.languages import is_cyrillic, stem, stems_by_language
from wiki.search.lexicon import NO_LEXICON, Known, Lexicon, tag_term
from wiki.search.query import Other, Question
from wiki.search.segments import Segment, expect
from wiki.search.spelling import near_words
from wiki.search.types import Reader
from wiki.search.vocabulary import ANY, Texts

# Shorter words have too many neighbours that mean something else.
SHORTEST_MENDED, SHORTEST_BEGUN = 4, 3
# A shorter stem is one slip away from many that mean something else. A Cyrillic one has lost more, and is shorter.
_SHORTEST_STEM = 5
# A question in a language that no page is in has nothing but unknown words.
MOST_MENDED = 4
MOST_NEAR, MOST_COMPLETIONS = 3, 5
# A shorter word of one language is one slip away from some of another by chance: "Mieter" and "meter".
_LIKE_NO_OTHER = 8
# In other languages long words that consist of two by chance are as many as compounds.
_COMPOUNDING = "de"

_Found = TypeVar("_Found", str, tuple[str, tuple[str, ...]])


def expanded(
    segments: Sequence[Segment], question: Question, reader: Reader, lexicon: Lexicon = NO_LEXICON
) -> Question:
    """Return the question with other words for its own, all of them words of texts that this reader may see."""
    texts = Texts(segments, reader)
    known = tuple(lexicon.known_in(question.words))
    expect(segments, [*question.words, *(word for each in known for other in each.others for word in other.words)])
    others = _synonyms(texts, question, known)
    named = _tags(question, lexicon)
    right = {word for each in known if not each.is_part for word in each.words} | named.keys()
    right |= {word for word in question.words if word.word in question.operators}
    respelled = _respelled(texts, question, lexicon, right=right | others.keys())
    for word, found in chain(named.items(), respelled.items()):
        others.setdefault(word, []).extend(found)
    return replace(question, others={word: tuple(found) for word, found in others.items() if found})


def _synonyms(texts: Texts, question: Question, known: Iterable[Known]) -> dict[Word, list[Other]]:
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


def _tags(question: Question, lexicon: Lexicon) -> dict[Word, list[Other]]:
    """What is tagged with a theme or city whose name the question says, whatever its text says."""
    others: dict[Word, list[Other]] = {}
    quoted = set(chain.from_iterable(question.phrases))
    for said, tag in lexicon.named_in(question.words):
        term = tag_term(tag)
        tagged = Other(words=(Word(word=term, stems=(term,)),), is_tag=True)
        for word in said if quoted.isdisjoint(word.word for word in said) else ():
            others.setdefault(word, []).append(tagged)
    return others


def _respelled(
    texts: Texts, question: Question, lexicon: Lexicon, *, right: Container[Word]
) -> dict[Word, list[Other]]:
    """Words that are spelt nearly as those of the question, but for the ones that editors know to be `right`."""
    others: dict[Word, list[Other]] = {}
    unknown = 0
    for word in question.words:
        if not _may_be_another(word.word):
            continue
        is_known = texts.know(word)
        unknown += not is_known
        others[word] = _completed(texts, word, instead=not is_known) if word == question.begun else []
        if not (is_known or others[word] or word in right) and unknown <= MOST_MENDED:
            others[word] = _mended(texts, word, question, lexicon)
        if not is_known or _COMPOUNDING in question.languages:
            others[word] += (Other(words=(part,), is_part=True) for part in _parts(texts, word))
    for one, two in pairwise(others):
        together = _commonest(joined(one.word, two.word, texts.written))
        others[one] += (found := _others(texts.written_of(together, most=1)))
        others[two] += found
    return others


def _may_be_another(word: str) -> bool:
    """A number is meant as it stands, and pairs of characters are found within longer words anyway."""
    return word.isalpha() and not is_unspaced(word)


def _completed(texts: Texts, word: Word, *, instead: bool) -> list[Other]:
    """The words that begin so and are commoner than the word itself, should it be one."""
    if len(word.word) < SHORTEST_BEGUN:
        return []
    itself = texts.written.commonness(word.word)
    completions = ((other, common) for other, common in texts.written.starting(word.word) if common > itself)
    return _others(texts.written_of(_commonest(completions), most=MOST_COMPLETIONS), instead=instead)


def _mended(texts: Texts, word: Word, question: Question, lexicon: Lexicon) -> list[Other]:
    """What a word that nobody wrote may be a slip of, in the question's language as far as that is told; or a name."""
    if len(word.word) < SHORTEST_MENDED or is_function_word(word.word):
        return []
    near = _commonest(near_words(word.word, texts.written)) or list(_of_near_stems(texts, word))
    languages = ANY if len(word.word) >= _LIKE_NO_OTHER else question.languages
    found = _others(texts.written_of(near, most=MOST_NEAR, languages=languages), instead=True)
    names = [] if found else [other for other in near if lexicon.has_name(other)]
    found = found or _others(texts.written_of(names, most=MOST_NEAR), instead=True)
    if found or len(word.word) < _SHORTEST_STEM:
        return found
    same = (synonym for synonym in lexicon.nearly(word.word) if texts.hold_all(synonym.words))
    return [Other(words=synonym.words, written=synonym.written) for synonym in same]


def _of_near_stems(texts: Texts, word: Word) -> Iterator[str]:
    """A word for each stem one slip away: the form that was typed may stand nowhere, right or wrong."""
    shortest = SHORTEST_MENDED if is_cyrillic(word.word) else _SHORTEST_STEM
    near = {
        (other, languages): common
        for own, languages in stems_by_language(word.word).items()
        if len(own) >= shortest
        for other, common in near_words(own, texts.stems)
    }
    for other, languages in _commonest(near.items())[:MOST_NEAR]:
        forms = texts.written.starting(other)
        # Else the stem of a German word would be near any English word.
        yield from _commonest((form, common) for form, common in forms if _has_stem(form, other, languages))[:1]


def _has_stem(form: str, wanted: str, languages: Iterable[str]) -> bool:
    return any(stem(form, language) == wanted for language in languages)


def _parts(texts: Texts, word: Word) -> Iterator[Word]:
    return texts.written_of(parts(word.word, texts.written), most=2)


def _others(words: Iterable[Word], *, instead: bool = False) -> list[Other]:
    return [Other(words=(word,), instead=instead) for word in words]


def _commonest(words: Iterable[tuple[_Found, int]]) -> list[_Found]:
    return [word for word, _ in sorted(words, key=lambda found: (-found[1], found[0]))]
