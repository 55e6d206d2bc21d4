"""What all forms share."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectChoice  # type: ignore[attr-defined]  # the stubs are a version behind

from wiki.http.translating import translated


class WikiForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    class Meta:
        # CSRFProtect checks every request; a second check in each form would add nothing.
        csrf = False

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


def options(pairs: Iterable[tuple[str, object]]) -> Any:
    """Return the choices of a select field from values and their labels, which may be lazy."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]
