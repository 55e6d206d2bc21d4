"""The catalogue of indicators, and the forms that maintain it."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid
from wiki.facts import VOCABULARIES
from wiki.http.translating import translated
from wiki.indicators import service
from wiki.indicators.formulas import FORMULAS
from wiki.indicators.queries import get_indicator, list_indicators
from wiki.indicators.rules import CALCULATION_MAX, NAME_MAX, SOURCE_MAX
from wiki.indicators.types import Direction, Indicator, IndicatorDraft, OutdatedIndicator
from wiki.indicators.units import compatible_units
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.forms import WikiForm, options

bp = Blueprint("indicators", __name__)
# No state of anything: what was sent without one is compared with what stands there.
_NEVER = datetime.min.replace(tzinfo=UTC)
_DIRECTIONS = [
    (Direction.UP.value, _l("More is better")),
    (Direction.DOWN.value, _l("Less is better")),
    (Direction.NONE.value, _l("Neither")),
]


class IndicatorForm(WikiForm):
    name = StringField(_l("Name"), render_kw={"maxlength": NAME_MAX})
    theme = SelectField(_l("Theme"))
    unit = SelectField(_l("Unit"))
    direction = SelectField(_l("Which way is better?"), choices=options(_DIRECTIONS))
    calculation = TextAreaField(_l("How is it calculated?"), render_kw={"maxlength": CALCULATION_MAX})
    source = StringField(
        _l("Source"),
        description=_l("The guide or standard it is taken from; “Ours” for one of the programme's own."),
        render_kw={"maxlength": SOURCE_MAX},
    )
    updated_at = HiddenField()

    def offer(self, found: Indicator | None) -> None:
        """Fill the lists. An indicator that is there keeps what it measures."""
        themes = [(theme.slug, theme.name) for theme in taxonomy().themes]
        self.theme.choices = options([("", gettext("All themes")), *themes])
        units = compatible_units(found.unit) if found else VOCABULARIES["unit"]
        self.unit.choices = options((unit, translated(VOCABULARIES["unit"][unit])) for unit in units)

    def fill(self, found: Indicator) -> None:
        for field in self:
            field.data = getattr(found, field.name) or ""
        self.updated_at.data = found.updated_at.isoformat()

    def draft(self) -> IndicatorDraft:
        names = ("name", "theme", "unit", "direction", "calculation", "source")
        return IndicatorDraft(**{name: self[name].data or "" for name in names})

    @property
    def base(self) -> datetime:
        """The moment of the state the form was filled from."""
        try:
            return datetime.fromisoformat(self.updated_at.data or "")
        except ValueError:
            return _NEVER


@bp.get("/indicators")
def listed() -> ResponseReturnValue:
    return render_template(
        "indicators/list.html", indicators=list_indicators(), units=VOCABULARIES["unit"], taxonomy=taxonomy()
    )


@bp.get("/indicators/<key>")
def one(key: str) -> ResponseReturnValue:
    found = get_indicator(key)
    return render_template(
        "indicators/one.html",
        indicator=found,
        formula=FORMULAS.get(found.formula),
        directions=dict(_DIRECTIONS),
        units=VOCABULARIES["unit"],
        theme=taxonomy().theme_by_slug.get(found.theme or ""),
    )


@bp.route("/indicators/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = IndicatorForm()
    return _edit(form, lambda: service.create_indicator(actor(), form.draft()))


@bp.route("/indicators/<key>/edit", methods=["GET", "POST"])
def edit(key: str) -> ResponseReturnValue:
    require(actor(), "indicators.edit")
    found, form = get_indicator(key), IndicatorForm()

    def save() -> str | OutdatedIndicator:
        return service.update_indicator(actor(), key, form.draft(), base=form.base) or key

    return _edit(form, save, found)


@bp.post("/indicators/<key>/delete")
def delete(key: str) -> ResponseReturnValue:
    require(actor(), "indicators.edit")
    found, form = get_indicator(key), IndicatorForm()
    try:
        with transaction():
            outdated = service.delete_indicator(actor(), key, base=form.base)
    except Invalid as problem:
        flash(" ".join(map(translated, problem.errors.values())), "warning")
        return redirect(url_for("indicators.one", key=key), 303)
    if outdated:
        flash(gettext("Somebody else changed this indicator meanwhile, so it is still here."), "warning")
        return redirect(url_for("indicators.one", key=key), 303)
    after_save()
    flash(gettext("Deleted: %(name)s.", name=translated(found.name)), "success")
    return redirect(url_for("indicators.listed"), 303)


def _edit(
    form: IndicatorForm, save: Callable[[], str | OutdatedIndicator], found: Indicator | None = None
) -> ResponseReturnValue:
    """Show the form, or save what was entered and lead to the indicator."""
    require(actor(), "indicators.edit")
    form.offer(found)
    theirs = None
    if request.method == "GET" and found:
        form.fill(found)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                outcome = save()
        except Invalid as problem:
            form.add_errors(problem.errors)
        else:
            if not isinstance(outcome, OutdatedIndicator):
                after_save()
                flash(gettext("Saved."), "success")
                return redirect(url_for("indicators.one", key=outcome), 303)
            theirs = outcome.theirs
            form.updated_at.data = theirs.updated_at.isoformat()
    html = render_template(
        "indicators/form.html", form=form, indicator=found, theirs=theirs, units=VOCABULARIES["unit"]
    )
    return html, 422 if form.errors else 409 if theirs else 200
