"""Pure rules of pages: what content must be, who publishes what, how two changes to one base combine."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any

from wiki.core.messages import message
from wiki.core.slugs import is_reserved, slugify
from wiki.facts import (
    COMBINED,
    Change,
    Facts,
    Field,
    Kind,
    Subject,
    Template,
    changes,
    meeting_problems,
    merge_facts,
    read_facts,
    rows_of,
    told_value,
)
from wiki.markup import MAX_SOURCE
from wiki.pages.merge import CONFLICT, merge_keeping_mine, merge_sets, merge_texts, merge_values
from wiki.pages.types import Content, PageKind

TITLE_MAX = 255
SUMMARY_MAX = 400
PLACE_MAX = 200
COMMENT_MAX = 500
TAGS_MAX = 10
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# What ``init`` says of the page it writes; that page makes room for the one of an export.
STARTER_COMMENT = "Starter content"
# The first save of these is public at once; a practice waits for a reviewer.
REVIEWED_KINDS = frozenset({PageKind.PRACTICE})


def publishes_on_save(kind: PageKind) -> bool:
    """Tell whether a save of this kind of page is public at once."""
    return kind not in REVIEWED_KINDS


def normalise(content: Content) -> Content:
    """Return the content with plain line feeds, no control characters, and one-line fields on one line."""
    body = _CONTROL.sub("", content.body.replace("\r\n", "\n").replace("\r", "\n"))
    return replace(
        content,
        title=one_line(content.title),
        summary=one_line(content.summary),
        place=one_line(content.place),
        body=body.strip("\n") + "\n" if body.strip() else "",
        themes=tuple(dict.fromkeys(content.themes)),
        cities=tuple(dict.fromkeys(content.cities)),
    )


def one_line(text: str) -> str:
    """Return the text on one line, without control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def content_errors(content: Content, *, theme_slugs: frozenset[str], city_slugs: frozenset[str]) -> dict[str, str]:
    """Return what is wrong with content, by field."""
    errors: dict[str, str] = {}
    if not content.title:
        errors["title"] = message("Enter a title.")
    for name, limit in (
        ("title", TITLE_MAX),
        ("summary", SUMMARY_MAX),
        ("place", PLACE_MAX),
        ("body", MAX_SOURCE),
    ):
        length = len(getattr(content, name))
        if length > limit:
            errors[name] = message("At most {limit} characters; you have {length}.", limit=limit, length=length)
    if not _LANGUAGE.fullmatch(content.language):
        errors["language"] = message("Choose a language.")
    if not theme_slugs.issuperset(content.themes) or len(content.themes) > TAGS_MAX:
        errors["themes"] = message("Choose themes from the list.")
    if not city_slugs.issuperset(content.cities) or len(content.cities) > TAGS_MAX:
        errors["cities"] = message("Choose cities from the list, at most {limit}.", limit=TAGS_MAX)
    if content.ends_on and (content.starts_on is None or content.ends_on < content.starts_on):
        errors["ends_on"] = message("The end lies before the start, or there is no start.")
    unknown = _unknown_tags(content.facts, {Kind.THEME: theme_slugs, Kind.CITY: city_slugs})
    return errors | {f"facts.{place}": message("Choose from the list.") for place in unknown}


def _unknown_tags(facts: Facts, known: Mapping[Kind, frozenset[str]]) -> Iterator[str]:
    """Yield the places of facts that name a theme or a city which is not there."""
    for key in facts:
        columns = [column for column in COMBINED.fields[key].columns if column.kind in known]
        for place, row in enumerate(rows_of(facts, key) if columns else ()):
            for column in columns:
                if column.key in row and row[column.key] not in known[column.kind]:
                    yield f"{key}.{place}.{column.key}"


def kind_errors(kind: PageKind, content: Content) -> dict[str, str]:
    """Return what content of a page of this kind may not say, by field. A practice may be a draft full of problems."""
    if kind is not PageKind.MEETING:
        return {}
    found = meeting_problems(content.facts, content.starts_on, content.ends_on)
    return {f"facts.{place}": sentence for place, sentence in found.items()}


def with_facts_read(content: Content) -> tuple[Content, dict[str, str]]:
    """Return content with what its facts hold in canonical form, and what is wrong with others by their places.

    A place is ``facts.blocks.0.kind``.
    """
    read = read_facts(content.facts)
    return replace(content, facts=read.facts), {f"facts.{place}": text for place, text in read.errors.items()}


