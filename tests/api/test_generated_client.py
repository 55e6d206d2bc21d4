"""A client that somebody else's tool makes of our document reads, writes, meets a conflict and resolves it."""

import importlib
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.servers import EDITOR, Server, new_home, serving
from wiki.accounts.queries import get_person_by_email
from wiki.accounts.service import make_token
from wiki.accounts.types import Scope
from wiki.api.openapi import document
from wiki.app import create_app
from wiki.config import load_settings
from wiki.core.db import db, transaction

pytestmark = pytest.mark.slow
Load = Callable[[str], Any]


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Load]:
    """Return modules of a client that was just generated."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "openapi.json").write_text(json.dumps(document()))
    (folder / "options.yaml").write_text("post_hooks: []\n")
    told = "--path openapi.json --output-path made_client --meta none --config options.yaml --fail-on-warning"
    subprocess.run([sys.executable, "-m", "openapi_python_client", "generate", *told.split()], cwd=folder, check=True)
    sys.path.insert(0, str(folder))
    yield lambda name: importlib.import_module(f"made_client.{name}")
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A real server, and the token of its editor."""
    home = new_home(tmp_path_factory.mktemp("served"))
    app = create_app(load_settings(home, {}))
    with app.app_context():
        with transaction():
            token = make_token(get_person_by_email(EDITOR).id, name="Generated", scope=Scope.WRITE)
        db.session.remove()
        db.engine.dispose()
    with serving(home, workers=1) as running:
        yield running, token


def test_it_reads_writes_meets_a_conflict_and_resolves_it(load: Load, server: tuple[Server, str]) -> None:
    running, token = server
    models = load("models")
    put, get, listed = (load(f"api.pages.{name}").sync for name in ("put_page", "get_page", "list_pages"))
    clients = load("client")
    with (
        clients.AuthenticatedClient(base_url=running.address, token=token) as client,
        clients.Client(base_url=running.address) as visitor,
    ):
        tell_the_story(models, client, visitor, put=put, get=get, listed=listed)


def tell_the_story(
    models: Any,
    client: Any,
    visitor: Any,
    *,
    put: Callable[..., Any],
    get: Callable[..., Any],
    listed: Callable[..., Any],
) -> None:
    made = put(
        "deep/story", client=client, body=models.PageInput(title="Story", body="One.", kind=models.PageKind("news"))
    )
    assert made.outcome == "created"
    read = get("deep/story", client=visitor)
    assert (read.title, read.body, read.revision) == ("Story", "One.\n", 1)
    assert [item.slug for item in listed(client=visitor, kind=[models.PageKind("news")]).items] == ["deep/story"]

    theirs = put("deep/story", client=client, body=models.PageInput(body="Theirs.", base_revision=1))
    assert theirs.outcome == "saved"
    conflict = put("deep/story", client=client, body=models.PageInput(body="Mine.", base_revision=1))
    assert isinstance(conflict, models.ConflictProblem)
    assert (conflict.base.body, conflict.mine.body, conflict.theirs.body) == ("One.\n", "Mine.\n", "Theirs.\n")
    both = models.PageInput(
        body=f"{conflict.theirs.body}\n{conflict.mine.body}", base_revision=conflict.theirs_revision
    )
    assert put("deep/story", client=client, body=both).outcome == "saved"
    after = get("deep/story", client=visitor)
    assert (after.body, after.title, after.kind) == ("Theirs.\n\nMine.\n", "Story", "news")


def test_it_sends_a_file_and_is_told_what_is_wrong(load: Load, server: tuple[Server, str]) -> None:
    running, token = server
    models, upload = load("models"), load("api.files.upload_file").sync
    sent = load("types").File(payload=io.BytesIO(b"Some words.\n"), file_name="words.txt")
    with load("client").AuthenticatedClient(base_url=running.address, token=token) as client:
        stored = upload(client=client, body=models.FileForm(file=sent))
        refused = load("api.pages.put_page").sync("new", client=client, body=models.PageInput(title="New"))
    assert stored.media_type == "text/plain"
    assert [error.field for error in refused.errors] == ["kind"]
