"""What no request may hold."""

from itertools import chain

from flask import Flask, abort, request
from werkzeug.datastructures import ImmutableMultiDict

_NUL = "\x00"
_QUESTION = "q"


def refuse_nul(app: Flask) -> None:
    """Answer 400 to a NUL character: no person types one, and PostgreSQL cannot store or compare it."""

    @app.before_request
    def refuse() -> None:
        told = chain([request.path], *request.args.listvalues(), *request.form.listvalues())
        if any(_NUL in text for text in told):
            abort(400)


def clean_questions(app: Flask) -> None:
    """Take NUL characters out of what somebody asks: a question is text, whatever was pasted into it."""

    @app.before_request
    def clean() -> None:
        if _NUL in "".join(request.args.getlist(_QUESTION)):
            told = request.args.items(multi=True)
            kept = [(name, text.replace(_NUL, " ") if name == _QUESTION else text) for name, text in told]
            request.args = ImmutableMultiDict(kept)
