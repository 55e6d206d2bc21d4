"""How a practice fits where it is taken up, and what the people there answer to its conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Denied, Invalid
from wiki.fit.rules import may_edit_profile
from wiki.fit.service import save_answer
from wiki.fit.types import Answer, Fit, Judged, Score
from wiki.http.replication_fit import fit_for
from wiki.http.translating import translated
from wiki.replication.queries import get_replication
from wiki.replication.types import Replication, ReplicationId
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.fit import bp
from wiki.web.fit.words import SCORES, ToldCondition, told_conditions

_PARTS = ("score", "note", "mitigation")
_SCORES: Mapping[str, Score] = {str(score): score for score in SCORES}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A condition to answer, with what was entered and what is wrong with it, each by part.

    ``condition`` is its fingerprint, sent back so that an answer never goes to another one.
    """

    told: ToldCondition
    condition: str
    entered: Mapping[str, str]
    errors: Mapping[str, str]


@bp.get("/replications/<int:number>/fit")
def replication(number: int) -> ResponseReturnValue:
    found = get_replication(actor(), ReplicationId(number))
    return render_template("fit/replication.html", **shown(found), **_about(found))


@bp.route("/replications/<int:number>/fit/edit", methods=["GET", "POST"])
def answer(number: int) -> ResponseReturnValue:
    """Answer the conditions: all in one form, saved together or not at all."""
    require(actor(), "profile.edit")
    found = get_replication(actor(), ReplicationId(number))
    if not may_edit_profile(actor(), found.city):
        raise Denied("profile.edit")
    fit = fit_for(actor(), found)
    if request.method == "GET":
        return _form(found, fit, [_stored(each) for each in fit.judged], {})
    parts = ("condition", *_PARTS)
    sent = [{part: request.form.get(f"{n}.{part}", "") for part in parts} for n in range(len(fit.judged))]
    errors = _save(found, fit, sent)
    if errors:
        return _form(found, fit, sent, errors), 422
    after_save()
    flash(gettext("Saved."), "success")
    return redirect(url_for("fit.replication", number=number), 303)


def shown(found: Replication) -> dict[str, object]:
    """Return what a template needs to tell how a replication fits; a summary does not say what is done about it."""
    fit = fit_for(actor(), found)

    def told(judged: Sequence[Judged]) -> list[ToldCondition]:
        lines = told_conditions(judged)
        return lines if found.is_whole else [replace(line, mitigation="") for line in lines]

    return {
        "fit": fit,
        "met": told(fit.met),
        "gaps": told(fit.gaps),
        "unknown": told(fit.unknown),
        "spread": [(translated(each.category), each) for each in fit.spread],
        "language": found.practice.language,
        "may_answer": may_edit_profile(actor(), found.city),
    }


def _about(found: Replication) -> dict[str, object]:
    return {"replication": found, "city": taxonomy().city_by_slug[found.city]}


def _save(found: Replication, fit: Fit, sent: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Save what was answered, or return what is wrong by ``<row>.<part>``, translated."""
    known = frozenset(each.condition.fingerprint for each in fit.judged)
    errors: dict[str, str] = {}
    try:
        with transaction():
            for n, told in enumerate(sent):
                errors |= {f"{n}.{part}": text for part, text in _answered(found, told, known).items()}
            if errors:
                raise Invalid(errors)
    except Invalid as problem:
        return {place: translated(text) for place, text in problem.errors.items()}
    return {}


def _answered(found: Replication, told: Mapping[str, str], known: frozenset[str]) -> Mapping[str, str]:
    """Answer one condition and return what is wrong; one left empty says nothing, or takes back what was said."""
    # A word that is no score is refused where all scores are.
    score = _SCORES.get(told["score"], cast("Score", told["score"])) if told["score"] else None
    given = Answer(score=score, note=told["note"], mitigation=told["mitigation"])
    try:
        save_answer(actor(), found.id, found.city, known, told["condition"], given)
    except Invalid as problem:
        return problem.errors
    return {}


def _stored(judged: Judged) -> Mapping[str, str]:
    said = judged.answer
    if said is None:
        return dict.fromkeys(_PARTS, "")
    return {"score": "" if said.score is None else str(said.score), "note": said.note, "mitigation": said.mitigation}


def _form(found: Replication, fit: Fit, rows: Sequence[Mapping[str, str]], errors: Mapping[str, str]) -> str:
    asked = [
        Asked(
            told=told,
            condition=judged.condition.fingerprint,
            entered=row,
            errors={part: errors.get(f"{n}.{part}", "") for part in ("condition", *_PARTS)},
        )
        for n, (judged, told, row) in enumerate(zip(fit.judged, told_conditions(fit.judged), rows, strict=True))
    ]
    choices = {str(score): f"{score:+d}: {words}" for score, words in SCORES.items()}
    return render_template(
        "fit/answer.html",
        asked=asked,
        choices=choices,
        errors=errors,
        language=found.practice.language,
        **_about(found),
    )
