"""Exceptional outcomes as pages: the one place where the error tree meets HTML."""

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from wiki.core.errors import Denied, Invalid, NotFound, Unavailable
from wiki.core.slugs import slugify
from wiki.http.translating import translated
from wiki.practices.edition_types import EditionWithdrawn
from wiki.web.context import actor, services


def register_error_pages(app: Flask) -> None:
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(EditionWithdrawn, _withdrawn)
    app.register_error_handler(404, _not_found)
    app.register_error_handler(Denied, _denied)
    app.register_error_handler(Invalid, _invalid)
    app.register_error_handler(Unavailable, _busy)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(HTTPException, _other)
    app.register_error_handler(500, _broken)


def _page(code: int, title: str, text: str) -> ResponseReturnValue:
    return render_template("errors/error.html", code=code, title=title, text=text), code


def _not_found(_error: Exception) -> ResponseReturnValue:
    wanted = request.path.removeprefix("/pages/") if request.path.startswith("/pages/") else ""
    return render_template("errors/not_found.html", wanted=slugify(wanted), words=wanted.replace("-", " ")), 404


def _withdrawn(error: EditionWithdrawn) -> ResponseReturnValue:
    return render_template("errors/withdrawn.html", edition=error.edition), 410


def _denied(_error: Denied) -> ResponseReturnValue:
    if actor().user_id is None:
        return redirect(url_for("accounts.login", next=request.full_path if request.method == "GET" else "/"))
    return _page(
        403,
        gettext("You may not do this"),
        gettext("Your role does not include it. An administrator can change that."),
    )


def _invalid(error: Invalid) -> ResponseReturnValue:
    return _page(422, gettext("This cannot be done"), " ".join(translated(text) for text in error.errors.values()))


def _busy(_error: Unavailable) -> ResponseReturnValue:
    return _page(503, gettext("The wiki is busy"), gettext("Nothing was saved. Wait a moment, then try again."))


def _expired(_error: CSRFError) -> ResponseReturnValue:
    return _page(
        400,
        gettext("This form has expired"),
        gettext("Go back, reload the page and send it again. Text from the editor is kept on this computer."),
    )


def _too_many(_error: RateLimitExceeded) -> ResponseReturnValue:
    return _page(429, gettext("Too many tries"), gettext("Wait a minute, then try again."))


def _other(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    title, text = _words(error.code)
    return _page(error.code, title, text)


def _words(code: int) -> tuple[str, str]:
    """Return what an HTTP error means to a reader."""
    megabytes = services().settings.upload_megabytes
    words = {
        405: (gettext("This address does not take that"), gettext("Open it from a page of the wiki instead.")),
        413: (gettext("That is too large"), gettext("At most %(limit)s megabytes are taken.", limit=megabytes)),
    }
    other = (gettext("The request could not be understood"), gettext("Go back, check what you entered and try again."))
    return words.get(code, other)


def _broken(_error: Exception) -> ResponseReturnValue:
    return _page(
        500,
        gettext("Something went wrong"),
        gettext("It is our fault and has been noted. Try again in a moment."),
    )
