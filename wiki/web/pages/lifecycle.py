"""What happens to a page as a whole: publish, rename, archive, restore, change its kind."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid
from wiki.http.numbers import whole
from wiki.pages import service
from wiki.pages.types import PageKind
from wiki.practices import service as practices
from wiki.web.context import actor, after_save, transaction
from wiki.web.pages import bp
from wiki.web.pages.forms import KindForm, ReasonForm, RenameForm
from wiki.web.pages.reading import page_or_redirect


@bp.route("/pages/<path:slug>/rename", methods=["GET", "POST"])
def rename(slug: str) -> ResponseReturnValue:
    require(actor(), "page.rename")
    page = page_or_redirect(slug)
    form = RenameForm()
    if request.method == "GET":
        form.slug.data = slug
        return render_template("pages/rename.html", page=page, form=form)
    try:
        with transaction():
            new_slug = service.rename_page(actor(), slug, form.slug.data or "", form.comment.data or "")
    except Invalid as problem:
        form.add_errors(problem.errors)
        return render_template("pages/rename.html", page=page, form=form), 422
    return _done(new_slug, gettext("Renamed. The old address leads here."))


@bp.route("/pages/<path:slug>/archive", methods=["GET", "POST"])
def archive(slug: str) -> ResponseReturnValue:
    require(actor(), "page.archive")
    page = page_or_redirect(slug)
    form = ReasonForm()
    if request.method == "GET":
        return render_template("pages/archive.html", page=page, form=form)
    with transaction():
        service.archive_page(actor(), slug, form.comment.data or "")
    return _done(slug, gettext("Archived. It keeps its history and can be restored."))


@bp.post("/pages/<path:slug>/restore")
def restore(slug: str) -> ResponseReturnValue:
    with transaction():
        service.restore_page(actor(), slug, request.form.get("comment", ""))
    return _done(slug, gettext("Restored."))


@bp.post("/pages/<path:slug>/publish")
def publish(slug: str) -> ResponseReturnValue:
    require(actor(), "page.publish")
    page = page_or_redirect(slug)
    number = request.form.get("number", type=whole) or page.current_number
    with transaction():
        practices.publish_page(actor(), slug, number, request.form.get("comment", ""))
    return _done(slug, gettext("Published. Visitors see it from now on."))


@bp.route("/pages/<path:slug>/kind", methods=["GET", "POST"])
def kind(slug: str) -> ResponseReturnValue:
    require(actor(), "page.edit")
    page = page_or_redirect(slug)
    form = KindForm()
    if request.method == "GET":
        form.kind.data = page.kind
        return render_template("pages/kind.html", page=page, form=form)
    if not form.validate():
        return render_template("pages/kind.html", page=page, form=form), 422
    with transaction():
        service.change_kind(actor(), slug, PageKind(form.kind.data), form.comment.data or "")
    return _done(slug, gettext("The kind of page was changed."))


def _done(slug: str, text: str) -> ResponseReturnValue:
    flash(text, "success")
    after_save()
    return redirect(url_for("pages.view", slug=slug), 303)
