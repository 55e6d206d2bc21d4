"""Where a link leads that makes an account or gives one a new password."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts import queries, service
from wiki.core.errors import Invalid, NotFound
from wiki.http.extensions import limiter
from wiki.pages.queries import list_unclaimed_authors
from wiki.web.accounts import bp
from wiki.web.accounts.forms import NewPasswordForm, WelcomeForm
from wiki.web.context import transaction
from wiki.web.login import start_session


@bp.route("/welcome/<token>", methods=["GET", "POST"])
@limiter.limit("20 per minute")
def welcome(token: str) -> ResponseReturnValue:
    """Turn an invitation, or the first administrator's link, into an account, or set a new password."""
    invitation = queries.find_invitation(token)
    if invitation is None:
        return _spent()
    try:
        if invitation.user_id is not None:
            return _new_password(token)
        return _new_account(token, role=invitation.role, email=invitation.email or "")
    except NotFound:
        return _spent()


def _new_account(token: str, *, role: str, email: str) -> ResponseReturnValue:
    form = WelcomeForm()
    if request.method == "GET":
        form.email.data = email
    else:
        try:
            with transaction():
                made = service.accept_invitation(
                    token,
                    name=form.name.data or "",
                    email=form.email.data or "",
                    password=form.password.data or "",
                    reserved=list_unclaimed_authors(),
                )
        except Invalid as problem:
            form.add_errors(problem.errors)
        else:
            start_session(made)
            flash(gettext("Welcome. Your account is ready."), "success")
            return redirect(url_for("site.home"), 303)
    return render_template("accounts/welcome.html", form=form, role=role), 422 if form.errors else 200


def _new_password(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    if request.method == "POST":
        try:
            with transaction():
                found = service.accept_password_link(token, form.password.data or "")
        except Invalid as problem:
            form.add_errors(problem.errors)
        else:
            start_session(found)
            flash(gettext("Your password was changed. Other computers are signed out."), "success")
            return redirect(url_for("site.home"), 303)
    return render_template("accounts/new_password.html", form=form), 422 if form.errors else 200


def _spent() -> ResponseReturnValue:
    return render_template("accounts/spent.html"), 404
