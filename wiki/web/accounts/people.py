"""The list of people, for administrators: roles, invitations, new passwords."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts import queries, service
from wiki.accounts.permissions import PERMISSIONS, require
from wiki.accounts.types import Role
from wiki.core.errors import Invalid
from wiki.core.ids import UserId
from wiki.http.addresses import absolute
from wiki.web.accounts import bp
from wiki.web.accounts.forms import ROLES, InviteForm
from wiki.web.context import actor, taxonomy, transaction


@bp.route("/people", methods=["GET", "POST"])
def people() -> ResponseReturnValue:
    """List the accounts; make invitation links."""
    require(actor(), "user.manage")
    form, token = _invite_form(), ""
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                token = service.invite(
                    actor(), role=Role(form.role.data), email=form.email.data or "", city=form.city.data or ""
                )
        except Invalid as problem:
            form.add_errors(problem.errors)
    return _page(form, token, gettext("Send this link to the person"), service.INVITATION_DAYS)


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


@bp.post("/people/<int:user_id>/place")
def place_person(user_id: int) -> ResponseReturnValue:
    """Say which city a person belongs to and which themes they lead."""
    require(actor(), "user.manage")
    with transaction():
        service.place_person(
            actor(), UserId(user_id), city=request.form.get("city", ""), leads=request.form.getlist("leads")
        )
    flash(gettext("Saved."), "success")
    return redirect(url_for("accounts.people"), 303)


@bp.post("/people/<int:user_id>/password-link")
def password_link(user_id: int) -> ResponseReturnValue:
    """Make a link for somebody who has forgotten the password."""
    require(actor(), "user.manage")
    with transaction():
        token = service.make_password_link(actor(), UserId(user_id))
    name = queries.get_person(UserId(user_id)).name
    title = gettext("Send this link to %(name)s, who sets a new password with it", name=name)
    return _page(_invite_form(is_new=True), token, title, service.PASSWORD_LINK_DAYS)


@bp.post("/people/invitations/<int:invitation_id>/withdraw")
def withdraw(invitation_id: int) -> ResponseReturnValue:
    """End a link that was made by mistake or went to the wrong person."""
    require(actor(), "user.manage")
    with transaction():
        service.withdraw_invitation(actor(), invitation_id)
    flash(gettext("The link no longer works."), "success")
    return redirect(url_for("accounts.people"), 303)


def _invite_form(*, is_new: bool = False) -> InviteForm:
    form = InviteForm(formdata=None) if is_new else InviteForm()
    form.offer(taxonomy())
    return form


def _page(form: InviteForm, token: str, link_title: str, days: int) -> ResponseReturnValue:
    html = render_template(
        "accounts/people.html",
        form=form,
        link=absolute(url_for("accounts.welcome", token=token)) if token else "",
        link_title=link_title,
        days=days,
        people=queries.list_people(),
        invitations=queries.list_open_invitations(),
        roles=ROLES,
        permissions=PERMISSIONS,
        taxonomy=taxonomy(),
    )
    return html, 422 if form.errors else 200
