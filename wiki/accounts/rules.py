"""Pure rules of accounts: what a name, an address and a password must be."""

from email_validator import EmailNotValidError, validate_email

from wiki.core.messages import message

PASSWORD_MIN, PASSWORD_MAX = 10, 200
NAME_MAX = 120


def normal_email(text: str) -> str | None:
    """Return the address in its one spelling, or None when it is none. Asks no name server."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        return None


def account_errors(*, name: str, email: str, password: str) -> dict[str, str]:
    """Return what is wrong, by field; empty when an account can be made of it."""
    errors: dict[str, str] = {}
    if not name.strip() or len(name.strip()) > NAME_MAX:
        errors["name"] = message("Enter your name, at most {limit} characters.", limit=NAME_MAX)
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
