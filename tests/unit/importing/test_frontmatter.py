"""Front matter is read as far as it can be read, and what could not be is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.importing.dates import date_in_name, parse_period, without_date
from wiki.importing.frontmatter import split


def codes(problems):
    return [problem.code for problem in problems]


def test_the_keys_people_use_are_mapped():
    front, body, problems = split(
        "---\nlayout: events-page\ntitle:  'A: B'\ndate: 2017-06-28\nend-date: 2017-06-30\nlocation: \"Lyon, France\"\n"
        "imageurl: images/a b.png\npublished: false\nlang: de\nthemes: [data, E-Mobility]\ncity: Lyon, Sofia\n"
        "pagination:\n  enabled: true\n---\nText\n"
    )
    assert (front.title, front.layout, front.place, front.image) == (
        "A: B",
        "events-page",
        "Lyon, France",
        "images/a b.png",
    )
    assert (front.date, front.end_date, front.published, front.language) == (
        date(2017, 6, 28),
        date(2017, 6, 30),
        False,
        "de",
    )
    assert (front.themes, front.cities) == (("data", "E-Mobility"), ("Lyon", "Sofia"))
    assert front.rest == {"pagination": {"enabled": True}}
    assert (body, problems) == ("Text\n", ())


@pytest.mark.parametrize("text", ["---\ntitle: A\n---", "---\ntitle: A\n--- \n", "\n---\ntitle: A\n...\n"])
def test_the_block_may_end_the_file(text):
    front, body, _ = split(text)
    assert (front.title, body) == ("A", "")


@pytest.mark.parametrize(
    "text", ["No block", "---\nno end", "Text\n---\ntitle: A\n---\n", "---\nA ruler above\n---\nand below"]
)
def test_what_is_no_front_matter_is_body(text):
    assert split(text)[1] == text


def test_an_empty_block_is_front_matter_all_the_same():
    assert split("---\n---\nText")[1:] == ("Text", ())


def test_broken_yaml_is_read_line_by_line_and_told():
    front, body, problems = split('---\ntitle: Lyon: the next step\ndate: 2017-05-03\nplace: "Lyon\n---\nText')
    assert (front.title, front.date, body) == ("Lyon: the next step", date(2017, 5, 3), "Text")
    assert codes(problems) == ["front-matter-broken"]


@pytest.mark.parametrize(
    ("value", "title", "told"),
    [("2017", "2017", []), ("[a, b]", "", ["wrong-type"]), ("", "", []), ("null", "", []), ("yes", "", ["wrong-type"])],
)
def test_a_title_of_another_type_has_a_clear_outcome(value, title, told):
    front, _, problems = split(f"---\ntitle: {value}\n---\n")
    assert (front.title, codes(problems)) == (title, told)


@pytest.mark.parametrize("value", ["TBD", "2017-13-45", "31.02.2017", "[1, 2]", "soon to be told", "0001-01-01"])
def test_a_date_that_is_none_is_told_and_left_out(value):
    front, body, problems = split(f"---\ntitle: A\ndate: {value}\n---\nText")
    assert (front.date, front.title, body) == (None, "A", "Text")
    assert "date" in codes(problems) or "front-matter-broken" in codes(problems)


def test_an_end_before_the_beginning_is_left_out():
    front, _, problems = split("---\ndate: 2017-05-03\nend-date: 2017-05-01\n---\n")
    assert (front.date, front.end_date, codes(problems)) == (date(2017, 5, 3), None, ["date"])


def test_a_bomb_of_aliases_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    front, body, problems = split("---\ntitle: A\n" + "\n".join(lines) + "\n---\nText")
    assert (front.title, body, codes(problems)) == ("", "Text", ["front-matter-refused"])


def test_a_block_nested_without_end_is_refused():
    assert codes(split("---\na: " + "[" * 5000 + "\n---\nText")[2]) == ["front-matter-refused"]


def test_yaml_makes_no_objects():
    front, _, problems = split("---\ntitle: !!python/object/apply:os.system ['true']\n---\n")
    assert codes(problems) == ["front-matter-broken"]
    assert front.title == "" or "os.system" in front.title


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2017-02-15", date(2017, 2, 15)),
        ("15.02.2017", date(2017, 2, 15)),
        ("15-02-2017", date(2017, 2, 15)),
        ("2-10-2017", date(2017, 10, 2)),
        ("05-03-17", date(2017, 5, 3)),
        ("28-06-17", date(2017, 6, 28)),
        ("2017-28-06", date(2017, 6, 28)),
        ("2016-10-11T00:00:00.000Z", date(2016, 10, 11)),
        ("2017-05-31T23:30:00-08:00", date(2017, 5, 31)),
        ("3 May 2017", date(2017, 5, 3)),
        ("June 19, 2017", date(2017, 6, 19)),
    ],
)
def test_dates_of_many_styles_are_read(written, meant):
    assert parse_period(written).first == meant
    assert split(f"---\ndate: {written}\n---\n")[0].date == meant


@pytest.mark.parametrize("between", [" to ", " - ", " – ", "–", " bis "])
def test_a_range_has_a_last_day(between):
    period = parse_period(f"2017-06-19{between}2017-06-25")
    assert (period.first, period.last) == (date(2017, 6, 19), date(2017, 6, 25))


def test_a_date_that_could_be_two_is_told():
    front, _, problems = split("---\ndate: 05-03-17\n---\n")
    assert (front.date, codes(problems)) == (date(2017, 5, 3), ["date-guessed"])


@pytest.mark.parametrize(
    ("name", "day", "rest"),
    [
        ("2017-04-04-munich-lamp-posts.md", date(2017, 4, 4), "munich-lamp-posts.md"),
        ("2-10-2017-smart.md", date(2017, 10, 2), "smart.md"),
        ("2017-06-?-EIP.md", None, "2017-06-?-EIP.md"),
        ("news.md", None, "news.md"),
    ],
)
def test_a_file_name_may_begin_with_a_date(name, day, rest):
    assert (date_in_name(name), without_date(name)) == (day, rest)


@given(st.text())
def test_no_text_is_too_odd_to_be_split(text):
    _, body, _ = split(f"---\n{text}\n---\nBody")
    assert body.endswith("Body")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_in_iso_and_in_european_style(day):
    assert parse_period(day.isoformat()).first == day
    assert parse_period(f"{day:%d.%m.%Y}").first == day
