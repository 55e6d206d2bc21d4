"""One's own tokens: made for a program, shown once, revoked."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts import queries, service
from wiki.accounts.types import Person, Scope
from wiki.core.errors import Invalid
from wiki.web.accounts import bp
from wiki.web.accounts.forms import SCOPES, TokenForm
from wiki.web.accounts.signing_in import signed_in_person
from wiki.web.context import transaction


@bp.route("/account/tokens", methods=["GET", "POST"])
def tokens() -> ResponseReturnValue:
    """List the tokens of whoever asks; make one and show it in this answer only."""
    owner = signed_in_person()
    form, token = TokenForm(), ""
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                token = service.make_token(owner.id, name=form.name.data or "", scope=Scope(form.scope.data))
        except Invalid as problem:
            form.add_errors(problem.errors)
    return _page(owner, form, token), 422 if form.errors else 200


@bp.post("/account/tokens/<int:token_id>/revoke")
def revoke_token(token_id: int) -> ResponseReturnValue:
    owner = signed_in_person()
    with transaction():
        service.revoke_token(owner.id, token_id)
    flash(gettext("The token no longer works."), "success")
    return redirect(url_for("accounts.tokens"), 303)


def _page(owner: Person, form: TokenForm, token: str) -> str:
    # What was entered has become a token: the form is for the next one.
    shown = TokenForm(formdata=None) if token else form
    return render_template(
        "accounts/tokens.html",
        form=shown,
        token=token,
        token_name=form.name.data,
        tokens=queries.list_tokens(owner.id),
        scopes=dict(SCOPES),
    )
