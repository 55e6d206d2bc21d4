"""A folder, a repository or a bundle: what can be opened, and what is said of the rest."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dulwich.bundle import create_bundle_from_repo, write_bundle
from dulwich.refs import Ref

from wiki.importing.sources import opened
from wiki.importing.types import MAX_PAGE_BYTES, SourceError, UnreadableFile


def pages(source, *, full=True):
    return {history.path: history for history in source.histories(full=full)}


def bundle_of(repo, path, **options):
    bundle = create_bundle_from_repo(repo, **options)
    with path.open("wb") as file:
        write_bundle(file, bundle)
    bundle.close()
    return path


@pytest.fixture
def repository(new_repository):
    repo, story = new_repository()
    first = story.commit({"a.md": "One", "img/b c.png": "PNG"})
    repo.refs[Ref(b"refs/heads/main")] = story.commit({"a.md": "Two", "img/b c.png": "PNG"}, first)
    repo.refs.set_symbolic_ref(Ref(b"HEAD"), Ref(b"refs/heads/main"))
    return repo


def test_a_repository_gives_every_version_or_the_last(repository):
    with opened(Path(repository.path)) as source:
        assert [version.data for version in pages(source)["a.md"].versions] == [b"One", b"Two"]
        assert [version.data for version in pages(source, full=False)["a.md"].versions] == [b"Two"]


def test_files_are_read_as_they_were_at_a_commit(repository):
    with opened(Path(repository.path)) as source:
        first = pages(source)["a.md"].versions[0].commit
        assert source.paths(first) == ("a.md", "img/b c.png")
        assert source.read("a.md", first) == b"One"
        assert source.read("img/b c.png", source.head) == b"PNG"


@pytest.mark.parametrize("path", ["c.md", "img", "../a.md", "/etc/passwd", "a.md/x", ""])
def test_what_a_commit_does_not_hold_cannot_be_read(repository, path):
    with opened(Path(repository.path)) as source, pytest.raises(UnreadableFile):
        source.read(path, source.head)


def test_a_bare_repository_is_a_repository(new_repository):
    repo, story = new_repository(bare=True)
    repo.refs[Ref(b"refs/heads/master")] = story.commit({"a.md": "One"})
    with opened(Path(repo.path)) as source:
        assert list(pages(source)) == ["a.md"]


def test_a_bundle_needs_no_head_and_leaves_nothing_behind(repository, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    path = bundle_of(repository, tmp_path / "site.bundle", refs=[Ref(b"refs/heads/main")])
    with opened(path) as source:
        assert [version.data for version in pages(source)["a.md"].versions] == [b"One", b"Two"]
        assert list(scratch.iterdir())
    assert not list(scratch.iterdir())


def test_a_bundle_that_lacks_its_beginning_is_refused(repository, tmp_path):
    head = repository.refs[Ref(b"refs/heads/main")]
    first = repository[head].parents[0]
    path = bundle_of(repository, tmp_path / "part.bundle", refs=[Ref(b"refs/heads/main")], prerequisites=[first])
    with pytest.raises(SourceError, match="whole history"), opened(path):
        pass


@pytest.mark.parametrize("cut", [20, 90, 150])
def test_a_damaged_bundle_is_refused(repository, tmp_path, cut):
    path = bundle_of(repository, tmp_path / "site.bundle")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(SourceError, match=r"site\.bundle"), opened(path):
        pass


def test_the_branch_is_head_or_main_or_master_or_the_only_one_or_asked_for(new_repository):
    repo, story = new_repository()
    with pytest.raises(SourceError, match="no branch"), opened(Path(repo.path)):
        pass
    repo.refs[Ref(b"refs/heads/pages")] = story.commit({"pages.md": "x"})
    with opened(Path(repo.path)) as source:
        assert list(pages(source)) == ["pages.md"]
    repo.refs[Ref(b"refs/heads/draft")] = story.commit({"draft.md": "x"})
    repo.refs.set_symbolic_ref(Ref(b"HEAD"), Ref(b"refs/heads/nowhere"))
    with pytest.raises(SourceError, match="draft, pages"), opened(Path(repo.path)):
        pass
    with opened(Path(repo.path), branch="draft") as source:
        assert list(pages(source)) == ["draft.md"]
    with pytest.raises(SourceError, match="no branch other"), opened(Path(repo.path), branch="other"):
        pass


def test_links_in_a_repository_are_reported_and_not_followed(new_repository):
    repo, story = new_repository()
    repo.refs[Ref(b"refs/heads/main")] = story.commit({"a.md": "One", "b.md": (b"../../secret", 0o120000)})
    with opened(Path(repo.path)) as source:
        assert source.paths(source.head) == ("a.md",)
        assert [finding.code for finding in source.refusals.values()] == ["not-a-file"]


def test_a_folder_gives_each_page_once_with_the_time_of_its_file(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "Käse.md").write_text("Text")
    (tmp_path / ".hidden.md").write_text("Text")
    os.utime(tmp_path / "news" / "Käse.md", (1_500_000_000, 1_500_000_000))
    with opened(tmp_path) as source:
        (history,) = source.histories(full=True)
        assert source.paths("") == ("news/Käse.md",)
    (version,) = history.versions
    assert (version.commit, version.path, version.data) == ("", "news/Käse.md", b"Text")
    assert version.at == datetime.fromtimestamp(1_500_000_000, UTC)


def test_a_link_that_leaves_the_folder_is_reported_and_not_followed(tmp_path):
    (tmp_path / "secret.md").write_text("Secret")
    (tmp_path / "outside").mkdir()
    site = tmp_path / "site"
    site.mkdir()
    (site / "page.md").write_text("Page")
    (site / "leak.md").symlink_to(tmp_path / "secret.md")
    (site / "out").symlink_to(tmp_path / "outside")
    (site / "round").symlink_to(site)
    (site / "same.md").symlink_to(site / "page.md")
    with opened(site) as source:
        assert source.paths("") == ("page.md", "same.md")
        refused = {path: finding.code for path, finding in source.refusals.items()}
        assert refused == {"leak.md": "leaves-folder", "out": "leaves-folder", "round": "linked-folder"}
        for path in ("leak.md", "../secret.md", str(tmp_path / "secret.md")):
            with pytest.raises(UnreadableFile):
                source.read(path, "")


def test_of_a_huge_file_no_more_is_read_than_shows_that_it_is_huge(tmp_path):
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(60_000_000)
    with opened(tmp_path) as source:
        (history,) = source.histories(full=False)
        assert len(history.versions[0].data) == MAX_PAGE_BYTES + 1
        with pytest.raises(UnreadableFile, match="25 MB"):
            source.read("huge.md", "")


def test_anything_else_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "page.md").write_text("Page")
    with pytest.raises(SourceError, match="no git bundle"), opened(tmp_path / "page.md"):
        pass
    with pytest.raises(SourceError, match="no folder or file"), opened(tmp_path / "nothing"):
        pass
