"""Making a page."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from wiki.accounts.permissions import require
from wiki.core.slugs import slugify
from wiki.http.extensions import csrf
from wiki.pages import service
from wiki.pages.types import Content, PageKind, SaveOutcome
from wiki.web.context import actor, taxonomy
from wiki.web.pages import bp
from wiki.web.pages.attaching import attach
from wiki.web.pages.forms import NewPageForm
from wiki.web.pages.outcomes import answer, rendered, session_holds, tried

_NEW_DRAFT = "new#0@"


@bp.route("/new", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # checked by session_holds, which hands the text back
def new() -> ResponseReturnValue:
    form = NewPageForm()
    form.offer(taxonomy())
    if request.method == "GET":
        require(actor(), "page.create")
        _prefill(form)
        return _new_page(form)
    if not session_holds(form, "page.create"):
        return _new_page(form, code=403)
    if request.form.get("action") == "attach":
        return _new_page(form, code=200 if attach(form) else 422)
    if request.form.get("action") != "save":
        return _new_page(form)
    outcome = tried(form, lambda: _create(form))
    return answer(outcome, form, _NEW_DRAFT) if outcome else _new_page(form, code=form.status)


def _create(form: NewPageForm) -> SaveOutcome:
    return service.create_page(
        actor(),
        slug=form.wanted_slug(),
        kind=PageKind(form.kind.data),
        content=form.content(Content(title="")),
        comment=form.comment.data or "",
    )


def _prefill(form: NewPageForm) -> None:
    wanted = slugify(request.args.get("slug", ""))
    form.slug.data = wanted
    form.title.data = request.args.get("title") or wanted.rsplit("/", 1)[-1].replace("-", " ").capitalize()
    form.language.data = "en"
    form.kind.data = request.args.get("kind", PageKind.PRACTICE)
    form.themes.data = request.args.getlist("theme")
    form.cities.data = request.args.getlist("city")
    form.body.data = request.args.get("body", "")


def _new_page(form: NewPageForm, code: int = 200) -> ResponseReturnValue:
    previewing = request.form.get("action") == "preview"
    html = rendered(form.body.data or "", form.language.data or "en") if previewing else ""
    return render_template("pages/new.html", form=form, draft_key=_NEW_DRAFT, preview_html=html), code
