"""What narrows a search among its words: ``theme:data``, ``city:"Santiago de Compostela"``, in many languages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from wiki.pages.facets import Choices, Facet
from wiki.search.analysis import title_key
from wiki.search.query import LONGEST_QUESTION, QUOTES
from wiki.taxonomy.types import Taxonomy

Values = Mapping[str, frozenset[str]]
"""Values by their folded names."""

_OPERATOR = re.compile(r'(?<!\S)(?P<name>[^\W\d_]+)[:：](?:"(?P<quoted>[^"]*)"|(?P<word>[^\s"]+))(?!\S)|"[^"]*"')
_SPACES = re.compile(r"\s+")
_YEAR = re.compile(r"[12][0-9]{3}")
_NAMES: Mapping[Facet, str] = {
    "theme": "theme thema thème tema тема テーマ",
    "city": "city stadt ville ciudad città град місто 都市",
    "kind": "kind art genre type tipo вид тип 種類",
    "language": "language sprache langue idioma lingua език мова 言語",
    "year": "year jahr année año anno година рік 年",
}
_KINDS = {
    "practice": "practices praktiken praxisbeispiele beispiele pratiques prácticas pratica pratiche практики 実践",
    "news": """
        news nachrichten neuigkeiten meldungen aktuelles actualités nouvelles noticias notizia notizie новина новини
        ニュース
        """,
    "meeting": "meetings treffen sitzungen termine réunions reuniones riunione riunioni среща срещи зустрічі 会議",
    "city": "city cities stadt städte villes ciudades città градове місто міста 都市",
    "theme": "themes thema themen thèmes temas temi тема теми テーマ",
    "article": "articles artikel artículos articolo articoli статия статии стаття статті 記事",
}
_LANGUAGES = {
    "bg": "bg bulgarian bulgarisch български",
    "de": "de german deutsch",
    "en": "en english englisch",
    "es": "es spanish spanisch español",
    "fr": "fr french französisch français",
    "it": "it italian italienisch italiano",
    "ja": "ja japanese japanisch 日本語",
    "uk": "uk ukrainian ukrainisch українська",
}


def taken_apart(text: str, taxonomy: Taxonomy) -> tuple[str, Choices]:
    """Return the words of a question and the choices that stand among them; what nobody knows stays text."""
    if ":" not in text and "：" not in text:
        return text, {}
    text = text[:LONGEST_QUESTION].translate(QUOTES)
    known, chosen = _known(taxonomy), dict[Facet, tuple[str, ...]]()

    def take(found: re.Match[str]) -> str:
        facet = _FACETS.get(title_key(found["name"])) if found["name"] else None
        values = _values(known, facet, title_key(found["quoted"] or found["word"] or "")) if facet else ()
        if not facet or not values:
            return found[0]
        chosen[facet] = tuple(dict.fromkeys((*chosen.get(facet, ()), *values)))
        return ""

    rest = _OPERATOR.sub(take, text)
    return _SPACES.sub(" ", rest).strip() if chosen else text, chosen


def _values(known: Mapping[Facet, Values], facet: Facet, wanted: str) -> tuple[str, ...]:
    """Return the values of a name, or the one value whose names alone begin so."""
    if facet == "year":
        return (wanted,) if _YEAR.fullmatch(wanted) else ()
    if wanted in known[facet]:
        return tuple(sorted(known[facet][wanted]))
    begun = frozenset[str]().union(*(slugs for name, slugs in known[facet].items() if name.startswith(wanted)))
    return tuple(begun) if wanted and len(begun) == 1 else ()


@lru_cache(maxsize=1)
def _known(taxonomy: Taxonomy) -> Mapping[Facet, Values]:
    return {
        "theme": _by_name((theme.slug, (theme.slug, *theme.names)) for theme in taxonomy.themes),
        "city": _by_name((city.slug, (city.slug, *city.names)) for city in taxonomy.cities),
        "kind": _by_name((kind, names.split()) for kind, names in _KINDS.items()),
        "language": _by_name((code, names.split()) for code, names in _LANGUAGES.items()),
    }


def _by_name(named: Iterable[tuple[str, Iterable[str]]]) -> Values:
    found: dict[str, set[str]] = {}
    for value, names in named:
        for name in names:
            found.setdefault(title_key(name), set()).add(value)
    return {name: frozenset(values) for name, values in found.items()}


def _facet_names() -> Iterator[tuple[str, Facet]]:
    for facet, names in _NAMES.items():
        yield from ((title_key(name), facet) for name in names.split())


_FACETS: Mapping[str, Facet] = dict(_facet_names())
