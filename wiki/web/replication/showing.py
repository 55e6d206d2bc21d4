"""What every template of replications needs: words, names of cities, and what the address asks for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import request, url_for

from wiki.http.addresses import with_query
from wiki.replication.rules import may_edit, next_stage
from wiki.replication.stages import EXITS, STAGES
from wiki.replication.types import Chosen, Exit, Stage
from wiki.web.context import actor, taxonomy

_ARGUMENTS = ("city", "source", "theme", "practice", "stage", "exit", "sort")
VIEWS = ("listed", "board", "matrix", "timeline", "flows")


def told(**more: Any) -> dict[str, Any]:
    """Return the names that every template of replications is given."""
    return {
        "stages": STAGES,
        "exits": EXITS,
        "taxonomy": taxonomy(),
        "may_move": lambda each: may_edit(actor(), each.city),
        "next_stage": next_stage,
    } | more


def chosen_here() -> Chosen:
    """Return what the address narrows to; what it cannot mean narrows nothing."""
    asked = request.args
    stage = next((each for each in Stage if str(each.value) == asked.get("stage")), None)
    return Chosen(
        city=asked.get("city", ""),
        source=asked.get("source", ""),
        theme=asked.get("theme", ""),
        practice=asked.get("practice", ""),
        stage=stage,
        exit=next((each for each in Exit if each == asked.get("exit")), None),
    )


def here(endpoint: str, *, into: Mapping[str, Any] = MappingProxyType({}), **more: str) -> str:
    """Return another view of what is chosen here; ``into`` are the parts of its path."""
    told = {*more, *into}
    kept = [(name, request.args[name]) for name in _ARGUMENTS if request.args.get(name) and name not in told]
    return with_query(url_for(f"replication.{endpoint}", **into), [*kept, *more.items()])
