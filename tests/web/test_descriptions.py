"""The words of pictures: the same file again is told, and each picture's words can be changed in the list."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.clients import FormClient
from tests.factories import picture, png
from wiki.services import Services

Inside = Callable[..., Any]


def upload(client: FormClient, name: str, alt: str) -> TestResponse:
    fields = {"csrf_token": client.token("/files"), "alt": alt, "file": (io.BytesIO(png()), name)}
    return client.post("/files", data=fields, content_type="multipart/form-data")


def test_the_same_file_again_is_told_and_shown_under_its_first_name(editor: FormClient) -> None:
    first = upload(editor, "map.png", "A map")
    assert "stored already" not in first.text
    again = upload(editor, "plan.png", "A plan")
    assert again.status_code == 200
    assert "stored already, as map.png" in again.text
    assert "![A map](/files/" in again.text


def test_the_words_of_a_picture_are_changed_in_the_list(editor: FormClient, services: Services, inside: Inside) -> None:
    key = inside(picture, services.files).key
    assert editor.submit("/files", to=f"/files/{key}", **{f"{key}-alt": "Lamp posts"}).status_code == 303
    assert "![Lamp posts](/files/" in editor.get("/files").text


@pytest.mark.parametrize("words", ["", "x" * 301])
def test_words_that_will_not_do_are_told_at_their_picture(
    editor: FormClient, services: Services, inside: Inside, words: str
) -> None:
    key = inside(picture, services.files).key
    answer = editor.submit("/files", to=f"/files/{key}", **{f"{key}-alt": words})
    assert answer.status_code == 422
    assert f'href="#{key}-alt"' in answer.text
    assert f'id="{key}-alt-error"' in answer.text
    assert words in answer.text


def test_observers_describe_nothing(observer: FormClient, services: Services, inside: Inside) -> None:
    key = inside(picture, services.files).key
    assert observer.push(f"/files/{key}", **{f"{key}-alt": "x"}).status_code == 403


def test_a_damaged_picture_is_refused_at_its_field(editor: FormClient) -> None:
    kind, data = b"IDAT", bytearray(png())
    start = data.index(kind)
    length = int.from_bytes(data[start - 4 : start], "big")
    chunk = kind + b"\xff" * length
    # The checksum is right, so that only who draws the picture sees what is wrong.
    data[start : start + length + 8] = chunk + zlib.crc32(chunk).to_bytes(4, "big")
    fields = {"csrf_token": editor.token("/files"), "alt": "A map", "file": (io.BytesIO(bytes(data)), "map.png")}
    answer = editor.post("/files", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "damaged" in answer.text
