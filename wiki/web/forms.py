"""What all forms share."""

from flask_wtf import FlaskForm

from wiki.web.i18n import translated


class WikiForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    class Meta:
        # CSRFProtect checks every request; a second check in each form would add nothing.
        csrf = False

    def add_errors(self, errors: dict[str, str]) -> None:
        """Put a service's errors at their fields, translated; those of no field at the top."""
        for name, text in errors.items():
            if name in self:
                self[name].errors = [*self[name].errors, translated(text)]
            else:
                self.form_errors.append(translated(text))
