"""Liquid, Jekyll's template language: addresses are resolved, listings become links, the rest goes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wiki.importing.cleaning.code import Range
from wiki.importing.types import Finding

MAX_TAG = 2000
_LISTS = {
    "news": "[All news](/news)",
    "posts": "[All news](/news)",
    "events": "[All meetings](/meetings)",
    "practices": "[All practices](/practices)",
}
_OPENING = re.compile(r"\{[{%]")
_BROKEN = re.compile(r"(?<!\{)\{++(?=%)|\{(?=\{)")
_SITE_ROOT = re.compile("\ufdd2(?:[ \\t]*\ufdd2)*/?")
_COLLECTION = re.compile(r"\b(?:site|paginator)\.(\w+)")
_QUOTED = re.compile(r"""^["']([^"']*)["']""")
_OPENERS = frozenset(["for", "if", "unless", "case", "comment", "raw", "highlight", "capture", "tablerow"])
_ROOT = "\ufdd2"


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    word: str
    rest: str
    is_output: bool


def resolve_liquid(text: str, keep: Callable[[str], str]) -> tuple[str, tuple[Finding, ...]]:
    """Resolve or remove every placeholder; ``keep`` puts a finished piece aside.

    The site's address becomes "/". A loop over a collection the wiki lists itself becomes a link to its
    list, with all its markup; other loops and the pager go. What a condition guards stays.
    """
    tags = _tags(text)
    closed_by = _pairs(tags)
    parts: list[str] = []
    removed: list[str] = []
    position = index = 0
    while index < len(tags):
        tag = tags[index]
        parts.append(text[position : tag.start])
        closing = closed_by.get(index)
        block = _block(text, tag, tags[closing], keep) if closing is not None else None
        if block is not None and closing is not None:
            parts.append(block)
            removed += ["{% " + tag.word + " %}"] if not block else []
            index = closing
        else:
            parts.append(_value(tag))
            removed += [text[tag.start : tag.end]] if not parts[-1] else []
        position = tags[index].end
        index += 1
    parts.append(text[position:])
    clean = _SITE_ROOT.sub("/", "".join(parts))
    # What opens and never closes is no placeholder; without its first brace it cannot be taken for one.
    clean, broken = _BROKEN.subn("", clean)
    return clean, _told([*removed, *["{{"] * broken])


def liquid_blocks(text: str) -> Iterable[Range]:
    """Give the ranges of blocks that open and close, for what is indented inside them is not code."""
    tags = _tags(text)
    return [(tags[first].start, tags[last].end) for first, last in _pairs(tags).items()]


def _tags(text: str) -> list[_Tag]:
    found = []
    position = 0
    while opening := _OPENING.search(text, position):
        closer = "}}" if opening[0] == "{{" else "%}"
        end = text.find(closer, opening.end(), opening.end() + MAX_TAG)
        if end < 0:
            position = opening.start() + 1
            continue
        inner = text[opening.end() : end].strip("-").strip()
        word, _, rest = inner.partition(" ")
        position = end + 2
        found.append(_Tag(opening.start(), position, word, rest.strip(), closer == "}}"))
    return found


def _pairs(tags: list[_Tag]) -> dict[int, int]:
    """Match each opening tag with its end; an end without a beginning is nobody's."""
    pairs: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for index, tag in enumerate(tags):
        if tag.is_output:
            continue
        if tag.word in _OPENERS:
            waiting.setdefault(tag.word, []).append(index)
        elif tag.word.startswith("end") and waiting.get(tag.word[3:]):
            pairs[waiting[tag.word[3:]].pop()] = index
    return pairs


def _block(text: str, opening: _Tag, closing: _Tag, keep: Callable[[str], str]) -> str | None:
    """Give what stands for a whole block; None if its inside is looked at on its own."""
    inner = text[opening.end : closing.start]
    if opening.word in {"for", "tablerow"}:
        collection = _COLLECTION.search(opening.rest)
        listed = _LISTS.get(collection[1]) if collection else None
        return f"\n\n{keep(listed)}\n\n" if listed else ""
    if opening.word in {"comment", "capture"} or (opening.word in {"if", "unless"} and "paginator" in opening.rest):
        return ""
    if opening.word == "highlight":
        return "\n\n" + keep(f"```{opening.rest.partition(' ')[0]}\n{inner.strip(chr(10))}\n```") + "\n\n"
    return None


def _value(tag: _Tag) -> str:
    expression = f"{tag.word} {tag.rest}".strip()
    if not tag.is_output:
        return _ROOT + tag.rest.strip("\"'").lstrip("/") if tag.word in {"link", "post_url"} else ""
    if re.match(r"site\.(?:baseurl|url)\b", expression):
        return _ROOT
    quoted = _QUOTED.match(expression)
    return _ROOT + quoted[1].lstrip("/") if quoted else ""


def _told(removed: list[str]) -> tuple[Finding, ...]:
    if not removed:
        return ()
    shown = ", ".join(dict.fromkeys(" ".join(tag.split())[:60] for tag in removed[:4]))
    return (Finding(code="liquid-removed", text=f"Template placeholders were removed: {shown}."),)
