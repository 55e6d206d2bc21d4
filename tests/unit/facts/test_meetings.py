"""The meeting's template: times and pages as people write them, what does not fit, what shows elsewhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.strategies import filled
from wiki.facts import MEETING, meeting_problems, named_pages, page_names, points_of, problems, read_facts, to_stored
from wiki.facts.page_names import read_page_names
from wiki.facts.times import is_time, read_time

STARTS, ENDS = date(2017, 2, 15), date(2017, 2, 17)
SESSION = {"title": "Lamps", "day": "2017-02-16", "begins": "09:30", "ends": "11:00"}


def found(**facts):
    read = read_facts(facts)
    assert not read.errors
    return meeting_problems(read.facts, STARTS, ENDS)


@pytest.mark.parametrize("text", ["9:30", "09:30", "9.30", "9h30", "9：30", " 09:30 "])
def test_times_are_read_as_people_write_them(text):
    assert read_time(text) == "09:30"


@given(st.text() | st.from_regex(r"\d{1,2}[:.]\d{2}", fullmatch=True))
def test_a_time_is_read_in_its_one_form_or_not_at_all(text):
    try:
        assert is_time(read_time(text))
    except ValueError:
        assert not is_time(text)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("lamp-posts", "lamp-posts"),
        ("Lamp posts; [[Hauffgasse 37-47|the estate]],lamp-posts", "lamp-posts, hauffgasse-37-47"),
        ("https://wiki.example.org/pages/a/b?x=1#part", "a/b"),
        ("/pages/%D0%B4%D0%BE%D0%BC\n市", "дом, 市"),
        ("Munich: lamps", "munich-lamps"),
    ],
)
def test_pages_are_named_as_people_write_them(text, keys):
    assert read_page_names(text) == keys


@given(st.text())
def test_what_is_read_of_pages_is_read_again_as_it_is(text):
    try:
        keys = read_page_names(text)
    except ValueError:
        return
    assert read_page_names(keys) == keys
    assert ", ".join(page_names(keys)) == keys


@given(filled([*MEETING.fields]))
def test_a_meeting_is_stored_as_it_is_read(facts):
    assert read_facts(to_stored(facts), typed=True).facts == facts
    assert {point.row_id for point in points_of(facts)} == {
        row["id"] for key in ("sessions", "decisions", "actions") for row in facts[key]
    }


def test_a_whole_programme_fits():
    assert found(sessions=[SESSION], meeting_days=[{"date": "2017-02-17", "title": "Evaluation"}]) == {}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": ""}, "title"),
        ({"day": "2017-02"}, "day"),
        ({"day": "2017-02-18"}, "day"),
        ({"day": ""}, "day"),
        ({"begins": ""}, "begins"),
        ({"ends": "09:30"}, "ends"),
    ],
)
def test_what_does_not_fit_in_a_session_is_told_at_its_place(change, place):
    assert [*found(sessions=[{**SESSION, **change}])] == [f"sessions.0.{place}"]


def test_rows_of_days_and_places_fit():
    assert [*found(meeting_days=[{"date": "2017-02-18", "title": "After"}])] == ["meeting_days.0.date"]
    assert [*found(delegations=[{"city": "sofia", "elsewhere": "Burgas"}])] == ["delegations.0.elsewhere"]
    assert [*found(actions=[{"owner": "Nobody"}])] == ["actions.0.text"]


def test_a_practice_is_not_judged_by_what_it_said_as_a_meeting():
    assert problems(read_facts({"actions": [{"owner": "Nobody"}]}).facts) == {}


def test_points_tell_what_they_are_found_by():
    facts = read_facts(
        {
            "sessions": [{"title": "Lamps", "practices": "lamp-posts, torches"}],
            "actions": [
                {"text": "Write", "city": "sofia", "theme": "data", "due": "2017-06", "practices": "lamp-posts"},
                {"text": "Read", "done_on": "2017-03-01"},
            ],
        }
    ).facts
    session, write, read = points_of(facts)
    assert (session.kind, write.kind, write.place, read.place) == ("sessions", "actions", 0, 1)
    assert (write.city, write.theme, write.due, write.is_done) == ("sofia", "data", date(2017, 6, 30), False)
    assert read.is_done
    assert named_pages(facts) == {"lamp-posts", "torches"}
