"""Pure rules of demand: what a request must say, which requests are alike, which questions may be counted."""

import re
from collections.abc import Collection, Mapping

from wiki.accounts.types import Actor
from wiki.core.messages import message
from wiki.demand.types import RequestDraft
from wiki.search.analysis import is_function_word, title_key

TITLE_MAX, WHY_MAX, REASON_MAX = 120, 500, 400
LONGEST_QUESTION, MOST_WORDS = 80, 8
_SHORTEST_QUESTION = 3
# Two words that begin alike are taken for forms of one, in any language.
_BEGINNING = 5
_LEAST_ALIKE = 0.6
_DIGITS = re.compile(r"\d(?:[\s().,/+-]*\d){5}")
_ADDRESS = re.compile(r"@|://|\bwww\.")


def knows_names(actor: Actor) -> bool:
    """Tell whether somebody learns who asks and who joined; visitors do not."""
    return actor.role is not None


def draft_errors(draft: RequestDraft, *, themes: Collection[str], cities: Collection[str]) -> dict[str, str]:
    """Return what is wrong with a request, by field."""
    errors: dict[str, str] = {}
    if len(draft.title) < _SHORTEST_QUESTION:
        errors["title"] = message("Say what the practice should be about.")
    if not draft.why:
        errors["why"] = message("Say in a sentence what you need it for.")
    for name, text, limit in (("title", draft.title, TITLE_MAX), ("why", draft.why, WHY_MAX)):
        if len(text) > limit:
            errors[name] = message("At most {limit} characters; you have {length}.", limit=limit, length=len(text))
    if draft.theme and draft.theme not in themes:
        errors["theme"] = message("Choose a theme.")
    if draft.city and draft.city not in cities:
        errors["city"] = message("Choose a city.")
    return errors


def alike(asked: str, others: Mapping[int, str], *, most: int) -> tuple[int, ...]:
    """Return which of the others ask for nearly the same, the nearest first; all are normalised titles."""
    wanted = _beginnings(asked)
    scored = ((_share(wanted, _beginnings(other)), number) for number, other in others.items())
    near = sorted((-share, number) for share, number in scored if share >= _LEAST_ALIKE)
    return tuple(number for _, number in near[:most])


def _beginnings(key: str) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in key.split() if not is_function_word(word))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter title stands in the longer one, from 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def countable(text: str) -> str | None:
    """Return a question as it may be kept: normalised, with nothing that looks as if it named a person.

    None for an e-mail or web address, a telephone or other long number, and what is too short or too long.
    """
    if len(text) > LONGEST_QUESTION or _ADDRESS.search(text) or _DIGITS.search(text):
        return None
    key = title_key(text)
    is_sane = _SHORTEST_QUESTION <= len(key) <= LONGEST_QUESTION and len(text.split()) <= MOST_WORDS
    return key if is_sane and any(char.isalpha() for char in key) else None
