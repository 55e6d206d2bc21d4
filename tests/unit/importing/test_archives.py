"""An export from anywhere is read with suspicion: what no export writes is refused with a sentence."""

import json
from pathlib import Path

import pytest

from wiki.importing.archives.source import ArchiveSource
from wiki.importing.sources import opened
from wiki.importing.types import SourceError, UnreadableFile

AT = "2017-02-15T10:30:00+00:00"
HEADER = {"format": "replication-wiki", "version": 1, "public": False, "history": True}
PAGE = {"slug": "story", "kind": "news", "created_at": AT, "current": 1, "published": 1}
FILE = {"key": "a" * 24, "name": "map.png", "media_type": "image/png", "sha256": "a" * 64, "created_at": AT}
THEME = {"slug": "data", "name": "Data", "short_name": "Data"}
CITY = {"slug": "sofia", "name": "Sofia", "country": "BG", "role": "follower"}


@pytest.fixture
def read(tmp_path: Path):
    """Write the lines of a list into a folder and open it."""

    def call(*lines):
        told = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        (tmp_path / "wiki.jsonl").write_text("\n".join(told), encoding="utf-8")
        with opened(tmp_path) as source:
            return source

    return call


def test_a_sound_list_is_an_export(read):
    source = read(HEADER, {"theme": THEME}, {"city": CITY}, {"page": PAGE}, {"file": FILE})
    assert isinstance(source, ArchiveSource)
    assert list(source.archive.pages) == ["pages/story.md"]


@pytest.mark.parametrize("first", ["", "{", "[]", '{"format": "another"}', "\udcff" * 3, "[" * 100_000])
def test_a_list_of_somebody_else_is_no_export(tmp_path, first):
    (tmp_path / "wiki.jsonl").write_bytes(first.encode("utf-8", "surrogateescape"))
    with opened(tmp_path) as source:
        assert not isinstance(source, ArchiveSource)


def test_an_export_of_a_newer_version_is_told_apart(read):
    with pytest.raises(SourceError, match="version 2"):
        read(HEADER | {"version": 2})


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "no record"),
        ("[" * 100_000, "no record"),
        ('"page"', "no record"),
        ({"comet": {}}, "no record"),
        ({"page": []}, "slug|page|dictionary|Input"),
        ({"page": PAGE | {"slug": "../../etc/passwd"}}, "no address"),
        ({"page": PAGE | {"slug": ""}}, "no address"),
        ({"page": PAGE | {"slug": 7}}, "slug: "),
        ({"page": PAGE | {"redirects": [{"slug": "/", "created_at": AT}]}}, "no address"),
        ({"page": PAGE | {"created_at": "2017-02-15T10:30:00"}}, "zone"),
        ({"page": PAGE | {"created_at": "0001-01-01T00:00:00+14:00"}}, "time"),
        ({"page": PAGE | {"kind": "gossip"}}, "kind: "),
        ({"page": PAGE | {"current": "9" * 5000}}, "current: "),
        ('{"page": {"current": ' + "9" * 5000 + "}}", "no record"),
        ({"page": PAGE | {"events": [{"action": "created", "at": AT}]}}, "save"),
        ({"page": PAGE | {"events": [{"action": "disseminated", "at": AT}]}}, "edition"),
        ({"page": PAGE | {"events": [{"action": "disseminated", "at": AT, "detail": "first"}]}}, "edition"),
        ({"page": PAGE | {"events": [{"action": "exploded", "at": AT}]}}, "action: "),
        ({"file": FILE | {"name": "../../x"}}, "no name"),
        ({"file": FILE | {"name": ""}}, "no name"),
        ({"file": FILE | {"key": "b" * 24}}, "do not belong"),
        ({"file": FILE | {"key": "../" * 8, "sha256": "../" * 21 + "a"}}, "do not belong"),
        ({"file": FILE | {"alt": "x" * 1000}}, "too long"),
        ({"theme": THEME | {"slug": "a/b"}}, "no address"),
        ({"theme": THEME | {"name": ""}}, "name"),
        ({"theme": THEME | {"icon": '"><script>'}}, "picture"),
        ({"theme": THEME | {"aliases": ["x"] * 1000}}, "too many"),
        ({"theme": THEME | {"position": 10**30}}, "bounds"),
        ({"city": CITY | {"population": 10**30}}, "inhabitants"),
        ({"city": CITY | {"latitude": float("nan"), "longitude": 1.0}}, "Latitude"),
        ({"city": CITY | {"country": "<>"}}, "country"),
    ],
)
def test_a_hostile_line_is_refused_with_its_number(read, line, told):
    with pytest.raises(SourceError, match=rf"wiki.jsonl, line 2: .*({told})"):
        read(HEADER, line)


def test_no_page_is_listed_twice(read):
    with pytest.raises(SourceError, match=r"line 3: .*twice"):
        read(HEADER, {"page": PAGE}, {"page": PAGE})


def test_no_link_is_followed_out_of_the_folder(read, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-outside.md"
    outside.write_text("---\ntitle: Secret\n---\n")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/story.md").symlink_to(outside)
    (history,) = read(HEADER, {"page": PAGE}).histories(full=True)
    assert history.versions == ()


def test_a_folder_without_its_repository_gives_what_stands_now(read, tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/story.md").write_text("words")
    (history,) = read(HEADER, {"page": PAGE | {"revisions": {"1": "f" * 40}}}).histories(full=True)
    assert [version.data for version in history.versions] == [b"words"]


@pytest.mark.parametrize("name", ["", "f" * 40, "../../x", "z" * 40])
def test_a_repository_gives_only_states_that_it_holds(new_repository, name):
    repo, story = new_repository()
    commit = story.commit({"a.md": "A"})
    repo.refs[b"refs/heads/main"] = commit
    with opened(Path(repo.path)) as source:
        for wanted in (name, commit.decode()):
            with pytest.raises(UnreadableFile):
                source.read_object(wanted)
