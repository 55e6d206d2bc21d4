"""What stands in the log, line by line."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wiki.config import Settings
from wiki.http.logs import set_up_logging
from wiki.http.observation import Observation, current, note_actor

Lines = Callable[[], list[str]]
_log = logging.getLogger("wiki.search")


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Give other tests the logging they had."""
    root, wiki = logging.getLogger(), logging.getLogger("wiki")
    before = root.handlers[:], root.level, wiki.level
    observed = current.set(None)
    yield
    root.handlers[:], root.level, wiki.level = before
    current.reset(observed)


def set_up(log_format: str = "json", log_level: str = "info") -> None:
    set_up_logging(
        Settings(home=Path(), secret_key="none", database_url="sqlite://", log_format=log_format, log_level=log_level)
    )


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    def read() -> list[str]:
        return capsys.readouterr().err.splitlines()

    return read


def test_a_record_is_one_json_object_with_time_level_and_who_logged_it(lines: Lines) -> None:
    set_up()
    _log.warning("the index is away", extra={"folder": "index"})
    (line,) = lines()
    told = json.loads(line)
    assert told.pop("time").endswith("Z")
    assert told == {"level": "warning", "event": "the index is away", "logger": "wiki.search", "folder": "index"}


def test_every_line_of_a_request_tells_its_id_and_who_asks_once_known(lines: Lines) -> None:
    set_up()
    current.set(Observation(request_id="0123456789abcdef"))
    _log.info("first")
    note_actor(7)
    _log.info("second")
    first, second = map(json.loads, lines())
    assert (first["request_id"], first.get("user")) == ("0123456789abcdef", None)
    assert (second["request_id"], second["user"]) == ("0123456789abcdef", 7)


def test_outside_of_a_request_nobody_is_noted() -> None:
    note_actor(7)
    assert current.get() is None


def fail(password: str) -> None:
    raise ValueError(f"mail for ada@example.org was refused{password[:0]}")


def test_an_error_is_one_line_with_its_traceback_and_without_any_value_of_the_code(lines: Lines) -> None:
    set_up()
    try:
        fail("horse ".strip())
    except ValueError:
        _log.exception("broken")
    (line,) = lines()
    told = json.loads(line)
    assert "in fail" in told["traceback"]
    assert told["traceback"].splitlines()[-1].startswith("ValueError: mail for …")
    assert line.count("horse") == 1  # in the line of code that is quoted, not as a value
    assert "ada@" not in line


@pytest.mark.parametrize(("level", "told"), [("debug", 4), ("info", 3), ("warning", 2), ("error", 1)])
def test_the_level_says_from_where_on_it_is_told(level: str, told: int, lines: Lines) -> None:
    set_up(log_level=level)
    for number in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
        _log.log(number, "said")
    assert len(lines()) == told


def test_a_library_is_heard_from_a_warning_on(lines: Lines) -> None:
    set_up(log_level="debug")
    logging.getLogger("sqlalchemy.engine").info("SELECT a secret")
    logging.getLogger("sqlalchemy.engine").warning("slow")
    assert [json.loads(line)["event"] for line in lines()] == ["slow"]


def test_set_up_twice_nothing_is_told_twice(lines: Lines) -> None:
    set_up()
    set_up("text")
    _log.info("once")
    assert len(lines()) == 1


def test_text_is_for_people(lines: Lines) -> None:
    set_up("text")
    _log.info("said", extra={"route": "/pages/<path:slug>", "status": 200})
    (line,) = lines()
    assert line.endswith("info said logger=wiki.search route=/pages/<path:slug> status=200")


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_nobody_can_write_lines_of_their_own(log_format: str, lines: Lines) -> None:
    set_up(log_format)
    _log.info("asked for %s", "/a\n2026 error forged\x1b[31m\x85")
    (line,) = lines()
    assert "\x1b" not in line
    assert "forged" in line


def test_without_a_terminal_the_format_is_json(lines: Lines) -> None:
    set_up("auto")
    _log.info("said")
    assert json.loads(lines()[0])["event"] == "said"


def test_on_a_terminal_it_is_text(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    set_up("auto")
    _log.info("said")
    assert "info said" in lines()[0]
