"""Who sends too much reads why: the rest of the body is taken first, as far as that goes."""

from io import BytesIO

import pytest
from flask import Flask

from tests.clients import FormClient

LIMIT, MORE = 25 * 1024 * 1024, 10 * 1024 * 1024


@pytest.mark.parametrize(("size", "left"), [(LIMIT + 1_000, 0), (LIMIT + MORE + 5_000, 5_000)])
def test_the_rest_of_a_body_is_taken_before_it_is_refused(app: Flask, editor: FormClient, size: int, left: int) -> None:
    body = BytesIO(b"x" * size)
    answer = editor.post(
        "/files", input_stream=body, content_length=size, content_type="multipart/form-data; boundary=line"
    )
    assert answer.status_code == 413
    assert "At most 25 megabytes are taken." in answer.text
    assert len(body.read()) == left
