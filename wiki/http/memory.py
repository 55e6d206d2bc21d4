"""What the C library keeps of memory that was freed, kept small. Where it is not GNU's, nothing is done."""

import ctypes

_LIBRARY = ctypes.CDLL(None)
# M_ARENA_MAX of <malloc.h>.
_ARENA_MAX = -8


def share_one_heap() -> None:
    """Let all threads of this process, and of those forked from it, take from one heap. Call it before any starts.

    Each would get one of its own, and keep what its greatest moment took. Python lets one run at a time, so that
    they do not stand in each other's way.
    """
    if limit := getattr(_LIBRARY, "mallopt", None):
        limit(_ARENA_MAX, 1)


def give_back() -> None:
    """Give the system what was freed; some milliseconds, so not for a request to wait for."""
    if trim := getattr(_LIBRARY, "malloc_trim", None):
        trim(0)
