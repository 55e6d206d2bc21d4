"""What every answer to a program tells caches and browsers: whose it is, and who may read it from elsewhere."""

from flask import Response, request

from wiki.api.limits import READING

_EXPOSED = (
    "ETag, Link, Location, Retry-After, WWW-Authenticate, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
)
_DAY = "86400"


def add_headers(response: Response) -> Response:
    if request.method in READING:
        _let_others_read(response)
    if response.status_code >= 400 or request.method not in READING:
        response.headers["Cache-Control"] = "no-store"
    else:
        # Kept, but asked for again each time: by its owner alone if it was made for a token.
        personal = "Authorization" in request.headers
        response.headers["Cache-Control"] = "private, no-cache" if personal else "no-cache"
    response.vary.add("Authorization")
    return response


def _let_others_read(response: Response) -> None:
    """Let pages of other sites read, with a token they were given; never by a cookie, and never write."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
        response.headers["Access-Control-Max-Age"] = _DAY
