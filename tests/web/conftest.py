from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.clients import FormClient
from tests.web.filled import Filled, fill
from wiki.accounts.types import Role
from wiki.services import Services


@pytest.fixture
def filled(inside: Callable[..., Any], services: Services, tmp_path: Path) -> Filled:
    made = inside(fill, services, tmp_path / "site")
    assert isinstance(made, Filled)
    return made


@pytest.fixture
def reader(client: FormClient, signed_in: Callable[[Role], FormClient]) -> Callable[[Role | None], FormClient]:
    """Return the client of a role; None is a visitor."""
    return lambda role: signed_in(role) if role else client
