"""Answers kept for visitors: given again byte for byte, and never once anything was committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from tests.clients import PASSWORD, FormClient, client_of, email_of
from tests.factories import page
from wiki.accounts.service import create_user
from wiki.accounts.types import Role
from wiki.app import create_app
from wiki.config import Settings
from wiki.core.db import db, transaction
from wiki.core.schema import upgrade
from wiki.http.answers import KeptAnswers
from wiki.jobs import drain
from wiki.search.null import NullBackend
from wiki.taxonomy.service import load_starter


class Watched(KeptAnswers):
    """Notes which answers are made and not given again."""

    latest: "Watched"

    def __init__(self, inner: Any, *arguments: Any, **options: Any) -> None:
        super().__init__(inner, *arguments, **options)
        self.made: list[str] = []
        Watched.latest = self

    def _make(self, key: Any, *arguments: Any) -> Any:
        self.made.append(key.path)
        return super()._make(key, *arguments)


watched: dict[Flask, Watched] = {}


@contextmanager
def worker(home: Path) -> Iterator[Flask]:
    """One of several processes that serve the wiki of a home."""
    settings = Settings(
        home=home,
        secret_key="not a secret " * 4,
        database_url=f"sqlite:///{home / 'wiki.db'}",
        base_url="https://wiki.example.org",
    )
    with patch("wiki.app.KeptAnswers", Watched):
        app = create_app(settings, search=NullBackend(), index_at_once=True)
    watched[app] = Watched.latest
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Flask]:
    with worker(tmp_path) as app:
        with app.app_context():
            upgrade()
            with transaction():
                load_starter()
                create_user(name="Editor", email=email_of(Role.EDITOR), password=PASSWORD, role=Role.EDITOR)
            page("Heat pumps", "Warm water.", themes=("heating",))
            # Else the first list would bring it into the index, and so change the state under which it was made.
            drain(NullBackend())
        yield app


@pytest.fixture
def second(first: Flask, tmp_path: Path) -> Iterator[Flask]:
    with worker(tmp_path) as app:
        yield app


@pytest.fixture
def editor(first: Flask) -> FormClient:
    client = client_of(first)
    assert client.sign_in(Role.EDITOR).status_code == 303
    return client


def asked(app: Flask, path: str, **options: Any) -> tuple[Any, bool]:
    """Return the answer to a visitor, and whether it was a kept one."""
    client, made, keeping = client_of(app, options.pop("cookies", None)), len(watched[app].made), watched[app]
    answer = client.get(path, **options)
    kept = len(keeping.made) == made and any(key.path == path.partition("?")[0] for key in keeping._answers)
    return answer, kept


def without_id(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}


PAGE = "/pages/heat-pumps"


def test_the_second_visitor_gets_the_answer_of_the_first(first: Flask) -> None:
    made, was_kept = asked(first, PAGE)
    assert not was_kept
    again, is_kept = asked(first, PAGE)
    assert is_kept
    assert (again.data, again.status_code) == (made.data, 200)
    assert without_id(again) == without_id(made)
    assert int(again.headers["Content-Length"]) == len(again.data)


@pytest.mark.parametrize("path", [PAGE, "/", "/recent", "/pages", f"{PAGE}/history", "/themes/heating", "/recent.atom"])
def test_a_save_is_seen_on_the_next_request_by_every_worker(
    first: Flask, second: Flask, editor: FormClient, path: str
) -> None:
    for app in (first, second):
        asked(app, path)
        assert asked(app, path)[1]
    changed = {"title": "Heat pumps of the lake", "body": "Cold lake.", "comment": "Cold lake."}
    assert editor.submit(f"{PAGE}/edit", action="save", **changed).status_code == 303
    for app in (first, second):
        answer, was_kept = asked(app, path)
        assert not was_kept
        assert "of the lake" in answer.text
        assert asked(app, path)[1]


def test_a_theme_renamed_in_one_worker_is_renamed_in_the_other(first: Flask, second: Flask, editor: FormClient) -> None:
    for app in (first, second):
        assert "Warmth" not in asked(app, PAGE)[0].text
    assert editor.submit("/themes/heating/edit", name="Warmth", short_name="Warmth").status_code == 303
    for app in (first, second):
        assert "Warmth" in asked(app, PAGE)[0].text


def test_an_unchanged_answer_is_not_sent_again(first: Flask, editor: FormClient) -> None:
    made, _ = asked(first, PAGE)
    known = {"If-None-Match": made.headers["ETag"]}
    for _ in range(2):
        answer, _ = asked(first, PAGE, headers=known)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == made.headers["ETag"]
    assert asked(first, PAGE, headers={"If-None-Match": '"another"'})[0].status_code == 200
    editor.submit(f"{PAGE}/edit", action="save", body="Cold water.")
    assert asked(first, PAGE, headers=known)[0].status_code == 200


def test_who_is_signed_in_gets_no_kept_answer_and_leaves_none(first: Flask, editor: FormClient) -> None:
    assert "Editor" in editor.get(PAGE).text
    visitor, was_kept = asked(first, PAGE)
    assert not was_kept
    assert "Sign out" not in visitor.text
    assert "Sign out" in editor.get(PAGE).text


def test_each_language_and_each_compression_has_an_answer_of_its_own(first: Flask) -> None:
    languages = {}
    for _ in range(2):
        for language in ("en", "de"):
            answer, _ = asked(first, PAGE, headers={"Accept-Language": language})
            languages.setdefault(language, set()).add(answer.data)
            assert f'lang="{language}"' in answer.text
    assert [len(answers) for answers in languages.values()] == [1, 1]
    by_cookie, _ = asked(first, PAGE, cookies={"lang": "de"}, headers={"Accept-Language": "en"})
    assert 'html lang="de"' in by_cookie.text
    for encoding in ("br", "gzip", None):
        for _ in range(2):
            headers = {"Accept-Encoding": encoding} if encoding else {}
            answer, _ = asked(first, PAGE, headers=headers)
            assert answer.headers.get("Content-Encoding") == encoding


def test_a_language_that_is_chosen_is_remembered(first: Flask) -> None:
    for _ in range(2):
        answer, was_kept = asked(first, f"{PAGE}?lang=de")
        assert not was_kept
        assert "lang=de" in answer.headers["Set-Cookie"]


def test_the_head_alone_tells_what_the_whole_would(first: Flask) -> None:
    client = client_of(first)
    head, whole = client.head(PAGE), client.get(PAGE)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(whole.data))


@pytest.mark.parametrize("path", ["/login", "/pages/nothing-here", "/static/css/base.css", "/health", "/new"])
def test_what_is_personal_missing_or_a_file_is_not_kept(first: Flask, path: str) -> None:
    for _ in range(2):
        assert not asked(first, path)[1]


def test_what_is_kept_has_a_bound(tmp_path: Path, first: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping = watched[first]
    monkeypatch.setattr(keeping, "_most_bytes", 60_000)
    for number in range(20):
        asked(first, f"{PAGE}?n={number}")
    assert keeping._bytes <= 60_000
    assert keeping._bytes == sum(answer.size for answer in keeping._answers.values())
    assert asked(first, f"{PAGE}?n=19")[1]
    assert not asked(first, f"{PAGE}?n=0")[1]


def test_long_addresses_count_towards_the_bound(first: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping = watched[first]
    monkeypatch.setattr(keeping, "_most_bytes", 100_000)
    for number in range(8):
        asked(first, f"/robots.txt?{number}{'x' * 30_000}")
    assert sum(len(key.query) for key in keeping._answers) <= 100_000


@pytest.mark.parametrize("path", ["/practices.zip", "/pages.csv"])
def test_a_download_is_made_for_who_asks_and_fills_no_memory(first: Flask, path: str) -> None:
    for left in ("59", "58"):
        answer, was_kept = asked(first, path)
        assert (answer.status_code, was_kept) == (200, False)
        assert answer.headers["X-RateLimit-Remaining"] == left


def test_a_download_is_sent_while_it_is_made(first: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiki.web.texts.zipped", lambda _: repeat(b"x"))
    parts, status, _ = run_wsgi_app(first, create_environ("/pages.zip"))
    assert (status, next(iter(parts))) == ("200 OK", b"x")


@pytest.mark.parametrize("path", ["/pages/nothing-here", "/pages.zip"])
def test_the_head_of_what_is_not_kept_has_no_body(first: Flask, path: str) -> None:
    # Some servers send on whatever they are given.
    parts, status, _ = run_wsgi_app(first, create_environ(path, method="HEAD"))
    assert (status[:3], b"".join(parts)) == ("200" if path.endswith(".zip") else "404", b"")


def test_one_slash_more_leads_to_no_kept_answer_of_the_api(first: Flask) -> None:
    for left in ("299", "298"):
        _, status, headers = run_wsgi_app(first, create_environ() | {"PATH_INFO": "//api/v1/pages"})
        assert (status, headers["X-RateLimit-Remaining"]) == ("200 OK", left)


def test_an_answer_made_while_somebody_saved_is_not_kept(
    first: Flask, editor: FormClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = watched[first]
    inner: Any = keeping._inner
    saved: list[bool] = []

    def saving_meanwhile(environ: dict[str, Any], start_response: Any) -> Any:
        answer = inner(environ, start_response)
        if environ["PATH_INFO"] == PAGE and environ["REQUEST_METHOD"] == "GET" and not saved:
            saved.append(True)
            editor.submit(f"{PAGE}/edit", action="save", body="Cold water.")
        return answer

    monkeypatch.setattr(keeping, "_inner", saving_meanwhile)
    assert "Warm water." in asked(first, PAGE)[0].text
    assert saved
    answer, was_kept = asked(first, PAGE)
    assert not was_kept
    assert "Cold water." in answer.text
