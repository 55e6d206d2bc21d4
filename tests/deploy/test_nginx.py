"""What people meet behind the reverse proxy of the guide."""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from urllib.parse import urlencode
from urllib.request import Request

import pytest

from tests.clients import PASSWORD, form_values
from tests.proxied import NAME, Browser, Site, ask, ask_plainly, nginx_before_a_wiki
from tests.servers import Answer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("nginx") and shutil.which("openssl")), reason="nginx is not installed"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with nginx_before_a_wiki(tmp_path_factory.mktemp("proxied")) as site:
        yield site


@pytest.fixture
def editor(site: Site) -> Browser:
    browser = Browser(site)
    assert browser.submit("/login", email="editor@example.org", password=PASSWORD).status == 303
    return browser


def test_who_comes_without_tls_is_sent_to_it(site: Site) -> None:
    answer = ask_plainly(site, "/pages/heat?revision=2", Host="elsewhere.example")
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/pages/heat?revision=2")


def test_signing_in_works_and_its_cookie_travels_over_tls_only(editor: Browser) -> None:
    assert editor.get("/account").status == 200
    assert [(cookie.name, cookie.secure) for cookie in editor.cookies.cookiejar] == [("session", True)]


def test_answers_are_compressed_once_and_carry_the_headers_of_the_wiki(site: Site) -> None:
    answer = ask(site, "/", Accept_Encoding="gzip")
    assert answer.headers.get_all("Content-Encoding") == ["gzip"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "nginx/" not in answer.headers["Server"]


def test_absolute_links_name_the_public_address(site: Site) -> None:
    feed = ask(site, "/recent.atom", Host="elsewhere.example").text
    assert f"https://{NAME}/" in feed
    assert "elsewhere" not in feed
    assert "127.0.0.1" not in feed


def test_the_id_of_a_request_is_that_of_the_proxy_and_of_both_logs(site: Site) -> None:
    answer = ask(site, "/help", X_Request_ID="given-by-a-visitor")
    request_id = answer.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", request_id)
    lines = [json.loads(line) for line in (site.home / "server.log").read_text().splitlines() if line.startswith("{")]
    assert [line["route"] for line in lines if line["request_id"] == request_id] == ["/help"]
    assert logged(site, request_id)


def logged(site: Site, request_id: str) -> bool:
    """Tell whether nginx logged a request, which it does some time after its answer."""
    deadline = time.monotonic() + 10
    while request_id not in site.log.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    return request_id in site.log.read_text()


def test_no_log_tells_a_secret(site: Site) -> None:
    secret = secrets.token_hex(8)
    for path in (f"/welcome/{secret}", f"//welcome//{secret}", f"/search?q={secret}", f"/welcome/{secret}?x={secret}"):
        ask(site, path, Cookie=f"session={secret}", Authorization=f"Bearer {secret}")
    assert logged(site, ask(site, "/help").headers["X-Request-ID"])
    for log in (site.log, site.home / "server.log"):
        assert "help" in log.read_text()
        assert secret not in log.read_text()


def test_metrics_are_not_for_the_world(site: Site) -> None:
    for path in ("/metrics", "//metrics", "/%6detrics", "/x/../metrics"):
        answer = ask(site, path, Authorization="Bearer 0123456789abcdef")
        assert answer.status == 404
        assert "wiki_" not in answer.text


def test_a_file_of_twenty_megabytes_is_taken_and_a_larger_one_refused_in_words(editor: Browser) -> None:
    taken = upload(editor, 20)
    assert (taken.status, "Saved" in taken.text or "large.txt" in taken.text) == (200, True)
    refused = upload(editor, 25)
    assert refused.status == 413
    assert "At most 25 megabytes are taken." in refused.text


def upload(editor: Browser, megabytes: int) -> Answer:
    token = form_values(editor.get("/files").text)["csrf_token"][0]
    parts = [
        f'--line\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n',
        '--line\r\nContent-Disposition: form-data; name="file"; filename="large.txt"\r\n\r\n',
        "One line of a long text.\n" * (megabytes * 1024 * 1024 // 25),
        "\n\r\n--line--\r\n",
    ]
    headers = {"Content-Type": "multipart/form-data; boundary=line"}
    return editor._ask(Request(f"{editor.address}/files", "".join(parts).encode(), headers))


def test_tries_are_counted_by_the_address_of_the_client_whatever_it_says_of_itself(site: Site) -> None:
    def sign_in(source: str, number: int) -> int:
        page = ask(site, "/login", source=source)
        fields = form_values(page.text) | {"email": ["nobody@example.org"], "password": ["wrong words"]}
        answer = ask(
            site,
            "/login",
            method="POST",
            source=source,
            body=urlencode(fields, doseq=True),
            Cookie=page.headers["Set-Cookie"].partition(";")[0],
            Content_Type="application/x-www-form-urlencoded",
            Referer=f"{site.address}/login",
            X_Forwarded_For=f"203.0.113.{number}",
        )
        return answer.status

    assert [sign_in("127.0.0.2", number) for number in range(11)] == [401] * 10 + [429]
    assert sign_in("127.0.0.3", 0) == 401
