"""Facets as links: every choice is an address, so that a list can be sent to a colleague."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote, urlencode

from flask import g, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from wiki.http.addresses import with_query
from wiki.taxonomy.types import Taxonomy
from wiki.web.i18n import LOCALE_NAMES

NAMES = ("theme", "city", "kind", "language", "year")
STATE, WAITING = "state", "waiting"
_ARGUMENTS = ("q", *NAMES, STATE, "sort", "page")
_TITLES = {
    "theme": _l("Theme"),
    "city": _l("City"),
    "kind": _l("Kind"),
    "language": _l("Language"),
    "year": _l("Year"),
}
_KINDS = {
    "practice": _l("Practices"),
    "news": _l("News"),
    "meeting": _l("Meetings"),
    "city": _l("Cities"),
    "theme": _l("Themes"),
    "article": _l("Articles"),
}


@dataclass(frozen=True, kw_only=True)
class Option:
    """A value that can be chosen: ``href`` toggles it."""

    label: str
    count: int
    href: str
    chosen: bool
    icon: str = ""
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class FacetPanel:
    title: str
    options: Sequence[Option]


def chosen_values(name: str) -> tuple[str, ...]:
    """Return what the address chooses in a facet, each once."""
    return tuple(dict.fromkeys(value for value in request.args.getlist(name) if value))[:20]


def toggled(name: str, value: str) -> str:
    """Return this page's address with a facet's value added or taken away, from its first page on."""
    values = chosen_values(name)
    return _address({name: [v for v in values if v != value] if value in values else [*values, value], "page": ()})


def page_address(number: int) -> str:
    """Return this page's address with another page number."""
    return _address({"page": [str(number)]})


def same_choice(path: str) -> str:
    """Return another address with what this page's address chooses, without the page number."""
    arguments = {name: request.args.getlist(name) for name in _ARGUMENTS if name != "page"}
    return with_query(path, ((name, value) for name, values in arguments.items() for value in values))


def without_facets() -> str:
    """Return this page's address with no facet chosen."""
    return _address(dict.fromkeys((*NAMES, STATE, "page"), ()))


def _address(changes: Mapping[str, Sequence[str]]) -> str:
    """Return this page's address with some of its arguments replaced; what no list knows is left out."""
    path, given = _here()
    parts = (_encoded(name, changes[name]) if name in changes else given[name] for name in _ARGUMENTS)
    query = "&".join(filter(None, parts))
    return f"{path}?{query}" if query else path


def _here() -> tuple[str, Mapping[str, str]]:
    """Return this page's path and its arguments, written once for dozens of addresses that differ in one of them."""
    if "here" not in g:
        given = {name: _encoded(name, request.args.getlist(name)) for name in _ARGUMENTS}
        g.here = quote(request.root_path + request.path), given
    return cast("tuple[str, Mapping[str, str]]", g.here)


def _encoded(name: str, values: Sequence[str]) -> str:
    return urlencode([(name, value) for value in values]) if values else ""


def panels(
    counts: Mapping[Any, Iterable[tuple[str, int]]], taxonomy: Taxonomy, *, hidden: Sequence[str] = ()
) -> list[FacetPanel]:
    """Return the facets to show: with a choice to make, or one made."""
    shown = [name for name in NAMES if name not in hidden]
    drawn = [
        FacetPanel(title=str(_TITLES[name]), options=_options(name, counts.get(name, ()), taxonomy)) for name in shown
    ]
    return [panel for panel in drawn if len(panel.options) > 1 or any(option.chosen for option in panel.options)]


def waiting_panel(count: int) -> FacetPanel:
    """Return the facet that leaves what is not public yet; for members."""
    option = Option(
        label=gettext("Not public yet"),
        count=count,
        href=toggled(STATE, WAITING),
        chosen=WAITING in chosen_values(STATE),
    )
    return FacetPanel(title=gettext("State"), options=[option])


def chosen_options(found: Iterable[FacetPanel]) -> list[Option]:
    return [option for panel in found for option in panel.options if option.chosen]


def _options(name: str, counts: Iterable[tuple[str, int]], taxonomy: Taxonomy) -> list[Option]:
    chosen = chosen_values(name)
    known = dict(counts)
    values = [*known, *(value for value in chosen if value not in known)]
    return [
        Option(
            label=label(name, value, taxonomy),
            count=known.get(value, 0),
            href=toggled(name, value),
            chosen=value in chosen,
            icon=taxonomy.theme_by_slug[value].icon if name == "theme" and value in taxonomy.theme_by_slug else "",
            role=taxonomy.city_by_slug[value].role if name == "city" and value in taxonomy.city_by_slug else "",
        )
        for value in values
    ]


def label(name: str, value: str, taxonomy: Taxonomy) -> str:
    """Return a facet's value as the reader knows it."""
    if name == "theme" and value in taxonomy.theme_by_slug:
        return taxonomy.theme_by_slug[value].name
    if name == "city" and value in taxonomy.city_by_slug:
        return taxonomy.city_by_slug[value].name
    if name == "kind":
        return kind_label(value)
    return LOCALE_NAMES.get(value, value) if name == "language" else value


def kind_label(value: str) -> str:
    return str(_KINDS.get(value, value))
