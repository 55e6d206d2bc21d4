"""A file is what its content is, whatever it calls itself."""

import io
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.factories import png
from wiki.core.errors import Invalid
from wiki.files.rules import NAME_MAX, content_of, safe_name


def image(kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (6, 4)).save(buffer, kind, **options)
    return buffer.getvalue()


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return buffer.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """Return a small file that says it is a huge picture."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return png()[:8] + chunk + png()[33:]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (image("PNG"), "image/png"),
        (image("JPEG"), "image/jpeg"),
        (image("GIF"), "image/gif"),
        (image("WEBP"), "image/webp"),
        (b"%PDF-1.7\n...", "application/pdf"),
        ("Wärme aus dem Fluss\n".encode(), "text/plain"),
        (archive("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (archive("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (archive("ppt/presentation.xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ],
)
def test_the_content_tells_the_type(data: bytes, media_type: str) -> None:
    assert content_of(data).media_type == media_type


def test_a_picture_tells_its_size() -> None:
    found = content_of(image("PNG"))
    assert (found.width, found.height) == (6, 4)


@pytest.mark.parametrize(
    "data",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<?xml version='1.0'?><svg/>", b"<!doctype html><p>x"],
)
def test_what_a_browser_runs_is_never_taken_for_a_picture(data: bytes) -> None:
    try:
        found = content_of(data)
    except Invalid:
        return
    assert (found.media_type, found.width) == ("text/plain", None)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02\xff" * 10,
        b"MZ\x90\x00" + b"\x00" * 60,
        archive("a.txt"),
        b"PK\x03\x04 and nothing else",
        png()[:40],
        png()[:-20],
        png_claiming(60_000, 60_000),
        png_claiming(9_000, 9_000),
    ],
)
def test_what_is_empty_damaged_unknown_or_a_bomb_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        content_of(data)
    assert list(refused.value.errors) == ["file"]


@given(st.binary(max_size=200))
def test_any_bytes_are_something_or_refused(data: bytes) -> None:
    with suppress(Invalid):
        assert content_of(data).media_type


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Karte Wien.PNG", "Karte-Wien.PNG"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\map.png", "map.png"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("???", "file"),
    ],
)
def test_a_name_is_one_segment(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= NAME_MAX
    assert not set(safe) & set("/\\ \x00?#%\"'<>")
    assert not safe.startswith(".")
