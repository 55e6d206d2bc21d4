"""Challenges: the barriers of practices and replications, and who has solved one that is like one still open.

Barriers are alike that share their category and a theme, or two telling words. This rule is ours.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wiki.replication.types import ReplicationId

MOST_SOLVERS = 3
_LEAST_SHARED = 2
_WORD = re.compile(r"[^\W\d_]{5,}")
# Long enough to count, and in every text.
_TELLS_NOTHING = frozenset(
    {
        *("about", "above", "after", "again", "against", "because", "before", "being", "below", "between", "could"),
        *("doing", "during", "further", "having", "itself", "might", "other", "should", "their", "there", "these"),
        *("those", "through", "under", "until", "where", "which", "while", "would", "cities"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Challenge:
    """A barrier as its reader may know of it: of a practice, or of a ``replication`` of one.

    ``key`` stays the same while it is there. ``themes`` and ``cities`` are slugs: whose barrier it is.
    """

    key: str
    text: str
    language: str
    category: str
    phase: str
    severity: int | None
    help_wanted: bool
    solved: str
    themes: tuple[str, ...]
    cities: tuple[str, ...]
    slug: str
    practice: str
    practice_language: str
    replication: ReplicationId | None = None

    @property
    def owner(self) -> tuple[str, ReplicationId | None]:
        return self.slug, self.replication


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What open challenges are narrowed to; empty means any. ``keys`` are those of single ones."""

    theme: str = ""
    city: str = ""
    category: str = ""
    phase: str = ""
    keys: frozenset[str] = frozenset()

    def leaves(self, each: Challenge) -> bool:
        return (
            self.theme in {"", *each.themes}
            and self.city in {"", *each.cities}
            and self.category in {"", each.category}
            and self.phase in {"", each.phase}
            and (not self.keys or each.key in self.keys)
        )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An open challenge, with those that others solved and are like it, the likest first."""

    challenge: Challenge
    solvers: tuple[Challenge, ...]


@dataclass(frozen=True, kw_only=True)
class Challenges:
    """The first of the open challenges, and how many there are."""

    total: int
    items: tuple[Asked, ...]


def first_of(found: Iterable[Challenge], most: int | None) -> list[Challenge]:
    """Return the first challenges, or all: help wanted first, then the heaviest."""
    return sorted(found, key=_order)[:most]


def matched(asked: Iterable[Challenge], solved: Sequence[Challenge]) -> tuple[Asked, ...]:
    """Return each challenge with who solved the like."""
    known = _Solved(solved)
    return tuple(Asked(challenge=each, solvers=tuple(known.like(each))) for each in asked)


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about, in lower case."""
    return frozenset(_WORD.findall(text.casefold())) - _TELLS_NOTHING


class _Solved:
    """Solved challenges by what others may be like them in, each looked at only where something is shared."""

    def __init__(self, solved: Sequence[Challenge]) -> None:
        self._all = solved
        self._tagged: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._worded: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(solved):
            for theme in each.themes:
                self._tagged[each.category, theme].append(number)
            for word in telling_words(each.text):
                self._worded[word].append(number)

    def like(self, challenge: Challenge) -> Iterator[Challenge]:
        tagged = {number for theme in challenge.themes for number in self._tagged.get((challenge.category, theme), ())}
        words = telling_words(challenge.text)
        shared = Counter(number for word in words for number in self._worded.get(word, ()))
        alike = tagged | {number for number, count in shared.items() if count >= _LEAST_SHARED}
        others = (number for number in alike if self._all[number].owner != challenge.owner)
        likest = sorted(others, key=lambda number: (-shared[number], number not in tagged, number))
        return (self._all[number] for number in likest[:MOST_SOLVERS])


def _order(each: Challenge) -> tuple[bool, int, str]:
    return not each.help_wanted, -(each.severity or 0), each.key
