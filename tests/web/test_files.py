"""Files are served so that a browser can only show them, and taken only when they are what they seem."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import picture, png
from wiki.services import Services

Inside = Callable[..., Any]


def upload(client: FormClient, data: bytes, name: str, alt: str = "A map") -> Any:
    fields = {"csrf_token": client.token("/files"), "alt": alt, "file": (io.BytesIO(data), name)}
    return client.post("/files", data=fields, content_type="multipart/form-data")


def test_an_upload_shows_the_line_that_puts_it_into_a_page(editor: FormClient, client: FormClient) -> None:
    answer = upload(editor, png(20, 10), "map.png")
    assert answer.status_code == 200
    assert "![A map](/files/" in answer.text
    address = next(str(a) for a in html.fromstring(answer.text).xpath("//a/@href") if str(a).startswith("/files/"))
    shown = client.get(address)
    assert (shown.status_code, shown.mimetype, shown.data) == (200, "image/png", png(20, 10))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "map.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "map.png"),
        (b"<!doctype html><script>alert(1)</script>", "map.png"),
    ],
)
def test_what_a_browser_would_run_is_never_shown_inline(
    editor: FormClient, client: FormClient, data: bytes, name: str
) -> None:
    answer = upload(editor, data, name)
    if answer.status_code == 200:
        address = next(str(a) for a in html.fromstring(answer.text).xpath("//a/@href") if str(a).startswith("/files/"))
        shown = client.get(address)
        assert shown.mimetype == "text/plain"
        assert shown.headers["Content-Disposition"].startswith("attachment")
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in shown.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("data", "name", "alt"), [(b"", "empty.png", "x"), (b"\x00\x01\xff" * 9, "a.exe", "x"), (png(), "a.png", "")]
)
def test_what_is_not_taken_is_refused_at_its_field(editor: FormClient, data: bytes, name: str, alt: str) -> None:
    answer = upload(editor, data, name, alt)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_no_file_at_all_is_said(editor: FormClient) -> None:
    assert editor.submit("/files", alt="x").status_code == 422


def test_too_large_an_upload_is_refused(editor: FormClient) -> None:
    told = {"CONTENT_LENGTH": str(26 * 1024 * 1024)}
    assert editor.post("/files", data={"alt": "x"}, environ_overrides=told).status_code == 413


def test_a_picture_is_offered_in_two_widths_and_no_other(
    client: FormClient, services: Services, inside: Inside
) -> None:
    stored = inside(picture, services.files, width=1600, height=900)
    for width, status in ((480, 200), (960, 200), (481, 404), (99999, 404)):
        answer = client.get(f"/files/{stored.key}/{width}/{stored.name}")
        assert answer.status_code == status
    assert client.get(f"/files/{stored.key}/480/{stored.name}").mimetype == "image/webp"


def test_files_are_kept_by_browsers_and_asked_for_once(client: FormClient, services: Services, inside: Inside) -> None:
    stored = inside(picture, services.files)
    answer = client.get(stored.path)
    assert "immutable" in answer.headers["Cache-Control"]
    again = client.get(stored.path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        "/files/none/x.png",
        "/files/../secret",
        "/files/%2e%2e/wiki.db",
        "/static/../wiki.db",
        "/static/..%2fpyproject.toml",
    ],
)
def test_no_address_leads_out_of_the_folder(client: FormClient, address: str) -> None:
    assert client.get(address).status_code == 404
