"""Attachments: served so that a browser can only show them, never run them; uploaded with words for pictures."""

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FileField, StringField

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, NotFound
from wiki.files import queries, service
from wiki.files.types import THUMBNAIL_WIDTHS, StoredFile
from wiki.web.context import actor, services, transaction
from wiki.web.forms import WikiForm

bp = Blueprint("files", __name__)
_YEAR = 31_536_000


class UploadForm(WikiForm):
    file = FileField(_l("File"), description=_l("PNG, JPEG, GIF, WebP, PDF, an Office document or text."))
    alt = StringField(_l("What does the picture show?"), description=_l("For readers who cannot see it. One sentence."))


class DescriptionForm(WikiForm):
    alt = StringField(_l("What does the picture show?"))


@bp.get("/files/<key>/<name>")
def download(key: str, name: str) -> ResponseReturnValue:  # noqa: ARG001 - the name is for people
    found, sha256 = _get(key)
    path = services().files.path(sha256)
    if not path.is_file():
        raise NotFound
    answer = send_file(
        path,
        mimetype=found.media_type,
        as_attachment=not found.is_picture,
        download_name=found.name,
        conditional=True,
        etag=sha256,
        max_age=_YEAR,
    )
    return _harmless(answer)


@bp.get("/files/<key>/<int:width>/<name>")
def thumbnail(key: str, width: int, name: str) -> ResponseReturnValue:  # noqa: ARG001 - see above
    found, sha256 = _get(key)
    if not found.is_picture or width not in THUMBNAIL_WIDTHS:
        raise NotFound
    try:
        path = services().files.thumbnail(sha256, width)
    except OSError as error:
        raise NotFound from error
    return _harmless(send_file(path, mimetype="image/webp", etag=f"{sha256}-{width}", max_age=_YEAR))


@bp.route("/files", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Take a file, and list the newest with the Markdown that shows them."""
    require(actor(), "file.upload")
    form, stored = UploadForm(), None
    if request.method == "POST":
        given = request.files.get("file")
        try:
            if given is None or not given.filename:
                raise Invalid({"file": gettext("Choose a file.")})
            data = given.read()
            known = queries.find_by_content(data)
            with transaction():
                stored = service.upload(
                    actor(), services().files, name=given.filename, data=data, alt=form.alt.data or ""
                )
            flash(_told(known), "success")
        except Invalid as problem:
            form.add_errors(problem.errors)
    return _page(form, stored)


@bp.post("/files/<key>")
def describe(key: str) -> ResponseReturnValue:
    """Give a picture other words for those who cannot see it."""
    require(actor(), "file.upload")
    form = DescriptionForm(prefix=key)
    try:
        with transaction():
            service.describe(actor(), key, form.alt.data or "")
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _page(UploadForm(formdata=None), None, refused={key: form})
    flash(gettext("Saved."), "success")
    return redirect(url_for("files.upload"), 303)


def _told(known: StoredFile | None) -> str:
    if known is None:
        return str(gettext("The file is stored. Put the line below into a page to show it."))
    return str(
        gettext(
            "This file is stored already, as %(name)s. Its description can be changed in the list.", name=known.name
        )
    )


def _page(
    form: UploadForm, stored: StoredFile | None, refused: dict[str, DescriptionForm] | None = None
) -> ResponseReturnValue:
    files = queries.list_files()
    descriptions = {
        file.key: DescriptionForm(formdata=None, prefix=file.key, alt=file.alt) for file in files if file.is_picture
    } | (refused or {})
    html = render_template(
        "files/upload.html",
        form=next(iter(refused.values())) if refused else form,
        upload_form=form,
        stored=stored,
        files=files,
        descriptions=descriptions,
    )
    return html, 422 if form.errors or refused else 200


def _get(key: str) -> tuple[StoredFile, str]:
    found = queries.find_file(key)
    if found is None:
        raise NotFound
    return found


def _harmless(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response
