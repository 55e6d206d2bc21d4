"""Every sentence of the interface is there in every language; `make translations` collects what is new."""

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from wiki.config import LOCALES

ROOT = Path(__file__).parents[3]
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")


@pytest.fixture(scope="module", params=[locale for locale in LOCALES if locale != "en"])
def folder(request) -> Path:
    return ROOT / "wiki" / "translations" / request.param / "LC_MESSAGES"


@pytest.fixture(scope="module")
def catalogue(folder) -> Catalog:
    with (folder / "messages.po").open("rb") as file:
        return read_po(file, locale=folder.parent.name)


def forms(text: Any) -> tuple[str, ...]:
    """Return a sentence's forms: one, or singular and plural."""
    return tuple(text) if isinstance(text, (tuple, list)) else (text,)


def strings(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {forms(message.id): forms(message.string) for message in catalogue if message.id}


def test_no_sentence_is_left_untranslated(catalogue):
    unfinished = [
        message.id for message in catalogue if message.id and (message.fuzzy or not all(forms(message.string)))
    ]
    assert unfinished == []


def test_a_translation_holds_the_places_of_its_original(catalogue):
    for original, translation in strings(catalogue).items():
        wanted = sorted(PLACEHOLDER.findall(original[-1]))
        for form in translation:
            assert sorted(PLACEHOLDER.findall(form)) == wanted, form


def test_no_percent_sign_stands_alone(catalogue):
    """Templates format each sentence, also one without a placeholder: a lone sign would break the page."""
    alone = re.compile(r"(?<!%)%(?!\(\w+\)s|%)")
    assert [form for translation in strings(catalogue).values() for form in translation if alone.search(form)] == []


def test_the_compiled_catalogue_is_up_to_date(folder, catalogue):
    with (folder / "messages.mo").open("rb") as file:
        assert strings(read_mo(file)) == strings(catalogue)


def test_every_string_of_code_and_templates_is_in_the_catalogue(catalogue):
    found = _extracted()
    assert ("Search",) in found
    assert ("There is a problem",) in found, "macros are searched too"
    assert ("There is an account with this address already.",) in found, "so are the domain's sentences"
    assert sorted(found - strings(catalogue).keys()) == [], "run `make translations`, then translate"


def _extracted() -> set[tuple[str, ...]]:
    """Return the strings that `make translations` would collect, with its own mapping and keywords."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")
    keywords = re.search(r'--keywords "([^"]+)"', (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert keywords, "the Makefile names the keywords"
    found = extract_from_dir(
        ROOT,
        methods,
        options,
        keywords={**DEFAULT_KEYWORDS, **parse_keywords(keywords[1].split())},
        directory_filter=lambda path: not Path(path).name.startswith("."),
    )
    return {forms(text) for _file, _line, text, _comments, _context in found}
