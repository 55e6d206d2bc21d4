"""What templates call dozens of times is made cheap, and what is remembered for that has a bound."""

import tracemalloc

from flask import Flask

from wiki.web.templating import keep_addresses


def test_addresses_are_the_same_as_flask_makes_and_long_ones_fill_no_memory() -> None:
    app = Flask(__name__)
    app.add_url_rule("/contributions/<path:author>", "contributions")
    keep_addresses(app)
    url_for = app.jinja_env.globals["url_for"]
    with app.test_request_context():
        assert [url_for("contributions", author="Ada", before=3) for _ in range(2)] == [
            "/contributions/Ada?before=3"
        ] * 2
        tracemalloc.start()
        for number in range(20):
            assert url_for("contributions", author=f"{number}{'x' * 50_000}").endswith("xx")
        kept, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert kept < 200_000
