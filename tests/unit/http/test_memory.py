"""What was freed goes back to the system; elsewhere than with GNU's library nothing is done, and nothing breaks."""

from pathlib import Path

import pytest

from wiki.http import memory


def held() -> int:
    """Return the kilobytes that this process holds."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@pytest.mark.skipif(not hasattr(memory._LIBRARY, "malloc_trim"), reason="not GNU's library")
def test_what_lies_between_things_still_held_is_given_back() -> None:
    # Too small to be mapped each by itself.
    pieces = [bytes(20_000) + bytes([number % 256]) for number in range(4_000)]
    kept = pieces[::50]
    pieces.clear()
    before = held()
    memory.give_back()
    assert held() < before - 40_000
    assert len(kept) == 80


def test_another_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_LIBRARY", object())
    memory.share_one_heap()
    memory.give_back()
