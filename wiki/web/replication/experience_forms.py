"""The short forms of what a city learns, one for each kind; all may stand on one page."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from wiki.core.clock import now
from wiki.experience.rules import CATEGORIES, PHASES, SEVERITIES, UNITS
from wiki.experience.types import Experience, ExperienceDraft, ExperienceKind, Measure
from wiki.facts.numbers import read_number, write_number
from wiki.http.translating import translated
from wiki.web.experience_words import MEASURES, unit_word
from wiki.web.forms import options
from wiki.web.replication.forms import SeenForm


class ExperienceForm(SeenForm):
    """What every kind has."""

    happened_on = DateField(_l("When"), validators=[InputRequired(_l("Say when it happened."))])
    kind: ExperienceKind

    def begin(self) -> None:
        self.happened_on.data = now().date()

    def fill(self, stands: Experience) -> None:
        """Show an experience as it stands."""
        for field in self:
            if field.short_name != "seen":
                field.data = getattr(stands.said, field.short_name)
        self.seen.data = str(stands.version)

    def draft(self) -> ExperienceDraft:
        """Return what was entered; what cannot be read is left out, and the rules then ask for it."""
        told: dict[str, Any] = {
            field.short_name: self.read(field.short_name) for field in self if field.short_name != "seen"
        }
        return ExperienceDraft(kind=self.kind, **{"happened_on": now().date()} | told)

    def read(self, name: str) -> object:
        return self[name].data or (now().date() if name == "happened_on" else "")


class AdaptationForm(ExperienceForm):
    kind = ExperienceKind.ADAPTATION
    text = TextAreaField(_l("What you made otherwise"))
    why = TextAreaField(_l("Why"))


class BarrierForm(ExperienceForm):
    kind = ExperienceKind.BARRIER
    text = TextAreaField(_l("What stands in the way"))
    category = SelectField(_l("Category"))
    phase = SelectField(_l("Phase"))
    severity = SelectField(_l("Weight, 1 to 5"))
    solved = TextAreaField(_l("How it was solved"), description=_l("Leave it empty while it is open."))
    solved_on = DateField(_l("Solved on"), validators=[Optional()])
    help_wanted = BooleanField(_l("Help wanted"), description=_l("It comes first among the open challenges."))

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.category.choices = options([("", ""), *((key, translated(name)) for key, name in CATEGORIES.items())])
        self.phase.choices = options([("", ""), *((key, translated(name)) for key, name in PHASES.items())])
        self.severity.choices = options([("", ""), *((str(each), str(each)) for each in SEVERITIES)])

    def fill(self, stands: Experience) -> None:
        super().fill(stands)
        self.severity.data = str(stands.said.severity or "")

    def read(self, name: str) -> object:
        match name:
            case "severity":
                return int(self.severity.data) if self.severity.data else None
            case "solved_on":
                return self.solved_on.data
            case "help_wanted":
                return bool(self.help_wanted.data)
        return super().read(name)


class DeviationForm(ExperienceForm):
    kind = ExperienceKind.DEVIATION
    measure = SelectField(_l("Of what"))
    planned = StringField(_l("Planned"))
    actual = StringField(_l("Came out as"))
    unit = SelectField(_l("Unit"))
    text = TextAreaField(_l("Why it came out otherwise"))

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.measure.choices = options((each.value, translated(name)) for each, name in MEASURES.items())
        self.unit.choices = options((unit, unit_word(unit)) for units in UNITS.values() for unit in units)

    def fill(self, stands: Experience) -> None:
        super().fill(stands)
        for field, number in ((self.planned, stands.said.planned), (self.actual, stands.said.actual)):
            field.data = "" if number is None else write_number(number)

    def read(self, name: str) -> object:
        if name in {"planned", "actual"}:
            return _number(self[name].data or "")
        return Measure(self.measure.data) if name == "measure" else super().read(name)


class LessonForm(ExperienceForm):
    kind = ExperienceKind.LESSON
    text = TextAreaField(_l("What you learnt"))
    differently = BooleanField(_l("Would do differently"))

    def read(self, name: str) -> object:
        return bool(self.differently.data) if name == "differently" else super().read(name)


class SolveForm(SeenForm):
    """The short way to say how a barrier was solved."""

    solved = TextAreaField(_l("How it was solved"))
    solved_on = DateField(_l("Solved on"), validators=[Optional()])


FORMS: Mapping[ExperienceKind, type[ExperienceForm]] = {
    each.kind: each for each in (AdaptationForm, BarrierForm, DeviationForm, LessonForm)
}


def _number(text: str) -> float | None:
    try:
        return read_number(text) if text.strip() else None
    except ValueError:
        return None
