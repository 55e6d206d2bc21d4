"""Each kind of damage is found; what is disposable is made anew; a whole wiki has none."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.engine import Connection

from tests.factories import archive, imported, page, picture, png, practice, publish, rename, restore, save
from tests.web.filled import Filled
from wiki import jobs
from wiki.core.changes import record_change
from wiki.core.db import db, schema_change, transaction
from wiki.core.errors import Invalid, NotFound
from wiki.search.indexer import rebuild_index
from wiki.search.whoosh import WhooshBackend
from wiki.services import Services
from wiki.upkeep.service import checking
from wiki.upkeep.service.checking import CHECKS, Check, look, mend
from wiki.upkeep.types import CannotCheck, Finding, Severity, Stores

# To compare the tables takes as long as all the rest, and what is done to rows changes none.
OF_ROWS = tuple(check for check in CHECKS if check.name != "tables")
YESTERDAY = time.time() - 86_400


@pytest.fixture
def stores(filled: Filled, services: Services, whoosh: WhooshBackend) -> Stores:
    """A wiki of every kind of page, with an index and a thumbnail."""
    rebuild_index(whoosh)
    for path in services.files.folder.glob("??/*"):
        services.files.thumbnail(path.name, 480)
    return Stores(search=whoosh, files=services.files)


def found(stores: Stores, checks: Sequence[Check] = OF_ROWS) -> list[Finding]:
    return [finding for check in checks for finding in look(check, stores, lambda _: None)]


def codes(findings: list[Finding], *severities: Severity) -> set[str]:
    return {each.code for each in findings if not severities or each.severity in severities}


def repair(stores: Stores) -> tuple[list[Finding], list[Finding]]:
    """Mend what can be mended; return what was found, and what is found then."""
    before: list[Finding] = []
    for check in OF_ROWS:
        findings = look(check, stores, lambda _: None)
        before += findings
        mend(check, stores, findings)
    checking.attempt(lambda: jobs.drain(stores.search), "outbox")
    return before, found(stores)


@contextmanager
def unguarded() -> Iterator[Connection]:
    """A connection on which no foreign key keeps one from anything."""
    with schema_change() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection


def test_a_whole_wiki_has_no_findings(stores: Stores) -> None:
    assert found(stores, CHECKS) == []


@pytest.mark.parametrize("damage", ["DROP INDEX ix_links_target", "CREATE TABLE more (id INTEGER PRIMARY KEY)"])
def test_tables_that_are_not_as_described_are_found(stores: Stores, damage: str) -> None:
    with unguarded() as connection:
        connection.execute(text(damage))
    assert codes(found(stores, CHECKS), Severity.ERROR) == {"schema-differs"}


ERRORS = {
    "reference-broken": [
        "UPDATE events SET revision_id = 99999 WHERE id = (SELECT min(id) FROM events)",
        "UPDATE revisions SET lead_file_id = 99999 WHERE number = 1",
        "UPDATE revisions SET author_id = 99999 WHERE number = 1",
        "UPDATE revision_themes SET theme_id = 99999 WHERE position = 1",
        "UPDATE revision_cities SET city_id = 99999",
        "UPDATE redirects SET page_id = 99999",
        "UPDATE pages SET published_revision_id = 99999 WHERE slug = 'welcome'",
    ],
    "page-empty": [
        "INSERT INTO pages (slug, kind, title_key, created_at) VALUES ('x', 'article', '', CURRENT_TIMESTAMP)"
    ],
    "revision-gap": [
        "UPDATE revisions SET number = number + 7 WHERE number = 3",
        "DELETE FROM revisions WHERE number = 2",
    ],
    "pointer-missing": ["UPDATE pages SET current_revision_id = NULL WHERE slug = 'welcome'"],
    "pointer-foreign": [
        "UPDATE pages SET current_revision_id = (SELECT min(id) FROM revisions) WHERE slug = 'welcome'",
        "UPDATE pages SET published_revision_id = (SELECT min(id) FROM revisions) WHERE slug = 'welcome'",
    ],
    "pointer-old": ["UPDATE pages SET current_revision_id = published_revision_id WHERE slug = 'lamp-posts'"],
    "pointer-unpublished": ["UPDATE revisions SET published_at = NULL"],
    "revision-foreign": [
        "UPDATE events SET revision_id = (SELECT max(id) FROM revisions) WHERE id = (SELECT min(id) FROM events)",
        "UPDATE imported_versions SET revision_id = (SELECT min(id) FROM revisions)",
    ],
    "request-state": [
        "UPDATE practice_requests SET state = 'closed' WHERE state = 'open'",
        "DELETE FROM request_steps WHERE kind = 'duplicate'",
        "DELETE FROM request_steps",
    ],
    "request-left": ["UPDATE request_joins SET request_id = 2 WHERE id = (SELECT min(id) FROM request_joins)"],
    "value-stands": [
        "UPDATE series_values SET stands = NOT stands WHERE id = 1",
        "UPDATE series_values SET replaces_id = 1 WHERE id = 2",
        "UPDATE series_values SET set_aside_at = entered_at WHERE id = 1",
    ],
    "value-correction": ["UPDATE series_values SET replaces_id = 3 WHERE id = 2"],
    "value-converted": [
        "UPDATE series_values SET amount = amount + 1 WHERE id = 1",
        "UPDATE series SET unit = 'kg'",
        "UPDATE series SET unit = 'furlong'",
    ],
    "profile-value": [
        "UPDATE city_profiles SET value = 'many'",
        "UPDATE city_profiles SET attribute = 'soul' WHERE attribute = 'heat_supply'",
    ],
    "fit-score": ["UPDATE fit_answers SET score = 3"],
    "synonyms-alone": [
        "DELETE FROM synonyms WHERE id NOT IN (SELECT min(id) FROM synonyms GROUP BY group_id)",
        "DELETE FROM synonyms",
    ],
    "replication-standing": [
        "UPDATE replications SET stage = 7",
        "DELETE FROM replication_moves WHERE id = (SELECT max(id) FROM replication_moves)",
    ],
    "replication-log": ["UPDATE replication_moves SET from_stage = 8 WHERE from_stage IS NOT NULL"],
    "replication-reason": ["UPDATE replications SET reason = '' WHERE reason <> ''"],
    "plan-gap": ["UPDATE plan_revisions SET number = 5 WHERE number = 1"],
    "plan-log": [
        "UPDATE plan_steps SET number = 7",
        "DELETE FROM plan_revisions",
    ],
    "plan-facts": [
        "UPDATE plan_revisions SET facts = '{\"goals\": 5}'",
        "UPDATE plan_revisions SET facts = '[]'",
        "UPDATE plan_revisions SET template_version = 99",
    ],
    "exchange-page": ["UPDATE exchanges SET page_id = NULL WHERE replication_id IS NOT NULL"],
    "exchange-guests": [
        "DELETE FROM exchange_guests WHERE exchange_id = 1",
        "UPDATE exchanges SET host_id = (SELECT min(city_id) FROM exchange_guests WHERE exchange_id = 1) WHERE id = 1",
    ],
    "interest-state": [
        "UPDATE interests SET state = 'closed' WHERE state = 'open'",
        "DELETE FROM interest_steps WHERE kind = 'matched'",
        "DELETE FROM interest_steps",
    ],
    "address-reserved": ["UPDATE pages SET slug = 'audits/review' WHERE slug = 'welcome'"],
    "redirect-shadows": ["UPDATE redirects SET slug = 'welcome'"],
}


@pytest.mark.parametrize(("code", "damage"), [(code, sql) for code, many in ERRORS.items() for sql in many])
def test_what_nothing_else_tells_is_found_and_stays_found(stores: Stores, code: str, damage: str) -> None:
    with unguarded() as connection:
        connection.execute(text(damage))
    before, after = repair(stores)
    assert code in codes(before, Severity.ERROR)
    assert code in codes(after, Severity.ERROR)


DISPOSABLE = {
    "reference-broken": [
        "INSERT INTO links (page_id, target, in_current, in_published) VALUES (99999, 'x', TRUE, TRUE)",
        "INSERT INTO renderings (revision_id, html, headings) VALUES (99999, '', '[]')",
        "INSERT INTO barriers VALUES (99999, 'a', 0, '', '', TRUE, '{}')",
        "INSERT INTO meeting_points VALUES (99999, 'actions', 'a', 0, '', '', NULL, FALSE, '{}')",
    ],
    "title-key-wrong": ["UPDATE pages SET title_key = 'something-else' WHERE slug = 'story'"],
    "rendering-missing": ["DELETE FROM renderings"],
    "rendering-differs": [
        "UPDATE renderings SET html = '<p>Defaced.</p>'",
        "UPDATE renderings SET headings = '[]'",
        "DELETE FROM meeting_points",
        "UPDATE meeting_points SET is_done = TRUE",
        "DELETE FROM barriers",
        "UPDATE barriers SET is_open = NOT is_open",
    ],
    "replication-confirming": ["UPDATE replications SET confirming = '[\"riders\"]'"],
    "page-measures": ["UPDATE pages SET measures = NULL", "UPDATE pages SET measures = '[\"riders\"]'"],
    "page-replicated": ["UPDATE pages SET replicated = '{\"sofia\": []}'"],
    "links-differ": [
        "DELETE FROM links",
        "UPDATE links SET in_published = FALSE",
        "UPDATE links SET target = 'elsewhere' WHERE target = 'a-wish'",
    ],
    "index-differs": [
        "UPDATE pages SET archived_at = CURRENT_TIMESTAMP WHERE slug = 'story'",
        "UPDATE pages SET published_revision_id = NULL WHERE slug = 'story'",
        "UPDATE revisions SET created_at = CURRENT_TIMESTAMP WHERE number = 4",
    ],
    "outbox-old": [
        "INSERT INTO pending_changes (topic, subject_id, sequence) VALUES ('index', 1, 1)",
        "INSERT INTO pending_changes (topic, subject_id, sequence) VALUES ('render', 1, 1)",
    ],
}


@pytest.mark.parametrize(("code", "damage"), [(code, sql) for code, many in DISPOSABLE.items() for sql in many])
def test_what_is_disposable_is_found_and_made_anew(stores: Stores, code: str, damage: str) -> None:
    with unguarded() as connection:
        connection.execute(text(damage))
    before, after = repair(stores)
    assert code in codes(before, Severity.DISPOSABLE)
    assert after == []


def content(stores: Stores) -> Path:
    return next(iter(stores.files.folder.glob("??/*")))


def thumbnail(stores: Stores) -> Path:
    return next(stores.files.thumbnails())


def left(path: Path, data: bytes = b"x") -> None:
    """Leave a file there since yesterday."""
    path.write_bytes(data)
    os.utime(path, (YESTERDAY, YESTERDAY))


FILES: list[tuple[str, Callable[[Stores], Any], Severity]] = [
    ("file-missing", lambda stores: content(stores).unlink(), Severity.ERROR),
    ("file-damaged", lambda stores: content(stores).write_bytes(b"x"), Severity.ERROR),
    (
        "file-damaged",
        lambda stores: content(stores).write_bytes(content(stores).read_bytes()[:-1] + b"x"),
        Severity.ERROR,
    ),
    ("file-unclaimed", lambda stores: left(content(stores).with_name("a" * 64)), Severity.NOTE),
    ("upload-left", lambda stores: left(content(stores).with_name(".new-1")), Severity.DISPOSABLE),
    ("thumbnail-damaged", lambda stores: thumbnail(stores).write_bytes(b"RIFF"), Severity.DISPOSABLE),
    (
        "thumbnail-unclaimed",
        lambda stores: left(thumbnail(stores).with_name("a" * 64 + "-480.webp")),
        Severity.DISPOSABLE,
    ),
]


@pytest.mark.parametrize(("code", "damage", "severity"), FILES)
def test_the_files_folder_is_read(
    stores: Stores, code: str, damage: Callable[[Stores], Any], severity: Severity
) -> None:
    damage(stores)
    before, after = repair(stores)
    assert codes(before, severity) == {code}
    assert codes(after) == (set() if severity is Severity.DISPOSABLE else {code})


def test_an_upload_that_is_not_finished_is_not_taken_for_waste(stores: Stores) -> None:
    content(stores).with_name("a" * 64).write_bytes(b"x")
    content(stores).with_name(".new-1").write_bytes(b"x")
    assert found(stores) == []


@pytest.mark.parametrize("damage", ["live", "*.words", "*.col", "*.toc"])
def test_an_index_that_cannot_be_read_is_made_anew(stores: Stores, tmp_path: Path, damage: str) -> None:
    with closing(WhooshBackend(tmp_path / "damaged")) as backend:
        damaged = replace(stores, search=backend)
        rebuild_index(backend)
        backend.close()
        for path in [*tmp_path.glob(f"damaged/{damage}"), *tmp_path.glob(f"damaged/*/{damage}")]:
            path.unlink()
        before, after = repair(damaged)
        assert codes(before, Severity.DISPOSABLE) == {"index-unreadable"}
        assert after == []


def test_documents_of_pages_that_are_not_there_leave_the_index(stores: Stores, whoosh: WhooshBackend) -> None:
    with unguarded() as connection:
        known = dict(whoosh.versions())
        gone = connection.execute(text("SELECT id FROM pages WHERE slug = 'story'")).scalar_one()
        for table in ("links", "imported_versions", "redirects", "events", "revisions"):
            connection.execute(text(f"DELETE FROM {table} WHERE page_id = {gone}"))
        connection.execute(text(f"DELETE FROM pages WHERE id = {gone}"))
    assert gone in known
    before, _ = repair(stores)
    assert "index-differs" in codes(before, Severity.DISPOSABLE)
    assert gone not in whoosh.versions()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE pages SET kind = 'poem' WHERE slug = 'welcome'",
        "UPDATE users SET role = 'root'",
        "UPDATE cities SET role = 'king'",
        "UPDATE events SET action = 'zapped'",
        "UPDATE practice_requests SET state = 'bought'",
        "UPDATE request_steps SET kind = 'sung'",
        "UPDATE plan_steps SET kind = 'sung'",
        "UPDATE replications SET exit = 'lost'",
        "UPDATE exchanges SET format = 'party'",
        "UPDATE interests SET state = 'lost'",
        "UPDATE interest_steps SET kind = 'sung'",
    ],
)
def test_a_word_that_nobody_knows_is_told(stores: Stores, damage: str) -> None:
    with unguarded() as connection:
        connection.execute(text(damage))
    assert "value-unreadable" in codes(found(stores), Severity.ERROR)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE themes SET updated_at = 'yesterday'",
        "UPDATE revisions SET starts_on = 'soon' WHERE number = 1",
        "UPDATE revisions SET number = 'one' WHERE id = 1",
        "UPDATE revisions SET body = CAST(x'ff00fe' AS BLOB) WHERE number = 1",
    ],
)
def test_what_is_of_another_type_is_told_and_hides_nothing(stores: Stores, damage: str) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the database minds its types")
    with unguarded() as connection:
        connection.execute(text(damage))
        connection.execute(text("UPDATE redirects SET page_id = 99999"))
    assert {"value-unreadable", "reference-broken"} <= codes(found(stores), Severity.ERROR)


def test_headings_that_cannot_be_read_are_made_anew(stores: Stores) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the database minds its types")
    with unguarded() as connection:
        connection.execute(text("UPDATE renderings SET headings = '{' WHERE revision_id = 1"))
    before, after = repair(stores)
    assert codes(before, Severity.DISPOSABLE) == {"value-unreadable"}
    assert after == []


def test_what_waits_in_the_outbox_is_no_damage(stores: Stores) -> None:
    save("story", body="See [[Nothing yet]].")
    page("Nothing yet")
    assert found(stores) == []
    jobs.drain(stores.search)
    assert found(stores) == []


def test_a_save_between_two_looks_at_the_index_is_no_damage(
    stores: Stores, whoosh: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_id = next(iter(whoosh.versions()))
    whole = dict(whoosh.versions())
    answers = iter([{i: keys for i, keys in whole.items() if i != page_id}, whole])
    monkeypatch.setattr(whoosh, "versions", lambda: next(answers))
    assert found(stores) == []


def test_earlier_revisions_keep_the_links_they_were_drawn_with(stores: Stores) -> None:
    page("Diary", "See [[Later]].")
    save("diary", body="Nothing to see.")
    page("Later")
    jobs.drain(stores.search)
    assert found(stores) == []


def test_a_life_of_pages_leaves_no_damage(stores: Stores) -> None:
    practice("Heat", "About [[Steam]], [[Water]] and [[heat]].", lead_picture=picture(stores.files, width=9).path)
    page("Steam", "Like [[Heat]].")
    save("heat", title="Warmth", body="Only [[Water]].")
    rename("steam", "vapour")
    page("Water")
    publish("heat", 2)
    publish("heat", 1)
    save("vapour", title="Vapour")
    jobs.drain(stores.search)
    assert found(stores) == []


NAMES = ("heat", "steam", "water", "lamps")
ACTS: dict[str, Callable[[str, str], object]] = {
    "make": lambda one, other: page(one.title(), f"See [[{other}]] and [[{other}#Results]]."),
    "propose": lambda one, other: practice(one.title(), f"See [[{other}]].", published=False),
    "save": lambda one, other: save(one, body=f"Rather [[{other}|there]]."),
    "retitle": lambda one, other: save(one, title=other.title()),
    "publish": lambda one, _: publish(one, 1),
    "rename": rename,
    "archive": lambda one, _: archive(one),
    "restore": lambda one, _: restore(one),
}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), *[st.sampled_from(NAMES)] * 2), max_size=25))
def test_whatever_people_do_leaves_no_damage(stores: Stores, acts: list[tuple[str, str, str]]) -> None:
    for name, one, other in acts:
        # What the wiki refuses changes nothing.
        with suppress(Invalid, NotFound, AssertionError):
            ACTS[name](one, other)
    assert found(stores) == []
    jobs.drain(stores.search)
    assert found(stores) == []


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pages=st.dictionaries(
        st.sampled_from(NAMES),
        st.tuples(st.lists(st.sampled_from(NAMES)), st.sampled_from(NAMES), st.booleans()),
        min_size=1,
    )
)
def test_whatever_is_imported_leaves_no_damage(
    stores: Stores, tmp_path: Path, pages: dict[str, tuple[list[str], str, bool]]
) -> None:
    site = tmp_path / "site"
    site.mkdir(exist_ok=True)
    for name, (links, title, published) in pages.items():
        text = " ".join(f"[{link}]({link}.md)" for link in links)
        header = f"---\ntitle: {title}\npublished: {str(published).lower()}\n---\n"
        (site / f"{name}.md").write_text(f"{header}![A map](map.png) {text}\n")
    (site / "map.png").write_bytes(png(40, 30))
    imported(stores.files, site)
    jobs.drain(stores.search)
    assert found(stores) == []


def test_what_cannot_be_mended_keeps_nothing_else_from_it(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with unguarded() as connection:
        connection.execute(text("UPDATE renderings SET html = 'Defaced.'"))
    pages = {finding.subject for finding in found(stores)}
    draw = checking.mending.draw_page

    def failing(given: Stores, finding: Finding) -> None:
        if finding.subject == "page welcome":
            raise LookupError(finding.subject)
        draw(given, finding)

    (drawings,) = (check for check in CHECKS if check.mend is draw)
    mend(checking.Check(name="", find=drawings.find, mend=failing), stores, found(stores))
    assert len(pages) > 2
    assert {finding.subject for finding in found(stores)} == {"page welcome"}
    assert "page welcome could not be mended" in caplog.text


def test_a_damaged_database_file_is_told(stores: Stores) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("another database looks after its own file")
    with db.engine.connect() as connection:
        root = connection.execute(
            text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_links_target'")
        ).scalar_one()
        size = connection.execute(text("PRAGMA page_size")).scalar_one()
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    db.session.remove()
    db.engine.dispose()
    path, start = Path(str(db.engine.url.database)), (root - 1) * size
    data = path.read_bytes()
    path.write_bytes(data[:start] + data[start : start + size].replace(b"a-wish", b"a-fish") + data[start + size :])
    assert codes(list(look(CHECKS[0], stores, lambda _: None))) == {"database-damaged"}


def test_a_database_that_cannot_be_read_is_not_called_clean(stores: Stores) -> None:
    with unguarded() as connection:
        connection.execute(text("ALTER TABLE redirects RENAME TO lost"))
    with pytest.raises(CannotCheck):
        found(stores)


def test_the_outbox_is_not_old_at_once(stores: Stores) -> None:
    with transaction():
        record_change(1, ["index", "render"])
    assert found(stores) == []
