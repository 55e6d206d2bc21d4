"""A city takes up a practice: the form behind the button on every practice's page."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, NotFound, Unavailable
from wiki.pages.queries import get_content
from wiki.pages.types import Page
from wiki.practices.queries import editions_of
from wiki.replication import queries, service
from wiki.replication.rules import cities_of
from wiki.replication.types import Stage
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.forms import busy
from wiki.web.pages.reading import practice_at, shown_number
from wiki.web.replication import bp
from wiki.web.replication.forms import StartForm
from wiki.web.replication.showing import told


@bp.route("/pages/<path:slug>/replicate", methods=["GET", "POST"])
def start(slug: str) -> ResponseReturnValue:
    """Take up a practice."""
    require(actor(), "replication.edit")
    page = practice_at(slug)
    if page.is_archived:
        raise NotFound
    form = StartForm()
    editions = [mark.number for mark in editions_of(actor(), page)]
    own = cities_of(actor(), taxonomy().city_by_slug)
    form.offer([taxonomy().city_by_slug[each] for each in own], editions, queries.blocks_of(actor(), page))
    form.offer_moves()
    if not form.is_submitted():
        form.begin(Stage.INTEREST)
        form.city.data = actor().city or ""
        form.edition.data = str(editions[0]) if editions else ""
        return _show(page, form)
    if not form.validate():
        return _show(page, form, code=422)
    try:
        with transaction():
            made = service.start_replication(actor(), page.slug, form.details(), form.draft())
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _show(page, form, code=422)
    except Unavailable:
        form.form_errors.append(busy())
        return _show(page, form, code=503)
    after_save()
    flash(gettext("Your city takes it up. Share it when others may read where it stands."), "success")
    return redirect(url_for("replication.page", number=made), 303)


def _show(page: Page, form: StartForm, *, code: int = 200) -> ResponseReturnValue:
    content = get_content(actor(), page, shown_number(page))
    html = render_template("replication/start.html", **told(page=page, content=content, form=form))
    return html, code
