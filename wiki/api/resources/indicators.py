"""Indicators: read by everybody, written by editors on top of what they read."""

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.replies import Reply
from wiki.api.resources.basing import WRITING, base_of, refuse_outdated, shown
from wiki.api.schemas.indicators import IndicatorBase, IndicatorInput, IndicatorList, IndicatorOut
from wiki.api.schemas.site import IndicatorConflict
from wiki.core.db import transaction
from wiki.http.context import after_save
from wiki.indicators import service
from wiki.indicators.formulas import FORMULAS
from wiki.indicators.queries import get_indicator as find_one
from wiki.indicators.queries import list_indicators as find_all
from wiki.indicators.types import Indicator, IndicatorDraft, OutdatedIndicator

TAG = "Results"


@operation("GET", "/indicators", tag=TAG, summary="List the indicators", answers={200: IndicatorList})
def list_indicators() -> Reply:
    """What results are told in."""
    return _all()


@operation(
    "GET",
    "/indicators/{indicator}",
    tag=TAG,
    summary="Read an indicator",
    answers={200: IndicatorOut},
    problems=(problems.NOT_FOUND,),
)
def get_indicator(indicator: str) -> Reply:
    """With its unit, direction, calculation and source."""
    found = find_one(indicator)
    return shown(found, indicator_out(found))


@operation(
    "POST",
    "/indicators",
    tag=TAG,
    summary="Add an indicator",
    needs="indicators.edit",
    body=IndicatorInput,
    answers={201: IndicatorOut},
)
def create_indicator(body: IndicatorInput) -> Reply:
    """Its key is made of its name."""
    with transaction():
        key = service.create_indicator(actor(), _draft(body))
    after_save()
    made = find_one(key)
    return shown(made, indicator_out(made), made_at=f"/indicators/{key}")


@operation(
    "PUT",
    "/indicators/{indicator}",
    tag=TAG,
    summary="Change an indicator",
    needs="indicators.edit",
    body=IndicatorInput,
    answers={200: IndicatorOut},
    problems=WRITING,
    problem_models={409: IndicatorConflict},
    conditions=("If-Match",),
)
def update_indicator(indicator: str, body: IndicatorInput) -> Reply:
    """Its key stays. Name what yours is based on: “base_updated_at”, or “If-Match” with its tag."""
    base = base_of(find_one(indicator), body.base_updated_at)
    with transaction():
        outcome = service.update_indicator(actor(), indicator, _draft(body), base=base)
    _refuse(outcome)
    found = find_one(indicator)
    return shown(found, indicator_out(found))


@operation(
    "POST",
    "/indicators/{indicator}/delete",
    tag=TAG,
    summary="Delete an indicator",
    needs="indicators.edit",
    body=IndicatorBase,
    body_optional=True,
    answers={200: IndicatorList},
    problems=WRITING,
    problem_models={409: IndicatorConflict},
    conditions=("If-Match",),
)
def delete_indicator(indicator: str, body: IndicatorBase) -> Reply:
    """One in which nothing was entered. Those that are left are the answer."""
    base = base_of(find_one(indicator), body.base_updated_at)
    with transaction():
        outcome = service.delete_indicator(actor(), indicator, base=base)
    _refuse(outcome)
    return _all()


def _refuse(outcome: OutdatedIndicator | None) -> None:
    if outcome is not None:
        refuse_outdated(indicator_out(outcome.theirs))
    after_save()


def _all() -> Reply:
    return Reply(document=IndicatorList(items=tuple(map(indicator_out, find_all()))))


def _draft(body: IndicatorInput) -> IndicatorDraft:
    names = ("name", "theme", "unit", "direction", "calculation", "source")
    return IndicatorDraft(**{name: getattr(body, name) for name in names})


def indicator_out(indicator: Indicator) -> IndicatorOut:
    formula = FORMULAS.get(indicator.formula)
    return IndicatorOut.model_validate(vars(indicator) | {"formula": formula.text if formula else ""})
