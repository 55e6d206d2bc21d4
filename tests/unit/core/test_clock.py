"""The clock tells one time, unless content comes with a past of its own."""

from datetime import UTC, datetime

from wiki.core.clock import at, now


def test_what_is_done_within_a_moment_is_of_that_moment_and_nothing_after_it() -> None:
    moment = datetime(2019, 10, 9, 12, tzinfo=UTC)
    before = now()
    with at(moment):
        assert now() == moment
    assert now() >= before
