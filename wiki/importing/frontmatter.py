"""Front matter: the YAML block above a page, read as far as it can be read."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from wiki.importing.fields import Fields
from wiki.importing.types import Finding

MAX_BLOCK = 64_000
MAX_ALIASES = 10
MAX_DEPTH = 20
# The one that is written in C, where PyYAML was built with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?)(?:\n|(?<=\n))(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]+(.*)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class FrontMatter:
    """What a page's author declared; empty or None where nothing usable was. ``rest`` is all the other keys."""

    title: str = ""
    subtitle: str = ""
    date: dt.date | None = None
    end_date: dt.date | None = None
    place: str = ""
    layout: str = ""
    image: str = ""
    published: bool = True
    language: str = ""
    themes: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    summary: str = ""
    kind: str = ""
    slug: str = ""
    rest: Mapping[str, object] = field(default_factory=dict)


def split(text: str) -> tuple[FrontMatter, str, tuple[Finding, ...]]:
    """Part a page into front matter and body, and tell what could not be read.

    A block that is no YAML mapping is body if it looks like a pair of rulers, and otherwise read line by line.
    """
    found = _BLOCK.match(text)
    if found is None:
        return FrontMatter(), text, ()
    values, problems = _read(found["yaml"])
    if values is None:
        return FrontMatter(), text, ()
    fields = Fields(values)
    first, last = fields.period()
    front = FrontMatter(
        title=fields.text("title", "name"),
        subtitle=fields.text("subtitle", "lead", "tagline"),
        date=first,
        end_date=last,
        place=fields.text("location", "place", "venue", "where"),
        layout=fields.text("layout"),
        image=fields.text("imageurl", "image", "imgurl", "picture", "cover", "boximageurl"),
        published=fields.flag("published"),
        language=fields.text("language", "lang", "locale"),
        themes=fields.texts("themes", "theme"),
        cities=fields.texts("cities", "city"),
        summary=fields.text("summary", "description", "excerpt"),
        kind=fields.text("kind", "type"),
        slug=fields.text("slug"),
        rest=fields.rest(),
    )
    return front, text[found.end() :], (*problems, *fields.problems)


def _read(block: str) -> tuple[dict[str, object] | None, tuple[Finding, ...]]:
    if is_tangled(block):
        return {}, (Finding(code="front-matter-refused", text="The front matter is too large or too tangled."),)
    try:
        loaded = yaml.load(block, LOADER)  # noqa: S506 - one of the two safe loaders
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return _line_by_line(block), (
            Finding(code="front-matter-broken", text="The front matter is no valid YAML. It was read line by line."),
        )
    if loaded is None:
        return {}, ()
    return ({str(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else None), ()


def is_tangled(block: str) -> bool:
    """Tell whether the block is too large, or could grow out of hand; looked at before anything is built."""
    if len(block) > MAX_BLOCK:
        return True
    aliases = depth = 0
    try:
        for event in yaml.parse(block, Loader=LOADER):
            aliases += isinstance(event, yaml.AliasEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if aliases > MAX_ALIASES or depth > MAX_DEPTH:
                return True
    except yaml.YAMLError:
        return False
    return False


def _line_by_line(block: str) -> dict[str, object]:
    return {key: value.strip().strip("\"'") for key, value in _LINE.findall(block)}
