"""The plan of a replication in an export."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wiki.plans.types import Decision, StepKind


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """A revision of a plan; ``facts`` are of the version of the template that ``template`` names."""

    number: int
    facts: dict[str, Any]
    template: int
    comment: str = ""
    at: datetime
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanStepRecord:
    """A step of a plan's review; ``city`` is whom they spoke for, empty for none."""

    kind: StepKind
    number: int
    comment: str = ""
    at: datetime
    by: str = ""
    city: str = ""


@dataclass(frozen=True, kw_only=True)
class TakeOverRecord:
    """What a city decided on an edition; ``number`` is the revision of the plan that came of it."""

    edition: int
    decisions: tuple[Decision, ...]
    number: int | None = None
    at: datetime
    by: str = ""
