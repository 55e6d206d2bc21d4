"""What imports did, file by file, and the tags they guessed, for an editor to confirm."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from wiki.accounts.permissions import require
from wiki.core.paging import page_number
from wiki.importing.queries import get_import, list_imports
from wiki.pages import queries, service
from wiki.web.addresses import is_local
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.facets import page_address
from wiki.web.presenting import card

bp = Blueprint("imports", __name__)
_PAGE = 50


@bp.get("/imports")
def reports() -> ResponseReturnValue:
    require(actor(), "import.read")
    return render_template("imports/reports.html", runs=list_imports())


@bp.get("/imports/<int:import_id>")
def report(import_id: int) -> ResponseReturnValue:
    require(actor(), "import.read")
    return render_template("imports/report.html", run=get_import(import_id))


@bp.get("/imports/<int:import_id>.json")
def report_json(import_id: int) -> ResponseReturnValue:
    require(actor(), "import.read")
    return jsonify(get_import(import_id).report)


@bp.get("/imports/tags")
def tags() -> ResponseReturnValue:
    """List the pages whose themes and cities nobody has confirmed."""
    require(actor(), "import.read")
    found = queries.list_unconfirmed(actor(), taxonomy(), number=page_number(request.args.get("page")), size=_PAGE)
    return render_template(
        "imports/tags.html",
        found=found,
        cards=[card(item) for item in found.items],
        page_address=page_address,
    )


@bp.post("/imports/tags")
def confirm_tags() -> ResponseReturnValue:
    """Confirm the tags of the chosen pages as they are; lead back to where that was said."""
    require(actor(), "page.edit")
    slugs = request.form.getlist("slug")[:_PAGE]
    with transaction():
        for slug in slugs:
            service.confirm_tags(actor(), slug)
    after_save()
    flash(
        ngettext("The tags of %(num)s page are confirmed.", "The tags of %(num)s pages are confirmed.", len(slugs)),
        "success",
    )
    target = request.form.get("next", "")
    return redirect(target if is_local(target) else url_for("imports.tags"), 303)
