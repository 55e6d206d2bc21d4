"""Facets as links: every choice is an address, so that a list can be sent to a colleague."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from urllib.parse import quote, urlencode

from flask import g, request

from wiki.core.messages import message as _
from wiki.http.translating import translated
from wiki.pages import queries
from wiki.pages.facets import (
    FACETS,
    VALUES,
    WAITING,
    Choices,
    Facet,
    FacetCount,
    FacetCounts,
    Order,
    is_of_practices,
)
from wiki.saved_searches.rules import TEXT_MAX
from wiki.search.asking import together
from wiki.search.types import Sort
from wiki.taxonomy.types import Taxonomy
from wiki.web.context import actor
from wiki.web.i18n import LOCALE_NAMES
from wiki.web.practice_words import title_of, words_of

# ``with`` are practices chosen for a comparison, ``as_of`` is a day: they stay while the list is narrowed.
_ARGUMENTS = ("q", "as_typed", *FACETS, "sort", "as_of", "with", "page")
_PLACES = {name: place for place, name in enumerate(_ARGUMENTS)}
_TITLES: Mapping[str, str] = {
    "theme": _("Theme"),
    "city": _("City"),
    "kind": _("Kind"),
    "language": _("Language"),
    "year": _("Year"),
    "state": _("State"),
}
_OF_CITIES = frozenset({"city", "replicated_in"})
_WAITING = _("Not public yet")
_ORDERS: Mapping[Order | Sort, str] = {
    "relevance": _("Best match"),
    "newest": _("Newest"),
    "oldest": _("Oldest"),
    "title": _("Title"),
    "freshness": _("Last verified"),
    "completeness": _("Most complete"),
    "evidence": _("Best evidence"),
}
_KINDS = {
    "practice": _("Practices"),
    "news": _("News"),
    "meeting": _("Meetings"),
    "city": _("Cities"),
    "theme": _("Themes"),
    "article": _("Articles"),
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


def chosen() -> Choices:
    """Return what the address chooses, each value once. Visitors know of no page that waits, and choose no state."""
    known = FACETS if queries.reads_drafts(actor()) else [name for name in FACETS if name != "state"]
    given = request.args.to_dict(flat=False)
    return {name: values for name in known if (values := _values(given.get(name, ())))}


def _values(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in given if value))[:20]


def _toggling(name: Facet, values: Sequence[str]) -> Callable[[str], str]:
    """Return what gives this page's address with a facet's value added to these or taken away, from its first page on.

    Of dozens of values each has its own: what stands before and behind them is put together once.
    """
    path, given = _here()
    before = [encoded for other, encoded in given if _PLACES[other] < _PLACES[name]]
    behind = [encoded for other, encoded in given if _PLACES[other] > _PLACES[name] and other != "page"]

    def toggled(value: str) -> str:
        left = tuple(v for v in values if v != value) if value in values else (*values, value)
        return _written(path, [*before, *([_encoded(name, left)] if left else []), *behind])

    return toggled


def page_address(number: int) -> str:
    """Return this page's address with another page number."""
    return _address({"page": [str(number)]})


def same_choice(path: str) -> str:
    """Return another address with what this page's address chooses, without the page number."""
    return _with({"page": ()}, path)


def without_facet(name: Facet) -> str:
    """Return this page's address with nothing chosen in one facet."""
    return _address({name: (), "page": ()})


def without_facets() -> str:
    """Return this page's address with no facet chosen."""
    return _address(dict.fromkeys((*FACETS, "page"), ()))


def scope_of(choices: Choices) -> list[tuple[str, str]]:
    """Return choices as the hidden fields of a search within them."""
    return [(name, value) for name, values in choices.items() for value in values]


def as_typed() -> str:
    """Return this search's address with no other words than those of the question."""
    return _address({"as_typed": ("1",), "page": ()})


def asking(text: str) -> str:
    """Return this search's address with another question."""
    return _address({"q": (text,), "as_typed": (), "page": ()})


def narrowed(text: str, choices: Choices) -> str:
    """Return this search's address with another text, and further values chosen."""
    changes: dict[str, Sequence[str]] = {"q": (text,) if text else (), "page": ()}
    return _address(changes | dict(together(chosen(), choices)))


def _address(changes: Mapping[str, Sequence[str]]) -> str:
    """Return this page's address with some of its arguments replaced; what no list knows is left out."""
    return _with(changes)


def _with(changes: Mapping[str, Sequence[str]], path: str | None = None) -> str:
    here, given = _here()
    changed = [(name, _encoded(name, tuple(values))) for name, values in changes.items() if values]
    kept = [argument for argument in given if argument[0] not in changes]
    return _written(path or here, [encoded for _, encoded in sorted(kept + changed, key=_place)])


