"""Since when a page says something, and until when: who wrote a sentence, and who took it out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

# Words and addresses of links and pictures; what a link is called stays, its address goes.
_ADDRESS = re.compile(
    r'\[\[[^\[\]|]*\||\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+"[^"]*")?\)|\]\[[^\[\]]*\]|\[\^\w*\]'
)
# Of Latin, Greek and Cyrillic letters; in other scripts a mark makes another letter.
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
# From here on scripts write without spaces, so that words begin anywhere.
_FIRST_UNSPACED = "\u3000"


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """Who saved a revision, when and why."""

    number: int
    author: str
    created_at: datetime
    comment: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Revisions one after the other that say something.

    ``before`` is the number of the revision before it came, None where there is none to be read; ``last`` that of the
    last that says it; ``went`` the edit that took it out, None where it still stands.
    """

    came: Edit
    before: int | None
    last: int
    went: Edit | None


class Wording:
    """Words looked for in one text after the other, whatever the case, accents, white space and Markdown.

    Of a text only the lines that the one before lacks are read: revisions have most in common. ``has_read`` is how many
    characters these were.
    """

    def __init__(self, words: str) -> None:
        wanted = _folded_text(words.splitlines())
        self._wanted = wanted if wanted.strip()[:1] < _FIRST_UNSPACED else wanted.strip()
        self._lines: dict[str, str] = {}
        self.has_read = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no word to look for."""
        return not self._wanted.strip()

    def is_in(self, texts: Iterable[str]) -> bool:
        """Tell whether the words stand in one of the texts; its last word may be the beginning of a longer one."""
        parts = [text.split("\n") for text in texts]
        known = self._lines
        self._lines = {line: self._folded(line, known) for lines in parts for line in lines}
        return any(self._wanted in _joined(map(self._lines.__getitem__, lines)) for lines in parts)

    def _folded(self, line: str, known: dict[str, str]) -> str:
        if (folded := known.get(line)) is None:
            self.has_read += len(line)
            return _folded_line(line)
        return folded


def stretches(found: Iterable[tuple[Edit, bool]]) -> Iterator[Stretch]:
    """Yield the stretches, newest first, of edits that come newest first, each with whether its text says it."""
    newer: Edit | None = None
    came: Edit | None = None
    went, last = newer, 0
    for edit, says_it in found:
        if says_it:
            if came is None:
                went, last = newer, edit.number
            came = edit
        elif came is not None:
            yield Stretch(came=came, before=edit.number, last=last, went=went)
            came = None
        newer = edit
    if came is not None:
        yield Stretch(came=came, before=None, last=last, went=went)


def _folded_text(lines: Iterable[str]) -> str:
    return _joined(map(_folded_line, lines))


def _joined(lines: Iterable[str]) -> str:
    """Words behind one space each, those of all lines as of one: a sentence goes on behind a line's end."""
    return " " + " ".join(filter(None, lines))


def _folded_line(line: str) -> str:
    if "[" in line:
        line = _ADDRESS.sub(" ", line)
    if not line.isascii():
        line = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", line)))
    return " ".join(_WORD.findall(line.casefold()))
