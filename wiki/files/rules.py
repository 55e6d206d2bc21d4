"""Pure rules of attachments: names, and what a file is by its content, never by its name."""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.files.types import RASTER_TYPES

MAX_PIXELS = 60_000_000
NAME_MAX = 100
ALT_MAX = 300
# What the library raises for one kind of damage or another.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Image.DecompressionBombError)
_BAD_PICTURE = message("The picture is damaged or too large to be shown.")
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


def alt_errors(alt: str) -> dict[str, str]:
    """Return what is wrong with the words for a picture; empty when they will do."""
    if not alt.strip():
        return {"alt": message("Describe the picture in a few words, for readers who cannot see it.")}
    if len(alt.strip()) > ALT_MAX:
        return {"alt": message("Describe the picture in at most {limit} characters.", limit=ALT_MAX)}
    return {}


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
    except _DAMAGED as error:
        raise Invalid({"file": _BAD_PICTURE}) from error
    if width * height > MAX_PIXELS:
        raise Invalid({"file": message("The picture has more than 60 million pixels. Make it smaller first.")})
    return Content(media_type=RASTER_TYPES[kind], width=width, height=height)


def require_sound(data: bytes) -> None:
    """Raise :class:`Invalid` for a picture that no browser could draw: ``content_of`` reads its frame only."""
    try:
        with Image.open(io.BytesIO(data), formats=tuple(RASTER_TYPES)) as image:
            # A JPEG is read whole at an eighth of its size, for little memory.
            image.draft(image.mode, (1, 1))
            image.load()
    except _DAMAGED as error:
        raise Invalid({"file": _BAD_PICTURE}) from error


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
