"""What is remembered of headers has a bound, and what browsers send is understood."""

import tracemalloc

from wiki.http.asked_for import encoding_asked_for, language_asked_for


def test_what_browsers_send_is_understood() -> None:
    assert language_asked_for("fr;q=0.2, de-AT,de;q=0.9,en;q=0.5") == "de"
    assert encoding_asked_for("gzip, deflate, br, zstd") == "br"
    assert encoding_asked_for("br;q=0, gzip") == "gzip"
    assert encoding_asked_for("identity") == ""


def test_long_headers_fill_no_memory() -> None:
    tracemalloc.start()
    for number in range(50):
        for ask in (language_asked_for, encoding_asked_for):
            ask(f"{number}{'x' * 100_000}")
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_000_000
