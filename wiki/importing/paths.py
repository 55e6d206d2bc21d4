"""What a path in a source may be."""

from pathlib import PurePosixPath

PAGE_SUFFIXES = frozenset({".md", ".markdown"})
PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".ico"})


def is_page(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PAGE_SUFFIXES


def is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PICTURE_SUFFIXES


def stays_inside(path: str) -> bool:
    """Tell whether a path names something below its root, whoever wrote it."""
    return not path.startswith("/") and ".." not in path.split("/")
