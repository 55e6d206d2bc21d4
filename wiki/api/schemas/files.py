"""Attachments as programs read and send them."""

from typing import Annotated

from pydantic import Field

from wiki.api.schemas.fields import ITEMS, Limit, NextCursor, Number, Output, Query
from wiki.files.rules import ALT_MAX


class FileListQuery(Query):
    cursor: Annotated[Number | None, Field(description="Where the answer before ended.")] = None
    limit: Limit = ITEMS


class FileOut(Output):
    key: str
    name: str
    media_type: Annotated[str, Field(description="What its content is, whatever it is called.")]
    size: Annotated[int, Field(description="Bytes.")]
    width: Annotated[int | None, Field(description="Pixels, of a picture.")]
    height: int | None
    alt: str
    path: Annotated[str, Field(description="What pages write to show it, and “lead_picture” takes.")]
    url: Annotated[str, Field(description="Where it is read.")]


class FileList(Output):
    items: tuple[FileOut, ...]
    next_cursor: NextCursor


class PageFiles(Output):
    items: tuple[FileOut, ...]


class FileForm(Output):
    """An upload: the file, and for a picture what it shows."""

    file: Annotated[bytes, Field(json_schema_extra={"format": "binary"})]
    alt: Annotated[
        str,
        Field(
            max_length=ALT_MAX,
            description="What a picture shows, for readers who cannot see it.",
            examples=["A map of the lamp posts"],
        ),
    ] = ""
