"""A backup holds the whole wiki of one moment; a restore gives just that back, or changes nothing."""

import hashlib
import json
import stat
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from tests.conftest import services_of
from tests.factories import page, picture, save
from tests.web.filled import Filled
from wiki import jobs
from wiki.core.db import db
from wiki.core.schema import is_current
from wiki.search.indexer import rebuild_index
from wiki.search.types import SearchQuery
from wiki.search.whoosh import WhooshBackend
from wiki.upkeep.service.backing_up import back_up
from wiki.upkeep.service.checking import CHECKS, look
from wiki.upkeep.service.restoring import restore
from wiki.upkeep.types import BackupError, BackupSummary, Begin, Stores, Tell

NewMachine = Callable[..., Flask]
Rows = dict[str, list[tuple[Any, ...]]]
SECRET = "a key of sixty-four letters, or nearly so; long enough in any case"


def quietly(_name: str) -> Tell:
    return lambda _more: None


def stores_of(app: Flask) -> Stores:
    services = services_of(app)
    return Stores(search=services.search, files=services.files)


def saved(app: Flask, file: Path, begin: Begin = quietly, **options: Any) -> BackupSummary:
    with app.app_context():
        services = services_of(app)
        return back_up(file, home=services.settings.home, files=services.files, begin=begin, **options)


def restored(app: Flask, file: Path, begin: Begin = quietly, **options: Any) -> BackupSummary:
    with app.app_context():
        home = services_of(app).settings.home
        return restore(file, home=home, stores=stores_of(app), begin=begin, **options)


def rows(app: Flask) -> Rows:
    """Return every row of every table."""
    with app.app_context():
        there = inspect(db.engine).get_table_names()
        return {
            table.name: [tuple(row) for row in db.session.execute(table.select().order_by(*table.primary_key))]
            for table in db.metadata.sorted_tables
            if table.name in there
        }


def files(app: Flask) -> dict[str, bytes]:
    """Return what lies in the home folder, but for the database and what is made from it."""
    home = services_of(app).settings.home
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file()
        and not path.name.startswith("wiki.db")
        and not {"index", "cache"} & {*path.relative_to(home).parts}
    }


def answers(app: Flask) -> list[object]:
    search = services_of(app).search
    questions = (
        SearchQuery(audience=audience, text=text) for audience in ("public", "members") for text in ("", "lamp")
    )
    return [(found.total, found.hits, found.facets) for found in map(search.search, questions)]


def findings(app: Flask) -> list[object]:
    with app.app_context():
        jobs.drain(services_of(app).search)
        return [finding for check in CHECKS for finding in look(check, stores_of(app), lambda _: None)]


def is_same(one: Flask, other: Flask) -> bool:
    return (rows(one), files(one), answers(one)) == (rows(other), files(other), answers(other))


@pytest.fixture
def source(app: Flask, filled: Filled, whoosh: WhooshBackend) -> Iterator[Flask]:
    """A wiki in which everything is; its index is that of this test."""
    rebuild_index(whoosh)
    home = services_of(app).settings.home
    (home / "secret").write_text(SECRET)
    yield app
    for name in ("secret", "wiki.toml"):
        (home / name).unlink(missing_ok=True)


@pytest.fixture
def backup(source: Flask, tmp_path: Path) -> Path:
    saved(source, tmp_path / "wiki.zip")
    return tmp_path / "wiki.zip"


@pytest.fixture
def target(new_machine: NewMachine) -> Flask:
    return new_machine("target")


def test_an_empty_machine_becomes_the_wiki_that_was_backed_up(source: Flask, target: Flask, tmp_path: Path) -> None:
    made = saved(source, tmp_path / "wiki.zip")
    told = restored(target, tmp_path / "wiki.zip")
    assert is_same(source, target)
    assert findings(target) == []
    assert made == told
    assert made.tables["pages"] == len(rows(source)["pages"]) > 0
    assert (made.files, made.problems) == (1, ())
    with target.app_context():
        assert is_current()


def test_people_go_on_writing_in_what_was_restored(backup: Path, target: Flask) -> None:
    restored(target, backup)
    with target.app_context():
        page("Written afterwards", "By [[Lamp posts]].")
        picture(services_of(target).files, width=17)
    assert findings(target) == []


