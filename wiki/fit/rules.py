"""Pure rules of fit: what a practice needs, how a city meets it, and who may say so."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import cast

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.messages import message
from wiki.facts import Facts, Row, rows_of
from wiki.facts.rows import text_of
from wiki.fit.attributes import CATEGORIES, CATEGORY
from wiki.fit.guessing import guess
from wiki.fit.types import Answer, Condition, Fit, Judged, Place, Score, Spread, Weight

WEIGHTS: Mapping[Weight, int] = {"core": 3, "important": 2, "helpful": 1}
WORST, BEST = -2, 2
NOTE_MAX = 600
_RANGE = BEST - WORST


def may_edit_profile(actor: Actor, city: str) -> bool:
    """Tell whether somebody keeps the profile of a city: its own editors, and the task force for all."""
    return can(actor, "profile.edit_any") or (actor.city == city and can(actor, "profile.edit"))


def conditions_of(facts: Facts) -> tuple[Condition, ...]:
    """Return the must-have conditions of a practice, the same one once."""
    found = (
        _condition(row) for row in rows_of(facts, "conditions") if {"attribute", "operator", "weight"} <= row.keys()
    )
    return tuple({condition.fingerprint: condition for condition in found}.values())


def _condition(row: Row) -> Condition:
    attribute, operator, value, reason = (text_of(row, key) for key in ("attribute", "operator", "value", "reason"))
    return Condition(
        attribute=attribute,
        operator=operator,
        value=value,
        weight=cast("Weight", row["weight"]),
        reason=reason,
        fingerprint=fingerprint(attribute, operator, value, reason),
    )


def fingerprint(attribute: str, operator: str, value: str, reason: str) -> str:
    """Return what a condition is known by: its words but its weight, so that a new weight keeps the answers."""
    said = f"{attribute}\x00{operator}\x00{value}\x00{reason}"
    return hashlib.sha256(said.encode()).hexdigest()


def fit_of(conditions: Sequence[Condition], place: Place, answers: Mapping[str, Answer] | None = None) -> Fit:
    """Return how far a place meets conditions; ``answers`` of people, by fingerprint, go before what a profile says.

    Each condition scores s from -2 (strong constraint) to +2 (strong support), or nothing where it is not known, and
    weighs w: core 3, important 2, helpful 1. The result is 100 · Σ w·(s+2)/4 / Σ w over the known conditions; how
    much is known is Σ w of the known / Σ w of all. A core condition at -2 without mitigation is a knock-out,
    whatever the rest says. For the order of lists an unknown condition counts as 0, so that much that is known and
    good comes before little; a knock-out comes after all others.

    Steps and scale are those of TIDE's transferability method (components, context conditions, their importance, the
    adopter's status from strong constraint to strong support); weights, formula and knock-out are ours.
    """
    judged = [_judged(each, place, (answers or {}).get(each.fingerprint)) for each in conditions]
    known = [each for each in judged if each.score is not None]
    total = sum(map(_weight, judged))
    knock_outs = [each for each in known if is_knock_out(each)]
    return Fit(
        percent=_percent(known),
        known=100 * sum(map(_weight, known)) // total if total else 0,
        rank=_rank(judged, total) if not knock_outs else 0.0,
        judged=judged,
        met=sorted((each for each in known if _score(each) > 0), key=lambda each: -_weight(each) * _score(each)),
        gaps=sorted((each for each in known if _score(each) < 0), key=_gap_order),
        unknown=sorted((each for each in judged if each.score is None), key=lambda each: -_weight(each)),
        knock_outs=knock_outs,
        spread=_spreads(known),
    )


def is_knock_out(judged: Judged) -> bool:
    """Tell whether a condition alone keeps a practice from the city as things stand."""
    return judged.condition.weight == "core" and judged.score == WORST and not judged.is_mitigated


def _judged(condition: Condition, place: Place, answer: Answer | None) -> Judged:
    score = answer.score if answer and answer.score is not None else guess(condition, place)
    return Judged(condition=condition, score=score, have=place.get(condition.attribute), answer=answer)


def _weight(judged: Judged) -> int:
    return WEIGHTS[judged.condition.weight]


def _score(judged: Judged) -> Score:
    return judged.score or 0


def _gap_order(judged: Judged) -> tuple[bool, int]:
    """What nobody does anything about comes first, then what weighs most."""
    return judged.is_mitigated, _weight(judged) * _score(judged)


def _percent(known: Sequence[Judged]) -> int | None:
    total = sum(map(_weight, known))
    return round(100 * _support(known) / total) if total else None


def _support(judged: Sequence[Judged]) -> float:
    return sum(_weight(each) * (_score(each) - WORST) / _RANGE for each in judged)


def _rank(judged: Sequence[Judged], total: int) -> float:
    return 100 * _support(judged) / total if total else 0.0


def _spreads(known: Sequence[Judged]) -> list[Spread]:
    found = {name: [each for each in known if CATEGORY.get(each.condition.attribute) == name] for name in CATEGORIES}
    return [_spread(name, inside) for name, inside in found.items() if inside]


def _spread(category: str, known: Sequence[Judged]) -> Spread:
    scores = [_score(each) for each in known]
    percent = _percent(known) or 0
    return Spread(category=category, percent=percent, lowest=min(scores), highest=max(scores), known=len(known))


def answer_errors(score: object, note: str, mitigation: str) -> dict[str, str]:
    """Return what is wrong with an answer, by field."""
    errors: dict[str, str] = {}
    if score is not None and (score not in range(WORST, BEST + 1) or isinstance(score, bool)):
        errors["score"] = message("Choose from -2 to +2.")
    for name, text in (("note", note), ("mitigation", mitigation)):
        if len(text) > NOTE_MAX:
            errors[name] = message("At most {limit} characters; you have {length}.", limit=NOTE_MAX, length=len(text))
    return errors
