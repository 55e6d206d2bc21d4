"""Attachments as the rest of the product sees them."""

from dataclasses import dataclass

from wiki.core.ids import FileId

# Shown inline, because a browser draws them and runs nothing in them. Everything else is a download.
RASTER_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
THUMBNAIL_WIDTHS = (480, 960)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a file turned out to be."""

    media_type: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file and what its content turned out to be; ``width`` and ``height`` in pixels, of pictures only."""

    id: FileId
    key: str
    name: str
    media_type: str
    size: int
    width: int | None
    height: int | None
    alt: str

    @property
    def is_picture(self) -> bool:
        return self.media_type in RASTER_TYPES.values()

    @property
    def path(self) -> str:
        """The address pages use for it in Markdown."""
        return f"/files/{self.key}/{self.name}"
