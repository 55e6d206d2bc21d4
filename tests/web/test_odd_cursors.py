"""An address of a list that nobody's browser made is answered with the list's beginning."""

import pytest

from tests.clients import FormClient


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00%2B14:00~1", "2026-11-23~1", "2026-11-23T08:00:00Z~x", "~", "~1"])
def test_an_odd_place_in_recent_changes_is_its_beginning(client: FormClient, at: str) -> None:
    assert client.get(f"/recent?before={at}").status_code == 200
