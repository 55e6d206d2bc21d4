"""Security headers on every answer, and the rule that a signed-in page is in no shared cache."""

from flask import Flask, Response, session
from flask_login import current_user

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def add_security_headers(app: Flask) -> None:
    @app.after_request
    def secure(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if app.config["SESSION_COOKIE_SECURE"]:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store" if _is_private(response) else "no-cache"
        response.vary.update(("Cookie", "Accept-Language"))
        return response


def _is_private(response: Response) -> bool:
    # The session's own cookie is written only after this, so the session tells whether there will be one.
    has_session = bool(session) or session.modified
    return has_session or current_user.is_authenticated or "Set-Cookie" in response.headers
