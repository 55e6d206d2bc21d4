"""Exceptional outcomes as problems (RFC 9457): the one place where the error tree meets JSON."""

import json
import logging

from flask import Blueprint, Flask, Response, request
from flask_babel import force_locale, get_locale
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from wiki.api import problems
from wiki.api.addresses import type_of
from wiki.api.callers import actor, caller
from wiki.api.headers import add_headers
from wiki.api.problems import Refusal
from wiki.config import LOCALES
from wiki.core.errors import Denied, Invalid, NotFound, Unavailable
from wiki.http.translating import translated
from wiki.practices.edition_types import EditionWithdrawn
from wiki.search.types import SearchUnavailable

PROBLEM_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)
_BUSY_SECONDS = "2"
_REFUSED = ', error="invalid_token"'
_BY_STATUS = {
    400: problems.MALFORMED,
    404: problems.NOT_FOUND,
    405: problems.METHOD,
    413: problems.TOO_LARGE,
    415: problems.MEDIA_TYPE,
    429: problems.TOO_MANY,
}


def register_problems(bp: Blueprint) -> None:
    bp.register_error_handler(Refusal, answer)
    bp.register_error_handler(NotFound, lambda _: answer(Refusal(problems.NOT_FOUND)))
    bp.register_error_handler(EditionWithdrawn, _withdrawn)
    bp.register_error_handler(Denied, _denied)
    bp.register_error_handler(Invalid, lambda error: answer(Refusal(problems.INVALID, errors=error.errors)))
    bp.register_error_handler(Unavailable, lambda _: answer(Refusal(problems.BUSY)))
    bp.register_error_handler(SearchUnavailable, lambda _: answer(Refusal(problems.NO_SEARCH)))
    bp.register_error_handler(RateLimitExceeded, lambda _: answer(Refusal(problems.TOO_MANY)))
    bp.register_error_handler(HTTPException, _http)
    bp.register_error_handler(500, lambda _: answer(Refusal(problems.BROKEN)))


def answer_unknown_addresses(app: Flask) -> None:
    """Answer what no route takes, for the application's own answer is a page for people."""

    @app.before_request
    def unknown() -> Response | None:
        error = request.routing_exception
        if error is None or not (request.path == "/api" or request.path.startswith("/api/")):
            return None
        # A redirect to a tidier address would name the host that the request claims.
        refused = error if isinstance(error, MethodNotAllowed) else None
        response = answer(Refusal(problems.METHOD if refused else problems.NOT_FOUND))
        if refused and refused.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(refused.valid_methods))
        return add_headers(response)


def answer(refusal: Refusal) -> Response:
    """Answer a problem in the language the request asks for, else in English."""
    kind = refusal.kind
    with force_locale(request.accept_languages.best_match(LOCALES) or LOCALES[0]):
        body = {
            "type": type_of(kind),
            "title": translated(kind.title),
            "status": kind.status,
            "detail": translated(kind.explanation),
            "errors": [{"field": name, "message": translated(text)} for name, text in refusal.errors.items()],
        }
        language = str(get_locale())
    response = Response(json.dumps(body | refusal.members, ensure_ascii=False), kind.status, mimetype=PROBLEM_TYPE)
    response.content_language.add(language)
    if kind is problems.UNAUTHENTICATED:
        response.headers["WWW-Authenticate"] = f'Bearer realm="Replication Wiki"{_REFUSED if caller().refused else ""}'
    if kind.status == 503:
        response.headers["Retry-After"] = _BUSY_SECONDS
    return response


def _withdrawn(error: EditionWithdrawn) -> Response:
    edition = error.edition
    told = {
        "title": edition.title,
        "number": edition.number,
        "disseminated_on": edition.disseminated_at.date().isoformat(),
        "superseded_by": edition.superseded_by[0] if edition.superseded_by else None,
    }
    return answer(Refusal(problems.WITHDRAWN, members={"edition": told}))


def _denied(_error: Denied) -> Response:
    return answer(Refusal(problems.FORBIDDEN if actor().user_id else problems.UNAUTHENTICATED))


def _http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    response = answer(Refusal(_BY_STATUS.get(error.code, problems.MALFORMED)))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response
