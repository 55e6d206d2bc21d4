"""Facts of an earlier template, as the present one says them.

A revision keeps what it was saved with; whoever reads it reads it through these steps. A step never drops what
somebody wrote: what has no place any more is told in a prose field.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wiki.facts.definition import TEMPLATE
from wiki.facts.types import ROW_ID, Facts

Step = Callable[[dict[str, Any]], None]
"""Changes facts of one version of the template into those of the next."""


def renamed(old: str, new: str) -> Step:
    """Give a field another key, which no field had in the version before."""

    def step(facts: dict[str, Any]) -> None:
        if old in facts:
            facts[new] = facts.pop(old)

    return step


def reworded(field: str, words: Mapping[str, str], *, column: str = "") -> Step:
    """Make words of a vocabulary others, in a field or in a column of its rows."""

    def reword(held: Any) -> Any:
        if isinstance(held, tuple):
            return tuple(dict.fromkeys(map(reword, held)))
        return words.get(held, held)

    def step(facts: dict[str, Any]) -> None:
        if field in facts and column:
            facts[field] = tuple({**row, column: reword(row[column])} if column in row else row for row in facts[field])
        elif field in facts:
            facts[field] = reword(facts[field])

    return step


def retired(field: str, *, into: str, label: str) -> Step:
    """Ask a field no more; what it said is told at the end of a prose field, under its name."""

    def step(facts: dict[str, Any]) -> None:
        if field in facts:
            told = f"**{label}**: {_told(facts.pop(field))}"
            facts[into] = "\n\n".join(filter(None, (facts.get(into, ""), told)))

    return step


def _told(value: Any) -> str:
    """Return a value as Markdown: words one after the other, rows as a list."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_told(cell)}" for key, cell in value.items() if key != ROW_ID)
    if isinstance(value, tuple) and value and isinstance(value[0], Mapping):
        return "\n\n" + "\n".join(f"- {_told(row)}" for row in value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


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