def test_only_its_owner_reads_the_file_and_an_earlier_one_stays(source: Flask, backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    before = backup.read_bytes()
    with pytest.raises(BackupError, match="--overwrite"):
        saved(source, backup)
    assert backup.read_bytes() == before
    saved(source, backup, overwrite=True)
    assert backup.read_bytes() != before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_backup_that_breaks_off_leaves_nothing(source: Flask, backup: Path) -> None:
    before = backup.read_bytes()

    def breaking(name: str) -> Tell:
        if name == "files":
            raise KeyboardInterrupt
        return quietly(name)

    with pytest.raises(KeyboardInterrupt):
        saved(source, backup, breaking, overwrite=True)
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.glob("*wiki.zip*")] == ["wiki.zip"]


def test_a_place_that_cannot_be_written_is_told(source: Flask, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="cannot be written"):
        saved(source, tmp_path / "nowhere" / "wiki.zip")


def test_what_is_saved_meanwhile_is_not_in_the_backup(source: Flask, target: Flask, tmp_path: Path) -> None:
    before = rows(source)
    with ThreadPoolExecutor(1) as threads:

        def write(number: int) -> None:
            with source.app_context():
                page(f"Meanwhile {number}", "See [[Lamp posts]].")
                save("story", body=f"Meanwhile {number}.")
                picture(services_of(source).files, width=100 + number)

        started: list[str] = []

        def begin(name: str) -> Tell:
            # The moment of the backup is that of its first reading.
            if started:
                threads.submit(write, len(started)).result()
            started.append(name)
            return quietly(name)

        saved(source, tmp_path / "wiki.zip", begin)
    assert len(started) > 15
    assert rows(source) != before
    restored(target, tmp_path / "wiki.zip")
    assert rows(target) == before
    assert findings(target) == []


def test_a_wiki_is_replaced_only_when_told(backup: Path, source: Flask, target: Flask) -> None:
    restored(target, backup)
    with target.app_context():
        page("Newer", "Than the backup.")
        content = services_of(target).files
        key = picture(content, width=999).key
        content.thumbnail(next(content.folder.glob(f"??/{key}*")).name, 480)
        jobs.drain(services_of(target).search)
    before = rows(target), files(target)
    pages, users = (len(before[0][table]) for table in ("pages", "users"))
    with pytest.raises(BackupError, match=rf"{pages} pages and {users} users.*--overwrite"):
        restored(target, backup)
    assert (rows(target), files(target)) == before
    restored(target, backup, overwrite=True)
    assert is_same(source, target)
    assert findings(target) == []


def test_files_without_a_database_are_not_overwritten_either(backup: Path, target: Flask) -> None:
    services_of(target).files.put("ab" * 32, [b"x"])
    with pytest.raises(BackupError, match="holds files"):
        restored(target, backup)


@pytest.mark.parametrize("at", ["files", "pages", "revision_themes"])
def test_a_restore_that_breaks_off_leaves_the_old_wiki(backup: Path, target: Flask, at: str) -> None:
    restored(target, backup)
    with target.app_context():
        save("story", body="Newer than the backup.")
        content = services_of(target).files
        for path in content.folder.glob("??/*"):
            path.unlink()
    before = rows(target), files(target)

    def breaking(name: str) -> Tell:
        if name == at:
            raise KeyboardInterrupt
        return quietly(name)

    with pytest.raises(KeyboardInterrupt):
        restored(target, backup, breaking, overwrite=True)
    assert (rows(target), files(target)) == before
    restored(target, backup, overwrite=True)
    assert findings(target) == []


@dataclass(frozen=True, kw_only=True)
class Forgery:
    """Changes to the members of a backup. ``hidden`` changes are in its manifest as well."""

    members: Mapping[str, bytes | None]
    manifest: Callable[[dict[str, Any]], object] = lambda manifest: manifest
    hidden: bool = True


