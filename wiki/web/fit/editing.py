"""A city's profile being filled in: every value in its own type, with its source and date beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.errors import Denied, Unavailable
from wiki.fit.attributes import ATTRIBUTES
from wiki.fit.queries import profile_of
from wiki.fit.reading import PARTS, read_profile, written
from wiki.fit.rules import may_edit_profile
from wiki.fit.service import save_profile
from wiki.fit.types import Outdated, Profile, Told
from wiki.http.translating import translated
from wiki.taxonomy.types import City
from wiki.web.context import actor, after_save, transaction
from wiki.web.facts.entries import Entry
from wiki.web.fit import bp
from wiki.web.fit.profiles import city_at
from wiki.web.fit.words import told_value
from wiki.web.forms import busy

# No state of anything: what was sent without one is compared with what stands there.
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(kw_only=True)
class ProfileForm:
    """What was entered, by ``attribute.part``, and what is wrong with it; ``base`` is the state it started from."""

    entered: Mapping[str, str]
    base: str
    errors: dict[str, str] = field(default_factory=dict)
    form_errors: list[str] = field(default_factory=list)

    @property
    def rows(self) -> Sequence[tuple[str, Sequence[Entry]]]:
        """The controls of each attribute: its value, who says so, and as of when."""
        return [(translated(one.label), [self._entry(one.key, part) for part in PARTS]) for one in ATTRIBUTES.values()]

    def _entry(self, key: str, part: str) -> Entry:
        name = f"{key}.{part}"
        asked = PARTS[part] or ATTRIBUTES[key]
        error = translated(self.errors.get(name, ""))
        return Entry(name=name, field=asked, value=self.entered.get(name, ""), error=error)

    def problems(self) -> list[tuple[str, str, str]]:
        """Return id, name and text of each error at a field, in the order of the form."""
        return [(each.name, label, each.error) for label, row in self.rows for each in row if each.error]


@bp.route("/cities/<slug>/profile/edit", methods=["GET", "POST"])
def edit_profile(slug: str) -> ResponseReturnValue:
    city = city_at(slug)
    if not may_edit_profile(actor(), slug):
        raise Denied("profile.edit")
    if request.method == "GET":
        found = profile_of(city)
        return _show(city, ProfileForm(entered=_written(found), base=found.updated_at.isoformat()))
    names = [f"{key}.{part}" for key in ATTRIBUTES for part in PARTS]
    form = ProfileForm(entered={name: request.form.get(name, "") for name in names}, base=request.form.get("base", ""))
    read = read_profile({key: {part: form.entered[f"{key}.{part}"] for part in PARTS} for key in ATTRIBUTES})
    if read.errors:
        form.errors |= read.errors
        return _show(city, form, code=422)
    return _save(city, form, read.told)


def _save(city: City, form: ProfileForm, told: Mapping[str, Told]) -> ResponseReturnValue:
    try:
        with transaction():
            outcome = save_profile(actor(), city.slug, told, base=_moment(form.base))
    except Unavailable:
        form.form_errors.append(busy())
        return _show(city, form, code=503)
    if isinstance(outcome, Outdated):
        form.base = outcome.theirs.updated_at.isoformat()
        return _show(city, form, code=409, differences=_differences(told, outcome.theirs))
    after_save()
    flash(gettext("Saved."), "success")
    return redirect(url_for("fit.profile", slug=city.slug), 303)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _NEVER


def _written(found: Profile) -> dict[str, str]:
    return {
        f"{key}.{part}": text
        for key, told in found.told.items()
        for part, text in (("value", written(told.value)), ("source", told.source), ("as_of", told.as_of))
    }


def _differences(mine: Mapping[str, Told], theirs: Profile) -> list[tuple[str, str]]:
    """Return label and value where what stands there now is other than what was entered."""
    return [
        (translated(one.label), " · ".join(filter(None, _said(key, theirs.told.get(key)))))
        for key, one in ATTRIBUTES.items()
        if _said(key, mine.get(key)) != _said(key, theirs.told.get(key))
    ]


def _said(key: str, told: Told | None) -> tuple[str, ...]:
    return (told_value(key, told.value), told.source, told.as_of) if told else ()


def _show(
    city: City, form: ProfileForm, *, code: int = 200, differences: Sequence[tuple[str, str]] | None = None
) -> ResponseReturnValue:
    return render_template("fit/edit.html", city=city, form=form, differences=differences), code
