"""Themes, cities and files: read by whoever may, written on top of what was read, taken for what they are."""

import io
from collections.abc import Callable
from typing import Any

from tests.api.conftest import Program
from tests.factories import png
from wiki.accounts.types import Role, Scope
from wiki.search.whoosh import WhooshBackend

Programs = Callable[..., Program]
THEME = {"name": "Water", "short_name": "Water", "description": "Rain.", "aliases": ["Sponge city"]}
CITY = {
    "name": "Grenoble",
    "country": "fr",
    "role": "follower",
    "population": 158000,
    "latitude": 45.2,
    "longitude": 5.7,
}


def test_themes_and_cities_are_made_and_changed(editor: Program, visitor: Program) -> None:
    for lists, one, name in (("/themes", THEME, "water"), ("/cities", CITY, "grenoble")):
        made = editor.post(lists, **one)
        assert (made.status_code, made.location) == (201, f"/api/v1{lists}/{name}")
        seen = visitor.get(f"{lists}/{name}")
        assert seen.headers["ETag"] == made.headers["ETag"]
        assert seen.json in visitor.get(lists).json["items"]
        assert editor.post(lists, **one).json["errors"][0]["field"] == "name"
        changed = editor.put(
            f"{lists}/{name}", **one | {"description": "New.", "base_updated_at": seen.json["updated_at"]}
        )
        assert (changed.status_code, changed.json["description"]) == (200, "New.")


def test_a_theme_or_city_that_changed_meanwhile_is_not_overwritten(editor: Program, visitor: Program) -> None:
    for address, one in (("/themes/data", THEME), ("/cities/munich", CITY)):
        before = visitor.get(address)
        base, tag = before.json["updated_at"], before.headers["ETag"]
        assert editor.put(address, **one).status_code == 428
        assert editor.put(address, {"If-Match": tag}, **one).status_code == 200
        assert editor.put(address, {"If-Match": tag}, **one | {"name": "Mine"}).status_code == 412
        answer = editor.put(address, **one | {"name": "Mine", "base_updated_at": base})
        assert answer.status_code == 409
        assert answer.json["theirs"]["name"] == one["name"] == visitor.get(address).json["name"]
        again = editor.put(address, **one | {"name": "Both", "base_updated_at": answer.json["theirs"]["updated_at"]})
        assert again.json["name"] == "Both"


def test_a_name_is_found_once_it_is_saved(editor: Program, visitor: Program, whoosh: WhooshBackend) -> None:
    editor.put("/pages/story", title="Story", kind="article", themes=["data"])
    tag = visitor.get("/themes/data").headers["ETag"]
    editor.put("/themes/data", {"If-Match": tag}, **THEME | {"aliases": ["Zettelkasten"]})
    assert visitor.get("/search?q=zettelkasten").json["total"] == 1


def test_what_is_wrong_with_a_theme_or_city_is_told_by_field(editor: Program) -> None:
    assert editor.post("/cities", **CITY | {"latitude": None}).json["errors"][0]["field"] == "latitude"
    assert editor.post("/cities", **CITY | {"aliases": ["x" * 121]}).json["errors"][0]["field"] == "aliases.0"
    assert editor.post("/themes", name="x" * 200, short_name="x").json["errors"][0]["field"] == "name"
    assert editor.put("/themes/none", **THEME).status_code == 404


def upload(program: Program, data: bytes, name: str = "a.png", **fields: str) -> Any:
    return program.open("POST", "/files", data={"file": (io.BytesIO(data), name)} | fields)


def test_a_file_is_taken_for_what_its_content_is(editor: Program) -> None:
    made = upload(editor, png(), "photo.pdf", alt="A map")
    assert (made.status_code, made.json["media_type"], made.json["width"]) == (201, "image/png", 8)
    assert editor.get(made.location).json == made.json
    assert upload(editor, png(), "again.png", alt="Another").status_code == 200
    saved = editor.put("/pages/story", title="Story", kind="article", lead_picture=made.json["path"])
    assert saved.json["page"]["picture"]["alt"] == "A map"
    assert editor.get("/pages/story/files").json["items"] == [made.json]


def test_what_is_no_file_the_wiki_takes_is_refused(editor: Program) -> None:
    assert upload(editor, png(9, 9)).json["errors"][0]["field"] == "alt"
    assert upload(editor, b"\x7fELF\x00", "tool.png", alt="x").json["errors"][0]["field"] == "file"
    assert upload(editor, b"").status_code == 422
    assert upload(editor, png(9, 9), alt="A\x00 map").json["errors"][0]["field"] == "alt"
    assert editor.open("POST", "/files", data={"alt": "x"}, content_type="multipart/form-data").status_code == 422
    assert editor.post("/files", alt="x").status_code == 415
    huge = {"data": b"x" * (26 * 1024 * 1024), "content_type": "multipart/form-data; boundary=x"}
    assert editor.open("POST", "/files", **huge).status_code == 413
    assert editor.get("/files").json["items"] == []


def test_files_are_listed_for_those_who_write(program: Programs) -> None:
    editor = program(Role.EDITOR)
    for width in (8, 9, 10):
        upload(editor, png(width), f"{width}.png", alt="A map")
    first = program(Role.EDITOR, Scope.READ).get("/files?limit=2").json
    assert [item["name"] for item in first["items"]] == ["10.png", "9.png"]
    assert [item["name"] for item in editor.get(f"/files?cursor={first['next_cursor']}").json["items"]] == ["8.png"]
    assert program(Role.OBSERVER).get("/files").status_code == 403
    assert program().get("/files").status_code == 401
    assert upload(program(Role.EDITOR, Scope.READ), png(11), alt="A map").status_code == 403
    assert editor.get("/files/none").status_code == 404
