"""Themes and cities of a page by the names they go by."""

import pytest

from wiki.importing.infer import Term, given, infer

CITIES = (
    Term(slug="munich", names=("Munich", "München")),
    Term(slug="vienna", names=("Vienna", "Wien", "Виена", "ウィーン")),
    Term(slug="lyon", names=("Lyon", "Lyon Confluence")),
    Term(slug="santiago", names=("Santiago de Compostela", "Santiago")),
    Term(slug="sofia", names=("Sofia",)),
    Term(slug="venice", names=("Venice",)),
    Term(slug="kyiv", names=("Kyiv", "Kiev")),
)
THEMES = (
    Term(slug="mobility", names=("E-Mobility", "car sharing")),
    Term(slug="data", names=("Smart data", "data platform")),
    Term(slug="heating", names=("District Heating and Renewables", "district heating", "renewables")),
    Term(slug="refurbishment", names=("Refurbishment", "retrofit")),
)


def slugs(path="a.md", title="", summary="", body="", vocabulary=CITIES):
    return [found.slug for found in infer(path, title, summary, body, vocabulary)]


def test_path_and_title_always_count():
    assert slugs(path="news/lamp-posts-in-munich.md") == ["munich"]
    assert slugs(title="Vienna’s new school") == ["vienna"]


def test_a_passing_mention_does_not_count_but_a_repeated_or_an_opening_one_does():
    far = "Nothing at first.\n\nThen "
    assert slugs(body=f"{far}Lyon.") == []
    assert slugs(body=f"{far}Lyon, and Lyon.") == ["lyon"]
    assert slugs(body="# A heading\n\n![Picture](/files/1)\n\nIn Lyon it began.\n\nMore.") == ["lyon"]
    assert slugs(summary="About Lyon", body="Other words.") == ["lyon"]


@pytest.mark.parametrize("text", ["MÜNCHEN", "Munchen", "Munich's", "munich", "(Munich)", "Munich-West"])
def test_names_are_found_in_any_writing(text):
    assert slugs(title=text) == ["munich"]


@pytest.mark.parametrize("text", ["Munichois", "Viennese", "Lyonnais", "Communich"])
def test_only_whole_words_count(text):
    assert slugs(title=text) == []


def test_names_of_other_scripts_are_found():
    assert slugs(title="Новини: Виена") == ["vienna"]
    assert slugs(title="今日のウィーンから") == ["vienna"]


def test_joints_and_plurals_are_free():
    for text in ("E mobility", "car-sharing", "Car Sharings"):
        assert slugs(title=text, vocabulary=THEMES) == ["mobility"]


def test_the_address_of_a_link_is_no_mention():
    assert slugs(body="[Here](http://vienna.at/vienna) and <https://wien.gv.at/wien>.") == []


def test_a_page_named_after_one_city_is_about_that_city():
    body = "Munich, Sofia and Vienna are its twins. Munich and Vienna help. Kiev has a metro."
    assert slugs(path="cities/kiev.md", title="Kiev", body=body) == ["kyiv"]


def test_news_of_one_city_are_about_that_city():
    body = "In Lyon it began. Lyon goes on, Lyon stays, Lyon and Lyon and Lyon.\n\nVienna and Vienna look on."
    assert slugs(title="Heat in Lyon", body=body) == ["lyon"]


def test_a_page_about_all_cities_is_about_none():
    body = "Munich, Vienna, Lyon, Santiago, Sofia and Venice. Munich, Vienna, Lyon!"
    assert slugs(body=body) == []
    assert slugs(title="Meeting in Sofia", body=body) == ["sofia"]


def test_a_text_that_lists_all_themes_is_about_those_it_dwells_on():
    body = "On E-Mobility, smart data, district heating and refurbishment."
    assert slugs(body=body, vocabulary=THEMES) == []
    assert slugs(body=f"{body}\n\nSmart data is smart data.", vocabulary=THEMES) == ["data"]


def test_at_most_three_the_strongest_first_and_no_choice_among_equals():
    body = "Munich Munich Munich Munich. Vienna Vienna Vienna. Lyon Lyon. Sofia Sofia."
    assert slugs(body=body) == ["munich", "vienna"]
    assert slugs(title="Lyon, Munich, Sofia, Venice") == ["munich", "lyon", "sofia"]


def test_every_tag_says_where_it_comes_from():
    (found,) = infer("cities/lyon.md", "Lyon", "", "Lyon is a city.", CITIES)
    assert found.reason == "in the path, in the title, in the first paragraph, 1 × in the text"
    assert not found.is_given


def test_what_an_author_wrote_is_looked_up_by_slug_or_name():
    known, unknown = given(["wien", "MUNICH", "Atlantis", "lyon"], CITIES)
    assert [(tag.slug, tag.is_given) for tag in known] == [("vienna", True), ("munich", True), ("lyon", True)]
    assert unknown == ("Atlantis",)
