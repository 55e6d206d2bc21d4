"""What was searched and not found, taken off the list of members."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.demand import service
from wiki.web.context import actor, transaction
from wiki.web.demand import bp


@bp.post("/wanted-practices/misses")
def drop_miss() -> ResponseReturnValue:
    """Take a question off the list, because it is nobody's business or no practice."""
    require(actor(), "demand.drop_misses")
    with transaction():
        service.drop_miss(actor(), request.form.get("question", ""))
    flash(gettext("It is off the list."), "success")
    return redirect(url_for("demand.wanted", _anchor="misses"), 303)
