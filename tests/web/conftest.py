from collections.abc import Callable

import pytest

from tests.clients import FormClient
from wiki.accounts.types import Role


@pytest.fixture
def reader(client: FormClient, signed_in: Callable[[Role], FormClient]) -> Callable[[Role | None], FormClient]:
    """Return the client of a role; None is a visitor."""
    return lambda role: signed_in(role) if role else client