def subject_of(content: Content) -> Subject:
    """Return what the page itself says of its practice."""
    return Subject(title=content.title, summary=content.summary, themes=content.themes, cities=content.cities)


def slug_errors(slug: str) -> dict[str, str]:
    """Return what is wrong with an address that a page is to get."""
    if not slug or slugify(slug) != slug:
        return {"slug": message("Use at least one letter or digit in the address.")}
    if is_reserved(slug):
        return {"slug": message("A part of this address is the name of a button. Choose another.")}
    return {}


@dataclass(frozen=True, kw_only=True)
class Combined:
    """Two changes to one base put together; ``conflicts`` names the fields that both changed differently."""

    content: Content
    conflicts: tuple[str, ...]


def combine(base: Content, mine: Content, theirs: Content) -> Combined:
    """Merge field by field: text by lines, tags by what was added and removed, the rest as a whole.

    A field in conflict keeps ``mine`` in the result; of the text, only the lines that both changed do.
    """
    merged: dict[str, Any] = {}
    conflicts = []
    merged["facts"], facts_in_conflict = merge_facts(base.facts, mine.facts, theirs.facts, merge_texts)
    for field in fields(Content):
        if field.name == "facts":
            conflicts += [f"facts.{key}" for key in facts_in_conflict]
            continue
        three = (getattr(base, field.name), getattr(mine, field.name), getattr(theirs, field.name))
        value = _merge_field(field.name, *three)
        if value is CONFLICT:
            conflicts.append(field.name)
            value = merge_keeping_mine(*three) if field.name == "body" else three[1]
        merged[field.name] = value
    return Combined(content=Content(**merged), conflicts=tuple(conflicts))


def _merge_field(name: str, base: Any, mine: Any, theirs: Any) -> Any:
    if name == "body":
        text = merge_texts(base, mine, theirs)
        return CONFLICT if text is None else text
    if name in {"themes", "cities"}:
        return merge_sets(base, mine, theirs)
    return merge_values(base, mine, theirs)


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field besides the text that differs between two revisions; values as people read them.

    A fact is named ``facts.cost_band``, ``facts.blocks.2.kind`` in the second row, or ``facts.blocks.2`` where all of
    the row came or went; ``label`` is what people read, part by part, and ``facts`` are the changes themselves, for
    who tells them in another language than English.
    """

    name: str
    old: str
    new: str
    label: tuple[str, ...] = ()
    facts: tuple[Change, ...] = ()


def changed_fields(old: Content, new: Content) -> tuple[FieldChange, ...]:
    """Return the differences between two contents, without the text itself."""
    names = (field.name for field in fields(Content) if field.name not in {"body", "facts"})
    pairs = ((name, _shown(getattr(old, name)), _shown(getattr(new, name))) for name in names)
    own = (FieldChange(name=name, old=before, new=after) for name, before, after in pairs if before != after)
    return (*own, *changed_facts(old.facts, new.facts))


def changed_facts(old: Facts, new: Facts, template: Template = COMBINED) -> tuple[FieldChange, ...]:
    """Return the differences between two states of facts, line by line of a comparison."""
    return tuple(_fact_change(tuple(same)) for _, same in groupby(changes(old, new, template), _told_together))


def _told_together(change: Change) -> tuple[str, ...]:
    """Return what the changes of one line of a comparison have in common: a row that came or went is one line."""
    is_row = change.happened in {"added", "removed"}
    cell = "" if is_row or change.column is None else change.column.key
    return change.field.key, str(change.row), change.happened, cell


def _fact_change(same: tuple[Change, ...]) -> FieldChange:
    change = same[0]
    row = (str(change.row),) if change.row else ()
    column = (change.column,) if change.column and change.happened == "changed" else ()
    moved = (message("Position"),) if change.happened == "moved" else ()
    return FieldChange(
        name=".".join(("facts", change.field.key, *row, *(cell.key for cell in column))),
        label=(change.field.label, *row, *(cell.label for cell in column), *moved),
        old=told_cells((each.cell, told_value(each.cell, each.old)) for each in same),
        new=told_cells((each.cell, told_value(each.cell, each.new)) for each in same),
        facts=same,
    )


def told_cells(cells: Iterable[tuple[Field, str]], naming: Callable[[str], str] = str) -> str:
    """Return the values of a change as one text: each behind its label where there are several."""
    said = [(naming(cell.label), value) for cell, value in cells if value]
    return said[0][1] if len(said) == 1 else "; ".join(f"{label}: {value}" for label, value in said)


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)
