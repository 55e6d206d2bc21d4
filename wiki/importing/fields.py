"""Reads front matter values of any type into the types a page needs."""

from collections.abc import Mapping
from datetime import date, datetime

from wiki.importing.dates import Period, parse_period
from wiki.importing.types import Finding

_NO = frozenset({"false", "no", "off", "0"})


class Fields:
    """Takes values by name, several names for one meaning, and collects what was wrong with them."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = {key.strip().lower().replace("_", "-"): value for key, value in values.items()}
        self._taken: set[str] = set()
        self.problems: list[Finding] = []

    def text(self, *names: str) -> str:
        """Give the first of these that holds a line of text or a number, its white space squeezed."""
        for name, value in self._all(names):
            if isinstance(value, str):
                line = " ".join(value.split())
            elif isinstance(value, int | float | date) and not isinstance(value, bool):
                line = str(value)
            else:
                self._report("wrong-type", f"The {name} is not text. It was left out.")
                continue
            if line:
                return line
        return ""

    def texts(self, *names: str) -> tuple[str, ...]:
        """Give a list of texts, from a YAML list or from words between commas."""
        found: list[str] = []
        for name, value in self._all(names):
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, str):
                    found += [part.strip() for part in item.split(",") if part.strip()]
                else:
                    self._report("wrong-type", f"The {name} holds something that is not text. It was left out.")
        return tuple(dict.fromkeys(found))

    def flag(self, name: str) -> bool:
        """Give a switch that is on unless it is clearly off."""
        return not any(str(value).strip().lower() in _NO for _, value in self._all((name,)))

    def period(self) -> tuple[date | None, date | None]:
        """Give the first and the last day."""
        start = self._period("date", "start-date", "starts-on", "start")
        end = self._period("end-date", "enddate", "ends-on", "end")
        first = start.first if start else None
        last = end.first if end else (start.last if start else None)
        if first and last and last < first:
            self._report("date", f"The end date {last} is before the date {first}. It was left out.")
            last = None
        return first, last

    def rest(self) -> dict[str, object]:
        return {key: value for key, value in self._values.items() if key not in self._taken}

    def _period(self, *names: str) -> Period | None:
        for name, value in self._all(names):
            period = parse_period(value)
            if period is None:
                self._report("date", f"The {name} “{_short(value)}” is no date. It was left out.")
                continue
            if period.is_guess:
                self._report("date-guessed", f"The {name} “{_short(value)}” was read as {period.first}.")
            return period
        return None

    def _all(self, names: tuple[str, ...]) -> list[tuple[str, object]]:
        self._taken.update(names)
        return [(name, self._values[name]) for name in names if self._values.get(name) is not None]

    def _report(self, code: str, text: str) -> None:
        self.problems.append(Finding(code=code, text=text))


def _short(value: object) -> str:
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"
