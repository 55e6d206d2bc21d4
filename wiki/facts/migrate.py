"""Facts of an earlier template, as the present one says them.

A revision keeps what it was saved with; whoever reads it reads it through these steps. A step never drops what
somebody wrote: what has no place any more is told in a prose field.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wiki.facts.definition import TEMPLATE
from wiki.facts.types import Facts

Step = Callable[[dict[str, Any]], None]
"""Changes facts of one version of the template into those of the next."""


@dataclass(frozen=True, kw_only=True)
class Renamed:
    """A field has another key."""

    old: str
    new: str

    def __call__(self, facts: dict[str, Any]) -> None:
        if self.old in facts:
            facts[self.new] = facts.pop(self.old)


@dataclass(frozen=True, kw_only=True)
class Reworded:
    """Words of a vocabulary became others in a field, or in a column of its rows."""

    field: str
    words: Mapping[str, str]
    column: str = ""

    def __call__(self, facts: dict[str, Any]) -> None:
        if self.field not in facts:
            return
        held = facts[self.field]
        if self.column:
            facts[self.field] = tuple(
                {**row, self.column: self._word(row[self.column])} if self.column in row else row for row in held
            )
        elif isinstance(held, str):
            facts[self.field] = self._word(held)
        else:
            facts[self.field] = tuple(dict.fromkeys(map(self._word, held)))

    def _word(self, word: str) -> str:
        return self.words.get(word, word)


@dataclass(frozen=True, kw_only=True)
class Retired:
    """A field is asked no more; what it said is told at the end of a prose field, under its name."""

    field: str
    into: str
    label: str

    def __call__(self, facts: dict[str, Any]) -> None:
        if self.field in facts:
            told = f"**{self.label}**: {facts.pop(self.field)}"
            facts[self.into] = "\n\n".join(filter(None, (facts.get(self.into, ""), told)))


STEPS: Mapping[int, Sequence[Step]] = {}
"""The steps from each version to the next, by the version they begin at."""


def migrate(
    facts: Facts, version: int, *, steps: Mapping[int, Sequence[Step]] = STEPS, to: int = TEMPLATE.version
) -> Facts:
    """Return facts of an earlier version of the template as those of version ``to``."""
    if version == to:
        return facts
    carried = dict(facts)
    for begins in range(version, to):
        for step in steps[begins]:
            step(carried)
    return carried
