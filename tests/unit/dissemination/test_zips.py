"""A zip that is sent while it is made opens everywhere."""

import io
import zipfile
from datetime import UTC, datetime

from wiki.dissemination.downloads.zips import zipped

AT = datetime(2017, 2, 15, 10, 30, tzinfo=UTC)
OLD = datetime(1971, 1, 1, tzinfo=UTC)


def test_every_entry_is_there():
    entries = [
        ("pages/日本.md", AT, "wörds".encode()),
        ("files/a/map.PNG", OLD, b"\x89PNG" * 100),
        ("empty.md", AT, b""),
    ]
    with zipfile.ZipFile(io.BytesIO(b"".join(zipped(entries)))) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == {p: d for p, _, d in entries}
        assert [info.date_time[0] for info in archive.infolist()] == [2017, 1980, 2017]


def test_nothing_waits_for_the_end():
    asked = []

    def entries():
        for number in range(3):
            asked.append(number)
            yield f"{number}.md", AT, b"x" * 1000

    pieces = zipped(entries())
    assert next(pieces)
    assert asked == [0]


def test_an_empty_archive_is_one():
    with zipfile.ZipFile(io.BytesIO(b"".join(zipped([])))) as archive:
        assert archive.namelist() == []
