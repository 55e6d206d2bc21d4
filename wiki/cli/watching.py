"""The process that watches the workers of a server: a program of its own, which imports none of the wiki.

``serve`` makes the workers as copies of itself and then turns into this program, under the same process number.
Else it would keep a third copy of all that the workers change in theirs. When a worker dies, this turns
into ``serve`` again, which makes new workers in place of all: only those made together share their memory.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable

# Seconds in which a worker ends what it is doing. One told before it could hear would be waited for without end.
_PATIENCE = 15
# Who dies so early would die again.
_TOO_EARLY_SECONDS = 5.0
# In which new workers begin to listen.
_BEGINNING_SECONDS = 1.0
_SAME_MOMENT_SECONDS = 0.1
# The environment variable by which this tells ``serve`` whom to replace, and which folder to remove in the end.
HANDED_OVER = "REPLICATION_WIKI_HANDED_OVER"
_ENDING = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
_AWAITED = _ENDING | {signal.SIGCHLD, signal.SIGALRM}


def hold_signals() -> None:
    """Let signals wait for the watcher, which asks for them. Call it before any thread starts that could take them."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _AWAITED)


def release_signals() -> None:
    """Let signals through again, in what this process starts."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _AWAITED)


def turn_into_watcher(workers: Iterable[int], *, replaced: Iterable[int], folder: str) -> None:
    """Watch processes, children of this one, from now on; does not return.

    The workers ``replaced`` are told to end. ``folder`` is removed in the end, unless it is empty text.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    # Without the packages that an environment imports by itself, and without its own settings for Python.
    program = (sys.executable, "-I", "-S", __file__)
    os.execv(sys.executable, [*program, _listed(workers), _listed(replaced), folder, *sys.orig_argv[1:]])  # noqa: S606 - this very program


def handed_over() -> tuple[list[int], str] | None:
    """Return which workers are to be replaced, and the folder to be removed; None when nobody served before."""
    told = os.environ.pop(HANDED_OVER, None)
    if told is None:
        return None
    replaced, _, folder = told.partition(" ")
    return _numbers(replaced), folder


def _listed(pids: Iterable[int]) -> str:
    return ",".join(map(str, pids))


def _numbers(listed: str) -> list[int]:
    return [int(pid) for pid in listed.split(",") if pid]


def _watch(workers: list[int], replaced: list[int], folder: str, command: list[str]) -> None:
    begun = time.monotonic()
    hold_signals()
    if replaced:
        time.sleep(_BEGINNING_SECONDS)
        _send(signal.SIGTERM, replaced)
        signal.alarm(_PATIENCE)
    is_told_to_end = _wait(workers, replaced)
    left = _living([*workers, *replaced])
    if is_told_to_end or time.monotonic() - begun < _TOO_EARLY_SECONDS:
        _end(left, folder)
        sys.exit(0 if is_told_to_end else 1)
    os.environ[HANDED_OVER] = f"{_listed(left)} {folder}"
    release_signals()
    os.execv(sys.executable, [sys.executable, *command])  # noqa: S606 - as this server was started


def _wait(workers: list[int], replaced: list[int]) -> bool:
    """Wait until this is told to end, or (then False) until one of the workers has ended."""
    while len(_living(workers)) == len(workers):
        replaced = _living(replaced)
        told = signal.sigwait(_AWAITED)
        if told in _ENDING:
            return True
        if told == signal.SIGALRM:
            _send(signal.SIGKILL, replaced)
    # A terminal tells all of them to end at once, and a worker may be the quicker one.
    return signal.sigtimedwait(_ENDING, _SAME_MOMENT_SECONDS) is not None


def _living(children: list[int]) -> list[int]:
    return [pid for pid in children if not _has_ended(pid)]


def _has_ended(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def _end(children: list[int], folder: str) -> None:
    # A terminal told them as well. Who is told twice in one moment may stand still (granian's workers set an event
    # while they hold its lock).
    children = _after(_SAME_MOMENT_SECONDS, children)
    _send(signal.SIGTERM, children)
    _send(signal.SIGKILL, _after(_PATIENCE, children))
    if folder:
        # Not before: it would take memory all the time.
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def _after(seconds: float, children: list[int]) -> list[int]:
    """Return who still lives then; sooner when nobody does."""
    deadline = time.monotonic() + seconds
    while (children := _living(children)) and (left := deadline - time.monotonic()) > 0:
        signal.sigtimedwait({signal.SIGCHLD}, left)
    return children


def _send(sign: signal.Signals, children: list[int]) -> None:
    # None of them can be another's process: their numbers are free only when they have been waited for.
    for pid in children:
        os.kill(pid, sign)


if __name__ == "__main__":
    _watch(_numbers(sys.argv[1]), _numbers(sys.argv[2]), sys.argv[3], sys.argv[4:])
