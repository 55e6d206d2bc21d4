"""The guide for programs tells the truth: its commands do what it says, and its table and numbers are ours."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from tests.api.conftest import Program
from tests.factories import png
from wiki.api import limits
from wiki.api.problems import problem_kinds

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
STORY = [200, 200, 200, 200, 201, 200, 200, 409, 200, 201]


def commands() -> Iterator[list[str]]:
    for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            if line.startswith("curl "):
                yield shlex.split(line)[1:]


def sent(words: list[str], editor: Program, visitor: Program, picture: Path) -> TestResponse:
    """Send what curl would, from the few options that the guide uses."""
    method, path, headers, options = "GET", "", {}, {}
    fields: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        match word:
            case "-X":
                method = next(rest)
            case "-H":
                name, _, value = next(rest).partition(": ")
                headers[name] = value
            case "-d":
                options["data"] = next(rest)
            case "-F":
                name, _, value = next(rest).partition("=")
                fields[name] = picture.open("rb") if value.startswith("@") else value
            case _:
                path = word.removeprefix("$WIKI")
    program = editor if headers.pop("Authorization", "") == "Bearer $TOKEN" else visitor
    return program.open(method, path, headers=headers, **(options or ({"data": fields} if fields else {})))


def test_the_story_of_the_guide_happens_as_it_is_told(editor: Program, visitor: Program, tmp_path: Path) -> None:
    picture = tmp_path / "map.png"
    picture.write_bytes(png())
    answers = [sent(words, editor, visitor, picture) for words in commands()]
    assert [answer.status_code for answer in answers] == STORY
    conflict = json.loads(answers[STORY.index(409)].text)
    assert (conflict["theirs_revision"], conflict["fields"]) == (2, ["body"])
    final = visitor.get("/pages/smart-lamp-posts").json
    assert (final["revision"], final["title"]) == (3, "Smart lamp posts")
    assert final["body"] == "Light where and when it is used, for those who walk there.\n"


def test_the_table_of_problems_is_complete() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (\d+) \|", GUIDE, re.MULTILINE)
    assert rows == [(kind.name, str(kind.status)) for kind in problem_kinds()]


def test_the_limits_are_those_we_keep() -> None:
    told = [int(number) for number in re.findall(r"(\d+) times", GUIDE)]
    kept = [int(limit.partition(" ")[0]) for limit in (limits.VISITOR_LIMIT, limits.TOKEN_LIMIT, limits.WRITE_LIMIT)]
    assert told == kept
