"""``/metrics``: for the monitoring of those who run the wiki. Without its token there is no such address."""

import hmac

from flask import Flask, Response, request

from wiki.http.context import services


def add_metrics(app: Flask, token: str) -> None:
    """Add the address; who asks must show the token. Its library is loaded only here."""
    from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

    from wiki.http.metrics import exposition

    expected = f"Bearer {token}".encode()

    @app.get("/metrics")
    def metrics() -> Response:
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, expected):
            refusal = {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"}
            return Response("The token is missing or wrong.\n", 401, refusal, mimetype="text/plain")
        return Response(
            exposition(services()), 200, {"Cache-Control": "no-store"}, content_type=CONTENT_TYPE_PLAIN_0_0_4
        )
