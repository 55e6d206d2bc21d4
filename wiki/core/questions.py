"""Whether there is anything of a kind: several such questions, asked in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import CompoundSelect, Integer, SelectBase, literal_column, select, union_all

from wiki.core.db import Values, run


@dataclass(frozen=True, kw_only=True)
class Question:
    """``rows`` is a statement that was put together once, ``values`` what it is asked with.

    Questions that are asked together mean the same by the same name of a value.
    """

    rows: SelectBase
    values: Values


def is_there(questions: Sequence[Question]) -> tuple[bool, ...]:
    """Tell of each question whether it has any row."""
    values = {name: value for question in questions for name, value in question.values.items()}
    found = set(run(_together(tuple(question.rows for question in questions)), values).scalars())
    return tuple(place in found for place in range(len(questions)))


@cache
def _together(statements: tuple[SelectBase, ...]) -> CompoundSelect[int]:
    return union_all(
        *(select(literal_column(str(place), Integer)).where(rows.exists()) for place, rows in enumerate(statements))
    )
