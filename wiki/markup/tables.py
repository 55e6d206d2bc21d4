"""Tables, as many cells as a page can carry; what comes after stays text."""

from markdown_it.rules_block import StateBlock, table

MAX_CELLS = 20_000
"""Of one text. A row of two characters is filled up to as many cells as its table has columns."""

_USED = "table_cells"


def bounded_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Parse a table as the library does, but end it where the text has had ``MAX_CELLS``."""
    if first + 1 >= end:
        return False
    delimiters = state.src[state.bMarks[first + 1] : state.eMarks[first + 1]]
    columns = delimiters.strip(" \t|").count("|") + 1
    used = state.env.get(_USED, 0)
    rows = (MAX_CELLS - used) // columns
    # Below its head stands the line of dashes, which is no row.
    if not rows or not table(state, first, min(end, first + rows + 1), silent):
        return False
    if not silent:
        state.env[_USED] = used + (state.line - first) * columns
    return True
