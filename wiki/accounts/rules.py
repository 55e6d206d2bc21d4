"""Pure rules of accounts: what a name, an address and a password must be."""

import unicodedata

from wiki.core.messages import message

PASSWORD_MIN, PASSWORD_MAX = 10, 200
NAME_MAX = 120
# Controls, marks of direction and joiners, halves of characters, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def normal_email(text: str) -> str | None:
    """Return the address in its one spelling, or None when it is none. Asks no name server."""
    # Its tables take longer to make than most of what is imported at a start, and readers give no address.
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        return None


def plain_name(text: str) -> str:
    """Return a name in its one spelling: composed characters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_key(name: str) -> str:
    """Return what two names have in common that a reader would take for one: no case, no width, no spacing."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).split())


def account_errors(*, name: str, email: str, password: str) -> dict[str, str]:
    """Return what is wrong, by field; empty when an account can be made of it."""
    errors: dict[str, str] = {}
    if not plain_name(name) or max(len(plain_name(name)), len(name_key(name))) > NAME_MAX:
        errors["name"] = message("Enter your name, at most {limit} characters.", limit=NAME_MAX)
    elif any(unicodedata.category(char) in _UNSEEN for char in name.strip()):
        errors["name"] = message("Write your name in one line, without characters that cannot be seen.")
    if normal_email(email) is None:
        errors["email"] = message("Enter an e-mail address in the form name@city.org.")
    return errors | password_errors(password)


def password_errors(password: str) -> dict[str, str]:
    """Return what is wrong with a new password. Length is what counts; no sign is asked for."""
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        return {
            "password": message(
                "Choose a password of at least {minimum} characters, such as four words.",
                minimum=PASSWORD_MIN,
            )
        }
    return {}
