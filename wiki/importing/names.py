"""Readable words from file names."""

import re
from pathlib import PurePosixPath

from wiki.importing.dates import without_date

_FILE_NAME = re.compile(r"[^/\n]{1,200}\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|ico)", re.IGNORECASE)


def is_file_name(text: str) -> bool:
    """Tell whether a description is merely the name of a picture file."""
    return _FILE_NAME.fullmatch(text.strip()) is not None


def file_title(path: str) -> str:
    """Make words of a file's name: no date, no suffix, spaces for joints, a capital first."""
    place = PurePosixPath(path)
    if place.stem.lower() == "index" and place.parent.name:
        place = place.parent
    name = without_date(place.name[: -len(place.suffix)] if place.suffix else place.name)
    words = re.sub(r"[\s_]+|(?<=[^\W\d])-+(?=\w)|(?<=\w)-+(?=[^\W\d])", " ", name.strip("_-. ")).strip() or place.name
    return words[:1].upper() + words[1:]
