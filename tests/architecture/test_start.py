"""A start loads what readers need, and leaves the rest to those who ask for it."""

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT
from wiki.cli.templates import MOST_READ

# Some weigh more than all of the wiki, some take a tenth of the start.
LATE = (
    *("PIL", "alembic", "dateutil", "dulwich", "email_validator", "font_source_sans_pro", "icalendar", "openpyxl"),
    *("pint", "prometheus_client", "pydantic", "resvg_py", "wiki.dissemination.archive.types", "yaml"),
)


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    told = "import sys, wiki.app, wiki.cli.serving; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("library", LATE)
def test_a_server_starts_without(loaded: set[str], library: str) -> None:
    assert library not in loaded


@pytest.mark.parametrize("beginning", MOST_READ)
def test_what_a_server_draws_first_is_there(beginning: str) -> None:
    assert (ROOT / "templates" / beginning).exists()
