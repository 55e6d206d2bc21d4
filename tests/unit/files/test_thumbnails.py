"""Thumbnails: upright, no wider than asked, of the colours the picture has, and made one at a time."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from time import sleep
from typing import Any

import pytest
from PIL import Image

from wiki.files import pictures, storage
from wiki.files.storage import FileStorage

HASH = "ab" * 32


def stored(folder: Path, image: Image.Image, kind: str, **options: Any) -> FileStorage:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    files = FileStorage(folder)
    files.save(HASH, buffer.getvalue())
    return files


def thumbnail(files: FileStorage, width: int = 480) -> Image.Image:
    with Image.open(files.thumbnail(HASH, width)) as image:
        image.load()
        return image


def test_a_palette_with_transparency_keeps_its_ground_clear(tmp_path: Path) -> None:
    image = Image.new("P", (600, 600), 0)
    image.putpalette([0, 0, 0, 200, 30, 30])
    image.paste(1, (0, 0, 300, 600))
    made = thumbnail(stored(tmp_path, image, "PNG", transparency=0)).convert("RGBA")
    assert made.getpixel((400, 200))[3] == 0
    red, green, blue, alpha = made.getpixel((100, 200))
    assert (alpha, red > 150, green < 90, blue < 90) == (255, True, True, True)


@pytest.mark.parametrize(
    ("mode", "kind"), [("CMYK", "JPEG"), ("L", "JPEG"), ("L", "PNG"), ("RGBA", "PNG"), ("1", "PNG")]
)
def test_every_kind_of_colour_is_shown(tmp_path: Path, mode: str, kind: str) -> None:
    assert thumbnail(stored(tmp_path, Image.new(mode, (960, 640)), kind)).size == (480, 320)


def test_a_photograph_held_upright_stands_upright(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert thumbnail(stored(tmp_path, Image.new("RGB", (4000, 3000)), "JPEG", exif=turned)).size == (480, 640)


def test_a_small_picture_stays_as_it_is(tmp_path: Path) -> None:
    assert thumbnail(stored(tmp_path, Image.new("RGB", (100, 50)), "JPEG")).size == (100, 50)


def test_a_large_photograph_is_not_read_at_its_full_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = stored(tmp_path, Image.new("RGB", (4000, 3000)), "JPEG")
    seen: list[tuple[int, int]] = []
    upright = pictures.ImageOps.exif_transpose

    def note(image: Image.Image) -> Image.Image:
        seen.append(image.size)
        return upright(image)

    monkeypatch.setattr(pictures.ImageOps, "exif_transpose", note)
    thumbnail(files)
    assert seen == [(1000, 750)]


def test_one_is_made_at_a_time_and_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = stored(tmp_path, Image.new("RGB", (100, 50)), "PNG")
    busy, made = Lock(), []

    def slowly(_path: Path, width: int) -> bytes:
        assert busy.acquire(blocking=False), "two at a time"
        sleep(0.02)
        made.append(width)
        busy.release()
        return b"x"

    monkeypatch.setattr(storage, "_thumbnail", slowly)
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda width: files.thumbnail(HASH, width), [480, 960] * 3))
    assert sorted(made) == [480, 960]
