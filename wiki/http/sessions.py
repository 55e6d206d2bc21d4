"""The session's cookie, as Flask signs it."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class SignedOnce(SecureCookieSessionInterface):
    """Keeps what signs and reads cookies for as long as its keys are the same; Flask makes it twice a request."""

    _made: tuple[object, URLSafeTimedSerializer | None] = (None, None)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        keys = app.secret_key, tuple(app.config["SECRET_KEY_FALLBACKS"] or ())
        made_for, serializer = self._made
        if made_for != keys:
            serializer = super().get_signing_serializer(app)
            # In one step, for other threads look at it.
            self._made = keys, serializer
        return serializer
