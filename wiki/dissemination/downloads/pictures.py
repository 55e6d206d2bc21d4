"""Drawings as pictures that every slide and document takes."""

from pathlib import Path

# Twice as many dots as the drawing has pixels: sharp on paper, too.
_ZOOM = 2.0
_WEIGHTS = ("Regular", "Semibold")


def to_png(drawing: str) -> bytes:
    """Return an SVG document of ours as PNG.

    Its letters are of a font that comes with us, for a server may have none; what that lacks is taken from the
    server's own.
    """
    # Both are needed by few requests, and no process carries them before.
    import font_source_sans_pro
    import resvg_py

    folder = Path(font_source_sans_pro.font_directory)
    return resvg_py.svg_to_bytes(
        svg_string=drawing,
        zoom=_ZOOM,
        sans_serif_family="Source Sans Pro",
        font_files=[str(folder / f"SourceSansPro-{weight}.ttf") for weight in _WEIGHTS],
    )
