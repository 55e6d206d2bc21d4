"""Steps of a review as a form sends them."""

from collections.abc import Callable, Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from wiki.accounts.types import Actor
from wiki.core.errors import Denied, Invalid, Unavailable
from wiki.core.slugs import slugify
from wiki.practices import service
from wiki.practices.types import StepKind
from wiki.web.context import actor, transaction
from wiki.web.forms import BUSY, ReadingForm

_PAGES = "/pages/"


class StepForm(ReadingForm):
    """``number`` is the revision that was read, ``by`` the practice that took the place of this one."""

    comment = TextAreaField(
        _l("Comment"),
        description=_l("Stands in the log. Who returns a practice says here, or in remarks, what to change."),
    )
    by = StringField(_l("The practice that took its place"), description=_l("Its address or its title."))

    def successor(self) -> str:
        _, found, path = (self.by.data or "").rpartition(_PAGES)
        return slugify(path if found else self.by.data or "")


def taken(form: StepForm, slug: str, kind: StepKind) -> int:
    """Take a step in a transaction; return 0, or the status of an answer that hands the form back with the reason."""
    try:
        with transaction():
            _TAKE[kind](actor(), slug, form)
    except Invalid as problem:
        form.add_errors(problem.errors)
        return 422
    except Denied:
        form.form_errors.append(gettext("Your role does not include this step."))
        return 403
    except Unavailable:
        form.form_errors.append(str(BUSY))
        return 503
    return 0


def _words(form: StepForm) -> str:
    return form.comment.data or ""


_TAKE: Mapping[StepKind, Callable[[Actor, str, StepForm], object]] = {
    StepKind.SUBMITTED: lambda who, slug, form: service.submit(who, slug, form.read_number, _words(form)),
    StepKind.WITHDRAWN: lambda who, slug, form: service.withdraw(who, slug, _words(form)),
    StepKind.APPROVED: lambda who, slug, form: service.approve(who, slug, form.read_number, _words(form)),
    StepKind.RETURNED: lambda who, slug, form: service.send_back(who, slug, _words(form)),
    StepKind.PASSED: lambda who, slug, form: service.pass_check(who, slug, form.read_number, _words(form)),
    StepKind.DISSEMINATED: lambda who, slug, form: service.disseminate(who, slug, form.read_number, _words(form)),
    StepKind.RECONFIRMED: lambda who, slug, form: service.reconfirm(who, slug, _words(form)),
    StepKind.SUPERSEDED: lambda who, slug, form: service.supersede(who, slug, form.successor(), _words(form)),
}
