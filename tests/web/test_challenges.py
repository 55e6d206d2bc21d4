"""Open challenges of practices and replications: what each reader may know, who solved the like, and the agenda."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import actor, archive, practice, publish, save
from tests.integration.test_returned import IN_2018, start
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.experience.service import add_experience
from wiki.experience.types import ExperienceDraft, ExperienceKind

OPEN = {"id": "a", "kind": "barrier", "category": "regulatory", "phase": "planning", "text": "Masts are protected"}
SOLVED = {"id": "b", "kind": "barrier", "category": "technical", "text": "Masts too weak", "solved": "Steel feet"}
ENABLER = {"id": "c", "kind": "enabler", "category": "political", "text": "The mayor likes it"}


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string(//main)")).split())


def barrier(number: Any, text: str, **said: Any) -> int:
    told: dict[str, Any] = {"kind": ExperienceKind.BARRIER, "happened_on": IN_2018, "category": "technical"}
    with transaction():
        return add_experience(actor(Role.REVIEWER), number, ExperienceDraft(**told | {"text": text} | said))


def made() -> dict[str, int]:
    slug = practice("Lamp posts", themes=("data",), cities=("munich",), facts={"influences": (OPEN, SOLVED, ENABLER)})
    save(slug, facts={"influences": (OPEN | {"text": "A draft word"}, SOLVED, ENABLER)})
    practice("A draft", published=False, facts={"influences": (OPEN | {"text": "Nobody knows"},)})
    archive(practice("Once", facts={"influences": (OPEN | {"text": "Long gone"},)}))
    shared, own = start(slug), start(slug, city="venice", shared=False)
    return {
        "wires": barrier(shared, "Wires on our masts", help_wanted=True, severity=4),
        "hidden": barrier(own, "Between us"),
    }


@pytest.fixture
def filled(inside: Callable[..., Any]) -> dict[str, int]:
    found: dict[str, int] = inside(made)
    return found


def test_help_that_is_wanted_and_who_solved_the_like(client: FormClient, filled: dict[str, int]) -> None:
    read = words(client.get("/challenges").text)
    assert "2 open challenges" in read
    assert "Wires on our masts Sofia: Lamp posts (replication) help wanted weight 4 of 5 1 solved one like it" in read
    assert "Munich: Lamp posts: Masts too weak How it was solved: Steel feet" in read
    assert "Masts are protected" in read
    assert "The mayor" not in read


@pytest.mark.parametrize(
    ("role", "known"),
    [
        (None, {"Masts are protected"}),
        (Role.OBSERVER, {"Masts are protected"}),
        (Role.EDITOR, {"A draft word", "Nobody knows"}),
        (Role.REVIEWER, {"A draft word", "Nobody knows", "Between us"}),
    ],
)
def test_each_reads_what_they_may(
    filled: dict[str, int], reader: Callable[[Role | None], FormClient], role: Role | None, known: set[str]
) -> None:
    client = reader(role)
    picks = "&".join(f"pick=x{number}" for number in filled.values())
    for address in ("/challenges", "/challenges.csv"):
        text = client.get(address).text
        assert "Wires on our masts" in text
        for secret in ("Masts are protected", "A draft word", "Nobody knows", "Between us", "Long gone"):
            assert (secret in text) is (secret in known), (address, secret)
    agenda = client.get(f"/challenges/agenda?{picks}").text
    assert ("Between us" in agenda) is (role is Role.REVIEWER)


def test_filters_narrow_what_is_open_and_not_who_solved_it(client: FormClient, filled: dict[str, int]) -> None:
    for choice, found in (
        ("theme=data", 2),
        ("city=sofia", 1),
        ("category=technical", 1),
        ("phase=planning", 1),
        ("theme=heating", 0),
        ("city=nowhere", 0),
    ):
        read = words(client.get(f"/challenges?{choice}").text)
        assert (f"{found} open challenge" in read) if found else ("Nothing matches all these filters" in read)
    assert "Steel feet" in words(client.get("/challenges?city=sofia").text)
    lines = client.get("/challenges.csv?city=sofia").text.splitlines()
    assert len(lines) == 2
    assert '"Wires on our masts","yes","4","technical"' in lines[1]
    assert '"munich","Steel feet"' in lines[1]


def test_what_is_ticked_becomes_the_agenda(client: FormClient, filled: dict[str, int]) -> None:
    [box] = html.fromstring(client.get("/challenges").text).xpath(f"//input[@value='x{filled['wires']}']")
    assert box.xpath("ancestor::form/@action") == ["/challenges/agenda"]
    read = words(client.get(f"/challenges/agenda?pick=x{filled['wires']}&pick=nothing").text)
    assert "1 question. Cities it needs: Sofia, Munich" in read
    assert "Who could answer Munich: Lamp posts: Masts too weak How it was solved: Steel feet" in read
    assert "protected" not in read
    assert "Nothing is on the agenda" in words(client.get("/challenges/agenda").text)


def test_a_meeting_is_prepared_from_the_agenda(
    client: FormClient, editor: FormClient, inside: Callable[..., Any], filled: dict[str, int]
) -> None:
    agenda = f"/challenges/agenda?pick=x{filled['wires']}"
    [link] = html.fromstring(editor.get(agenda).text).xpath("//a[starts-with(@href, '/new?')]/@href")
    form = html.fromstring(editor.get(link).text)
    assert form.xpath("string(//textarea[@name='body'])").strip() == "- Wires on our masts (Lamp posts)"
    assert form.xpath("//select[@name='kind']/option[@selected]/@value") == ["meeting"]
    assert set(form.xpath("//input[@name='cities'][@checked]/@value")) == {"sofia", "munich"}
    assert "/new?" not in client.get(agenda).text


def test_a_barrier_that_is_solved_is_no_challenge_any_more(
    client: FormClient, inside: Callable[..., Any], filled: dict[str, int]
) -> None:
    inside(lambda: save("lamp-posts", base=2, facts={"influences": (OPEN | {"solved": "A permit"}, SOLVED)}))
    assert "Masts are protected" in words(client.get("/challenges").text)
    inside(lambda: publish("lamp-posts", 3))
    assert "Masts are protected" not in words(client.get("/challenges").text)


def test_many_challenges_take_as_many_statements_as_few(
    client: FormClient, inside: Callable[..., Any], filled: dict[str, int], query_count: Any
) -> None:
    def asked() -> int:
        client.get("/challenges")
        with query_count() as counted:
            assert client.get("/challenges").status_code == 200
        return len(counted)

    def more() -> None:
        for number in range(4):
            slug = practice(f"More {number}", themes=("data",), facts={"influences": (OPEN, SOLVED)})
            barrier(start(slug), "One more")

    before = asked()
    inside(more)
    assert asked() == before


def test_a_long_list_is_cut_and_says_so(
    client: FormClient, filled: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wiki.web.challenges.listing._MOST_SHOWN", 1)
    read = words(client.get("/challenges").text)
    assert "2 open challenges, of which the first 1 are shown" in read
    assert "Wires on our masts" in read
    assert "Masts are protected" not in read
    assert "Masts are protected" in client.get("/challenges.csv").text
