"""A session is read by the keys of now, whatever was kept to read the last one with."""

from flask import Flask, session

from wiki.http.sessions import SignedOnce


def application() -> Flask:
    app = Flask(__name__)
    app.secret_key = "the first"
    app.session_interface = SignedOnce()

    @app.get("/set")
    def keep() -> str:
        session["name"] = "Ada"
        return ""

    @app.get("/")
    def tell() -> str:
        return str(session.get("name", "nobody"))

    return app


def test_a_new_key_ends_sessions_and_a_fallback_keeps_them() -> None:
    app = application()
    client = app.test_client()
    client.get("/set")
    assert client.get("/").text == "Ada"
    app.secret_key = "the second"
    assert client.get("/").text == "nobody"
    app.config["SECRET_KEY_FALLBACKS"] = ["the first"]
    assert client.get("/").text == "Ada"
    app.config["SECRET_KEY_FALLBACKS"].clear()
    assert client.get("/").text == "nobody"


def test_two_applications_keep_to_their_own_keys() -> None:
    one, other = application(), application()
    other.session_interface, other.secret_key = one.session_interface, "another"
    client = one.test_client()
    client.get("/set")
    cookie = client.get_cookie("session")
    assert cookie is not None
    stranger = other.test_client()
    stranger.set_cookie("session", cookie.value)
    assert stranger.get("/").text == "nobody"
    assert client.get("/").text == "Ada"
