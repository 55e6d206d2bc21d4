"""Values in addresses and bodies: what is read is what was told, and nothing odd is taken for something else."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from wiki.api.schemas.fields import Comment, Flag, Limit, Moment, Text, TimeCursor, cursor_of

# The strategy adds the zone.
TIMES = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - see above
    max_value=datetime(5000, 1, 1),  # noqa: DTZ001 - see above
    timezones=st.just(UTC),
)


@given(TIMES, st.integers(1, 999_999_999))
def test_a_cursor_leads_back_to_its_very_place(at: datetime, number: int) -> None:
    assert TypeAdapter(TimeCursor).validate_python(cursor_of(at, number)) == (at, number)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_or_is_a_place(text: str) -> None:
    for kind in (TimeCursor, Limit, Flag, Moment):
        with suppress(ValidationError):
            TypeAdapter(kind).validate_python(text)


def test_a_time_is_read_with_its_zone() -> None:
    read = TypeAdapter(Moment).validate_python
    assert read("2026-11-23T08:00:00+01:00") == datetime(2026, 11, 23, 7, tzinfo=UTC)
    assert read("2026-11-23T08:00:00Z").utcoffset() == timedelta(0)
    for odd in ("2026-11-23", "2026-11-23T08:00:00", "1", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"):
        with pytest.raises(ValidationError):
            read(odd)
    assert datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1))) == read("2026-01-01T00:00:00+01:00")


@pytest.mark.parametrize("number", ["0", "101", "1.0", "1_0", "+1", " 1", "١", "9" * 5000])
def test_a_number_is_digits_within_its_bounds(number: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Limit).validate_python(number)


def test_no_text_holds_a_nul_and_no_comment_is_cut() -> None:
    for kind, odd in ((Text, "a\x00b"), (Comment, "x" * 501)):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(odd)
    assert TypeAdapter(Text).validate_python("a\nb") == "a\nb"
