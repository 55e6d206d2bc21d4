"""``practices``: what each lacks, for people and for programs."""

import json
from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]


def test_what_practices_lack_is_listed_least_first(run: Run) -> None:
    run("init")
    run("demo", "load")
    lines = run("practices", "completeness").stdout.splitlines()
    assert lines[0].split()[:4] == ["100", "%", "0", "missing"]
    told = json.loads(run("practices", "completeness", "--json").stdout)
    assert len(told) == 22
    assert [len(each["missing"]) for each in told] == sorted(len(each["missing"]) for each in told)
    assert told[-1]["missing"][0].keys() == {"section", "field", "label", "reason"}
    some = json.loads(run("practices", "completeness", "--json", "--theme", "data").stdout)
    assert 0 < len(some) < len(told)
    assert run("practices", "completeness", "--city", "nowhere").stdout == ""
