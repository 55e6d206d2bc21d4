"""Signing in and out, and one's own account."""

import hashlib

from flask import Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import login_user

from wiki.accounts import service
from wiki.accounts.rules import normal_email
from wiki.accounts.types import Person
from wiki.core.errors import Denied, Invalid
from wiki.http.extensions import limiter
from wiki.web.accounts import bp
from wiki.web.accounts.forms import LoginForm, PasswordForm
from wiki.web.addresses import is_local
from wiki.web.context import person, taxonomy, transaction
from wiki.web.login import SignedIn, start_session


def _account_tried() -> str:
    """Name the account of a login for the counter, which need not learn the address."""
    email = request.form.get("email", "")
    return hashlib.sha256((normal_email(email) or email).encode(errors="replace")).hexdigest()


def _own_account() -> str:
    signed_in = person()
    return str(signed_in.id) if signed_in else ""


def _has_failed(answer: Response) -> bool:
    return answer.status_code in {401, 422}


@bp.route("/login", methods=["GET", "POST"])
@limiter.limit("10 per minute; 100 per hour", methods=["POST"])
# Whoever guesses from many addresses is counted by the account; what its owner gets right does not count.
@limiter.limit("30 per hour", methods=["POST"], key_func=_account_tried, deduct_when=_has_failed)
def login() -> ResponseReturnValue:
    form = LoginForm()
    target = request.args.get("next", "/")
    target = target if is_local(target) else "/"
    if request.method == "POST":
        with transaction():
            found = service.authenticate(form.email.data or "", form.password.data or "")
        if found is not None:
            start_session(found)
            return redirect(target, 303)
        form.add_errors({"email": gettext("The e-mail address or the password is not right.")})
    return render_template("accounts/login.html", form=form), 401 if form.errors else 200


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    signed_in = person()
    if signed_in is not None:
        # The cookie is all there is to a session: a copy of it must end here too.
        with transaction():
            service.end_sessions(signed_in.id)
    session.clear()
    return redirect(url_for("site.home"), 303)


@bp.route("/account", methods=["GET", "POST"])
@limiter.limit("10 per minute; 50 per hour", methods=["POST"], key_func=_own_account, deduct_when=_has_failed)
def me() -> ResponseReturnValue:
    me_person = signed_in_person()
    form = PasswordForm()
    if request.method == "POST":
        try:
            with transaction():
                changed = service.change_password(
                    me_person.id, old=form.old_password.data or "", new=form.password.data or ""
                )
        except Invalid as problem:
            form.add_errors(problem.errors)
        else:
            login_user(SignedIn(changed))
            flash(gettext("Your password was changed. Other computers are signed out."), "success")
            return redirect(url_for("accounts.me"), 303)
    known = taxonomy()
    html = render_template(
        "accounts/me.html",
        form=form,
        person=me_person,
        city=known.city_by_slug[me_person.city].name if me_person.city in known.city_by_slug else "",
        leads=[theme.name for theme in known.themes if theme.slug in me_person.leads],
    )
    return html, 422 if form.errors else 200


def signed_in_person() -> Person:
    """Return whoever asks. Raises :class:`Denied` for a visitor, who is sent to sign in."""
    found = person()
    if found is None:
        raise Denied("account")
    return found
