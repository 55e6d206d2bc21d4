"""What a person typed, understood: words, "phrases in quotes" and -exclusions. Everything else is text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from wiki.search.analysis import Word, is_function_word, terms_of_query, title_key, words_of

LONGEST_QUESTION = 2000
MOST_WORDS = 32

Phrase = tuple[str, ...]

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞", '"'))
_PIECE = re.compile(r'(?P<minus>(?<!\S)-(?=["\w]))?(?:"(?P<phrase>[^"]*)"|(?P<words>[^\s"]+)|")')


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A parsed search text.

    `words` are alternatives to be ranked, `phrases` must all be there, the excluded ones must not.
    `title_key` is what an equal title's key is. `is_empty` is true when nothing was typed at all.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded_words: tuple[Word, ...] = ()
    excluded_phrases: tuple[Phrase, ...] = ()
    title_key: str = ""
    is_empty: bool = False

    @property
    def only_excludes(self) -> bool:
        return not self.words and bool(self.excluded_words or self.excluded_phrases)


def parse(text: str) -> Question:
    """Understand any string; beyond `LONGEST_QUESTION` characters or `MOST_WORDS` words it is not read."""
    text = text[:LONGEST_QUESTION].translate(_QUOTES)
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
    return Question(
        words=terms_of_query(" ".join(wanted))[:MOST_WORDS],
        phrases=_usable(phrases),
        excluded_words=tuple(chain(*(terms for words, terms in excluded if len(words) == 1)))[:MOST_WORDS],
        excluded_phrases=_usable(words for words, _ in excluded if len(words) > 1),
        title_key=title_key(" ".join(wanted)),
        is_empty=not text.strip(),
    )


def _usable(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Phrases that narrow something: one of function words alone is in nearly every text."""
    kept = (phrase for phrase in phrases if not all(is_function_word(word) for word in phrase))
    return tuple(phrase[:MOST_WORDS] for phrase in kept)[:MOST_WORDS]
