"""Pure rules of attachments: names, and what a file is by its content, never by its name."""

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.files.types import Content

NAME_MAX = 100
ALT_MAX = 300
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


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
    from wiki.files.pictures import picture_of  # Late, as below.

    picture = picture_of(data)
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


def require_sound(data: bytes) -> None:
    """Raise :class:`Invalid` for a picture that no browser could draw: ``content_of`` reads its frame only."""
    # Its library takes time and memory that only those give who send a picture.
    from wiki.files.pictures import draw_once

    draw_once(data)


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
