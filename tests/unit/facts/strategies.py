"""Random facts, made from the template itself, for every suite that needs facts nobody thought of."""

import string
from datetime import date

from hypothesis import strategies as st

from wiki.facts import COMBINED, VOCABULARIES
from wiki.facts.plain import says_nothing
from wiki.facts.types import Field, Kind

# Letters of several scripts, marks that Markdown, YAML, CSV and HTML care for, and what lies outside the first plane.
_LETTERS = st.sampled_from(string.ascii_letters + string.digits + " äßéЖї市🚲'\"&<>|*_#:-,;=@{}[]()\\/%€²")
_DATES = st.one_of(
    st.integers(1000, 2999).map(str),
    st.tuples(st.integers(1990, 2030), st.integers(1, 12)).map(lambda parts: "{}-{:02}".format(*parts)),
    st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)).map(str),
)
_LINKS = st.sampled_from(
    ["https://example.org/a?b=c&d=%20", "http://example.org", "/pages/hauffgasse", "/files/abc/plan.pdf"]
)

_PAGES = st.sampled_from(["hauffgasse", "hauffgasse, lamp-posts", "проект/市"])


def facts_strategy(*, max_rows: int = 3):
    """Make facts as reading gives them: any fields filled, canonical, in the template's order."""
    chosen = st.lists(st.sampled_from([*COMBINED.fields]), unique=True, max_size=12)
    return chosen.flatmap(
        lambda keys: _ordered({key: _values(COMBINED.fields[key], max_rows) for key in COMBINED.fields if key in keys})
    )


def filled(keys, *, max_rows: int = 2):
    """Make facts in which just these fields are filled, in the template's order."""
    return _ordered({key: _values(COMBINED.fields[key], max_rows) for key in COMBINED.fields if key in keys})


@st.composite
def edited(draw, facts):
    """Make facts that somebody changed: fields filled and emptied; rows added, changed, moved and removed."""
    result = dict(facts)
    keys = draw(st.lists(st.sampled_from([*facts, *COMBINED.fields]), unique=True, max_size=4))
    for key in keys:
        field = COMBINED.fields[key]
        if field.kind == Kind.ROWS and key in facts and draw(st.integers(0, 4)):
            result[key] = draw(_edited_rows(field, facts[key]))
        else:
            result[key] = draw(st.just(()) | _values(field, 2))
    return {key: result[key] for key in COMBINED.fields if result.get(key, ()) != ()}


@st.composite
def _edited_rows(draw, field, rows):
    kept = draw(st.lists(st.sampled_from(rows), unique_by=lambda row: row["id"], max_size=len(rows)))
    edits = [{**row, **draw(_row(field, st.just(row["id"])))} if draw(st.booleans()) else row for row in kept]
    taken = {row["id"] for row in rows}
    added = draw(st.lists(_row(field, _NAMES), unique_by=lambda row: row["id"], max_size=2))
    for row in added:
        if row["id"] not in taken:
            edits.insert(draw(st.integers(0, len(edits))), row)
    return tuple({key: row[key] for key in ("id", *field.column) if key in row} for row in edits)


def _ordered(strategies):
    """Make dictionaries with these keys in this order."""
    return st.fixed_dictionaries(strategies).map(lambda made: {key: made[key] for key in strategies})


_NAMES = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)


def _values(field: Field, max_rows: int):
    if field.kind == Kind.ROWS:
        rows = st.lists(_row(field, _NAMES), min_size=1, max_size=max_rows, unique_by=lambda row: row["id"])
        return rows.map(tuple)
    return _SCALARS[field.kind](field)


def _row(field: Field, names):
    """Make rows with at least one cell."""
    cells = st.lists(st.sampled_from([*field.column]), unique=True, min_size=1, max_size=6)
    return cells.flatmap(
        lambda keys: _ordered(
            {"id": names} | {column.key: _values(column, 0) for column in field.columns if column.key in keys}
        )
    )


def _texts(field: Field):
    lines = st.text(_LETTERS, min_size=1, max_size=min(field.longest, 40))
    return lines.map(lambda text: " ".join(text.split())).filter(lambda text: text and not says_nothing(text))


def _proses(field: Field):
    return st.lists(_texts(field), min_size=1, max_size=3).map("\n\n".join)


def _numbers(field: Field):
    least, most = field.least if field.least is not None else -1e9, field.most if field.most is not None else 1e9
    whole = st.integers(int(least), int(most))
    if field.is_whole:
        return whole
    parts = st.integers(int(least) * 1000, int(most) * 1000).map(lambda part: part / 1000)
    return whole | parts.map(lambda number: int(number) if number == int(number) else number)


def _choices(field: Field):
    words = [*VOCABULARIES[field.vocabulary]]
    chosen = st.lists(st.sampled_from(words), unique=True, min_size=1, max_size=4)
    return chosen.map(lambda some: tuple(word for word in words if word in some))


_SCALARS = {
    Kind.TEXT: _texts,
    Kind.PROSE: _proses,
    Kind.CHOICE: lambda field: st.sampled_from([*VOCABULARIES[field.vocabulary]]),
    Kind.CHOICES: _choices,
    Kind.DATE: lambda _field: _DATES,
    Kind.NUMBER: _numbers,
    Kind.YES_NO: lambda _field: st.booleans(),
    Kind.LINK: lambda _field: _LINKS,
    Kind.TIME: lambda _field: st.times().map("{:%H:%M}".format),
    Kind.THEME: lambda _field: st.sampled_from(["data", "mobility"]),
    Kind.CITY: lambda _field: st.sampled_from(["munich", "sofia"]),
    Kind.PAGES: lambda _field: _PAGES,
}
