"""Opening pictures. Imported with the first of them: a server that only answers needs no library for that."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.files.types import RASTER_TYPES, Content

MAX_PIXELS = 60_000_000
_THUMBNAIL_QUALITY = 80
# What the library raises for one kind of damage or another.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Image.DecompressionBombError)
_BAD_PICTURE = message("The picture is damaged or too large to be shown.")


def picture_of(data: bytes) -> Content | None:
    """Tell what picture the bytes are by their frame; None when they are none. Raises :class:`Invalid`."""
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


def draw_once(data: bytes) -> None:
    """Raise :class:`Invalid` for a picture that no browser could draw."""
    try:
        with Image.open(io.BytesIO(data), formats=tuple(RASTER_TYPES)) as image:
            # A JPEG is read whole at an eighth of its size, for little memory.
            image.draft(image.mode, (1, 1))
            image.load()
    except _DAMAGED as error:
        raise Invalid({"file": _BAD_PICTURE}) from error


def thumbnail(path: Path, width: int) -> bytes:
    """Return the WebP of a picture: upright, at most ``width`` pixels wide and four times as high."""
    with Image.open(path) as image:
        # A JPEG is read no larger than needed.
        image.draft(image.mode, (width, width))
        mode = "RGBA" if image.has_transparency_data else "RGB"
        # Before it is made smaller: colours of a palette cannot be mixed.
        drawn = image if image.mode == mode else image.convert(mode)
        upright = ImageOps.exif_transpose(drawn)
        upright.thumbnail((width, width * 4))
        buffer = io.BytesIO()
        upright.save(buffer, "WEBP", quality=_THUMBNAIL_QUALITY)
        return buffer.getvalue()
