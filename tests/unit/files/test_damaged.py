"""A picture that no browser could draw is refused, however sound its frame is."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.factories import png
from wiki.core.errors import Invalid
from wiki.files.rules import content_of, require_sound


def png_with(data: bytes) -> bytes:
    """Return a picture whose chunks and checksums are right and whose pixels are ``data``."""
    kind = b"IDAT"
    start = png().index(kind) - 4
    length = struct.unpack(">I", png()[start : start + 4])[0]
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return png()[:start] + chunk + png()[start + 12 + length :]


def jpeg(**options: object) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((400, 300), 60).convert("RGB").save(buffer, "JPEG", **options)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [b"garbage", b"", zlib.compress(b"short")[:-4]])
def test_a_png_of_garbage_is_refused(data: bytes) -> None:
    broken = png_with(data)
    assert content_of(broken).media_type == "image/png"
    with pytest.raises(Invalid) as refused:
        require_sound(broken)
    assert list(refused.value.errors) == ["file"]


def test_a_photograph_cut_short_is_refused() -> None:
    with pytest.raises(Invalid):
        require_sound(jpeg()[:-5000])


@pytest.mark.parametrize("data", [png(), jpeg(), jpeg(progressive=True)])
def test_a_sound_picture_is_taken(data: bytes) -> None:
    require_sound(data)


@given(st.binary(max_size=100))
def test_any_bytes_for_pixels_are_drawn_or_refused(data: bytes) -> None:
    with suppress(Invalid):
        require_sound(png_with(data))
