"""Pure rules of attachments: names, and what a file is by its content, never by its name."""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.files.types import RASTER_TYPES

MAX_PIXELS = 60_000_000
NAME_MAX = 100
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a file turned out to be."""

    media_type: str
    width: int | None = None
    height: int | None = None


def safe_name(name: str) -> str:
    """Return a file name fit for an address: one segment of letters, digits, ".", "_" and "-"."""
    plain = unicodedata.normalize("NFKC", name).replace("\\", "/").rsplit("/", 1)[-1]
    words = re.sub(r"[^\w.-]+", "-", plain).strip("-._")
    path = PurePosixPath(words or "file")
    return path.stem[: NAME_MAX - len(path.suffix[:12])] + path.suffix[:12]


def content_of(data: bytes) -> Content:
    """Tell what the bytes are. Raises :class:`Invalid` for what the wiki does not take."""
    if not data:
        raise Invalid({"file": message("The file is empty.")})
    picture = _picture(data)
    if picture is not None:
        return picture
    if data.startswith(b"%PDF-"):
        return Content(media_type="application/pdf")
    if data.startswith(b"PK\x03\x04"):
        return Content(media_type=_office_type(data))
    if _is_text(data):
        return Content(media_type="text/plain")
    raise Invalid(
        {"file": message("This kind of file is not taken. Use PNG, JPEG, GIF, WebP, PDF, Office documents or text.")}
    )


def _picture(data: bytes) -> Content | None:
    try:
        with Image.open(io.BytesIO(data), formats=tuple(RASTER_TYPES)) as image:
            width, height = image.size
            # Some cameras put a second picture behind the JPEG; a browser shows the first.
            kind = "JPEG" if image.format == "MPO" else image.format or ""
            image.verify()
    except UnidentifiedImageError:
        return None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid({"file": message("The picture is damaged or too large to be shown.")}) from error
    if width * height > MAX_PIXELS:
        raise Invalid({"file": message("The picture has more than 60 million pixels. Make it smaller first.")})
    return Content(media_type=RASTER_TYPES[kind], width=width, height=height)


def _office_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()[:1000]
    except zipfile.BadZipFile as error:
        raise Invalid({"file": message("The document is damaged.")}) from error
    for folder, media_type in _OFFICE.items():
        if any(name.startswith(folder) for name in names):
            return media_type
    raise Invalid({"file": message("Archives are not taken. Upload the files one by one.")})


def _is_text(data: bytes) -> bool:
    try:
        return "\x00" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False
