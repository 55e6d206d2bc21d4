"""Conditions, scores and attributes in the reader's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wiki.facts.types import Scalar
from wiki.fit.attributes import ATTRIBUTES
from wiki.fit.types import Condition, Judged, Place, Score
from wiki.http.translating import translated
from wiki.web.facts.telling import told, word

SCORES: Mapping[Score, object] = {
    2: _l("speaks strongly for it"),
    1: _l("speaks for it"),
    0: _l("makes no difference"),
    -1: _l("speaks against it"),
    -2: _l("speaks strongly against it"),
}


@dataclass(frozen=True, kw_only=True)
class ToldCondition:
    """A condition with what the city has. ``value`` and ``reason`` are the practice's words, in its language."""

    attribute: str
    operator: str
    value: str
    reason: str
    weight: str
    have: str
    score: Score | None
    verdict: str
    mitigation: str = ""


def told_conditions(judged: Iterable[Judged]) -> list[ToldCondition]:
    return [_told(each) for each in judged]


def _told(judged: Judged) -> ToldCondition:
    asked = judged.condition
    attribute, operator = _named(asked)
    return ToldCondition(
        attribute=attribute,
        operator=operator,
        value=asked.value,
        reason=asked.reason,
        weight=translated(word("weight", asked.weight)),
        have=told_value(asked.attribute, judged.have),
        score=judged.score,
        verdict="" if judged.score is None else str(SCORES[judged.score]),
        mitigation=judged.answer.mitigation if judged.answer else "",
    )


def told_value(attribute: str, value: Scalar | None) -> str:
    """Return a value of a profile as text, empty where it is not known."""
    return told(ATTRIBUTES[attribute], value) if attribute in ATTRIBUTES else ""


def told_attributes(keys: Iterable[str], place: Place) -> list[tuple[str, str]]:
    """Return the names of attributes with what a place says of them."""
    return [(translated(ATTRIBUTES[key].label), told_value(key, place[key])) for key in keys]


def sentence_of(condition: Condition) -> str:
    """Return a condition in one line, as a list names it."""
    return " ".join(filter(None, (*_named(condition), condition.value)))


def _named(condition: Condition) -> tuple[str, str]:
    """Return the attribute and the operator; before what must be there in words a colon says as much."""
    attribute = translated(word("context_attribute", condition.attribute))
    if condition.value and condition.operator in {"is", "exists"}:
        return gettext("%(attribute)s:", attribute=attribute), ""
    return attribute, translated(word("operator", condition.operator))
