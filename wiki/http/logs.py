"""The log: one line a record on standard error, JSON for programs or text for people, and no secret in any.

Plain ``logging`` does it: a line costs a few microseconds, and nothing is loaded at start.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

from wiki.config import Settings
from wiki.http.observation import current
from wiki.http.secrets import without_secrets

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# The end of a traceback says what happened.
_LONGEST_TRACEBACK = 16_000
# In ASCII, for which no reader of lines needs to know an encoding or further ends of lines.
_ENCODE = json.JSONEncoder(default=repr).encode


def set_up_logging(settings: Settings) -> None:
    """Send every record of the process to standard error, in the format and from the level of the settings."""
    root, handler = logging.getLogger(), _StandardError()
    handler.setFormatter(_Json() if _wants_json(settings.log_format) else _Text())
    for former in [each for each in root.handlers if isinstance(each, _StandardError)]:
        root.removeHandler(former)
    root.addHandler(handler)
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.getLogger("wiki").setLevel(level)
    # What libraries tell below a warning may hold the values of a query.
    root.setLevel(max(level, logging.WARNING))


def _wants_json(log_format: str) -> bool:
    return log_format == "json" or (log_format == "auto" and not sys.stderr.isatty())


class _StandardError(logging.Handler):
    """Writes a record in one piece to what is standard error at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
        except Exception:  # noqa: BLE001 - a log that cannot be written must not break the answer
            self.handleError(record)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = _fields(record)
        if record.exc_info and record.exc_info[1]:
            fields["traceback"] = _traceback(record.exc_info[1])
        return _ENCODE(fields)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = _fields(record)
        told = [fields.pop(name) for name in ("time", "level", "event")]
        told += [f"{name}={value}" for name, value in fields.items()]
        line = _in_one_line(" ".join(map(str, told)))
        if record.exc_info and record.exc_info[1]:
            line += "\n" + _traceback(record.exc_info[1])
        return line


def _fields(record: logging.LogRecord) -> dict[str, object]:
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    fields: dict[str, object] = {
        "time": moment.removesuffix("+00:00") + "Z",
        "level": record.levelname.lower(),
        "event": without_secrets(record.getMessage()),
    }
    if record.name != "wiki.request":
        fields["logger"] = record.name
    for name, value in vars(record).items():
        if name not in _STANDARD:
            fields[name] = without_secrets(value) if isinstance(value, str) else value
    seen = current.get()
    if seen is not None:
        fields["request_id"] = seen.request_id
        if seen.user_id is not None:
            fields["user"] = seen.user_id
    return fields


def _traceback(error: BaseException) -> str:
    return without_secrets("".join(traceback.format_exception(error)).strip()[-_LONGEST_TRACEBACK:])


def _in_one_line(text: str) -> str:
    """Write out what would end the line or steer a terminal, so that no visitor writes lines of their own."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)
