"""Where the worker processes of one server count together."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


@contextmanager
def shared_metrics() -> Iterator[str]:
    """Name a new folder for the counts in the environment, before anything counts; remove it at the end.

    A server starts with empty counts, and two servers of one home do not mix theirs. Whoever names a folder
    already looks after it. Yields the folder that is to be removed at the end, empty text when there is none.
    """
    if os.environ.get(_FOLDER):
        yield ""
        return
    folder = os.environ[_FOLDER] = tempfile.mkdtemp(prefix="wiki-metrics-")
    try:
        yield folder
    finally:
        del os.environ[_FOLDER]
        shutil.rmtree(folder, ignore_errors=True)
