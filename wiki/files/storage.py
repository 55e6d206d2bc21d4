"""The files folder: content under its hash, thumbnails beside it. Thumbnails are disposable."""

import contextlib
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

_THUMBNAIL_QUALITY = 80


@dataclass(frozen=True)
class FileStorage:
    folder: Path

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def save(self, sha256: str, data: bytes) -> None:
        """Write the content durably; writing it again is harmless."""
        target = self.path(sha256)
        if not target.exists():
            _write(target, data)

    def thumbnail(self, sha256: str, width: int) -> Path:
        """Return the path of a WebP no wider than ``width`` pixels, made on first use."""
        target = self.folder / "thumbnails" / f"{sha256}-{width}.webp"
        if not target.exists():
            with Image.open(self.path(sha256)) as image:
                upright = ImageOps.exif_transpose(image)
                upright.thumbnail((width, width * 4))
                buffer = io.BytesIO()
                upright.convert("RGBA" if "A" in upright.getbands() else "RGB").save(
                    buffer, "WEBP", quality=_THUMBNAIL_QUALITY
                )
            _write(target, buffer.getvalue())
        return target


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
