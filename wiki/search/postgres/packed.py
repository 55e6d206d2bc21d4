"""How values are packed that the database keeps for us."""

import json
import zlib
from collections.abc import Iterable, Iterator

from wiki.search.rows import Row
from wiki.search.stored import as_bytes, from_bytes

_QUICK = 1


def pack(data: bytes) -> bytes:
    return zlib.compress(data, _QUICK)


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data)


def pack_text(text: str) -> bytes:
    return pack(as_bytes(text))


def unpack_text(data: bytes) -> str:
    return from_bytes(unpack(data))


def pack_rows(rows: Iterable[bytes]) -> bytes:
    """Pack rows as `row_line` made them; a line of JSON has no end of line in it."""
    return pack(b"\n".join(rows))


def row_line(row: Row) -> bytes:
    return json.dumps(row).encode()


def row_lines(data: bytes) -> list[bytes]:
    return unpack(data).split(b"\n")


def unpack_rows(data: bytes) -> Iterator[Row]:
    return (Row(*json.loads(line)) for line in row_lines(data) if line)
