"""The forms of themes, cities and synonyms."""

from datetime import UTC, datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, FloatField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from wiki.taxonomy.rules import CityDraft, ThemeDraft, alias_list, city_errors, synonym_errors, theme_errors
from wiki.taxonomy.types import CityRole, Entry
from wiki.web.forms import WikiForm, options

_ROLES = [
    (CityRole.LIGHTHOUSE.value, _l("Lighthouse city: tries things out")),
    (CityRole.FOLLOWER.value, _l("Follower city: replicates what worked")),
    (CityRole.OBSERVER.value, _l("Observer city: looks on")),
]


class CountField(IntegerField):
    """A whole number, however its thousands are set apart."""

    def process_formdata(self, valuelist: list[str]) -> None:
        digits = "".join(char for char in "".join(valuelist) if char not in " .,'\u00a0\u202f")
        if digits and not (digits.isascii() and digits.isdigit()):
            raise ValueError(gettext("Enter a whole number, such as 700000."))
        self.data = int(digits) if digits else None


class DegreesField(FloatField):
    """Degrees with a decimal point or a decimal comma."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join(valuelist).strip().replace(",", ".")
        try:
            self.data = float(text) if text else None
        except ValueError as error:
            raise ValueError(gettext("Enter a number, such as 48.21.")) from error


# No state of anything: what was sent without one is compared with what stands there.
_NEVER = datetime.min.replace(tzinfo=UTC)


class TaxonomyForm(WikiForm):
    """What the forms of the taxonomy share: the state they started from."""

    updated_at = HiddenField()

    @property
    def base(self) -> datetime:
        """The moment of the state the form was filled from."""
        try:
            return datetime.fromisoformat(self.updated_at.data or "")
        except ValueError:
            return _NEVER

    def rebase(self, theirs: Entry) -> list[tuple[str, str]]:
        """Go on from another state, keeping what was entered; return label and value where that state differs."""
        present = type(self)(formdata=None)
        present.fill(theirs)
        self.updated_at.data = present.updated_at.data
        return [
            (str(field.label.text), _shown(field))
            for field in present
            if field.name != "updated_at" and _shown(field) != _shown(self[field.name])
        ]

    def fill(self, found: Entry) -> None:
        """Show what stands there; fields are named as its parts."""
        for field in self:
            value = getattr(found, field.name)
            field.data = "\n".join(value) if isinstance(value, tuple) else value
        self.updated_at.data = found.updated_at.isoformat()


def _shown(field: Field) -> str:
    """Return a field's value as a person reads it; how its lines end says nothing."""
    if isinstance(field, SelectField):
        return next((str(label) for value, label, *_ in field.iter_choices() if value == field.data), "")
    return "\n".join("" if field.data is None else str(field.data).strip().splitlines())


class ThemeForm(TaxonomyForm):
    name = StringField(_l("Name"))
    short_name = StringField(_l("Short name"), description=_l("For narrow places, such as a chip."))
    description = TextAreaField(_l("What is it about?"))
    aliases = TextAreaField(
        _l("Other names"), description=_l("One on each line, in any language. Search and import know them.")
    )

    def draft(self) -> ThemeDraft:
        return ThemeDraft(
            name=self.name.data or "",
            short_name=self.short_name.data or "",
            description=self.description.data or "",
            aliases=alias_list(self.aliases.data or ""),
        )

    def validate_all(self) -> bool:
        """Check everything at once, so that a person mends all of it in one go."""
        return self.has_no_errors(theme_errors(self.draft()))


class CityForm(TaxonomyForm):
    name = StringField(_l("Name"))
    role = SelectField(_l("Role in the programme"), choices=options(_ROLES))
    country = StringField(_l("Country"), description=_l("Two letters, such as DE, AT or FR."))
    population = CountField(_l("Inhabitants"), validators=[Optional()])
    latitude = DegreesField(_l("Latitude"), validators=[Optional()], description=_l("In degrees, such as 48.21."))
    longitude = DegreesField(_l("Longitude"), validators=[Optional()], description=_l("In degrees, such as 16.37."))
    description = TextAreaField(_l("What is it to the programme?"))
    aliases = TextAreaField(
        _l("Other names"), description=_l("One on each line, in any language. Search and import know them.")
    )

    def draft(self) -> CityDraft:
        return CityDraft(
            name=self.name.data or "",
            role=self.role.data or "",
            country=(self.country.data or "").strip(),
            population=self.population.data,
            latitude=self.latitude.data,
            longitude=self.longitude.data,
            description=self.description.data or "",
            aliases=alias_list(self.aliases.data or ""),
        )

    def validate_all(self) -> bool:
        """Check everything at once, so that a person mends all of it in one go."""
        return self.has_no_errors(city_errors(self.draft()))


class SynonymsForm(TaxonomyForm):
    words = TextAreaField(
        _l("Words that mean the same"),
        description=_l("One word or phrase on each line, in any language. A search for one looks for the others, too."),
    )

    def said(self) -> tuple[str, ...]:
        """Return the words that were entered, each once."""
        return alias_list(self.words.data or "")

    def validate_all(self) -> bool:
        """Check everything at once, so that a person mends all of it in one go."""
        return self.has_no_errors(synonym_errors(self.said()))
