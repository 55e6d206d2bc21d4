"""Requests and their log in the reader's words."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from wiki.demand.types import RequestState, RequestStepKind

STATES: Mapping[RequestState, object] = {
    RequestState.OPEN: _l("Wanted"),
    RequestState.MET: _l("Answered by a page"),
    RequestState.CLOSED: _l("Closed"),
    RequestState.DUPLICATE: _l("Asked for elsewhere"),
}
STEPS: Mapping[RequestStepKind, object] = {
    RequestStepKind.ASKED: _l("asked for it"),
    RequestStepKind.MET: _l("named a page that meets it"),
    RequestStepKind.CLOSED: _l("closed it"),
    RequestStepKind.DUPLICATE: _l("moved those who want it to a request for the same"),
    RequestStepKind.REOPENED: _l("opened it again"),
}
