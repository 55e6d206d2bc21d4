"""The backend for many hosts: the same segments as the embedded one keeps in files, as rows of PostgreSQL.

Segments are only ever added and taken away whole, so savers never wait for each other and readers see one moment.
Ranking, facets and snippets are the shared code over `wiki.search.segments`. Every row is disposable.
"""

from wiki.search.postgres.backend import PostgresBackend

__all__ = ["PostgresBackend"]