def _written(path: str, arguments: Sequence[str]) -> str:
    return f"{path}?{'&'.join(arguments)}" if arguments else path


def _place(argument: tuple[str, str]) -> int:
    return _PLACES[argument[0]]


def _here() -> tuple[str, Sequence[tuple[str, str]]]:
    """Return this page's path and its arguments in order, written once for dozens of addresses that differ in one."""
    try:
        return cast("tuple[str, Sequence[tuple[str, str]]]", g.here)
    except AttributeError:
        # No search reads more of a question, and it stands in every address.
        given = [
            (name, _encoded(name, tuple(value[:TEXT_MAX] for value in values)))
            for name, values in request.args.lists()
            if name in _PLACES
        ]
        here = quote(request.root_path + request.path), sorted(given, key=_place)
        g.here = here
        return here


# Most are a facet's values, the same in every list.
@lru_cache(maxsize=2_000)
def _encoded(name: str, values: tuple[str, ...]) -> str:
    return urlencode([(name, value) for value in values])


def panels(counts: FacetCounts, taxonomy: Taxonomy, *, total: int, hidden: Sequence[Facet] = ()) -> list[FacetPanel]:
    """Return the facets to show of a list of so many pages: with a choice to make, or one made."""
    choices = chosen()
    drawn = {
        name: options_of(name, counts.get(name, ()), choices.get(name, ()), taxonomy)
        for name in FACETS
        if name not in hidden
    }
    return [
        FacetPanel(title=title_of_facet(name), options=options)
        for name, options in drawn.items()
        if _offers_choice(name, options, total)
    ]


def title_of_facet(name: Facet) -> str:
    """Return what a facet is called."""
    return title_of(name) if is_of_practices(name) else translated(_TITLES[name])


def _offers_choice(name: Facet, options: Sequence[Option], total: int) -> bool:
    if len(options) > 1 or any(option.chosen for option in options):
        return True
    # Most pages are in no state that has a name, and only practices have facts: even one value may leave less than all.
    return any(name == "state" or (is_of_practices(name) and option.count < total) for option in options)


def offered_orders(orders: Iterable[Order | Sort], current: Order | Sort) -> list[Option]:
    """Return the orders of a list or search as links; the first one is its own."""
    return [
        Option(
            label=translated(_ORDERS[order]),
            count=0,
            href=_address({"sort": [order] if place else (), "page": ()}),
            chosen=order == current,
        )
        for place, order in enumerate(orders)
    ]


def chosen_options(found: Iterable[FacetPanel]) -> list[Option]:
    return [option for panel in found for option in panel.options if option.chosen]


def options_of(name: Facet, counts: Iterable[FacetCount], chosen: Sequence[str], taxonomy: Taxonomy) -> list[Option]:
    """Return the values of a facet that can be chosen, those that are chosen among them."""
    known = {each.value: each.count for each in counts}
    values = _in_order(name, [*known, *(value for value in chosen if value not in known)])
    toggled = _toggling(name, chosen)
    return [
        Option(
            label=label(name, value, taxonomy),
            count=known.get(value, 0),
            href=toggled(value),
            chosen=value in chosen,
            icon=taxonomy.theme_by_slug[value].icon if name == "theme" and value in taxonomy.theme_by_slug else "",
            role=taxonomy.city_by_slug[value].role if name in _OF_CITIES and value in taxonomy.city_by_slug else "",
        )
        for value in values
    ]


def _in_order(name: Facet, values: list[str]) -> list[str]:
    """Return years from the last, values of practices as their vocabulary has them, others as they were counted."""
    if name == "year":
        return sorted(values, reverse=True)
    if is_of_practices(name) and VALUES[name]:
        places = {value: place for place, value in enumerate(VALUES[name])}
        return sorted(values, key=lambda value: places.get(value, len(places)))
    return values


def label(name: Facet, value: str, taxonomy: Taxonomy) -> str:
    """Return a facet's value as the reader knows it."""
    if name == "theme" and value in taxonomy.theme_by_slug:
        return taxonomy.theme_by_slug[value].name
    if name in _OF_CITIES and value in taxonomy.city_by_slug:
        return taxonomy.city_by_slug[value].name
    if is_of_practices(name):
        return words_of(name, value)
    if name == "kind":
        return kind_label(value)
    if name == "state" and value == WAITING:
        return translated(_WAITING)
    return LOCALE_NAMES.get(value, value) if name == "language" else value


def kind_label(value: str) -> str:
    return translated(_KINDS.get(value, value))
