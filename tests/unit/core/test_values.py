"""Messages, pages of lists, times."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from wiki.core.clock import now
from wiki.core.db import UtcDateTime
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.core.paging import MAX_PAGE, Page, page_number

DIALECT = SQLiteDialect()


def test_a_message_reads_as_its_sentence_and_remembers_what_translators_see() -> None:
    made = message("At most {limit} characters.", limit=9)
    assert made == "At most 9 characters."
    assert (made.template, made.values) == ("At most {limit} characters.", {"limit": 9})


def test_a_message_without_values_may_hold_braces() -> None:
    assert message("Write {} or {name}.") == "Write {} or {name}."


def test_an_error_names_its_fields() -> None:
    error = Invalid({"title": message("Enter a title.")})
    assert str(error) == "title: Enter a title."
    assert error.errors == {"title": "Enter a title."}


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("", 1), (None, 1), ("²", 1), ("٣", 1), ("9" * 5000, MAX_PAGE)],
)
def test_an_odd_page_number_means_the_first_page(text: str | None, number: int) -> None:
    assert page_number(text) == number


@given(st.text())
def test_any_text_is_read_as_a_page_number(text: str) -> None:
    assert 1 <= page_number(text) <= MAX_PAGE


@pytest.mark.parametrize(
    ("total", "number", "last", "more"), [(0, 1, 1, False), (20, 1, 1, False), (21, 1, 2, True), (21, 2, 2, False)]
)
def test_a_page_knows_whether_another_follows(total: int, number: int, last: int, more: bool) -> None:
    page = Page(items=(), total=total, number=number, size=20)
    assert (page.last, page.has_next, page.has_previous) == (last, more, number > 1)


def test_the_clock_is_aware() -> None:
    assert now().tzinfo is UTC


def test_a_naive_time_cannot_be_stored_and_any_other_comes_back_in_utc() -> None:
    column = UtcDateTime()
    with pytest.raises(ValueError, match="naive"):
        column.process_bind_param(datetime(2017, 2, 15), DIALECT)  # noqa: DTZ001  # the naive time is the point
    tokyo = datetime(2017, 2, 15, 9, tzinfo=timezone(timedelta(hours=9)))
    assert column.process_bind_param(tokyo, DIALECT) == datetime(2017, 2, 15, tzinfo=UTC)
    assert column.process_result_value(datetime(2017, 2, 15), DIALECT) == datetime(2017, 2, 15, tzinfo=UTC)  # noqa: DTZ001  # as SQLite gives it
    assert column.process_bind_param(None, DIALECT) is None
    assert column.process_result_value(None, DIALECT) is None
