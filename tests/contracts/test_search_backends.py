"""What every search backend keeps: the protocol's docstring, said in tests.

Another backend joins by a line in `OPENINGS`: the code that opens it at a place of its own, run here and in the
processes that these tests start and kill. The place is a folder, and names a database of the server if there is one.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.indexes import forget
from wiki.core.ids import CityId, SynonymGroupId, ThemeId
from wiki.facts import Depth, Ranks
from wiki.pages.facets import FACETS, PRACTICE_ORDERS, Choices, FacetCounts, PracticeOrder
from wiki.search.contract import SearchBackend
from wiki.search.lexicon import lexicon_of
from wiki.search.null import NullBackend
from wiki.search.types import (
    LONGEST_RESULT_PAGE,
    Busy,
    FoundIn,
    ListQuery,
    Part,
    Reader,
    SearchDocument,
    SearchQuery,
    SearchResults,
    SearchUnavailable,
    Suggestions,
)
from wiki.taxonomy.types import City, CityRole, SynonymGroup, Taxonomy, Theme

OPENINGS = (
    {"postgres": "from tests.indexes import open_postgres\nopened = open_postgres(place)\n"}
    if "TEST_DATABASE_URL" in os.environ
    else {"whoosh": "from wiki.search.whoosh import WhooshBackend\nopened = WhooshBackend(place)\n"}
)

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
_page_ids = count(1)


def page(title: str, body: str = "", **fields: Any) -> SearchDocument:
    """A document of a page of its own, for everybody unless said otherwise. Names of facets give its values there."""
    page_id = fields.pop("page_id", None) or next(_page_ids)
    audience = fields.pop("audience", "all")
    given = {facet: fields.pop(facet) for facet in FACETS if facet in fields and facet != "language"}
    defaults: dict[str, Any] = {
        "slug": title.lower().replace(" ", "-"),
        "summary": "",
        "language": "en",
        "facets": {"kind": ("practice",), "language": (fields.get("language", "en"),), **given},
        "listed_on": NOW.date(),
        "updated_at": NOW,
    }
    return SearchDocument(
        key=f"{page_id}:{audience}",
        page_id=page_id,
        title=title,
        body=body,
        audience=audience,
        **(defaults | fields),
    )


def open_backend(name: str, place: Path) -> SearchBackend:
    names = {"place": place}
    exec(OPENINGS[name], names)
    return names["opened"]


@pytest.fixture(params=OPENINGS)
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], SearchBackend]]:
    """Opens the same index again, as another process would."""
    yield lambda: open_backend(request.param, tmp_path / "index")
    if request.param == "postgres":
        forget(tmp_path / "index")


@pytest.fixture
def backend(opening: Callable[[], SearchBackend]) -> Iterator[SearchBackend]:
    opened = opening()
    opened.rebuild([])
    yield opened
    opened.close()


def search(backend: SearchBackend, text: str = "", **fields: Any) -> SearchResults:
    """Search as a visitor unless said otherwise. Names of facets give the choices."""
    choices = {facet: fields.pop(facet) for facet in FACETS if facet in fields}
    return backend.search(SearchQuery(**({"text": text, "audience": "public", "choices": choices} | fields)))


def titles(backend: SearchBackend, text: str = "", **fields: Any) -> list[str]:
    return [hit.title for hit in search(backend, text, **fields).hits]


def counted(facets: FacetCounts, name: Any) -> dict[str, int]:
    return {choice.value: choice.count for choice in facets[name]}


def facet(results: SearchResults, name: Any) -> dict[str, int]:
    return counted(results.facets, name)


# Words


def test_any_word_of_a_question_is_enough(backend: SearchBackend) -> None:
    backend.update([page("A", "district heating"), page("B", "lamp posts"), page("C", "trees")])
    assert set(titles(backend, "How do lamp posts or heating work?")) == {"A", "B"}


def test_more_and_rarer_words_come_first(backend: SearchBackend) -> None:
    common = [page(f"P{number}", "heating plant") for number in range(5)]
    backend.update([*common, page("Rare", "geothermal plant"), page("Both", "geothermal heating")])
    assert titles(backend, "geothermal heating")[:2] == ["Both", "Rare"]


def test_title_summary_and_names_are_searched(backend: SearchBackend) -> None:
    backend.update([
        page("Lamp posts", "x"),
        page("B", "x", summary="All about lamp posts"),
        page("C", "x", city=("kyiv",), names=("Kyiv", "Kiev", "Київ")),
    ])  # fmt: skip
    assert set(titles(backend, "lamp")) == {"Lamp posts", "B"}
    assert titles(backend, "Kiev") == titles(backend, "Київ") == ["C"]


def test_each_page_is_found_in_its_language(backend: SearchBackend) -> None:
    backend.update([
        page("A", "Die Sanierungen der Häuser", language="de"),
        page("B", "La rénovation énergétique", language="fr"),
        page("C", "東京都のエネルギー政策", language="ja"),
        page("D", "Обновяване на сгради", language="bg"),
    ])  # fmt: skip
    assert titles(backend, "Sanierung") == ["A"]
    assert titles(backend, "renovations energetiques") == ["B"]
    assert titles(backend, "エネルギー") == ["C"]
    assert titles(backend, "сградите") == ["D"]


def test_an_exact_title_comes_first_and_then_titles_with_all_words(backend: SearchBackend) -> None:
    backend.update([
        page("Report", "vienna heating " * 50),
        page("District heating in Vienna", "x"),
        page("Vienna: heating!", "x"),
        page("Heating", "vienna"),
    ])  # fmt: skip
    results = search(backend, "vienna HEATING")
    assert [hit.title for hit in results.hits][:2] == ["Vienna: heating!", "District heating in Vienna"]
    assert [hit.exact_title for hit in results.hits] == [True, False, False, False]


def test_another_title_of_a_page_counts_as_its_title(backend: SearchBackend) -> None:
    backend.update([page("Kiev diary", "kiev " * 20), page("Kyiv", "A city", aliases=("Kiev", "Київ"))])
    assert titles(backend, "kiev") == ["Kyiv", "Kiev diary"]


def test_a_title_of_function_words_is_found(backend: SearchBackend) -> None:
    backend.update([page("What is it", "x"), page("Other", "it is what it is")])
    assert titles(backend, "what is it")[0] == "What is it"


def test_a_phrase_must_stand_as_quoted(backend: SearchBackend) -> None:
    backend.update([page("A", "the city of Munich"), page("B", "Munich, a city of lamps"), page("C", "city")])
    assert titles(backend, '"City of Munich"') == ["A"]
    assert titles(backend, '"munich"') != []
    assert titles(backend, '"city munich"') == []
    assert titles(backend, '"a b" "city of munich"') == []


def test_a_phrase_in_japanese(backend: SearchBackend) -> None:
    backend.update([page("A", "東京都のエネルギー", language="ja"), page("B", "京都と東京", language="ja")])
    assert titles(backend, '"東京都"') == ["A"]


def test_minus_takes_out(backend: SearchBackend) -> None:
    backend.update([page("A", "heating with gas"), page("B", "heating pumps"), page("C", "city gas works")])
    assert titles(backend, "heating -gas") == ["B"]
    assert set(titles(backend, 'heating gas -"city gas"')) == {"A", "B"}
    assert titles(backend, "-gas") == ["B"]


ODD = ["?", "*", "heat*", "(", '"', '"""', "- -", "AND OR NOT", "a:b:c", "[0 TO", "\\", "\x00", "🙂", "'; DROP TABLE"]


