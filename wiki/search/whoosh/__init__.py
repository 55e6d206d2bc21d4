"""The embedded backend: Whoosh keeps and merges the postings, the ranking over them is ours.

Its own matchers cost ten times as much a posting, and its `AsyncWriter` loses documents. So it does here what
it does well: segments on disk, commits in one step, merging. Every file is disposable.
"""

from wiki.search.whoosh.backend import WhooshBackend

__all__ = ["WhooshBackend"]
