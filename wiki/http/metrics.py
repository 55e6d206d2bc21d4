"""The metrics, over all worker processes of one server. Import it only where metrics are wanted.

With ``PROMETHEUS_MULTIPROC_DIR`` in the environment each process counts in files of that folder, and any of
them answers for all; without it each answers for itself.
"""

import os
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from wiki.core.changes import TOPICS, count_changes
from wiki.core.schema import schema_state
from wiki.pages.queries.totals import count_all_pages
from wiki.search.types import SearchUnavailable
from wiki.services import Services

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_OURS = CollectorRegistry()
_SECONDS = Histogram(
    "wiki_request_seconds",
    "Time from request to answer.",
    ("group", "method", "status"),
    buckets=_BUCKETS,
    registry=_OURS,
)
_KEPT = Counter("wiki_kept_answers", "Answers asked of the ones that are kept.", ("answer",), registry=_OURS)
# Of these the sum over all workers would say nothing.
_NOT_SUMMED = {"process_start_time_seconds": min, "process_max_fds": min}


def count_answer(*, group: str, method: str, status: int, kept: str, seconds: float) -> None:
    """Count an answer; the :class:`wiki.http.observing.Meter` of a server that has metrics."""
    _SECONDS.labels(group, method, f"{status // 100}xx").observe(seconds)
    if kept:
        _KEPT.labels(kept).inc()


def exposition(services: Services) -> bytes:
    """Return everything measured in the text format 0.0.4. Needs an application context."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    registry = CollectorRegistry()
    if folder:
        MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]  # the library has no type here
    else:
        registry.register(_OURS)
    registry.register(_Now(services, Path(folder) if folder else None))
    return generate_latest(registry)


class _Now(Collector):
    """What is looked up at the moment of asking: a few cheap counts."""

    def __init__(self, services: Services, folder: Path | None) -> None:
        self._services, self._folder = services, folder

    def collect(self) -> Iterator[Metric]:
        yield _gauge("wiki_build_info", "The version that runs.", 1, version=version("replication-wiki"))
        is_up = schema_state() == "current"
        yield _gauge("wiki_database_up", "1 when the database answers and its schema is current.", is_up)
        if is_up:
            yield from _stored()
        yield from _index(self._services)
        yield from _processes(_workers(self._folder))


def _stored() -> Iterator[Metric]:
    yield _gauge("wiki_pages", "Pages, drafts and archived ones too.", count_all_pages())
    waiting = GaugeMetricFamily(
        "wiki_outbox_changes", "Changes that wait for the index or a drawing.", labels=["topic"]
    )
    for topic in TOPICS:
        waiting.add_metric([topic], count_changes(topic))
    yield waiting


def _index(services: Services) -> Iterator[Metric]:
    try:
        documents = services.search.count()
    except SearchUnavailable:
        yield _gauge("wiki_search_up", "1 when the search index can be read.", 0)
    else:
        yield _gauge("wiki_search_up", "1 when the search index can be read.", 1)
        yield _gauge("wiki_search_documents", "Documents in the search index.", documents)


def _workers(folder: Path | None) -> set[int]:
    """Return the processes that count here and live; the files of dead ones stay, for what they counted holds."""
    if folder is None:
        return {os.getpid()}
    known = {int(path.stem.rpartition("_")[2]) for path in folder.glob("histogram_*.db")}
    return {pid for pid in known if Path(f"/proc/{pid}").exists()}


def _processes(workers: set[int]) -> Iterator[Metric]:
    """Tell the usual metrics of a process, added up over the workers."""
    yield _gauge("wiki_workers", "Worker processes that have answered something and live.", len(workers))
    summed: dict[str, Metric] = {}
    for pid in sorted(workers):
        for metric in ProcessCollector(pid=partial(int, pid), registry=None).collect():
            before = summed.setdefault(metric.name, metric)
            if before is not metric:
                _add(before, metric)
    yield from summed.values()


def _add(total: Metric, more: Metric) -> None:
    join = _NOT_SUMMED.get(total.name, _sum)
    total.samples = [
        mine._replace(value=join(mine.value, other.value))
        for mine, other in zip(total.samples, more.samples, strict=True)
    ]


def _sum(one: float, other: float) -> float:
    return one + other


def _gauge(name: str, meaning: str, value: float, **labels: str) -> Metric:
    gauge = GaugeMetricFamily(name, meaning, labels=list(labels))
    gauge.add_metric(list(labels.values()), value)
    return gauge
