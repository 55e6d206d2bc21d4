"""A first plan from what an edition of the practice says. Pure.

A composed row has the name (``id``) of the row of the practice it came from, so that a later change of that row finds
it, wherever it was moved and whatever was written into it. Rows of the indicators, of which a practice has one for each
number, are named for their indicator.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from wiki.facts import PLAN, ROW_ID, Facts, Row, read_facts, rows_of, write_number
from wiki.facts.dates import read_date
from wiki.facts.rows import text_of
from wiki.plans.scaling import scaled_cost

Cells = Mapping[str, object]
_NAME_DIGITS = 8


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a plan is composed by: its first day, the city's quantity, and the chosen blocks.

    ``scaled_by`` is a word of the vocabulary ``quantity``, ``scaled_to`` how much of it the city plans. ``blocks`` are
    keys or names of the practice's; none: all.
    """

    starts_on: date | None = None
    scaled_by: str = ""
    scaled_to: float | None = None
    blocks: frozenset[str] = field(default_factory=frozenset)


def compose(facts: Facts, terms: Terms) -> Facts:
    """Return the plan's facts that the practice's facts give; what its template does not take is left out."""
    given: dict[str, object] = {
        "plan_start": terms.starts_on.isoformat() if terms.starts_on else None,
        "scaled_by": terms.scaled_by or None,
        "scaled_to": terms.scaled_to,
        "legal_check": facts.get("equivalent_elsewhere"),
        "plan_blocks": _each(_chosen_rows(facts, "blocks", terms), _block),
        "milestones": list(_steps(_chosen_rows(facts, "steps", terms), terms.starts_on)),
        "plan_actors": _each(_chosen_rows(facts, "actors", terms), _actor),
        "plan_costs": list(_costs(facts, terms)),
        "risks": _each((row for row in _chosen_rows(facts, "influences", terms) if _is_barrier(row)), _risk),
        "plan_kpis": list(_indicators(_chosen_rows(facts, "kpis", terms))),
    }
    return read_facts(given, PLAN, typed=True).facts


def _each(rows: Iterable[Row], made: Callable[[Row], Cells]) -> list[Cells]:
    return [{ROW_ID: row[ROW_ID], **_filled(made(row))} for row in rows]


def _filled(cells: Cells) -> dict[str, object]:
    return {key: value for key, value in cells.items() if value not in {None, ""}}


def _chosen_rows(facts: Facts, key: str, terms: Terms) -> list[Row]:
    """Return a field's rows, but for those that name blocks of the practice of which none was chosen."""
    blocks = {text_of(row, "name").casefold(): _is_chosen(row, terms.blocks) for row in rows_of(facts, "blocks")}
    if not terms.blocks or not any(blocks.values()):
        return list(rows_of(facts, key))
    if key == "blocks":
        return [row for row in rows_of(facts, key) if _is_chosen(row, terms.blocks)]
    return [row for row in rows_of(facts, key) if _concerns(row, blocks)]


def _is_chosen(block: Row, chosen: Collection[str]) -> bool:
    return text_of(block, ROW_ID) in chosen or text_of(block, "name") in chosen


def _concerns(row: Row, blocks: Mapping[str, bool]) -> bool:
    said = " ".join(str(cell) for key, cell in row.items() if key != ROW_ID).casefold()
    named = [is_chosen for name, is_chosen in blocks.items() if name and name in said]
    return not named or any(named)


def _block(row: Row) -> Cells:
    return {"block": row.get("name"), "does": row.get("does")}


def _steps(rows: Iterable[Row], starts_on: date | None) -> Iterator[Cells]:
    begins = starts_on
    for row in rows:
        ends = _later(begins, row.get("weeks"))
        cells: dict[str, object] = {key: row.get(key) for key in ("step", "who", "output", "question", "pitfall")}
        cells |= {"start": _told(begins), "due": _told(ends)}
        yield {ROW_ID: row[ROW_ID], **_filled(cells)}
        # Of a step without weeks nobody knows when it ends, nor when the next begins.
        begins = ends


def _later(day: date | None, weeks: Any) -> date | None:
    try:
        return day + timedelta(weeks=weeks) if day and weeks else None
    except OverflowError:
        return None


def _told(day: date | None) -> str | None:
    """Return a day as facts have it; none where no template takes it."""
    try:
        return read_date(day.isoformat()) if day else None
    except ValueError:
        return None


def _actor(row: Row) -> Cells:
    there = ": ".join(filter(None, (text_of(row, "organisation"), text_of(row, "note"))))
    return {"role": row.get("role"), "type": row.get("type"), "there": there}


def _is_barrier(row: Row) -> bool:
    return row.get("kind") == "barrier"


def _risk(row: Row) -> Cells:
    told = {"risk": row.get("text"), "mitigation": row.get("solved")}
    return told | {key: row.get(key) for key in ("category", "severity")}


def _costs(facts: Facts, terms: Terms) -> Iterator[Cells]:
    quantities = (row for row in rows_of(facts, "quantities") if row.get("what") == terms.scaled_by and "value" in row)
    there = next(quantities, None)
    for row in _chosen_rows(facts, "costs", terms):
        cells: dict[str, object] = {"what": row.get("what"), "item": row.get("part")}
        cells |= {"price_year": facts.get("price_year"), "source": _source(row, there)}
        if there is not None and terms.scaled_to:
            cells |= {"quantity": terms.scaled_to, "unit": there.get("unit")}
            found = scaled_cost(_amount(row), _amount(there), terms.scaled_to)
            cells |= {"low": found.low, "high": found.high} if found else {}
        yield {ROW_ID: row[ROW_ID], **_filled(cells)}


def _source(cost: Row, there: Row | None) -> str:
    """Return what an amount was made of, in signs that every language reads: ``36900000 € / 485``."""
    if "value" not in cost:
        return ""
    return f"{write_number(_amount(cost))} €" + (f" / {write_number(_amount(there))}" if there else "")


def _amount(row: Row) -> float:
    value = row.get("value", 0)
    return value if isinstance(value, int | float) else 0


def _indicators(rows: Iterable[Row]) -> Iterator[Cells]:
    """Yield each indicator once, with nothing of what was measured there: a baseline is the city's own."""
    met: set[str] = set()
    for row in rows:
        what = text_of(row, "what")
        # Something else is told in the note, and each is something else.
        thing = f"{what}: {text_of(row, 'note')}" if what == "other" else what
        if thing not in met:
            met.add(thing)
            name = sha256(thing.encode()).hexdigest()[:_NAME_DIGITS]
            told = {"boundary": row.get("note")} if what == "other" else {}
            yield {ROW_ID: name, **_filled({"what": what, "unit": row.get("unit"), **told})}
