"""Whatever a practice may say comes back: through an export and its import, and through the API."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.api.conftest import Program
from tests.factories import A_DAY, actor, page
from tests.integration.conftest import Take, Write
from tests.unit.facts.strategies import filled
from wiki.accounts.service import make_token
from wiki.accounts.types import VISITOR, Role, Scope
from wiki.core.db import db, transaction
from wiki.facts import COMBINED
from wiki.http.extensions import limiter
from wiki.meetings.queries import list_open_actions
from wiki.pages import queries
from wiki.pages.types import Content, PageKind

bounded = settings(
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=60
).filter(str.strip)
_ALL = [*COMBINED.fields]
# Every field of the template, in as many practices as one example can hold.
PARTS = [_ALL[start : start + 12] for start in range(0, len(_ALL), 12)]


def contents(facts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "title": LINES,
            "summary": LINES,
            "body": st.lists(LINES, max_size=4).map("\n".join),
            "language": st.sampled_from(["en", "de", "bg", "ja"]),
            "themes": st.lists(st.sampled_from(["data", "mobility", "refurbishment"]), unique=True).map(tuple),
            "cities": st.lists(st.sampled_from(["vienna", "munich", "lyon"]), unique=True).map(tuple),
            "facts": facts,
        }
    )


CONTENT = ("title", "summary", "body", "language", "themes", "cities", "facts")


def make(written: Sequence[dict[str, Any]]) -> list[str]:
    return [
        page(slug=f"practice-{number}", kind=PageKind.PRACTICE, **content) for number, content in enumerate(written)
    ]


def said(slugs: list[str]) -> list[Content]:
    who = actor(Role.EDITOR)
    return [queries.get_content(who, queries.get_page(who, slug), 1) for slug in slugs]


def test_every_field_comes_back_through_an_export(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    examples = iter(range(1000))

    @settings(bounded, max_examples=6)
    @given(written=st.tuples(*(contents(filled(part)) for part in PARTS)))
    def comes_back(written: tuple[dict[str, Any], ...]) -> None:
        elsewhere()
        slugs = make(written)
        before = said(slugs)
        assert [content.facts for content in before] == [each["facts"] for each in written]
        name = f"export-{next(examples)}"
        write(name, history=False)
        elsewhere()
        report = take(tmp_path / name, history=False)
        assert not [file.problems for file in report.files if file.problems]
        assert said(slugs) == before

    comes_back()


def test_every_field_comes_back_through_the_api(app: Flask) -> None:
    with transaction():
        user_id = actor(Role.EDITOR).user_id
        assert user_id
        token = make_token(user_id, name="A program", scope=Scope.WRITE)
    program = Program(app, token)
    numbers = iter(range(1000))
    limiter.enabled = False

    @settings(bounded, max_examples=30)
    @given(content=st.sampled_from(PARTS).flatmap(lambda part: contents(filled(part))))
    def comes_back(content: dict[str, Any]) -> None:
        slug = page(slug=f"practice-{next(numbers)}", kind=PageKind.PRACTICE, **content)
        db.session.remove()
        told = program.get(f"/pages/{slug}").json
        sent = {name: told[name] for name in (*CONTENT, "kind")}
        copied = program.put(f"/pages/copy-of-{slug}", headers={"If-None-Match": "*"}, **sent)
        assert copied.status_code == 201, copied.text
        again = program.get(f"/pages/copy-of-{slug}").json
        assert {name: again[name] for name in sent} == sent
        same = program.put(f"/pages/{slug}", base_revision=1, **sent)
        assert same.json["outcome"] == "unchanged"

    try:
        comes_back()
    finally:
        limiter.enabled = True


def test_a_meeting_comes_back_with_what_shows_elsewhere(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    actions = ({"id": "a1", "text": "Write", "city": "munich", "due": "2017-06"},)
    page("Assembly", kind=PageKind.MEETING, starts_on=A_DAY, place="Munich", facts={"actions": actions})
    (before,) = said(["assembly"])
    write("export", history=False)
    elsewhere()
    take(tmp_path / "export", history=False)
    assert said(["assembly"]) == [before]
    (action,) = list_open_actions(VISITOR, city="munich", limit=9)
    assert (action.slug, action.row) == ("assembly", actions[0])
