"""An upgrade keeps what people wrote: a row of every table of the first schema is there afterwards as it was."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import Integer, MetaData, Table, select, update

from wiki.core.db import db, schema_change
from wiki.core.schema import downgrade, is_current, upgrade

NewMachine = Callable[..., Flask]
AT = datetime(2017, 2, 15, 9, 30, 0, 123456, tzinfo=UTC)
# In the order in which the rows can be written; the page's pointers follow.
ROWS: dict[str, dict[str, Any]] = {
    "users": {
        "id": 1,
        "email": "ada@example.org",
        "name": "Ada",
        "name_key": "ada",
        "role": "administrator",
        "active": True,
        "password_hash": "$argon2id$",
        "session_key": "key",
        "locale": "de",
        "created_at": AT,
    },
    "invitations": {
        "id": 1,
        "token_hash": "ab" * 32,
        "email": "bea@example.org",
        "role": "editor",
        "user_id": 1,
        "created_by_id": 1,
        "created_at": AT,
        "expires_at": AT,
        "used_at": AT,
    },
    "themes": {
        "id": 1,
        "slug": "data",
        "name": "Smart data",
        "short_name": "Data",
        "description": "Figures.",
        "icon": "data",
        "position": 3,
        "updated_at": AT,
    },
    "theme_aliases": {"id": 1, "theme_id": 1, "name": "Daten"},
    "cities": {
        "id": 1,
        "slug": "munich",
        "name": "Munich",
        "country": "DE",
        "role": "lighthouse",
        "population": 1_500_000,
        "latitude": 48.137,
        "longitude": 11.575,
        "description": "On the Isar.",
        "position": 1,
        "updated_at": AT,
    },
    "city_aliases": {"id": 1, "city_id": 1, "name": "Мюнхен"},
    "files": {
        "id": 1,
        "sha256": "cd" * 32,
        "key": "cd" * 12,
        "name": "map.png",
        "media_type": "image/png",
        "size": 123,
        "width": 8,
        "height": 9,
        "alt": "A map",
        "created_at": AT,
        "created_by_id": 1,
    },
    "imports": {
        "id": 1,
        "source": "site",
        "with_history": True,
        "started_at": AT,
        "finished_at": AT,
        "report": {"files": [{"path": "a.md", "count": 1}]},
    },
    "pages": {
        "id": 1,
        "slug": "lamp-posts",
        "kind": "practice",
        "title_key": "lamp-posts",
        "current_revision_id": None,
        "published_revision_id": None,
        "archived_at": AT,
        "created_at": AT,
    },
    "revisions": {
        "id": 1,
        "page_id": 1,
        "number": 1,
        "title": "Lamp posts",
        "summary": "Light.",
        "language": "en",
        "body": "Words – 街灯.\n",
        "size": 12,
        "lead_file_id": 1,
        "starts_on": date(2017, 2, 15),
        "ends_on": date(2017, 2, 16),
        "place": "Munich",
        "comment": "First",
        "minor": False,
        "author_id": 1,
        "author": "Ada",
        "created_at": AT,
        "published_at": AT,
    },
    "renderings": {"revision_id": 1, "html": "<p>Words</p>", "headings": [{"level": 2, "text": "One"}]},
    "revision_themes": {"revision_id": 1, "theme_id": 1, "position": 0, "inferred": True},
    "revision_cities": {"revision_id": 1, "city_id": 1, "position": 0, "inferred": False},
    "redirects": {"slug": "lamps", "page_id": 1, "created_at": AT},
    "links": {"page_id": 1, "target": "heat", "in_current": True, "in_published": False},
    "events": {
        "id": 1,
        "page_id": 1,
        "revision_id": 1,
        "action": "created",
        "at": AT,
        "actor_id": 1,
        "actor": "Ada",
        "public": True,
        "minor": False,
        "comment": "First",
        "size_change": 12,
        "detail": "",
    },
    "imported_versions": {
        "id": 1,
        "commit": "ef" * 20,
        "path": "a.md",
        "sha256": "ab" * 32,
        "page_id": 1,
        "revision_id": 1,
    },
    "pending_changes": {"topic": "index", "subject_id": 1, "sequence": 1_700_000_000_000_000_000},
}
POINTERS = {"current_revision_id": 1, "published_revision_id": 1}
LATEST = ROWS | {"pages": ROWS["pages"] | POINTERS}


@pytest.fixture
def first(new_machine: NewMachine) -> Iterator[Flask]:
    """An application on a database of the first schema, with a row in every table."""
    app = new_machine("first")
    with app.app_context():
        upgrade(revision="0001")
        tables = reflected()
        assert tables.keys() == ROWS.keys()
        with db.engine.begin() as connection:
            for name, row in ROWS.items():
                assert row.keys() == set(tables[name].columns.keys())
                connection.execute(tables[name].insert().values(row))
            connection.execute(update(tables["pages"]).values(POINTERS))
        yield app


def reflected() -> dict[str, Table]:
    metadata = MetaData()
    metadata.reflect(db.engine)
    return {name: table for name, table in metadata.tables.items() if name != "alembic_version"}


def kept() -> dict[str, dict[str, Any]]:
    """Return the one row of each table of the first schema, by the columns it had."""
    tables, found = reflected(), {}
    with db.engine.connect() as connection:
        for name, row in ROWS.items():
            (there,) = connection.execute(select(*(tables[name].columns[column] for column in row))).mappings()
            found[name] = {column: in_utc(value) for column, value in there.items()}
    return found


def in_utc(value: object) -> object:
    # SQLite keeps no zone; all times there are UTC.
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def test_an_upgrade_keeps_a_row_of_every_table(first: Flask) -> None:
    assert kept() == LATEST
    upgrade()
    assert is_current()
    assert kept() == LATEST


def test_pages_at_addresses_that_became_views_are_moved_and_found_where_they_were(first: Flask) -> None:
    tables = reflected()
    with db.engine.begin() as connection:
        slugs = ("audits/review", "audits/review-page", "copy/of", "the/results", "does/it/fit", "replicate")
        for number, slug in enumerate(slugs, start=2):
            connection.execute(tables["pages"].insert().values(ROWS["pages"] | {"id": number, "slug": slug}))
        connection.execute(tables["links"].insert().values(ROWS["links"] | {"target": "audits/review"}))
    upgrade()
    with db.engine.connect() as connection:
        slugs = connection.execute(select(tables["pages"].c.id, tables["pages"].c.slug)).all()
        redirects = connection.execute(select(tables["redirects"].c.slug, tables["redirects"].c.page_id)).all()
        pending = connection.execute(select(tables["pending_changes"].c.topic, tables["pending_changes"].c.subject_id))
        assert dict(map(tuple, slugs)) == {
            1: "lamp-posts",
            2: "audits/review-page-2",
            3: "audits/review-page",
            4: "copy-page/of",
            5: "the/results-page",
            6: "does/it/fit-page",
            7: "replicate-page",
        }
        assert set(map(tuple, redirects)) == {
            ("lamps", 1),
            ("audits/review", 2),
            ("copy/of", 4),
            ("the/results", 5),
            ("does/it/fit", 6),
            ("replicate", 7),
        }
        assert set(map(tuple, pending)) == {("render", 1), *(("index", number) for number in (1, 2, 4, 5, 6, 7))}


def test_a_wiki_in_use_gets_the_synonyms_of_a_new_one(first: Flask) -> None:
    upgrade()
    tables = reflected()
    with db.engine.connect() as connection:
        words = connection.execute(select(tables["synonyms"].c.group_id, tables["synonyms"].c.word)).all()
        groups = connection.scalars(select(tables["synonym_groups"].c.id)).all()
    assert {group for group, _ in words} == set(groups)
    assert len(words) >= 2 * len(groups) > 2
    assert {"retrofit", "Sanierung"} <= {word for _, word in words}


def test_the_way_back_leaves_no_event_that_the_code_before_does_not_know(first: Flask) -> None:
    upgrade()
    events = reflected()["events"]
    with db.engine.begin() as connection:
        told = ROWS["events"] | {"id": 2, "action": "submitted"}
        connection.execute(events.insert().values(told))
    downgrade(revision="0005")
    with db.engine.connect() as connection:
        assert connection.scalars(select(events.c.action)).all() == ["created"]


def test_a_table_that_is_altered_takes_no_rows_of_others_along(first: Flask) -> None:
    upgrade()
    with schema_change() as connection:
        operations = Operations(MigrationContext.configure(connection))
        for name in ("pages", "revisions", "themes", "users"):
            # As SQLite alters any table: copied, dropped, renamed.
            recreate: Literal["always", "auto"] = "always" if connection.dialect.name == "sqlite" else "auto"
            with operations.batch_alter_table(name, recreate=recreate) as batch:
                batch.alter_column("id", existing_type=Integer(), nullable=False)
    assert kept() == LATEST


def test_a_migration_that_fails_leaves_the_schema_as_it_was(first: Flask) -> None:
    def failing() -> None:
        with schema_change() as connection:
            operations = Operations(MigrationContext.configure(connection))
            operations.drop_table("links")
            operations.rename_table("events", "happenings")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert kept() == LATEST
