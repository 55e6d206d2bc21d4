"""A new practice that begins as a copy of another, or of what an ordinary page tells."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid
from wiki.core.slugs import slugify
from wiki.facts import Row
from wiki.pages import queries, service
from wiki.pages.types import Content, Page, PageKind, Saved
from wiki.web.context import actor, after_save, transaction
from wiki.web.forms import WikiForm
from wiki.web.pages.reading import page_or_redirect, shown_number
from wiki.web.practices import bp

# Whoever verified the one has not verified the other.
_NOT_COPIED = frozenset({"verified_on", "review_due"})


class CopyForm(WikiForm):
    title = StringField(_l("Title of the new practice"))
    comment = StringField(_l("Why?"))


@bp.route("/pages/<path:slug>/copy", methods=["GET", "POST"])
def copy(slug: str) -> ResponseReturnValue:
    """Make a practice that says what this page says, under another title."""
    require(actor(), "page.create")
    page = page_or_redirect(slug)
    content = queries.get_content(actor(), page, shown_number(page))
    form = CopyForm()
    if request.method == "GET":
        return render_template("practices/copy.html", page=page, content=content, form=form)
    new_slug = slugify((form.title.data or "").replace("/", " "))
    try:
        with transaction():
            outcome = service.create_page(
                actor(),
                slug=new_slug,
                kind=PageKind.PRACTICE,
                content=_begun(page, content, form.title.data or ""),
                comment=form.comment.data or gettext("Begun from %(title)s", title=content.title),
            )
            if not isinstance(outcome, Saved) or outcome.number > 1:
                raise Invalid({"title": gettext("There is a page with this title already.")})
    except Invalid as problem:
        form.add_errors({"title" if name == "slug" else name: text for name, text in problem.errors.items()})
        return render_template("practices/copy.html", page=page, content=content, form=form), 422
    after_save()
    if page.kind is PageKind.PRACTICE:
        flash(gettext("Copied. Change what is different here."), "success")
    else:
        flash(gettext("The practice has the text of the page. Now fill in the facts."), "success")
    return redirect(url_for("practices.overview", slug=outcome.slug), 303)


def _begun(page: Page, content: Content, title: str) -> Content:
    facts = {key: value for key, value in content.facts.items() if key not in _NOT_COPIED}
    if page.kind is not PageKind.PRACTICE:
        facts = {"evidence": (_source(page, content),)}
    # The days and the place are those of the news or the meeting.
    return replace(content, title=title, facts=facts, starts_on=None, ends_on=None, place="")


def _source(page: Page, content: Content) -> Row:
    """Return the page as the first source of what the practice says."""
    day = {"date": content.starts_on.isoformat()} if content.starts_on else {}
    return {
        "type": "news" if page.kind is PageKind.NEWS else "page",
        "title": content.title,
        "link": url_for("pages.view", slug=page.slug),
        "claim": gettext("The text that this practice began from."),
        **day,
    }