@pytest.mark.parametrize("text", [*ODD, "x" * 10_000, "word " * 5_000, "\u202eabc", "-" * 5000, '"a ' * 3000])
def test_odd_input_gets_an_answer(backend: SearchBackend, text: str) -> None:
    backend.update([page("Heating", "district heating")])
    assert search(backend, text).total in (0, 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(text=st.text(), number=st.integers(), limit=st.integers(), sort=st.sampled_from(["relevance", "newest"]))
def test_any_input_gets_an_answer(backend: SearchBackend, text: str, number: int, limit: int, sort: Any) -> None:
    if not backend.count():
        backend.update([page("Heating", "district heating")])
    results = search(backend, text, page=number, limit=limit, sort=sort)
    assert len(results.hits) <= results.total <= 1


# Rights


def test_each_reader_meets_the_text_meant_for_them(backend: SearchBackend) -> None:
    public = page("Heating", "old text", page_id=900, audience="public", theme=("heat",), year=("2016",))
    draft = page("Heating", "unpublished secret", page_id=900, audience="members", theme=("draft",), year=("2017",))
    backend.update([public, draft, page("Lamps", "for all")])
    assert titles(backend, "secret") == []
    assert titles(backend, "secret", audience="members") == ["Heating"]
    assert titles(backend, "old", audience="members") == []
    assert search(backend).total == search(backend, audience="members").total == 2


def test_nothing_of_a_draft_reaches_a_public_answer(backend: SearchBackend) -> None:
    draft = page(
        "Confidential geothermy",
        "secret borehole",
        audience="members",
        kind=("news",),
        language="de",
        theme=("hidden",),
        city=("nowhere",),
        year=("1999",),
    )
    backend.update([draft, page("Heating", "open")])
    for text in (
        "",
        "secret borehole",
        "Confidential geothermy",
        "confidential geothermi",
        "confidetial borehole geothermy",
        "borehol",
        "bore hole",
        "secretborehole",
        '"secret borehole"',
        "-open",
    ):
        told = repr(replace(search(backend, text), took_ms=0)).lower().replace(repr(text).lower(), "")
        assert not any(word in told for word in ("confidential", "secret", "hidden", "nowhere", "1999", "news"))
    assert [near.title for near in search(backend, "confidetnall geotermie", audience="members").near_titles] == [
        "Confidential geothermy"
    ]


# Facets


@pytest.fixture
def tagged(backend: SearchBackend) -> SearchBackend:
    backend.update([
        page("A", "heat", theme=("heat", "data"), city=("vienna",), year=("2016",)),
        page("B", "heat", theme=("heat",), city=("lyon",), year=("2017",), kind=("news",)),
        page("C", "heat", theme=("mobility",), city=("vienna",), year=("2017",), language="de"),
        page("D", "lamps", theme=("data",), city=("munich",)),
    ])  # fmt: skip
    return backend


def test_facets_count_all_matches(tagged: SearchBackend) -> None:
    results = search(tagged, "heat", limit=1)
    assert results.total == 3
    assert facet(results, "theme") == {"heat": 2, "data": 1, "mobility": 1}
    assert facet(results, "city") == {"vienna": 2, "lyon": 1}
    assert facet(results, "kind") == {"practice": 2, "news": 1}
    assert facet(results, "language") == {"en": 2, "de": 1}
    assert facet(results, "year") == {"2017": 2, "2016": 1}
    assert [choice.value for choice in results.facets["theme"]] == ["heat", "data", "mobility"]


def test_values_of_a_facet_are_alternatives_and_facets_combine(tagged: SearchBackend) -> None:
    assert set(titles(tagged, theme=("heat", "mobility"))) == {"A", "B", "C"}
    assert titles(tagged, theme=("heat", "mobility"), city=("lyon",)) == ["B"]
    assert titles(tagged, year=("2017",), language=("de",), kind=("practice",)) == ["C"]
    assert titles(tagged, theme=("unheard",)) == []


def test_a_facet_is_not_narrowed_by_its_own_choice(tagged: SearchBackend) -> None:
    results = search(tagged, "heat", theme=("heat",))
    assert facet(results, "theme") == {"heat": 2, "data": 1, "mobility": 1}
    assert facet(results, "city") == {"vienna": 1, "lyon": 1}
    assert results.total == 2


_documents = st.lists(
    st.builds(
        page,
        title=st.sampled_from(["Heat", "Lamps"]),
        theme=st.lists(st.sampled_from("abc"), unique=True).map(tuple),
        city=st.lists(st.sampled_from("xyz"), unique=True).map(tuple),
        year=st.sampled_from([(), ("2016",), ("2017",)]),
        audience=st.sampled_from(["all", "public", "members"]),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(documents=_documents, themes=st.sets(st.sampled_from("abc")), years=st.sets(st.sampled_from(["2016", "2017"])))
def test_every_count_is_what_choosing_it_shows(
    backend: SearchBackend, documents: list[SearchDocument], themes: set[str], years: set[str]
) -> None:
    backend.rebuild(documents)
    chosen: dict[str, Any] = {"theme": tuple(themes), "year": tuple(years)}
    results = search(backend, "heat", **chosen)
    for choice in results.facets["city"]:
        assert search(backend, "heat", **chosen, city=(choice.value,)).total == choice.count
    for choice in results.facets["theme"]:
        assert search(backend, "heat", **chosen | {"theme": (choice.value,)}).total == choice.count
    visible = [document for document in documents if document.audience != "members" and document.title == "Heat"]
    assert results.total == sum(
        (not themes or bool(themes & set(document.facets["theme"])))
        and (not years or bool(years & set(document.facets["year"])))
        for document in visible
    )


# Order and pages


def test_an_empty_text_lists_everything_newest_first(backend: SearchBackend) -> None:
    backend.update([page(f"P{day}", updated_at=NOW - timedelta(days=day)) for day in (2, 0, 1)])
    assert titles(backend) == titles(backend, "  ") == ["P0", "P1", "P2"]


def test_newest_first_on_demand(backend: SearchBackend) -> None:
    backend.update([page("heat heat", "heat"), page("x", "heat", updated_at=NOW + timedelta(hours=1))])
    assert titles(backend, "heat", sort="newest") == ["x", "heat heat"]


def test_pages_of_results_neither_repeat_nor_skip(backend: SearchBackend) -> None:
    documents = [page(f"P{number}", "heat") for number in range(25)]
    backend.update(documents[10:])
    backend.update(documents[:10])
    pages = [titles(backend, "heat", page=number, limit=10) for number in (1, 2, 3, 4)]
    assert [len(found) for found in pages] == [10, 10, 5, 0]
    assert list(chain(*pages)) == [document.title for document in documents]
    assert search(backend, "heat", page=9, limit=10).total == 25


def test_a_page_of_results_is_limited(backend: SearchBackend) -> None:
    backend.update([page(f"P{number}") for number in range(LONGEST_RESULT_PAGE + 5)])
    assert len(search(backend, limit=10_000).hits) == LONGEST_RESULT_PAGE


# Fields of practices


def field(key: str, text: str, depth: Depth = Depth.IMPLEMENTER) -> Part:
    return Part(field=key, text=text, depth=depth)


def test_a_field_weighs_what_it_is(backend: SearchBackend) -> None:
    filling = "Trees along a river. " * 20
    backend.update([
        page("In the text", f"{filling} A sensor."),
        page("Implementer", filling, parts=(field("operation", "A sensor."),)),
        page("Brief", filling, parts=(field("problem", "A sensor.", Depth.BRIEF),)),
        page("Minute", filling, parts=(field("kpis", "A sensor.", Depth.MINUTE),)),
        page("Summary", filling, summary="A sensor."),
    ])  # fmt: skip
    found = search(backend, "sensors").hits
    assert {hit.title for hit in found[:2]} == {"Minute", "Summary"}
    assert found[2].title == "Brief"
    assert found[3].score == pytest.approx(found[4].score, rel=0.02)


def test_phrases_are_found_in_fields_and_not_across_them(backend: SearchBackend) -> None:
    parts = (field("problem", "No shared"), field("objectives", "mobility for all"))
    backend.update([page("A", "x", parts=parts)])
    assert titles(backend, '"mobility for all"') == ["A"]
    assert titles(backend, '"shared mobility"') == []


@pytest.mark.parametrize("sort", ["relevance", "newest", "freshness"])
def test_the_best_are_found_wherever_they_stand_in_the_index(backend: SearchBackend, sort: str) -> None:
    """Texts come in one after the other, the last page first; equals are ordered by page, before 1970 too."""
    for number in range(60, 0, -1):
        at = datetime(1960, 1, 1, tzinfo=UTC) + timedelta(days=number % 7)
        body, rank = "sensor " * (1 + number % 5), Ranks(freshness=number % 4)
        backend.update([page(f"P{number}", body, page_id=1_000 + number, updated_at=at, ranks=rank)])
    every = search(backend, "sensor", sort=sort, limit=LONGEST_RESULT_PAGE).hits
    assert len(every) == 60
    assert [(-hit.score, hit.page_id) for hit in every] == sorted((-hit.score, hit.page_id) for hit in every)
    for number in (1, 2, 3):
        shown = search(backend, "sensor", sort=sort, limit=20, page=number).hits
        assert [hit.page_id for hit in shown] == [hit.page_id for hit in every[20 * (number - 1) : 20 * number]]


def test_standardised_evidenced_and_fresh_practices_come_first_among_equals(backend: SearchBackend) -> None:
    verified = NOW.toordinal()
    backend.update([
        page("News", "sensor", kind=("news",)),
        page("Draft", "sensor", quality=("not_yet",)),
        page("Fresh", "sensor", quality=("not_yet",), ranks=Ranks(freshness=verified)),
        page("Evidence", "sensor", quality=("not_yet",), ranks=Ranks(evidence=4003, freshness=verified)),
        page("Standardised", "sensor", quality=("standardised",), ranks=Ranks(evidence=4003, freshness=verified)),
        page("More of it", "sensor sensor", quality=("not_yet",)),
    ])  # fmt: skip
    order = ["More of it", "Standardised", "Evidence", "Fresh", "News", "Draft"]
    assert titles(backend, "sensor") == order


def test_standing_changes_no_other_order(backend: SearchBackend) -> None:
    earlier = NOW - timedelta(days=1)
    backend.update(
        [
            page("Old", "sensor", quality=("standardised",), updated_at=earlier),
            page("New", "sensor", quality=("not_yet",)),
        ]
    )
    assert titles(backend, "sensor", sort="newest") == ["New", "Old"]


def test_a_hit_tells_where_the_words_stand(backend: SearchBackend) -> None:
    marks = {"quality": ("standardised",), "results": ("measured",), "confirmed": ("elsewhere",)}
    parts = (field("problem", "Cold homes."), field("kpis", "Sensors in 30 homes."), field("barriers", "Sensors cost."))
    backend.update([
        page("Sensors", "Many homes.", parts=parts, summary="Of homes.", **marks),
        page("Other", "A sensor."),
        page("Tagged", "x", city=("kyiv",), names=("Kyiv", "Kiev")),
    ])  # fmt: skip
    first, second = search(backend, "sensor").hits
    assert first.found_in == (
        FoundIn(where="title"),
        FoundIn(where="field", name="kpis"),
        FoundIn(where="field", name="barriers"),
    )
    assert (first.passage_of, first.standing) == ("kpis", ("standardised", "measured", "confirmed"))
    assert (second.found_in, second.passage_of, second.standing) == ((FoundIn(where="text"),), "", ())
    places = [place.where for place in search(backend, "homes").hits[0].found_in]
    assert places == ["summary", "text", "field", "field"]
    (tagged,) = search(backend, "Kiev", lexicon=CITIES).hits
    assert tagged.found_in == (FoundIn(where="city", name="kyiv"),)
    assert search(backend, "").hits[0].found_in == ()


# What a hit shows


def test_a_hit_tells_what_a_list_shows(backend: SearchBackend) -> None:
    document = page("Heating plants", "A plant heats.", theme=("heat",), city=("lyon",), year=("2017",))
    backend.update([document])
    results = search(backend, "plants")
    hit = results.hits[0]
    kept = ("page_id", "slug", "title", "language", "updated_at")
    assert {name: getattr(hit, name) for name in kept} == {name: getattr(document, name) for name in kept}
    assert (hit.kind, hit.themes, hit.cities, hit.year) == ("practice", ("heat",), ("lyon",), 2017)
    assert [span.text for span in hit.title_spans if span.marked] == ["plants"]
    assert [span.text for span in hit.snippet if span.marked] == ["plant"]
    assert results.took_ms > 0


def test_titles_come_near_where_nothing_is_found_and_somebody_wants_them(backend: SearchBackend) -> None:
    backend.update([page("Hauffgasse")])
    assert [near.title for near in search(backend, "hauxxgasse", as_typed=True).near_titles] == ["Hauffgasse"]
    assert search(backend, "hauxxgasse", as_typed=True, names_near_titles=False).near_titles == ()


def test_a_slip_finds_what_was_meant_and_marks_it(backend: SearchBackend) -> None:
    backend.update([page("A", "The refurbishment of a block."), page("B", "A lamp.")])
    for text in ("refurbishmant", "refurbishmetn", "refurbshment", "refurbish ment"):
        (hit,) = search(backend, text).hits
        assert [span.text for span in hit.snippet if span.marked] == ["refurbishment"]


def test_a_form_that_stands_nowhere_is_mended_to_another_of_the_word(backend: SearchBackend) -> None:
    backend.update([page("A", "Tenants refurbish.", language="en"), page("B", "A lamp.")])
    assert titles(backend, "refubrishing") == ["A"]


def test_an_unfinished_last_word_finds_what_it_may_become(backend: SearchBackend) -> None:
    backend.update([page("A", "Photovoltaics"), page("B", "Phosphor"), page("C", "Lamps")])
    assert titles(backend, "photovol") == ["A"]
    assert search(backend, "photovol ").total == search(backend, "photovol lamps").total - 1 == 0


def test_a_word_that_somebody_wrote_is_not_mended(backend: SearchBackend) -> None:
    backend.update([page("A", "A tram."), page("B", "A trams stop"), page("C", "A team.")])
    assert titles(backend, "tram?") == ["A", "B"]


def test_a_slip_is_mended_though_another_word_begins_as_it_does(backend: SearchBackend) -> None:
    meant, other = page("A", "Няколко подписа", language="bg"), page("B", "То подпомага", language="bg")
    backend.update([meant, other])
    assert "A" in titles(backend, "подпоса?")


def test_other_words_are_told_as_they_are_written_and_can_be_done_without(backend: SearchBackend) -> None:
    backend.update([page("A", "Viel Fernwärme, fernwärme.", language="de"), page("B", "Fern", language="de")])
    assert search(backend, "fernwarne?").also_searched == ("Fernwärme",)
    as_typed = search(backend, "fernwarne?", as_typed=True)
    assert (as_typed.also_searched, as_typed.total) == ((), 0)
    assert search(backend, "fern!").also_searched == search(backend, "fernwärmen").also_searched == ()


def test_other_words_come_from_what_the_reader_may_see(backend: SearchBackend) -> None:
    backend.update([page("A", "confidential", audience="members"), page("B", "conference")])
    assert search(backend, "confidentail").also_searched == ()
    assert search(backend, "conf").also_searched == ("conference",)
    assert search(backend, "confidentail", audience="members").also_searched == ("confidential",)


def test_the_question_is_suggested_as_it_was_meant_and_as_the_texts_write_it(backend: SearchBackend) -> None:
    backend.update([
        page("A", "District of many. The district heating."),
        page("B", "Die Wärmedämmung der Fassade", language="de"),
    ])  # fmt: skip

    def meant(text: str, **fields: Any) -> str:
        return search(backend, text, **fields).suggestion

    assert meant("distrct heating?") == meant("distrct heating?", as_typed=True) == "district heating?"
    assert meant("  Waermedaemung der fassade ") == "Wärmedämmung der fassade"
    assert meant('"distrct heatign"') == '"district heating"'
    assert meant('"heating distrct"') == meant('"heating distrct" -') == meant("distrct -heating") == ""
    assert meant("district heating") == meant("distr") == meant("xyzzy") == meant("") == ""
    assert meant("distrct", language=("de",)) == ""


def test_an_operator_has_no_slips(backend: SearchBackend) -> None:
    backend.update([page("A", "The theme of the heating.")])
    assert search(backend, "thema:haeting").suggestion == "thema:heating"
    assert "theme" not in search(backend, "thema:haeting").also_searched


def test_what_was_meant_comes_from_what_the_reader_may_see(backend: SearchBackend) -> None:
    backend.update([page("A", "confidential", audience="members"), page("B", "The heating")])
    assert search(backend, "confidentail").suggestion == ""
    assert search(backend, "confidentail", audience="members").suggestion == "confidential"


def test_a_form_that_only_others_may_read_is_not_suggested(backend: SearchBackend) -> None:
    backend.update([page("A", "renovations", audience="members"), page("B", "renovation")])
    assert search(backend, "renovatoins").suggestion == ""


def test_a_form_that_only_others_may_read_is_not_looked_for(backend: SearchBackend) -> None:
    backend.update([page("A", "boreholing", audience="members"), page("B", "Two boreholes.")])
    for text in ("boreholin", "boreholimg?", "bore holing?"):
        assert "boreholing" not in search(backend, text).also_searched
        assert "boreholing" in search(backend, text, audience="members").also_searched
    assert titles(backend, "boreholse?") == ["B"]


def test_a_foreign_ending_makes_no_other_word_of_a_slip(backend: SearchBackend) -> None:
    backend.update([page("A", "Ten lamps, ten trams."), page("B", "The tenants of a block.")])
    found = search(backend, "tennants?")
    assert [hit.title for hit in found.hits] == ["B"]
    assert (found.also_searched, found.suggestion) == (("tenants",), "tenants?")


def test_a_slip_is_one_of_a_language(backend: SearchBackend) -> None:
    backend.update([page("A", "The meter, later.")])
    for text in ("Wo wohnen die Mieter?", "laternen?", "die Laternen"):
        assert (search(backend, text).total, search(backend, text).suggestion) == (0, "")
    backend.update([page("B", "Die Mieten.", language="de")])
    assert titles(backend, "Wo wohnen die Miten?") == ["B"]


def test_a_name_with_a_slip_is_mended_in_a_question_of_any_language(backend: SearchBackend) -> None:
    backend.update([page("A", "The buses of Kyiv.")])
    assert titles(backend, "Wie fahren die Busse in Kyiiv?", lexicon=CITIES) == ["A"]


def test_a_word_that_an_editor_knows_is_not_mended(backend: SearchBackend) -> None:
    backend.update([page("A", "The retrofet of a house.")])
    assert titles(backend, "retrofit?") == ["A"]
    assert titles(backend, "retrofit?", lexicon=SAME) == []


KYIV = City(
    id=CityId(1),
    slug="kyiv",
    name="Kyiv",
    country="UA",
    role=CityRole.OBSERVER,
    population=None,
    latitude=None,
    longitude=None,
    description="",
    aliases=("Kiev",),
    updated_at=NOW,
)
CITIES = lexicon_of(Taxonomy(themes=(), cities=(KYIV,)))
SAME = lexicon_of(
    Taxonomy(
        themes=(),
        cities=(),
        synonyms=tuple(
            SynonymGroup(id=SynonymGroupId(number), words=words, updated_at=NOW)
            for number, words in enumerate(
                [
                    ("refurbishment", "retrofit", "building renovation", "саниране"),
                    ("e-car sharing", "electric car sharing", "Carsharing"),
                ]
            )
        ),
    )
)


HEAT = Theme(
    id=ThemeId(1),
    slug="heat",
    name="District Heating",
    short_name="Heating",
    icon="",
    description="",
    aliases=("solar energy", "lamppost"),
    updated_at=NOW,
)
THEMES = lexicon_of(Taxonomy(themes=(HEAT,), cities=()))


def test_a_theme_is_meant_by_its_whole_name_and_a_text_that_says_it_comes_first(backend: SearchBackend) -> None:
    backend.update([
        page("Tagged", "x", theme=("heat",)),
        page("Roof", "A solar roof."),
        page("Both", "One lamppost.", theme=("heat",)),
        page("Post", "One lamppost."),
    ])  # fmt: skip
    assert titles(backend, "solar", lexicon=THEMES) == ["Roof"]
    assert titles(backend, "lamppost", lexicon=THEMES) == ["Both", "Post", "Tagged"]
    found = search(backend, "Solar energies", lexicon=THEMES)
    assert {hit.title for hit in found.hits} == {"Tagged", "Roof", "Both"}
    assert found.also_searched == ()
    for text, fields in (('"solar energy"', {}), ("lamppost", {"as_typed": True})):
        assert "Tagged" not in titles(backend, text, lexicon=THEMES, **fields)


def test_a_tag_says_most_where_it_is_the_only_one(backend: SearchBackend) -> None:
    backend.update([page("Two", theme=("data", "heat")), page("One", theme=("heat",))])
    assert titles(backend, "district heating", lexicon=THEMES) == ["One", "Two"]


def test_a_slip_in_a_synonym_finds_what_means_the_same(backend: SearchBackend) -> None:
    backend.update([page("A", "A building in renovation."), page("B", "A building.")])
    found = search(backend, "retrofti?", lexicon=SAME)
    assert ([hit.title for hit in found.hits], found.also_searched) == (["A"], ("building renovation",))


def test_words_that_mean_the_same_are_looked_for_and_told(backend: SearchBackend) -> None:
    backend.update([page("A", "They were refurbished."), page("B", "Retrofits of homes."), page("C", "A park.")])
    found = search(backend, "retrofitting of homes", lexicon=SAME)
    assert [hit.title for hit in found.hits] == ["B", "A"]
    assert found.also_searched == ("refurbishment",)
    assert titles(backend, "санирането", lexicon=SAME) == ["A", "B"]


@pytest.mark.parametrize("asked", ["Carsharing", "car-sharing", "e-car sharing", "electric car sharing"])
def test_a_phrase_means_the_same_as_a_word(backend: SearchBackend, asked: str) -> None:
    backend.update([
        page("Word", "Carsharing im Hof", language="de"),
        page("Phrase", "The electric cars are shared; car sharing, electric."),
        page("Half", "A new bus, and electric trams."),
    ])  # fmt: skip
    assert {"Word", "Phrase"} <= set(titles(backend, asked, lexicon=SAME)[:2])


def test_a_compound_finds_what_a_part_of_it_means(backend: SearchBackend) -> None:
    backend.update([page("A", "Electric car sharing."), page("B", "A station."), page("C", "A retrofit.")])
    found = search(backend, "Carsharingstation", lexicon=SAME)
    assert [hit.title for hit in found.hits] == ["A"]
    assert found.also_searched == ("electric car sharing",)
    assert titles(backend, "Gesamtrefurbishment", lexicon=SAME) == ["C"]
    assert titles(backend, "Carsharingstation", lexicon=SAME, as_typed=True) == []


def test_a_text_that_holds_one_word_of_a_phrase_does_not_mean_the_same(backend: SearchBackend) -> None:
    backend.update([page("A", "Renovation of a building."), page("B", "A building."), page("C", "A renovation.")])
    assert titles(backend, "retrofit", lexicon=SAME) == ["A"]


def test_what_was_typed_weighs_more_than_what_means_the_same(backend: SearchBackend) -> None:
    backend.update([page("A", "One refurbishment."), page("B", "One retrofit.")])
    assert titles(backend, "retrofit", lexicon=SAME) == ["B", "A"]
    assert titles(backend, "refurbishment", lexicon=SAME) == ["A", "B"]


def test_words_in_quotes_and_words_as_typed_mean_themselves(backend: SearchBackend) -> None:
    backend.update([page("A", "One refurbishment."), page("B", "One retrofit.")])
    assert titles(backend, '"retrofit"', lexicon=SAME) == titles(backend, "retrofit", lexicon=SAME, as_typed=True)
    assert search(backend, '"retrofit"', lexicon=SAME).also_searched == ()


def test_no_synonym_tells_of_a_text_that_the_reader_may_not_see(backend: SearchBackend) -> None:
    backend.update([page("A", "A retrofit."), page("B", "A refurbishment.", audience="members")])
    assert search(backend, "retrofit", lexicon=SAME).also_searched == ()
    assert search(backend, "retrofit", lexicon=SAME, audience="members").also_searched == ("refurbishment",)


def test_a_short_stem_is_no_slip_of_another(backend: SearchBackend) -> None:
    backend.update([page("A", "The motor of a shuttle.")])
    found = search(backend, "moorings")
    assert (found.total, found.suggestion) == (0, "")


def test_numbers_are_not_mended(backend: SearchBackend) -> None:
    backend.update([page("A", "2019 kwh20")])
    assert search(backend, "2018").total == search(backend, "kwh30").total == 0


def test_compounds_are_found_apart_and_together(backend: SearchBackend) -> None:
    joined, apart = page("A", "Das Fernwärmenetz", language="de"), page("B", "Netz und Fernwärme", language="de")
    backend.update([joined, apart, page("C", "Die Straße", language="de")])
    assert titles(backend, "Das Fernwärme Netz?") == ["B", "A"]
    assert titles(backend, "Was ist das Fernwärmenetz?") == ["A", "B"]


def test_a_compound_stands_for_both_of_its_words(backend: SearchBackend) -> None:
    joined, half = page("A", "Fernwärmenetz", language="de"), page("B", "Fernwärme", language="de")
    backend.update([half, joined])
    assert titles(backend, "Fernwärme Netz?") == ["A", "B"]


def test_a_last_word_commoner_than_what_it_may_become_is_complete(backend: SearchBackend) -> None:
    backend.update([page("A", "heat"), page("B", "heat"), page("C", "heater")])
    assert titles(backend, "heat") == ["A", "B"]
    assert titles(backend, "hea") == ["A", "B", "C"]


def test_a_title_of_what_was_meant_comes_first(backend: SearchBackend) -> None:
    backend.update([page("Heating", "x"), page("Other", "heating heating heating " * 9)])
    assert titles(backend, "haeting?")[0] == "Heating"


def test_what_is_too_far_from_any_word_is_answered_with_near_titles(backend: SearchBackend) -> None:
    backend.update([page("Refurbishment of Hauffgasse"), page("Lamp posts")])
    results = search(backend, "rfeurbismant")
    assert results.total == 0
    assert [near.slug for near in results.near_titles] == ["refurbishment-of-hauffgasse"]


def test_near_titles_are_of_pages_the_reader_may_see(backend: SearchBackend) -> None:
    public, draft = page("Geothermy", slug="open"), page("Geothermy", slug="secret", audience="members")
    backend.update([public, draft, page("Geothermal plan", audience="members")])
    assert [near.slug for near in search(backend, "getermi").near_titles] == ["open"]
    assert len(search(backend, "getermi", audience="members").near_titles) == 3


# Writing


def test_an_update_replaces_all_documents_of_a_page(backend: SearchBackend) -> None:
    public, draft = page("A", "old", page_id=901, audience="public"), page("A", "new", page_id=901, audience="members")
    backend.update([public, draft])
    backend.update([replace(draft, key="901:all", audience="all")])
    assert titles(backend, "old") == titles(backend, "old", audience="members") == []
    assert titles(backend, "new") == titles(backend, "new", audience="members") == ["A"]
    assert backend.count() == 1


def test_removed_pages_are_gone_and_unknown_ones_do_no_harm(backend: SearchBackend) -> None:
    gone, kept = page("A", "heat"), page("B", "heat")
    backend.update([gone, kept])
    backend.update([], [gone.page_id, 123_456])
    assert titles(backend, "heat") == ["B"]
    backend.update([])
    assert backend.versions() == {kept.page_id: {kept.key: kept.updated_at}}


def test_many_small_updates_leave_what_was_written_last(backend: SearchBackend) -> None:
    documents = [page(f"P{number}", "heat") for number in range(12)]
    for turn in range(4):
        for document in documents:
            backend.update([replace(document, body=f"heat turn{turn}")])
    assert search(backend, "turn3").total == search(backend, "heat").total == backend.count() == 12
    assert search(backend, "turn2").total == 0


def test_what_was_removed_weighs_nothing_before_it_is_merged_away(backend: SearchBackend) -> None:
    kept, short = page("Heat", summary="heat of the river"), page("Lamps")
    backend.rebuild([kept, short])
    alone = search(backend, "heat").hits
    backend.rebuild([kept, page("Long", "a long text " * 200, page_id=900), short])
    assert search(backend, "heat").hits != alone
    backend.update([], [900])
    assert search(backend, "heat").hits == alone


def test_versions_tell_every_document(backend: SearchBackend) -> None:
    moment = NOW + timedelta(microseconds=123_457)
    draft = page("A", page_id=902, audience="members", updated_at=moment)
    backend.update([page("A", page_id=902, audience="public"), draft])
    assert backend.versions() == {902: {"902:public": NOW, "902:members": moment}}


def test_a_write_is_seen_by_another_process_on_its_next_search(
    backend: SearchBackend, opening: Callable[[], SearchBackend]
) -> None:
    other = opening()
    assert titles(other, "heat") == []
    backend.update([page("A", "heat")])
    assert titles(other, "heat") == ["A"]
    backend.rebuild([page("B", "heat")])
    assert titles(other, "heat") == ["B"]
    other.close()


def test_a_closed_backend_opens_itself_again(backend: SearchBackend) -> None:
    backend.update([page("A", "heat")])
    backend.close()
    backend.close()
    assert titles(backend, "heat") == ["A"]


def test_a_backend_that_was_prepared_to_fork_searches_on(backend: SearchBackend) -> None:
    backend.update([page("A", "heat")])
    assert titles(backend, "heat") == ["A"]
    backend.prepare_to_fork()
    assert titles(backend, "heat") == ["A"]


def test_without_an_index_search_is_unavailable_until_rebuilt(opening: Callable[[], SearchBackend]) -> None:
    backend = opening()
    for use in (lambda: search(backend, "heat"), lambda: backend.update([page("A")]), backend.count, backend.versions):
        with pytest.raises(SearchUnavailable) as caught:
            use()
        assert caught.value.needs_rebuild
    assert backend.rebuild([page("A", "heat")]) == 1
    assert titles(backend, "heat") == ["A"]
    backend.close()


def test_a_failed_rebuild_leaves_the_old_index(backend: SearchBackend) -> None:
    def breaking() -> Iterator[SearchDocument]:
        yield page("B", "heat")
        raise ZeroDivisionError

    backend.update([page("A", "heat")])
    with pytest.raises(ZeroDivisionError):
        backend.rebuild(breaking())
    assert titles(backend, "heat") == ["A"]
    backend.update([page("C", "heat")])
    assert set(titles(backend, "heat")) == {"A", "C"}


def test_searching_goes_on_while_the_index_is_rebuilt(backend: SearchBackend) -> None:
    documents = [page(f"P{number}", "heat") for number in range(30)]
    backend.rebuild(documents)
    totals: list[int] = []
    stop = threading.Event()

    def keep_searching() -> None:
        while not stop.is_set():
            totals.append(search(backend, "heat").total)

    readers = [threading.Thread(target=keep_searching) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        backend.rebuild(documents)
        backend.update([documents[0]])
    stop.set()
    for reader in readers:
        reader.join()
    assert set(totals) == {30}


# Several processes

WRITING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from wiki.search.types import Busy, SearchDocument
place, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
{opening}
for page_id in range(first, last):
    now = datetime.now(UTC)
    document = SearchDocument(
        key=f"{{page_id}}:all", page_id=page_id, slug=f"p{{page_id}}", title=f"P{{page_id}}", summary="",
        body="heat " * 50, language="en", audience="all", listed_on=now.date(), updated_at=now,
    )
    while True:
        try:
            opened.update([document])
        except Busy:
            continue
        break
    print(page_id, flush=True)
    {then}
"""
REBUILDING = """
import sys
from pathlib import Path
place = Path(sys.argv[1])
{opening}
def documents():
    print("begun", flush=True)
    sys.stdin.read()
    yield from ()
opened.rebuild(documents())
"""


@pytest.fixture
def writing(request: pytest.FixtureRequest, opening: object, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Starts a process that writes pages one by one, prints each when it is written, and does one thing more."""
    name = request.node.callspec.params["opening"]
    started: list[subprocess.Popen[str]] = []

    def start(first: int, last: int, *, then: str = "", script: str = WRITING) -> subprocess.Popen[str]:
        script = script.format(opening=OPENINGS[name], then=then)
        command = [sys.executable, "-W", "ignore", "-c", script, str(tmp_path / "index"), str(first), str(last)]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_two_processes_write_at_once_and_nothing_is_lost(
    backend: SearchBackend, writing: Callable[..., subprocess.Popen[str]]
) -> None:
    processes = [writing(1000, 1015), writing(2000, 2015)]
    assert all(process.wait(60) == 0 for process in processes)
    assert set(backend.versions()) == {*range(1000, 1015), *range(2000, 2015)}


@pytest.mark.parametrize("then", ["", "opened.tidy()"])
def test_a_killed_writer_loses_nothing_it_acknowledged(
    backend: SearchBackend, writing: Callable[..., subprocess.Popen[str]], then: str
) -> None:
    acknowledged: set[int] = set()
    for turn, lines in enumerate((1, 6, 14)):
        process = writing(1000 * turn, 1000 * turn + 900, then=then)
        assert process.stdout
        acknowledged |= {int(process.stdout.readline()) for _ in range(lines)}
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        acknowledged |= {int(line) for line in rest.split()}
        assert acknowledged <= set(backend.versions())
        backend.update([page("After", "mended", page_id=5000 + turn)])
    assert search(backend, "mended").total == 3
    assert search(backend, "heat").total >= len(acknowledged)


def test_a_rebuild_that_is_killed_leaves_the_old_index(
    backend: SearchBackend, writing: Callable[..., subprocess.Popen[str]]
) -> None:
    backend.update([page("A", "heat")])
    process = writing(0, 0, script=REBUILDING)
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    assert titles(backend, "heat") == ["A"]
    process.kill()
    process.wait()
    backend.update([page("B", "heat")])
    assert set(titles(backend, "heat")) == {"A", "B"}
    assert backend.rebuild([page("C", "heat")]) == 1


def test_a_second_writer_is_told_to_come_back(backend: SearchBackend, opening: Callable[[], SearchBackend]) -> None:
    other = opening()

    def documents() -> Iterator[SearchDocument]:
        with pytest.raises(Busy):
            other.update([page("B", "heat")])
        assert titles(other, "heat") == []
        yield page("A", "heat")

    backend.rebuild(documents())
    other.update([page("B", "heat")])
    assert set(titles(other, "heat")) == {"A", "B"}
    other.close()


# Practices like a page


def alike(backend: SearchBackend, page_id: int, audience: Reader = "public", limit: int = 5) -> list[int]:
    return [each.page_id for each in backend.similar(page_id, audience, limit)]


def test_the_practice_with_the_same_telling_words_is_the_likest(backend: SearchBackend) -> None:
    backend.update([
        page("Lamp posts", "Sensors on lamp posts measure noise. The city likes them.", page_id=901),
        page("Smart posts", "Noise sensors on lamp posts of the city.", page_id=902),
        page("Sensors", "Sensors count bicycles in the city.", page_id=903),
        page("Trees", "The city planted limes, and a citizen counted them.", page_id=904),
    ])  # fmt: skip
    assert alike(backend, 901)[:2] == [902, 903]
    assert alike(backend, 901, limit=1) == [902]
    assert alike(backend, 901, limit=0) == []


def test_a_practice_is_not_like_itself_and_only_practices_are(backend: SearchBackend) -> None:
    body = "lamp posts with sensors"
    backend.update([
        page("One", body, page_id=901),
        page("Two", body, page_id=902),
        page("News", body, page_id=903, kind=("news",)),
    ])  # fmt: skip
    assert alike(backend, 901) == [902]
    assert alike(backend, 903) == [901, 902]


def test_themes_and_cities_make_practices_alike_in_any_language(backend: SearchBackend) -> None:
    backend.update([
        page("Lamp posts", "sensors", page_id=901, theme=("data",), city=("munich",)),
        page("Lichtmasten", "Messgeräte", language="de", page_id=902, theme=("data",), city=("munich",)),
        page("Lampadaires", "capteurs", language="fr", page_id=903, theme=("data",), city=("lyon",)),
        page("Jetées", "bateaux", language="fr", page_id=904, theme=("mobility",), city=("lyon",)),
    ])  # fmt: skip
    found = backend.similar(901, "public", 5)
    assert [(each.page_id, each.themes, each.cities) for each in found] == [
        (902, ("data",), ("munich",)),
        (903, ("data",), ()),
    ]


def test_a_like_practice_is_told_with_words_as_the_page_writes_them(backend: SearchBackend) -> None:
    backend.update([
        page("Lastenräder im Quartier", "Lastenräder und Sensoren, 2017", language="de", page_id=901),
        page("Verleih", "Ein Lastenrad; Sensor 2017 für Räder", language="de", page_id=902),
        page("Sonst", "Etwas 2017 anderes", language="de", page_id=903),
    ])  # fmt: skip
    found = backend.similar(901, "public", 5)
    assert [(each.page_id, set(each.words)) for each in found] == [(902, {"Lastenräder", "Sensoren"})]


def test_what_shares_next_to_nothing_is_not_alike(backend: SearchBackend) -> None:
    own = "Borehole pumps warm flats. Boreholes, pumps, flats, heat, aquifer, brine, drilling, valves, meters, tariffs."
    backend.update([
        page("Heat", own, page_id=901, theme=("heat",)),
        page("Twin", own, page_id=902, theme=("heat",)),
        page("Far", f"Tariffs of trams. {'Trams stop, passengers wait. ' * 30}", page_id=903),
    ])  # fmt: skip
    assert alike(backend, 901) == [902]


def test_lists_of_a_practice_tell_nothing_of_what_it_is_like(backend: SearchBackend) -> None:
    def evidence(said: str) -> tuple[Part, ...]:
        return (field("problem", said), field("evidence", "figures; figures; figures"))

    backend.update([
        page("Lamps", parts=evidence("Dark streets."), page_id=901),
        page("Trees", parts=evidence("Hot squares."), page_id=902),
        page("Posts", parts=evidence("Streets in the dark."), page_id=903),
    ])  # fmt: skip
    assert alike(backend, 901) == [903]


def test_what_a_reader_may_not_see_is_like_nothing(backend: SearchBackend) -> None:
    backend.update([
        page("Told", "lamp posts with sensors", page_id=901),
        page("Hidden", "lamp posts with sensors", page_id=902, audience="members"),
        page("Changed", "trees and limes", page_id=903, audience="public"),
        page("Changed", "lamp posts", page_id=903, audience="members"),
    ])  # fmt: skip
    assert alike(backend, 901) == []
    assert alike(backend, 901, "members") == [902, 903]
    assert alike(backend, 902) == []
    assert alike(backend, 999) == []


def test_likeness_knows_of_every_change(backend: SearchBackend) -> None:
    backend.update([page("A", "lamp posts", page_id=901), page("B", "lamp posts", page_id=902)])
    backend.update([page("B", "trees", page_id=902), page("C", "lamp posts", page_id=903)])
    assert alike(backend, 901) == [903]
    backend.update([], [903])
    assert alike(backend, 901) == []


def test_putting_the_index_in_order_changes_no_likeness(backend: SearchBackend) -> None:
    words = ["lamp", "post", "sensor", "noise", "tree", "lime", "bicycle", "station", "heating", "grid"]
    for number in range(20):
        text = " ".join(words[(number * step) % 10] for step in (1, 2, 3, 5, 7))
        backend.update([page(f"Number {number}", text, page_id=901 + number, theme=("data", "mobility")[number % 2 :])])
    before = [backend.similar(901 + number, "public", 5) for number in range(20)]
    backend.tidy()
    assert [backend.similar(901 + number, "public", 5) for number in range(20)] == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=40), body=st.text(max_size=300), language=st.sampled_from(["en", "de", "ja", "uk", "xx"]))
def test_any_text_has_its_like(backend: SearchBackend, title: str, body: str, language: str) -> None:
    pages = [page(title, body, page_id=each, language=language, theme=("data",)) for each in (901, 902)]
    backend.update(pages)
    assert alike(backend, 901) == [902]


# Lists


def listed(backend: SearchBackend, audience: Reader = "public", **fields: Any) -> list[int]:
    """The pages of a list. Names of facets give the choices."""
    choices = {facet: fields.pop(facet) for facet in FACETS if facet in fields}
    return list(backend.listing(ListQuery(audience=audience, choices=choices, **fields)).page_ids)


def test_a_list_is_ordered_by_its_days_or_its_titles(backend: SearchBackend) -> None:
    titles_and_days = {"Zebra": 3, "apple": 1, "Émile": 2, "Earth": 2}
    documents = [page(title, listed_on=NOW.date().replace(day=day)) for title, day in titles_and_days.items()]
    zebra, apple, emile, earth = (document.page_id for document in documents)
    # In several parts of the index, and each in another order.
    backend.update(documents[2:])
    backend.update(documents[:2])
    assert listed(backend, order="newest") == [zebra, earth, emile, apple]
    assert listed(backend, order="oldest") == [apple, emile, earth, zebra]
    assert listed(backend, order="title") == [apple, earth, emile, zebra]


@pytest.mark.parametrize("order", PRACTICE_ORDERS)
def test_practices_are_ordered_by_their_ranks(backend: SearchBackend, order: PracticeOrder) -> None:
    ranked = [page(f"Heat {number}", "heat", ranks=Ranks(**{order: number})) for number in (5, 70_000, 0, 5)]
    low, high, none, also_low = (document.page_id for document in ranked)
    backend.update(ranked[2:])
    backend.update(ranked[:2])
    assert listed(backend, order=order) == [high, also_low, low, none]
    assert [hit.page_id for hit in search(backend, "heat", sort=order).hits] == [high, low, also_low, none]


def test_a_list_is_given_piece_by_piece_with_the_total_of_the_whole(backend: SearchBackend) -> None:
    documents = [page(f"P{number}") for number in range(25)]
    backend.update(documents[10:])
    backend.update(documents[:10])
    pieces = [
        backend.listing(ListQuery(audience="public", order="oldest", first=first, limit=10))
        for first in (0, 10, 20, 30, 10**9)
    ]
    assert [piece.total for piece in pieces] == [25] * 5
    assert [len(piece.page_ids) for piece in pieces] == [10, 10, 5, 0, 0]
    assert [page_id for piece in pieces for page_id in piece.page_ids] == [each.page_id for each in documents]


def test_a_piece_of_no_length_counts_all_the_same(backend: SearchBackend) -> None:
    backend.update([page("A"), page("B", kind=("news",))])
    found = backend.listing(ListQuery(audience="public", choices={"kind": ("news",)}, limit=0))
    assert (found.total, found.page_ids) == (1, ())


def test_lists_count_for_each_reader_what_they_may_know_of(backend: SearchBackend) -> None:
    backend.update(
        [
            page("Old", page_id=900, audience="public", theme=("heat",)),
            page("New", page_id=900, audience="members", theme=("hidden",), state=("waiting",)),
            page("Draft", page_id=901, audience="members", theme=("hidden",), state=("waiting",)),
            page("Open", page_id=902, theme=("heat",)),
            page("Gone", page_id=903, theme=("heat",)),
        ]
    )
    backend.update([], [903])
    assert listed(backend, order="oldest") == listed(backend, theme=("heat",), order="oldest") == [900, 902]
    assert listed(backend, "members", order="oldest") == [900, 901, 902]
    assert listed(backend, "members", theme=("heat",)) == [902]
    assert listed(backend, state=("waiting",)) == []
    assert listed(backend, "members", state=("waiting",), order="oldest") == [900, 901]
    assert counted(backend.count_facets("public", {}), "theme") == {"heat": 2}
    assert counted(backend.count_facets("public", {}), "state") == {}
    assert counted(backend.count_facets("members", {}), "theme") == {"heat": 1, "hidden": 2}
    assert counted(backend.count_facets("members", {"theme": ("hidden",)}), "state") == {"waiting": 2}
    assert backend.count_pairs("public", "theme", "kind") == {"heat": {"practice": 2}}
    assert backend.count_pairs("members", "theme", "kind") == {"heat": {"practice": 1}, "hidden": {"practice": 2}}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(documents=_documents, themes=st.sets(st.sampled_from("abc")), years=st.sets(st.sampled_from(["2016", "2017"])))
def test_every_count_of_a_list_is_what_choosing_it_lists(
    backend: SearchBackend, documents: list[SearchDocument], themes: set[str], years: set[str]
) -> None:
    backend.rebuild(documents)
    chosen: Choices = {"theme": tuple(themes), "year": tuple(years)}
    for name, counts in backend.count_facets("members", chosen).items():
        for choice in counts:
            query = ListQuery(audience="members", choices={**chosen, name: (choice.value,)}, limit=100)
            assert backend.listing(query).total == len(backend.listing(query).page_ids) == choice.count
    for theme, cities in backend.count_pairs("members", "theme", "city").items():
        for city, total in cities.items():
            assert len(listed(backend, "members", theme=(theme,), city=(city,), limit=100)) == total


def test_an_index_takes_room(backend: SearchBackend) -> None:
    before = backend.size_in_bytes()
    backend.update([page("A", "heat " * 90_000)])
    assert before < backend.size_in_bytes() < 900_000


def test_a_missing_index_cannot_list(opening: Callable[[], SearchBackend]) -> None:
    missing = opening()
    with pytest.raises(SearchUnavailable):
        missing.listing(ListQuery(audience="public"))
    with pytest.raises(SearchUnavailable):
        missing.count_facets("public", {})
    with pytest.raises(SearchUnavailable):
        missing.count_pairs("public", "theme", "kind")


# The backend that holds nothing


@pytest.mark.parametrize("text", ["", "heat", *ODD])
def test_the_null_backend_finds_nothing_and_leaves_lists_to_others(text: str) -> None:
    backend: SearchBackend = NullBackend()
    backend.update([page("Heat")], [1])
    assert backend.rebuild(iter([page("Heat")])) == 0
    assert search(backend, text) == SearchResults(total=0)
    assert backend.suggest("heat", "public", 5) == Suggestions()
    assert alike(backend, 1) == []
    assert backend.count() == 0
    assert backend.versions() == {}
    assert backend.size_in_bytes() == 0
    with pytest.raises(SearchUnavailable):
        listed(backend)
    with pytest.raises(SearchUnavailable):
        backend.count_facets("public", {})
    with pytest.raises(SearchUnavailable):
        backend.count_pairs("public", "theme", "kind")
    backend.close()


# Suggestions


def suggested(backend: SearchBackend, text: str, reader: Reader = "public", limit: int = 5) -> list[str]:
    found = backend.suggest(text, reader, limit)
    return [each.title for each in (*found.practices, *found.pages)]


def test_titles_are_suggested_by_the_beginnings_of_their_words(backend: SearchBackend) -> None:
    backend.update([page("Smart lamp posts"), page("Lamps, smartly"), page("Lamp", "smart"), page("Outsmarted lamps")])
    assert suggested(backend, "sma la") == ["Lamps, smartly", "Smart lamp posts"]
    assert suggested(backend, "lamp, SM") == ["Lamps, smartly", "Smart lamp posts"]
    assert suggested(backend, "lamp sm x") == []


def test_practices_are_suggested_apart_and_titles_that_begin_so_first_then_the_newest(backend: SearchBackend) -> None:
    def dated(title: str, day: int, kind: str) -> SearchDocument:
        return page(title, kind=(kind,), listed_on=date(2026, 1, day))

    backend.update([
        dated("Heat old", 1, "practice"), dated("Heat new", 3, "practice"), dated("The heat", 9, "practice"),
        dated("Heat news", 8, "news"), dated("A heat", 9, "article"), dated("Cool", 9, "news"),
    ])  # fmt: skip
    found = backend.suggest("heat", "public", 5)
    assert [each.title for each in found.practices] == ["Heat new", "Heat old", "The heat"]
    assert [(each.title, each.kind) for each in found.pages] == [("Heat news", "news"), ("A heat", "article")]
    backend.update([dated("Heat newest", 4, "practice")])
    assert suggested(backend, "heat", limit=1) == ["Heat newest", "Heat news"]
    assert suggested(backend, "heat", limit=3)[:3] == ["Heat newest", "Heat new", "Heat old"]


def test_accents_spellings_and_scripts_make_no_difference_to_suggestions(backend: SearchBackend) -> None:
    backend.update([
        page("Wärme für Köln", language="de"), page("Muenchner Straße", language="de"),
        page("Топлофикация", language="bg"), page("再生可能エネルギー", language="ja"),
        page("The e-mobility plan"), page("Vienna", aliases=("Wien", "Відень")),
    ])  # fmt: skip
    for text in ("warme", "waerme", "WÄRM koln", "koeln wä"):
        assert suggested(backend, text) == ["Wärme für Köln"]
    for text in ("mün", "münch", "munch", "muench strass", "straße"):
        assert suggested(backend, text) == ["Muenchner Straße"]
    for text, title in (
        ("топло", "Топлофикация"),
        ("エネ", "再生可能エネルギー"),
        ("emob", "The e-mobility plan"),
        ("відн", "Vienna"),
    ):
        assert suggested(backend, text) == [title]
    assert suggested(backend, "wie") == ["Vienna"]


def test_one_slip_is_forgiven_in_what_is_typed_when_nothing_else_is_found(backend: SearchBackend) -> None:
    backend.update([page("District heating"), page("Distributed data"), page("Dream")])
    for text in ("distrct heat", "distict", "heatign dis", "destrict", "heatnig"):
        assert suggested(backend, text) == ["District heating"]
    assert suggested(backend, "dist") == ["Distributed data", "District heating"]
    assert suggested(backend, "data dream") == suggested(backend, "hea dreem") == suggested(backend, "xyz") == []


def test_nothing_is_suggested_that_the_reader_may_not_see(backend: SearchBackend) -> None:
    backend.update([
        page("Secret plan", audience="members"), page("Secrets of heating", page_id=7001, audience="public"),
        page("Sercet", audience="members"),
        page("Hidden title", page_id=7001, audience="members"),
    ])  # fmt: skip
    assert suggested(backend, "secr") == suggested(backend, "sercet") == ["Secrets of heating"]
    assert suggested(backend, "hidden") == suggested(backend, "secret plan") == suggested(backend, "hiden") == []
    assert suggested(backend, "secr", "members") == ["Secret plan"]
    assert suggested(backend, "hidd", "members") == ["Hidden title"]
    backend.update([], removed_page_ids=[7001])
    assert suggested(backend, "secr") == []


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_may_be_typed(backend: SearchBackend, text: str) -> None:
    assert len(suggested(backend, text, limit=1)) <= 2


def test_what_is_no_beginning_of_a_title_suggests_nothing(backend: SearchBackend) -> None:
    backend.update([page("Lamp posts")])
    assert suggested(backend, "") == suggested(backend, '-"%*') == suggested(backend, "lamp " * 10_000) == []


ASKED_IN: dict[str, tuple[str, ...]] = {
    "Wie wird das Haus saniert?": ("de",),
    "Comment est-ce que la ville paie ?": ("fr",),
    "市庁舎の暖房": ("ja",),
    "Как се затопля сградата?": ("bg",),
    "Теплі насоси": ("bg", "uk"),
    # One function word and names tell no language for sure.
    "die Wien": (),
    "Heat pumps of the city": (),
    "": (),
}


@pytest.mark.parametrize("question", ASKED_IN)
def test_a_question_in_a_language_that_no_page_is_in_is_told(backend: SearchBackend, question: str) -> None:
    backend.update([page("Heat pumps", "Of the city."), page("Only for members", audience="members", language="de")])
    assert search(backend, question).without_pages == ASKED_IN[question]
    backend.update([page("One for each", language=each) for each in ASKED_IN[question][-1:]])
    assert search(backend, question).without_pages == ()
