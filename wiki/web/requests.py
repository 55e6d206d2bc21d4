"""What no request may hold."""

import re
from itertools import chain

from flask import Flask, abort, request
from werkzeug.datastructures import ImmutableMultiDict

_NUL = "\x00"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OF_PROGRAMS = "/api/"
_QUESTION = "q"


def refuse_nul(app: Flask) -> None:
    """Answer 400 to a NUL character in an address: nobody types one, and PostgreSQL cannot store or compare it."""

    @app.before_request
    def refuse() -> None:
        if any(_NUL in text for text in chain([request.path], *request.args.listvalues())):
            abort(400)


def clean_forms(app: Flask) -> None:
    """Take control characters out of what people send: they come with pasted text, unseen, and are no part of it.

    Line ends and tabs stay. A program is told of them instead, at its field.
    """

    @app.before_request
    def clean() -> None:
        if request.path.startswith(_OF_PROGRAMS):
            return
        told = [(name, _CONTROL.sub("", text)) for name, text in request.form.items(multi=True)]
        request.form = ImmutableMultiDict(told)


def clean_questions(app: Flask) -> None:
    """Take NUL characters out of what somebody asks: a question is text, whatever was pasted into it."""

    @app.before_request
    def clean() -> None:
        if _NUL in "".join(request.args.getlist(_QUESTION)):
            told = request.args.items(multi=True)
            kept = [(name, text.replace(_NUL, " ") if name == _QUESTION else text) for name, text in told]
            request.args = ImmutableMultiDict(kept)
