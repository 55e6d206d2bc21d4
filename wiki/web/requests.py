"""What no request may hold."""

from itertools import chain

from flask import Flask, abort, request

_NUL = "\x00"


def refuse_nul(app: Flask) -> None:
    """Answer 400 to a NUL character: no person types one, and PostgreSQL cannot store or compare it."""

    @app.before_request
    def refuse() -> None:
        told = chain([request.path], *request.args.listvalues(), *request.form.listvalues())
        if any(_NUL in text for text in told):
            abort(400)
