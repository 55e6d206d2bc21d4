"""States and steps of plans in the reader's words."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from wiki.plans.queries.happenings import Happened
from wiki.plans.queries.waiting import WaitsFor
from wiki.plans.types import PlanState, StepKind

STATES: Mapping[PlanState, object] = {
    PlanState.DRAFT: _l("Being written"),
    PlanState.SUBMITTED: _l("Submitted"),
    PlanState.RETURNED: _l("Returned with a comment"),
    PlanState.AGREED: _l("Agreed"),
}
STEPS: Mapping[StepKind, object] = {
    StepKind.SUBMITTED: _l("submitted it"),
    StepKind.AGREED: _l("agreed to it"),
    StepKind.RETURNED: _l("returned it"),
}
HAPPENED: Mapping[Happened, object] = {
    Happened.WRITTEN: _l("Plan written"),
    Happened.SUBMITTED: _l("Plan submitted"),
    Happened.AGREED: _l("Plan agreed"),
    Happened.RETURNED: _l("Plan returned"),
    Happened.DECIDED: _l("A new edition taken over"),
}
WAITS: Mapping[WaitsFor, object] = {
    WaitsFor.EDITION: _l("Decide what you take over of the new edition"),
    WaitsFor.JUDGEMENT: _l("Agree to the plan, or return it"),
    WaitsFor.CHANGES: _l("The plan was returned with a comment"),
}
