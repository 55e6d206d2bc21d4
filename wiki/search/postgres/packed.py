"""How values are packed that the database keeps for us."""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from wiki.search.hits import Stored
from wiki.search.rows import Row

_QUICK = 1


def pack(data: bytes) -> bytes:
    return zlib.compress(data, _QUICK)


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data)


def pack_text(text: str) -> bytes:
    # A text that came in by an import may hold half of a character, which is no UTF-8.
    return pack(text.encode("utf-8", "surrogatepass"))


def unpack_text(data: bytes) -> str:
    return unpack(data).decode("utf-8", "surrogatepass")


def pack_stored(stored: Stored) -> bytes:
    return pack_text(json.dumps(stored, ensure_ascii=False))


def unpack_stored(text: str) -> Stored:
    """Return what is stored of a document. JSON knows no tuples; of the values only those of facets are handed on."""
    stored: dict[str, Any] = json.loads(text)
    stored["facets"] = {facet: tuple(values) for facet, values in stored["facets"].items()}
    return stored


def pack_rows(rows: Iterable[bytes]) -> bytes:
    """Pack rows as `row_line` made them; a line of JSON has no end of line in it."""
    return pack(b"\n".join(rows))


def row_line(row: Row) -> bytes:
    return json.dumps(row).encode()


def row_lines(data: bytes) -> list[bytes]:
    return unpack(data).split(b"\n")


def unpack_rows(data: bytes) -> Iterator[Row]:
    return (Row(*json.loads(line)) for line in row_lines(data) if line)
