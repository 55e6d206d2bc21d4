"""Signing in, invitations, one's own account, and the list of people."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import login_user, logout_user
from wtforms import PasswordField, SelectField, StringField

from wiki.accounts import queries, service
from wiki.accounts.permissions import PERMISSIONS, require
from wiki.accounts.types import Person, Role
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.core.ids import UserId
from wiki.web.addresses import absolute, is_local
from wiki.web.context import actor, person, transaction
from wiki.web.extensions import limiter
from wiki.web.forms import WikiForm, options
from wiki.web.login import SignedIn

bp = Blueprint("accounts", __name__)
_ROLES = [
    (Role.OBSERVER.value, _l("Observer: reads")),
    (Role.EDITOR.value, _l("Editor: writes pages")),
    (Role.REVIEWER.value, _l("Reviewer: writes, and publishes practices")),
    (Role.ADMINISTRATOR.value, _l("Administrator: all of it, and the people")),
]


class LoginForm(WikiForm):
    email = StringField(_l("E-mail address"))
    password = PasswordField(_l("Password"))


class WelcomeForm(WikiForm):
    name = StringField(_l("Your name"), description=_l("As it shall stand in the history of pages."))
    email = StringField(
        _l("E-mail address"), description=_l("You sign in with it. It is shown to administrators only.")
    )
    password = PasswordField(_l("Password"), description=_l("At least 10 characters. Four words make a good one."))


class PasswordForm(WikiForm):
    old_password = PasswordField(_l("Present password"))
    password = PasswordField(_l("New password"), description=_l("At least 10 characters. Four words make a good one."))


class InviteForm(WikiForm):
    role = SelectField(_l("Role"), choices=options(_ROLES), default=Role.EDITOR.value)
    email = StringField(_l("E-mail address (not needed)"), description=_l("Only a note to yourself; nothing is sent."))


@bp.route("/login", methods=["GET", "POST"])
@limiter.limit("10 per minute; 100 per hour", methods=["POST"])
def login() -> ResponseReturnValue:
    form = LoginForm()
    target = request.args.get("next", "/")
    target = target if is_local(target) else "/"
    if request.method == "POST":
        with transaction():
            found = service.authenticate(form.email.data or "", form.password.data or "")
        if found is not None:
            return _signed_in(found, target)
        form.add_errors({"email": gettext("The e-mail address or the password is not right.")})
    return render_template("accounts/login.html", form=form), 401 if form.errors else 200


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    logout_user()
    session.clear()
    return redirect(url_for("site.home"), 303)


@bp.route("/welcome/<token>", methods=["GET", "POST"])
@limiter.limit("20 per minute")
def welcome(token: str) -> ResponseReturnValue:
    """Turn an invitation, or the first administrator's link, into an account."""
    invitation = queries.find_invitation(token)
    if invitation is None:
        return render_template("accounts/spent.html"), 404
    form = WelcomeForm()
    if request.method == "GET":
        form.email.data = invitation.email or ""
    else:
        try:
            with transaction():
                made = service.accept_invitation(
                    token,
                    name=form.name.data or "",
                    email=form.email.data or "",
                    password=form.password.data or "",
                )
        except Invalid as problem:
            form.add_errors(problem.errors)
        except NotFound:
            return render_template("accounts/spent.html"), 404
        else:
            answer = _signed_in(made, url_for("site.home"))
            flash(gettext("Welcome. Your account is ready."), "success")
            return answer
    return render_template("accounts/welcome.html", form=form, role=invitation.role), 422 if form.errors else 200


@bp.route("/account", methods=["GET", "POST"])
def me() -> ResponseReturnValue:
    me_person = _signed_in_person()
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
    return render_template("accounts/me.html", form=form, person=me_person), 422 if form.errors else 200


@bp.route("/people", methods=["GET", "POST"])
def people() -> ResponseReturnValue:
    """List the accounts; make invitation links."""
    require(actor(), "user.manage")
    form, link = InviteForm(), ""
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                token = service.invite(actor(), role=Role(form.role.data), email=form.email.data or "")
            link = absolute(url_for("accounts.welcome", token=token))
        except Invalid as problem:
            form.add_errors(problem.errors)
    html = render_template(
        "accounts/people.html",
        form=form,
        link=link,
        people=queries.list_people(),
        roles=_ROLES,
        permissions=PERMISSIONS,
        days=service.INVITATION_DAYS,
    )
    return html, 422 if form.errors else 200


@bp.post("/people/<int:user_id>")
def change_person(user_id: int) -> ResponseReturnValue:
    """Give a person a role, or switch the account off or on."""
    require(actor(), "user.manage")
    with transaction():
        if "active" in request.form:
            service.set_active(actor(), UserId(user_id), request.form["active"] == "1")
        elif request.form.get("role") in set(Role):
            service.set_role(actor(), UserId(user_id), Role(request.form["role"]))
    flash(gettext("Saved."), "success")
    return redirect(url_for("accounts.people"), 303)


def _signed_in(found: Person, target: str) -> ResponseReturnValue:
    session.clear()
    login_user(SignedIn(found))
    return redirect(target, 303)


def _signed_in_person() -> Person:
    found = person()
    if found is None:
        raise Denied("account")
    return found
