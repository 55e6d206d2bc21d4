"""What a person typed, understood: words, "phrases in quotes" and -exclusions. Everything else is text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from wiki.search.analysis import Word, is_function_word, surely_in, terms_of_query, title_key, words_of
from wiki.search.languages import likely_languages

LONGEST_QUESTION = 2000
MOST_WORDS = 32

Phrase = tuple[str, ...]

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞", '"'))
_OPERATOR = re.compile(r"[^\W_]+(?=[:：])")
_PIECE = re.compile(r'(?P<minus>(?<!\S)-(?=["\w]))?(?:"(?P<phrase>[^"]*)"|(?P<words>[^\s"]+)|")')


@dataclass(frozen=True, kw_only=True, slots=True)
class Other:
    """Words that were not typed but may be meant; of several, a text must hold all.

    `instead` says that nobody wrote the word that was typed: the other stands for it. `is_part` says that it is half
    of a compound, `is_tag` that it is the term of a theme or city that the question names. A synonym is `written` so,
    and stands for `stands_for` words of the question together.
    """

    words: tuple[Word, ...]
    instead: bool = False
    is_part: bool = False
    is_tag: bool = False
    written: str = ""
    stands_for: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A parsed search text.

    `words` are alternatives to be ranked, `phrases` must all be there, the excluded ones must not.
    `others` are further alternatives to some words; `begun` is the last word, which may be unfinished; `operators`
    have a colon behind them, as "theme" of "theme:data", and no slips. `languages` are those that a function word
    speaks for, `asked_in` are told for sure.
    `title_key` is what an equal title's key is. `is_empty` is true when nothing was typed at all.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded_words: tuple[Word, ...] = ()
    excluded_phrases: tuple[Phrase, ...] = ()
    title_key: str = ""
    is_empty: bool = False
    begun: Word | None = None
    operators: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    asked_in: frozenset[str] = frozenset()
    others: Mapping[Word, tuple[Other, ...]] = field(default_factory=dict)

    @property
    def looked_for(self) -> tuple[Word, ...]:
        """Every word that finds something, once."""
        others = (word for other in self.alternatives for word in other.words)
        return tuple(dict.fromkeys((*self.words, *others)))

    @property
    def alternatives(self) -> tuple[Other, ...]:
        """All that may be meant instead of some word, once."""
        return tuple(dict.fromkeys(other for found in self.others.values() for other in found))

    @property
    def meant(self) -> tuple[Other, ...]:
        """The other words, but for parts and other forms of those that were typed; what nobody wrote so comes first."""
        told = (
            other
            for word, found in self.others.items()
            for other in found
            if other.instead
            or other.written
            or not (other.is_part or other.is_tag or set(word.stems) & set(other.words[0].stems))
        )
        return tuple(sorted(dict.fromkeys(told), key=lambda other: not other.instead))

    @property
    def only_excludes(self) -> bool:
        return not self.words and bool(self.excluded_words or self.excluded_phrases)


def parse(text: str) -> Question:
    """Understand any string; beyond `LONGEST_QUESTION` characters or `MOST_WORDS` words it is not read."""
    text = text[:LONGEST_QUESTION].translate(QUOTES)
    said = tuple(dict.fromkeys(words_of(text)))
    wanted: list[str] = []
    phrases: list[Phrase] = []
    unwanted: list[str] = []
    for piece in _PIECE.finditer(text):
        content = piece["phrase"] or piece["words"] or ""
        if piece["minus"]:
            unwanted.append(content)
            continue
        wanted.append(content)
        if piece["phrase"]:
            phrases.append(words_of(content))
    excluded = [(words_of(content), terms_of_query(content)) for content in unwanted]
    words = terms_of_query(" ".join(wanted))[:MOST_WORDS]
    return Question(
        words=words,
        phrases=_usable(phrases),
        excluded_words=tuple(chain(*(terms for words, terms in excluded if len(words) == 1)))[:MOST_WORDS],
        excluded_phrases=_usable(words for words, _ in excluded if len(words) > 1),
        title_key=title_key(" ".join(wanted)),
        is_empty=not text.strip(),
        begun=_begun(words, text),
        operators=frozenset(chain.from_iterable(map(words_of, _OPERATOR.findall(text)))),
        languages=likely_languages(said),
        asked_in=surely_in(said),
    )


def _begun(words: Sequence[Word], text: str) -> Word | None:
    """The last word, if nothing stands behind it that ends it."""
    is_open = bool(words) and text[-1:].isalpha() and words_of(text)[-1:] == (words[-1].word,)
    return words[-1] if is_open else None


def _usable(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Phrases that narrow something: one of function words alone is in nearly every text."""
    kept = (phrase for phrase in phrases if not all(is_function_word(word) for word in phrase))
    return tuple(phrase[:MOST_WORDS] for phrase in kept)[:MOST_WORDS]
