import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from werkzeug.routing import Map, Rule

from wiki.http.routing import LateRule

ADDRESSES = ("/", "/pages/<path:slug>", "/pages/<path:slug>/diff/<int:old>..<int:new>", "/lists/<kind>")
ASKED: tuple[tuple[int, dict[str, object]], ...] = (
    (0, {}),
    (0, {"page": 2}),
    (1, {"slug": "energy/heat pumps", "lang": "de"}),
    (2, {"slug": "ä", "old": 1, "new": 12}),
    (3, {"kind": "news?", "theme": ["data", "heating"]}),
)


@pytest.mark.parametrize(("place", "values"), ASKED)
@pytest.mark.parametrize("append_unknown", [True, False])
def test_a_late_rule_builds_the_addresses_that_the_library_builds(
    place: int, values: dict[str, object], *, append_unknown: bool
) -> None:
    built = [
        Map([made(address, endpoint=str(number)) for number, address in enumerate(ADDRESSES)])
        .bind("wiki.example")
        .build(str(place), values, append_unknown=append_unknown)
        for made in (Rule, LateRule, LateRule)
    ]
    assert built == [built[0]] * 3


def test_addresses_that_are_asked_for_at_once_are_written_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    compile_builder, writing, most = Rule._compile_builder, 0, 0

    def slowly(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        nonlocal writing, most
        writing += 1
        most = max(most, writing)
        time.sleep(0.01)
        writing -= 1
        return compile_builder(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", slowly)
    addresses = Map([LateRule(f"/{number}", endpoint=str(number)) for number in range(8)]).bind("wiki.example")
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(addresses.build, map(str, range(8)))) == [f"/{number}" for number in range(8)]
    assert most == 1
