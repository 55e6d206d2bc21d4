"""The forms of the accounts blueprint."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, SelectField, StringField

from wiki.accounts.types import Role, Scope
from wiki.taxonomy.types import Taxonomy
from wiki.web.forms import WikiForm, options

ROLES = [
    (Role.OBSERVER.value, _l("Observer: reads")),
    (Role.EDITOR.value, _l("Editor: writes pages")),
    (Role.REVIEWER.value, _l("Reviewer: writes, and publishes practices")),
    (Role.ADMINISTRATOR.value, _l("Administrator: all of it, and the people")),
]
SCOPES = [
    (Scope.READ.value, _l("Read")),
    (Scope.WRITE.value, _l("Read and write")),
]
_HINT = _l("At least 10 characters. Four words make a good one.")


class LoginForm(WikiForm):
    email = StringField(_l("E-mail address"))
    password = PasswordField(_l("Password"))


class WelcomeForm(WikiForm):
    name = StringField(_l("Your name"), description=_l("As it shall stand in the history of pages."))
    email = StringField(
        _l("E-mail address"), description=_l("You sign in with it. It is shown to administrators only.")
    )
    password = PasswordField(_l("Password"), description=_HINT)


class NewPasswordForm(WikiForm):
    password = PasswordField(_l("New password"), description=_HINT)


class PasswordForm(NewPasswordForm):
    old_password = PasswordField(_l("Present password"))


class InviteForm(WikiForm):
    city = SelectField(_l("City they belong to"))
    role = SelectField(_l("Role"), choices=options(ROLES), default=Role.EDITOR.value)
    email = StringField(_l("E-mail address (not needed)"), description=_l("Only a note to yourself; nothing is sent."))

    def offer(self, taxonomy: Taxonomy) -> None:
        cities = ((city.slug, city.name) for city in taxonomy.cities)
        self.city.choices = options([("", _l("none")), *cities])


class TokenForm(WikiForm):
    name = StringField(
        _l("What the token is for"),
        description=_l("The program and where it runs, so that you know later which token to revoke."),
    )
    scope = RadioField(
        _l("What the program may do"),
        choices=options(SCOPES),
        default=Scope.READ.value,
        description=_l("Never more than your own account may. Choose reading unless it has to save pages."),
    )
