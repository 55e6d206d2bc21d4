"""The settings: one frozen object, read from ``wiki.toml`` and the environment, checked at start."""

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from wiki.paths import default_home

LOCALES = ("en", "de")
LOG_FORMATS = ("auto", "text", "json")
LOG_LEVELS = ("debug", "info", "warning", "error")
_SECRET_LENGTH = 32
# What may stand in an Authorization header (RFC 6750).
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{16,200}")
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class SettingError(Exception):
    """A setting is wrong; the message names it and says what to do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that may differ between two installations.

    Each field but ``home`` and ``secret_key`` is read from an environment variable (``DATABASE_URL``; the
    others are its name in capitals after ``WIKI_``), or from ``wiki.toml`` in the home folder.
    """

    home: Path
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)
    base_url: str = ""
    default_locale: str = "en"
    secure_cookies: bool = False
    trusted_proxies: int = 0
    rate_limit_storage: str = "memory://"
    upload_megabytes: int = 25
    answer_cache_megabytes: int = 16
    log_format: str = "auto"
    log_level: str = "info"
    metrics_token: str = field(default="", repr=False)

    @property
    def index_folder(self) -> Path:
        return self.home / "index"

    @property
    def templates_folder(self) -> Path:
        """Where templates lie that were translated into code once; disposable."""
        return self.home / "cache" / "templates"

    @property
    def files_folder(self) -> Path:
        return self.home / "files"


def environment_name(setting: str) -> str:
    """Return the environment variable of a setting."""
    return "DATABASE_URL" if setting == "database_url" else f"WIKI_{setting.upper()}"


def load_settings(home: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read and check the settings; make the home folder and its secret key when they are missing.

    Raises :class:`SettingError` naming the setting and the remedy.
    """
    folder = (home or Path(environ.get("WIKI_HOME") or default_home())).expanduser().resolve()
    _make_folder(folder)
    given = _read_file(folder / "wiki.toml")
    known = {f.name: f for f in fields(Settings)}
    values: dict[str, object] = {}
    for name in known.keys() - {"home", "secret_key"}:
        raw = environ.get(environment_name(name), given.pop(name, None))
        if raw not in {None, ""}:
            values[name] = _convert(name, raw, type_name=str(known[name].type))
    if given:
        raise SettingError(
            f"{folder / 'wiki.toml'}: unknown setting {', '.join(sorted(given))}. Remove it or mend its name."
        )
    values["database_url"] = _database_url(str(values.get("database_url", "")), folder)
    settings = Settings(home=folder, secret_key=_secret_key(folder), **values)  # type: ignore[arg-type]
    _check(settings)
    return settings


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(
            f"WIKI_HOME: cannot make {folder} ({error.strerror}). Name a folder you may write to."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingError(f"WIKI_HOME: {folder} cannot be written. Name a folder you may write to.")


def _read_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{path}: not valid TOML ({error}). Mend the line named or remove the file.") from error


def _convert(name: str, raw: object, *, type_name: str) -> object:
    text = str(raw).strip()
    if "bool" in type_name:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        raise SettingError(f"{environment_name(name)}: {text!r} is neither yes nor no. Write 1 or 0.")
    if "int" in type_name:
        if not text.isdecimal():
            raise SettingError(f"{environment_name(name)}: {text!r} is not a whole number. Write one, such as 1.")
        return int(text)
    return text


def _database_url(url: str, folder: Path) -> str:
    if not url:
        return f"sqlite:///{folder / 'wiki.db'}"
    scheme, separator, rest = url.partition("://")
    return f"{_DRIVERS.get(scheme, scheme)}{separator}{rest}"


def _secret_key(folder: Path) -> str:
    path = folder / "secret"
    if not path.exists():
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(_SECRET_LENGTH))
    key = path.read_text(encoding="ascii").strip()
    if len(key) < _SECRET_LENGTH:
        raise SettingError(
            f"{path}: the secret key is too short. Remove the file; a new one is made at the next start."
        )
    return key


def _check(settings: Settings) -> None:
    scheme = settings.database_url.partition("://")[0]
    if scheme not in {"sqlite", "postgresql+psycopg"}:
        raise SettingError(
            f"DATABASE_URL: {scheme!r} is not supported. Use postgresql://… or leave it empty for SQLite."
        )
    for name, allowed in (("default_locale", LOCALES), ("log_format", LOG_FORMATS), ("log_level", LOG_LEVELS)):
        if getattr(settings, name) not in allowed:
            raise SettingError(
                f"{environment_name(name)}: {getattr(settings, name)!r} is none of {', '.join(allowed)}."
            )
    if settings.base_url and urlsplit(settings.base_url).scheme not in {"http", "https"}:
        raise SettingError("WIKI_BASE_URL: write the public address with its scheme, such as https://wiki.example.org.")
    if not 1 <= settings.upload_megabytes <= 1000:
        raise SettingError("WIKI_UPLOAD_MEGABYTES: write a number from 1 to 1000.")
    if settings.answer_cache_megabytes > 10_000:
        raise SettingError("WIKI_ANSWER_CACHE_MEGABYTES: write a number from 0 to 10000.")
    if settings.metrics_token and not _TOKEN.fullmatch(settings.metrics_token):
        raise SettingError(
            "WIKI_METRICS_TOKEN: write at least 16 letters and digits, or leave it empty for no metrics."
        )
