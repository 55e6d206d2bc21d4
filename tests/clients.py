"""A client that treats forms as a browser does: it sends back all a form holds, its token too."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from wiki.accounts.types import Role

PASSWORD = "four words are enough"


def email_of(role: Role) -> str:
    return f"{role}@example.org"


class FormClient(FlaskClient):
    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        """Ask as the library does, and take the whole answer, so that a file that is sent is closed again."""
        return super().open(*arguments, **{"buffered": True} | options)

    def submit(self, page: str, *, to: str = "", **entered: Any) -> TestResponse:
        """Fetch a page, fill in its form that goes to ``to`` (the page itself when empty) and send it.

        ``entered`` replaces what the form holds; a button that is pressed is entered too.
        """
        shown = self.get(page)
        assert shown.status_code == 200, f"{page} answers {shown.status_code}"
        target = to or page
        return self.post(target, data=form_values(shown.text, "" if target == page else target) | entered)

    def token(self, page: str = "/login") -> str:
        """Return the token a form of the page holds."""
        return str(html.fromstring(self.get(page).text).xpath("string(//input[@name='csrf_token']/@value)"))

    def push(self, address: str, *, token_from: str = "/login", **entered: Any) -> TestResponse:
        """Send fields no page offers in this form, with a good token."""
        return self.post(address, data={"csrf_token": self.token(token_from)} | entered)

    def sign_in(self, role: Role, password: str = PASSWORD) -> TestResponse:
        return self.submit("/login", email=email_of(role), password=password)


def form_values(text: str, to: str = "") -> dict[str, list[str]]:
    """Return what a page's form that posts to ``to`` holds, as lists by name."""
    found = [
        form
        for form in html.fromstring(text).forms
        if form.method == "POST" and (form.attrib.get("action") or "") == to
    ]
    assert found, f"no form goes to {to or 'the page itself'}"
    values: dict[str, list[str]] = {}
    for name, value in found[0].form_values():
        values.setdefault(name, []).append(value)
    return values


def client_of(app: Flask, cookies: dict[str, str] | None = None) -> FormClient:
    """Make a client with a jar of its own."""
    app.test_client_class = FormClient
    client = app.test_client()
    assert isinstance(client, FormClient)
    for name, value in (cookies or {}).items():
        client.set_cookie(name, value)
    return client