def forged(file: Path, forgery: Forgery) -> Path:
    """Write a backup with some members replaced (None: left out)."""
    made = file.with_name("forged.zip")
    with ZipFile(file) as old, ZipFile(made, "w") as new:
        content = {name: old.read(name) for name in old.namelist()} | dict(forgery.members)
        manifest = json.loads(content.pop("manifest.json") or b"")
        for name in forgery.members if forgery.hidden else ():
            data = content[name]
            if data is None:
                del manifest["members"][name]
            else:
                manifest["members"][name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        forgery.manifest(manifest)
        for name, data in content.items():
            if data is not None:
                new.writestr(ZipInfo(name), data)
        new.writestr("manifest.json", json.dumps(manifest))
    return made


FORGERIES = {
    "a changed row": Forgery(members={"tables/redirects.jsonl": b""}, hidden=False),
    "a changed key": Forgery(members={"secret": b"x" * 66}, hidden=False),
    "a missing member": Forgery(members={"secret": None}, hidden=False),
    "one more member": Forgery(members={"files/" + "ab" * 32: b"x"}, hidden=False),
    "a member elsewhere": Forgery(members={"../../evil": b"x"}),
    "a member at an absolute path": Forgery(members={"/tmp/evil": b"x"}),
    "a table of another name": Forgery(members={"tables/../x.jsonl": b""}),
    "fewer rows": Forgery(members={"tables/redirects.jsonl": b""}),
    "a missing table": Forgery(
        members={"tables/redirects.jsonl": None}, manifest=lambda manifest: manifest["tables"].pop("redirects")
    ),
    "a table too many": Forgery(
        members={"tables/more.jsonl": b""}, manifest=lambda manifest: manifest["tables"].update(more=0)
    ),
    "a row that is no JSON": Forgery(members={"tables/redirects.jsonl": b"{\n"}),
    "a row of other columns": Forgery(members={"tables/redirects.jsonl": b'{"slug": "x"}\n'}),
    "a row that is no time": Forgery(
        members={"tables/redirects.jsonl": b'{"slug": "x", "page_id": 1, "created_at": "soon"}\n'}
    ),
    "a row the database refuses": Forgery(
        members={"tables/redirects.jsonl": b'{"slug": null, "page_id": 1, "created_at": "2026-11-23T00:00:00+00:00"}\n'}
    ),
    "another size": Forgery(members={}, manifest=lambda manifest: manifest["members"]["secret"].update(size=10**15)),
    "no numbers": Forgery(members={}, manifest=lambda manifest: manifest.update(tables={"pages": "many"})),
    "no manifest to speak of": Forgery(members={}, manifest=lambda manifest: manifest.clear()),
    "a newer format": Forgery(members={}, manifest=lambda manifest: manifest.update(format=2)),
    "a newer schema": Forgery(members={}, manifest=lambda manifest: manifest.update(schema="9999")),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_what_is_no_whole_backup_is_refused_and_nothing_changes(backup: Path, target: Flask, name: str) -> None:
    restored(target, backup)
    with target.app_context():
        save("story", body="Newer than the backup.")
    before = rows(target), files(target)
    with pytest.raises(BackupError) as refused:
        restored(target, forged(backup, FORGERIES[name]), overwrite=True)
    assert (rows(target), files(target)) == before
    assert ("newer version" in str(refused.value)) == name.startswith("a newer")


def test_the_same_member_twice_is_refused(backup: Path, target: Flask) -> None:
    with ZipFile(backup, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("secret", SECRET)
    with pytest.raises(BackupError):
        restored(target, backup)


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_another_file_is_refused(tmp_path: Path, target: Flask, data: bytes) -> None:
    (tmp_path / "other.zip").write_bytes(data)
    for file in (tmp_path / "other.zip", tmp_path / "nothing.zip", tmp_path):
        with pytest.raises(BackupError):
            restored(target, file)
    assert rows(target) == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_goes_unnoticed(backup: Path, target: Flask, data: st.DataObject) -> None:
    whole = backup.read_bytes()
    with ZipFile(backup) as file:
        pages = len(file.read("tables/pages.jsonl").splitlines())
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    damaged = backup.with_name("damaged.zip")
    damaged.write_bytes(whole[:place] if cut else whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
    # A bit of an entry's time, say, means nothing: either it is refused or nothing is lost.
    try:
        restored(target, damaged, overwrite=True)
    except BackupError:
        assert rows(target) == {} or rows(target)["pages"]
    else:
        assert len(rows(target)["pages"]) == pages


_NEW_TABLES = (
    *("api_tokens", "demo_pages", "theme_leads", "review_steps", "review_looks", "remarks", "editions"),
    *("synonym_groups", "synonyms"),
    *("practice_requests", "request_joins", "request_steps", "search_misses", "saved_searches"),
    *("indicators", "series", "series_values", "theme_reports"),
    *("city_profiles", "fit_answers"),
    *("replications", "replication_moves", "meeting_points"),
    *("plan_revisions", "plan_steps", "take_overs"),
    *("exchanges", "exchange_guests", "interests", "interest_steps"),
    *("replication_experiences", "experience_events", "barriers"),
)
_NEWER = {
    "revisions": {"facts", "template_version"},
    "renderings": {"prose"},
    "pending_changes": {"revision_id", "words"},
    "users": {"city_id"},
    "invitations": {"city_id"},
    "pages": {"edition", "edition_on", "confirmed_on", "replicated", "measures"},
}


def without(backup: Path, table: str) -> bytes:
    """Return the rows of a table as they were before it got its newer columns."""
    with ZipFile(backup) as file:
        lines = file.read(f"tables/{table}.jsonl").splitlines()
    kept = [{name: value for name, value in json.loads(line).items() if name not in _NEWER[table]} for line in lines]
    return b"".join(json.dumps(row).encode() + b"\n" for row in kept)


def test_a_backup_of_an_older_version_is_upgraded(backup: Path, target: Flask, tmp_path: Path) -> None:
    def older(manifest: dict[str, Any]) -> None:
        manifest["schema"] = "0001"
        for table in _NEW_TABLES:
            del manifest["tables"][table]

    members: dict[str, bytes | None] = {f"tables/{name}.jsonl": None for name in _NEW_TABLES}
    members |= {f"tables/{name}.jsonl": without(backup, name) for name in _NEWER}
    restored(target, forged(backup, Forgery(members=members, manifest=older)))
    with target.app_context():
        assert is_current()
    upgraded = tmp_path / "upgraded.zip"
    saved(target, upgraded)
    with ZipFile(backup) as before, ZipFile(upgraded) as after:
        same = [name for name in before.namelist() if name.startswith("tables/") and name not in members]
        assert [after.read(name) for name in same] == [before.read(name) for name in same]
    assert {name: without(upgraded, name) for name in _NEWER} == {name: without(backup, name) for name in _NEWER}


def test_rows_move_between_databases(
    backup: Path, source: Flask, new_machine: NewMachine, target: Flask, tmp_path: Path
) -> None:
    between = new_machine("between", sqlite=True)
    restored(between, backup)
    assert rows(between) == rows(source)
    saved(between, tmp_path / "between.zip")
    restored(target, tmp_path / "between.zip")
    assert is_same(source, target)
    assert findings(target) == []


def test_content_that_is_lost_or_damaged_is_told_and_the_rest_saved(
    source: Flask, target: Flask, tmp_path: Path
) -> None:
    stores = stores_of(source)
    with source.app_context():
        lost, damaged = (picture(stores.files, name=f"{n}.png", width=n) for n in (21, 22))
    for path in stores.files.folder.glob("??/*"):
        if path.name.startswith(lost.key):
            path.unlink()
        elif path.name.startswith(damaged.key):
            path.write_bytes(b"x")
    problems = saved(source, tmp_path / "wiki.zip").problems
    assert [lost.name in each for each in problems].count(True) == 1
    assert [damaged.name in each for each in problems].count(True) == 1
    restored(target, tmp_path / "wiki.zip")
    assert is_same(source, target)


def settings_of(app: Flask) -> Path:
    return services_of(app).settings.home / "wiki.toml"


def test_settings_come_along_where_there_are_none(source: Flask, target: Flask, tmp_path: Path) -> None:
    settings_of(source).write_text('base_url = "https://wiki.example.org"\n')
    saved(source, tmp_path / "wiki.zip")
    assert restored(target, tmp_path / "wiki.zip").problems == ()
    assert settings_of(target).read_text() == settings_of(source).read_text()
    assert restored(target, tmp_path / "wiki.zip", overwrite=True).problems == ()


@pytest.mark.parametrize(
    ("given", "there"),
    [('base_url = "https://a.example"', 'base_url = "https://b.example"'), ('database_url = "x"', ""), ("no TOML", "")],
)
def test_settings_of_this_machine_stand(source: Flask, target: Flask, tmp_path: Path, given: str, there: str) -> None:
    settings_of(source).write_text(given)
    if there:
        settings_of(target).write_text(there)
    saved(source, tmp_path / "wiki.zip")
    (told,) = restored(target, tmp_path / "wiki.zip").problems
    aside = settings_of(target).with_name("wiki.toml.restored")
    assert str(aside) in told
    assert aside.read_text() == given
    assert (settings_of(target).read_text() if there else "") == there


def test_a_backup_larger_than_the_machine_is_refused_before_anything_is_read(
    backup: Path, target: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10})())
    with pytest.raises(BackupError, match="10 are free"):
        restored(target, backup)
