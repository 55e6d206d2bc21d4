"""Programs read pages as their owner does: lists that go on, tags that save a download, addresses that moved."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.api.conftest import Program
from tests.factories import archive, page, picture, practice, publish, published_with_draft, rename, save
from tests.integration.past import history
from tests.integration.reviewing import ready
from tests.web.filled import TAGS, Filled
from wiki.accounts.types import Role, Scope
from wiki.core import clock
from wiki.search.whoosh import WhooshBackend
from wiki.services import Services

Inside = Callable[..., Any]
Programs = Callable[..., Program]


def slugs(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["slug"] for item in answer.json["items"]]


def walked(program: Program, address: str, cursor: str | None = "") -> list[str]:
    found = []
    while cursor is not None:
        answer = program.get(f"{address}&cursor={cursor}" if cursor else address)
        found += slugs(answer)
        cursor = answer.json["next_cursor"]
    return found


def test_a_page_says_everything_a_person_reads(visitor: Program, inside: Inside, services: Services) -> None:
    lead = inside(picture, services.files)
    inside(page, "Story", "See [[Other]].\n\n## Part", summary="Short.", lead_picture=lead.path, place="Munich", **TAGS)
    answer = visitor.get("/pages/story")
    told = answer.json
    assert told["title"] == "Story"
    assert told["body"] == "See [[Other]].\n\n## Part\n"
    assert "<h3" in told["html"]
    assert told["headings"] == [{"level": 3, "text": "Part", "anchor": "s-part"}]
    assert (told["themes"], told["cities"]) == (["data", "mobility"], ["munich"])
    assert (told["kind"], told["status"], told["revision"], told["author"]) == ("article", "public", 1, "Editor")
    assert told["created_at"].endswith("Z")
    assert told["lead_picture"] == told["picture"]["path"] == lead.path
    assert told["url"] == "https://wiki.example.org/pages/story"
    assert "example.org" not in answer.text.replace("wiki.example.org", "")


def test_a_visitor_reads_what_is_published_and_an_editor_what_is_newest(
    visitor: Program, editor: Program, inside: Inside
) -> None:
    slug = inside(published_with_draft, "Lamps", "sesame")
    public, draft = visitor.get(f"/pages/{slug}"), editor.get(f"/pages/{slug}")
    assert (public.json["revision"], public.json["latest_revision"], public.json["status"]) == (1, 1, "public")
    assert "sesame" not in public.text
    assert (draft.json["revision"], draft.json["published_revision"], draft.json["status"]) == (2, 1, "changed")
    assert visitor.get(f"/pages/{slug}?revision=2").status_code == 404
    assert editor.get(f"/pages/{slug}?revision=1").json["body"] == "Lamps as published.\n"
    assert editor.get(f"/pages/{slug}/revisions/1").data == editor.get(f"/pages/{slug}?revision=1").data


def test_addresses_with_slashes_and_other_scripts(visitor: Program, inside: Inside) -> None:
    inside(page, "Deep", slug="a/b/c")
    inside(page, "София", slug="софия/градът")
    assert visitor.get("/pages/a/b/c/revisions").status_code == 200
    assert visitor.get("/pages/a%2Fb%2Fc").json["slug"] == "a/b/c"
    assert visitor.get("/pages/" + quote("софия/градът")).json["title"] == "София"


def test_a_page_that_is_called_files_is_read_and_not_taken_for_a_list(visitor: Program, inside: Inside) -> None:
    inside(page, "Parent", slug="parent")
    assert visitor.get("/pages/parent/files").json == {"items": []}
    inside(page, "Filing", slug="parent/files")
    assert visitor.get("/pages/parent/files").json["title"] == "Filing"


def test_a_former_address_leads_to_the_present_one(visitor: Program, inside: Inside) -> None:
    inside(page, "Old", slug="old/one")
    inside(rename, "old/one", "new/one")
    for rest in ("", "/revisions?limit=3", "/revisions/1", "/diff?from=1&to=1", "/links", "/files"):
        answer = visitor.get(f"/pages/old/one{rest}")
        assert answer.status_code == 308
        assert answer.location == f"/api/v1/pages/new/one{rest}"


def test_the_list_is_narrowed_as_the_lists_for_people_are(visitor: Program, inside: Inside) -> None:
    inside(page, "One", themes=("data",), cities=("munich",))
    inside(page, "Two", themes=("mobility",), language="de")
    inside(practice, "Three", themes=("mobility",), cities=("lyon",))
    inside(practice, "Draft", published=False)
    inside(page, "Gone")
    inside(archive, "gone")
    assert slugs(visitor.get("/pages")) == ["one", "two", "three"]
    assert slugs(visitor.get("/pages?theme=mobility")) == ["two", "three"]
    assert slugs(visitor.get("/pages?theme=mobility&theme=data&kind=article")) == ["one", "two"]
    assert slugs(visitor.get("/pages?city=lyon")) == ["three"]
    assert slugs(visitor.get("/pages?language=de")) == ["two"]
    assert slugs(visitor.get("/pages?kind=practice&city=munich")) == []


def test_a_page_is_new_to_visitors_when_it_is_published(visitor: Program, editor: Program, inside: Inside) -> None:
    slug = inside(practice, "Late", published=False)
    inside(page, "Between")
    since = quote(clock.now().isoformat())
    inside(publish, slug, 1)
    assert slugs(visitor.get(f"/pages?updated_since={since}")) == ["late"]
    assert slugs(editor.get("/pages")) == ["late", "between"]
    later = quote((clock.now() + timedelta(hours=1)).isoformat())
    assert slugs(visitor.get(f"/pages?updated_since={later}")) == []


def test_a_walk_misses_no_page_that_changes_meanwhile(visitor: Program, inside: Inside) -> None:
    for name in "abcdefg":
        inside(page, name)
    assert walked(visitor, "/pages?limit=2") == list("abcdefg")
    first = visitor.get("/pages?limit=3")
    assert slugs(first) == list("abc")
    for name in "bf":
        inside(save, name, body="Changed.")
    assert walked(visitor, "/pages?limit=2", first.json["next_cursor"]) == list("degbf")


def test_the_next_piece_is_a_link_too(visitor: Program, inside: Inside) -> None:
    for name in "abc":
        inside(page, name)
    answer = visitor.get("/pages?kind=article&limit=2")
    link = answer.headers["Link"]
    assert link.startswith("<https://wiki.example.org/api/v1/pages?kind=article&limit=2&cursor=")
    assert link.endswith('>; rel="next"')
    rest = visitor.get(link[1:].partition(">")[0].removeprefix("https://wiki.example.org"))
    assert slugs(rest) == ["c"]
    assert "Link" not in rest.headers


@pytest.mark.parametrize(
    "arguments",
    [
        "limit=0",
        "limit=101",
        "limit=ten",
        "limit=1&limit=2",
        "limit=5.0",
        "limit=" + "9" * 5000,
        "kind=recipe",
        "cursor=x",
        "updated_since=yesterday",
        "updated_since=2026-11-23",
        "updated_since=0001-01-01T00:00:00%2B14:00",
        "them=data",
        "theme=" + "&theme=".join(map(str, range(21))),
    ],
)
def test_odd_arguments_are_told_by_name(visitor: Program, arguments: str) -> None:
    answer = visitor.get(f"/pages?{arguments}")
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"].partition(".")[0] == arguments.partition("=")[0]


def test_history_is_paged_and_compared(visitor: Program, inside: Inside) -> None:
    inside(page, "Story", "One.\n\nTwo.")
    inside(save, "story", body="One.\n\nThree.", title="The story", comment="Counted")
    inside(save, "story", body="One.\n\nFour.")
    first = visitor.get("/pages/story/revisions?limit=2")
    assert [item["number"] for item in first.json["items"]] == [3, 2]
    rest = visitor.get(f"/pages/story/revisions?limit=2&cursor={first.json['next_cursor']}").json
    assert [item["number"] for item in rest["items"]] == [1]
    assert rest["next_cursor"] is None
    diff = visitor.get("/pages/story/diff?from=1&to=2").json
    assert (diff["added"], diff["removed"]) == (1, 1)
    changed = [row for hunk in diff["hunks"] for row in hunk["rows"] if row["kind"] == "change"]
    assert [span["text"] for span in changed[0]["new"] if span["changed"]] == ["Three"]
    assert diff["fields"] == [{"name": "title", "label": [], "old": "Story", "new": "The story"}]
    assert visitor.get("/pages/story/diff?from=1").status_code == 422
    assert visitor.get("/pages/story/diff?from=1&to=9").status_code == 404


def test_links_and_files_of_a_page(visitor: Program, inside: Inside, services: Services) -> None:
    stored, lead = inside(picture, services.files), inside(picture, services.files, "lead.png", width=9)
    inside(picture, services.files, "other.png", width=10)
    inside(page, "Target", f"![A map]({stored.path})", lead_picture=lead.path)
    inside(page, "Story", "See [[Target]], [[Draft]] and [[wish]].")
    inside(practice, "Draft", "See [[Target]].", published=False)
    assert visitor.get("/pages/target/links").json["incoming"] == [{"slug": "story", "title": "Story"}]
    assert visitor.get("/pages/story/links").json["outgoing"] == [
        {"key": "draft", "slug": "draft", "exists": False},
        {"key": "target", "slug": "target", "exists": True},
        {"key": "wish", "slug": "wish", "exists": False},
    ]
    assert [item["name"] for item in visitor.get("/pages/target/files").json["items"]] == ["lead.png", "map.png"]


def test_a_tag_saves_the_download_until_something_changes(visitor: Program, inside: Inside) -> None:
    inside(page, "Story", "See [[Later]].")
    for address in ("/pages/story", "/pages", "/pages/story/revisions", "/pages/story/links", "/changes"):
        tag = visitor.get(address).headers["ETag"]
        same = visitor.get(address, If_None_Match=tag)
        assert (same.status_code, same.data) == (304, b""), address
        packed = visitor.get(address, Accept_Encoding="gzip").headers["ETag"]
        assert visitor.get(address, Accept_Encoding="gzip", If_None_Match=packed).status_code == 304
        inside(save, "story", body=f"See [[Later {address}]].")
        assert visitor.get(address, If_None_Match=tag).status_code == 200, address


def test_caches_are_told_whose_an_answer_is(visitor: Program, editor: Program, inside: Inside) -> None:
    inside(page, "Story")
    open_answer, own = visitor.get("/pages/story"), editor.get("/pages/story")
    assert open_answer.headers["Cache-Control"] == "no-cache"
    assert own.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in open_answer.headers["Vary"]
    assert visitor.get("/pages/none").headers["Cache-Control"] == "no-store"


def test_changes_are_what_recent_changes_shows(visitor: Program, editor: Program, inside: Inside) -> None:
    inside(page, "Story", **TAGS)
    inside(save, "story", body="Small.", minor=True)
    inside(practice, "Hidden", published=False)
    told = [(item["slug"], item["action"]) for item in visitor.get("/changes").json["items"]]
    assert told == [("story", "edited"), ("story", "created")]
    assert editor.get("/changes?limit=1").json["items"][0]["slug"] == "hidden"
    assert walked(visitor, "/changes?limit=1") == ["story", "story"]
    assert len(visitor.get("/changes?hide_minor=true&theme=data&author=editor&kind=article").json["items"]) == 1
    assert visitor.get("/changes?hide_minor=perhaps").status_code == 422


def test_search_finds_counts_and_suggests(
    visitor: Program, editor: Program, inside: Inside, whoosh: WhooshBackend
) -> None:
    inside(page, "Lamp posts", "Light in the street.", **TAGS)
    inside(practice, "Lamp shades", "A draft.", published=False)
    found = visitor.get("/search?q=lamp&limit=5").json
    assert [(hit["slug"], hit["themes"]) for hit in found["results"]] == [("lamp-posts", ["data", "mobility"])]
    assert found["total"] == 1
    assert found["facets"]["city"] == [{"value": "munich", "count": 1}]
    assert found["suggestion"] == ""
    assert editor.get("/search?q=lamp").json["total"] == 2
    assert visitor.get("/search?q=lamp&theme=heating").json["total"] == 0
    assert visitor.get("/search?q=lammpp+posstts").json["suggestion"] == "Lamp posts"
    meant = visitor.get("/search?q=lammps").json
    assert (meant["total"], meant["also_searched"], meant["suggestion"]) == (1, ["Lamp"], "Lamp")
    assert visitor.get("/search?q=lammps&as_typed=true").json["total"] == 0
    assert visitor.get("/search").json["total"] == 1
    assert visitor.get("/search?year=next").status_code == 422
    tag = visitor.get("/search?q=lamp").headers["ETag"]
    assert visitor.get("/search?q=lamp", If_None_Match=tag).status_code == 304


def test_revisions_tell_who_brought_words_and_who_took_them(visitor: Program, editor: Program, inside: Inside) -> None:
    slug = inside(practice, "Lamp posts", "Light.")
    for body in ("Light and *dark* nights.", "Dark nights.", "Light."):
        inside(save, slug, body=body)
    found = editor.get(f"/pages/{slug}/revisions?containing=dark+nights").json
    assert [item["number"] for item in found["items"]] == [4, 2]
    assert found["stretches"] == [{"first": 2, "last": 3, "removed_in": 4}]
    assert (found["complete"], found["next_cursor"]) == (True, None)
    both = editor.get(f"/pages/{slug}/revisions?containing=light&limit=1").json
    assert (both["stretches"], both["complete"]) == ([{"first": 4, "last": 4, "removed_in": None}], False)
    hidden = visitor.get(f"/pages/{slug}/revisions?containing=dark").json
    assert (hidden["items"], hidden["stretches"]) == ([], [])
    assert editor.get(f"/pages/{slug}/revisions").json["stretches"] == []


def test_what_is_typed_is_suggested_in_groups(
    visitor: Program, editor: Program, inside: Inside, whoosh: WhooshBackend
) -> None:
    inside(page, "Vienna by lamplight", "x")
    inside(practice, "Vienna lamps", published=False)
    found = visitor.get("/suggestions?q=vie").json
    assert [each["slug"] for each in found["pages"]] == ["vienna-by-lamplight"]
    assert found["pages"][0]["url"].endswith("/pages/vienna-by-lamplight")
    assert (found["practices"], found["cities"]) == ([], [{"slug": "vienna", "name": "Vienna"}])
    assert [each["title"] for each in editor.get("/suggestions?q=veinna").json["practices"]] == ["Vienna lamps"]
    assert visitor.get("/suggestions?limit=0").status_code == 422


def test_reading_asks_few_questions_of_the_database(
    filled: Filled, visitor: Program, program: Programs, query_count: Callable[[], Any]
) -> None:
    holder = program(Role.EDITOR, Scope.READ)
    # Themes and cities are read once and kept.
    holder.get("/themes")
    for client, more in ((visitor, 0), (holder, 1)):
        for address, most in (
            ("/pages", 7),
            ("/pages/lamp-posts", 10),
            ("/pages/lamp-posts/revisions", 8),
            ("/changes", 1),
            ("/themes", 4),
        ):
            with query_count() as statements:
                assert client.get(address).status_code == 200
            assert len(statements) <= most + more, (address, statements)


@pytest.mark.parametrize(
    "question",
    [
        "x" * 10_000,
        "wärme " * 1_600,
        " ".join(f"wort{number}" for number in range(1_000)),
        '"' * 999,
        '"lamp posts "street',
        "* l?mp* [a-z]+ (a+)+$ ^lamp~2",
        "lamp\x01\x08\x1f\x7f\u0085",
        "'; DROP TABLE page; -- lamp",
        "lamp 💡 🏙️ 👩‍👩‍👧",
        "\u202elamp\u202c \u200f\u2066lamp",
        "title:lamp AND NOT (post OR",
        "-" * 999,
        " ".join(f"-wort{number}" for number in range(1_000)),
        "e" + "\u0301" * 5_000,
        "ﷺ" * 3_000,
    ],
)
def test_any_question_is_answered(visitor: Program, inside: Inside, whoosh: WhooshBackend, question: str) -> None:
    inside(page, "Lamp posts", "Light in the street.")
    answer = visitor.get(f"/search?{urlencode({'q': question})}")
    assert answer.status_code == 200
    found = {hit["slug"] for hit in answer.json["results"]}
    assert "lamp-posts" in found or "lamp" not in question


SMALL = {"phase": "operation", "cost_band": "under_50k", "verified_on": "2026-05", "trl": 9}
LARGE = {"phase": "planning", "cost_band": "over_20m", "verified_on": "2026-06"}


def _practices() -> None:
    practice("Lamps", "Heat.", facts=SMALL)
    practice("Pumps", "Heat.", facts=LARGE)
    practice("Trees", "Heat.", facts=LARGE)
    practice("Secret", "Heat.", facts=SMALL, published=False)
    page("News", "Heat.")


@pytest.mark.parametrize("with_index", [True, False])
def test_practices_are_listed_by_their_facts(
    visitor: Program, editor: Program, inside: Inside, request: pytest.FixtureRequest, *, with_index: bool
) -> None:
    if with_index:
        request.getfixturevalue("whoosh")
    inside(_practices)
    assert slugs(visitor.get("/pages?phase=operation")) == ["lamps"]
    assert slugs(editor.get("/pages?phase=operation")) == ["lamps", "secret"]
    assert slugs(visitor.get("/pages?phase=planning&phase=operation&trl=9&quality=not_yet")) == ["lamps"]
    assert slugs(visitor.get("/pages?cost_band=no-such")) == []
    assert walked(visitor, "/pages?phase=planning&limit=1") == ["pumps", "trees"]
    assert walked(visitor, "/pages?kind=practice&sort=freshness&limit=1") == ["trees", "pumps", "lamps"]
    assert slugs(visitor.get("/pages?sort=title&limit=2")) == ["lamps", "news"]
    counts = visitor.get("/pages?phase=operation&facets=true").json["facets"]
    assert {value["value"]: value["count"] for value in counts["phase"]} == {"planning": 2, "operation": 1}
    assert counts["cost_band"] == [{"value": "under_50k", "count": 1}]
    assert visitor.get("/pages").json["facets"] is None


def test_a_list_in_another_order_tells_when_its_reader_could_first_read_each_page(
    visitor: Program, inside: Inside
) -> None:
    inside(published_with_draft, "Lamps", "sesame", facts=SMALL)
    (walked_one,) = visitor.get("/pages").json["items"]
    assert visitor.get("/pages?sort=evidence").json["items"] == [walked_one]


def test_only_the_order_of_changes_begins_at_a_time(visitor: Program) -> None:
    answer = visitor.get("/pages?sort=title&updated_since=2020-01-01T00:00:00Z")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["updated_since"]


def test_a_search_is_narrowed_and_ordered_by_facts(visitor: Program, inside: Inside, whoosh: WhooshBackend) -> None:
    inside(_practices)

    def asked(query: str) -> Any:
        return visitor.get(f"/search?q=heat&{query}").json

    assert [hit["slug"] for hit in asked("phase=operation")["results"]] == ["lamps"]
    assert [hit["slug"] for hit in asked("sort=freshness")["results"]][2:] == ["lamps", "news"]
    facets = asked("phase=planning")["facets"]
    assert facets["phase"] == [{"value": "planning", "count": 2}, {"value": "operation", "count": 1}]
    assert facets["results"] == [{"value": "pending", "count": 2}]


def test_the_editions_of_a_day_are_listed_with_their_own_addresses(visitor: Program, inside: Inside) -> None:
    inside(history)
    (then,) = visitor.get("/pages?as_of=2019-03-01").json["items"]
    assert (then["slug"], then["edition"], then["title"]) == ("hauffgasse", 1, "Hauffgasse")
    assert then["url"] == "https://wiki.example.org/pages/hauffgasse/editions/1"
    assert then["themes"] == ["refurbishment"]
    assert walked(visitor, "/pages?as_of=2021-01-01&limit=1") == ["hauffgasse", "lory"]
    assert walked(visitor, "/pages?as_of=2021-01-01&theme=data") == ["hauffgasse"]
    assert visitor.get("/pages?as_of=2001-01-01").json["items"] == []
    assert visitor.get("/pages").json["items"][0]["edition"] == 2


@pytest.mark.parametrize(("day", "said"), [("2019-3-1", "Write a day"), ("2999-01-01", "still to come")])
def test_an_odd_day_is_refused_at_its_argument(visitor: Program, day: str, said: str) -> None:
    answer = visitor.get(f"/pages?as_of={day}")
    assert answer.status_code == 422
    assert said in answer.text
    assert "as_of" in answer.text


@pytest.mark.parametrize("more", ["phase=operation", "sort=title", "facets=true"])
def test_what_a_past_day_cannot_be_asked_is_refused_and_not_passed_over(visitor: Program, more: str) -> None:
    answer = visitor.get(f"/pages?as_of=2019-03-01&{more}")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [more.partition("=")[0]]


def test_members_programs_read_what_practices_lack(editor: Program, visitor: Program, inside: Inside) -> None:
    inside(ready, "hauffgasse")
    inside(practice, "Balloons", published=False)
    first, second = editor.get("/practices/completeness").json["items"]
    assert (first["slug"], first["percent"], first["missing"], first["measured"]) == ("hauffgasse", 100, [], False)
    assert first["results_due"]
    assert (second["slug"], second["verified_on"], second["results_due"]) == ("balloons", None, None)
    assert {"section": "identity", "field": "themes", "label": "Primary theme", "reason": "It is empty."} in second[
        "missing"
    ]
    assert walked(editor, "/practices/completeness?limit=1") == ["hauffgasse", "balloons"]
    assert editor.get("/practices/completeness?cursor=x").status_code == 422
    assert visitor.get("/practices/completeness").status_code == 401
