"""What all forms share."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectChoice  # type: ignore[attr-defined]  # the stubs are a version behind
from wtforms.i18n import messages_path

from wiki.http.numbers import whole
from wiki.http.translating import translated

BUSY = _l("The wiki is busy and nothing was saved. Wait a moment, then save again.")


class WikiForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    class Meta:
        # CSRFProtect checks every request; a second check in each form would add nothing.
        csrf = False

        def get_translations(self, _form: object) -> NullTranslations:
            return _translations(str(get_locale()))

    def has_no_errors(self, found: dict[str, str]) -> bool:
        """Validate, and add what the domain's rules found at fields that could be read."""
        readable = self.validate()
        self.add_errors({name: text for name, text in found.items() if not self[name].errors})
        return bool(readable and not found)

    def add_errors(self, errors: dict[str, str]) -> None:
        """Put a service's errors at their fields, translated; those of no field at the top."""
        for name, text in errors.items():
            if name in self:
                self[name].errors = [*self[name].errors, translated(text)]
            else:
                self.form_errors.append(translated(text))


class ReadingForm(WikiForm):
    """Something done to a page as it was read; ``number`` is the revision that was."""

    number = HiddenField()

    @property
    def read_number(self) -> int:
        """The revision that was read; 0 when the form does not say, which no revision has."""
        try:
            return whole(self.number.data or "")
        except ValueError:
            return 0


@cache
def _translations(language: str) -> NullTranslations:
    """Return the library's own sentences. It would read them from their file for each form."""
    return Translations.load(messages_path(), [language], domain="wtforms")


def options(pairs: Iterable[tuple[str, object]]) -> Any:
    """Return the choices of a select field from values and their labels, which may be lazy."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]
