import stat
from pathlib import Path

import pytest

from wiki.config import SettingError, Settings, load_settings


def load(home: Path, **environ: str) -> Settings:
    return load_settings(home, environ)


def test_without_any_setting_everything_lies_in_the_home_folder(tmp_path: Path) -> None:
    settings = load(tmp_path / "new")
    assert settings.database_url == f"sqlite:///{tmp_path}/new/wiki.db"
    assert settings.index_folder == tmp_path / "new" / "index"
    assert settings.files_folder == tmp_path / "new" / "files"


def test_the_secret_key_is_made_once_kept_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first = load(tmp_path)
    assert load(tmp_path).secret_key == first.secret_key
    assert len(first.secret_key) >= 32
    assert load(tmp_path / "other").secret_key != first.secret_key
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_secrets_are_not_in_what_is_printed_of_the_settings(tmp_path: Path) -> None:
    settings = load(
        tmp_path, DATABASE_URL="postgresql://wiki:topsecret@db/wiki", WIKI_METRICS_TOKEN="0123456789topsecret"
    )
    assert settings.secret_key not in repr(settings)
    assert "topsecret" not in repr(settings)


def test_the_environment_counts_more_than_the_file(tmp_path: Path) -> None:
    (tmp_path / "wiki.toml").write_text('default_locale = "de"\nupload_megabytes = 5\nsecure_cookies = true\n')
    settings = load(tmp_path, WIKI_DEFAULT_LOCALE="en")
    assert (settings.default_locale, settings.upload_megabytes, settings.secure_cookies) == ("en", 5, True)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_name_postgres_means_the_one_driver(tmp_path: Path, scheme: str) -> None:
    assert load(tmp_path, DATABASE_URL=f"{scheme}://db/wiki").database_url == "postgresql+psycopg://db/wiki"


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"WIKI_DEFAULT_LOCALE": "xx"}, ["WIKI_DEFAULT_LOCALE", "en"]),
        ({"DATABASE_URL": "mysql://db/wiki"}, ["DATABASE_URL", "postgresql://"]),
        ({"WIKI_BASE_URL": "wiki.example.org"}, ["WIKI_BASE_URL", "https://"]),
        ({"WIKI_UPLOAD_MEGABYTES": "many"}, ["WIKI_UPLOAD_MEGABYTES", "whole number"]),
        ({"WIKI_UPLOAD_MEGABYTES": "0"}, ["WIKI_UPLOAD_MEGABYTES", "1 to 1000"]),
        ({"WIKI_LOG_FORMAT": "xml"}, ["WIKI_LOG_FORMAT", "auto, text, json"]),
        ({"WIKI_LOG_LEVEL": "loud"}, ["WIKI_LOG_LEVEL", "debug, info, warning, error"]),
        ({"WIKI_METRICS_TOKEN": "short"}, ["WIKI_METRICS_TOKEN", "16 letters"]),
        ({"WIKI_METRICS_TOKEN": "words with spaces in it"}, ["WIKI_METRICS_TOKEN", "16 letters"]),
        ({"WIKI_SECURE_COOKIES": "maybe"}, ["WIKI_SECURE_COOKIES", "1 or 0"]),
    ],
)
def test_a_wrong_setting_is_named_with_the_remedy(tmp_path: Path, environ: dict[str, str], words: list[str]) -> None:
    with pytest.raises(SettingError) as refused:
        load(tmp_path, **environ)
    assert all(word in str(refused.value) for word in words)


@pytest.mark.parametrize("text", ["colour = 1", "= broken", 'home = "/elsewhere"', 'secret_key = "x"'])
def test_a_file_that_says_what_it_may_not_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "wiki.toml").write_text(text)
    with pytest.raises(SettingError, match=r"wiki\.toml"):
        load(tmp_path)


def test_a_secret_that_is_too_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short")
    with pytest.raises(SettingError, match="secret"):
        load(tmp_path)


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingError, match="WIKI_HOME"):
        load(tmp_path / "file" / "home")
