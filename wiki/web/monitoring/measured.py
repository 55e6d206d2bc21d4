"""What results are shown of: a practice or a replication, each under its own address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from wiki.core.errors import Denied, Invalid, NotFound
from wiki.monitoring.queries import why_closed
from wiki.monitoring.rules import may_enter
from wiki.monitoring.types import Subject
from wiki.pages.queries import get_content
from wiki.pages.types import Page
from wiki.replication.queries import get_replication
from wiki.replication.types import ReplicationId
from wiki.web.context import actor, taxonomy
from wiki.web.monitoring import bp
from wiki.web.pages.reading import practice_at, shown_number

View = Callable[..., ResponseReturnValue]
_OF_REPLICATION = "of_replication_"


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A subject of results: ``page`` of a practice, ``home`` its address; ``file_name`` begins those of its files.

    ``closed`` says to who might else enter why nothing is entered any more.
    """

    subject: Subject
    name: str
    home: str
    file_name: str
    page: Page | None
    may_enter: bool
    closed: str = ""

    def to(self, view: str, **values: Any) -> str:
        """Return the address of one of the views of its results."""
        if self.page is not None:
            return url_for(f"monitoring.{view}", slug=self.page.slug, **values)
        return url_for(f"monitoring.{_OF_REPLICATION}{view}", replication=self.subject.replication, **values)


def of_both(tail: str, *methods: str) -> Callable[[View], View]:
    """Register a view under the results of practices and of replications; it is given what they are of."""

    def registered(view: View) -> View:
        def of_practice(slug: str, **values: object) -> ResponseReturnValue:
            return view(_practice(slug), **values)

        def of_replication(replication: int, **values: object) -> ResponseReturnValue:
            return view(_replication(replication), **values)

        name = view.__name__
        allowed = list(methods or ("GET",))
        bp.add_url_rule(f"/pages/<path:slug>/results{tail}", name, of_practice, methods=allowed)
        address = f"/replications/<int:replication>/results{tail}"
        bp.add_url_rule(address, _OF_REPLICATION + name, of_replication, methods=allowed)
        return view

    return registered


def require_open(measured: Measured) -> None:
    """Raise :class:`Denied` for who may not enter here, :class:`NotFound` where nothing is entered any more.

    Raises :class:`Invalid` for a replication of an archived practice: it is still there to be read.
    """
    if measured.page is not None and measured.page.is_archived:
        raise NotFound
    if measured.closed:
        raise Invalid({"replication": measured.closed})
    if not measured.may_enter:
        raise Denied("monitoring.enter")


def _practice(slug: str) -> Measured:
    page = practice_at(slug)
    return Measured(
        subject=Subject(page=page.id),
        name=get_content(actor(), page, shown_number(page)).title,
        home=url_for("pages.view", slug=page.slug),
        file_name=page.slug,
        page=page,
        may_enter=may_enter(actor()) and not page.is_archived,
    )


def _replication(number: int) -> Measured:
    found = get_replication(actor(), ReplicationId(number))
    city = taxonomy().city_by_slug[found.city].name
    allowed = may_enter(actor(), city=found.city)
    closed = why_closed(found.practice.id) if allowed else ""
    return Measured(
        subject=Subject(replication=number),
        name=f"{city}: {found.title or found.practice.title}",
        home=url_for("replication.page", number=number),
        file_name=f"replication-{number}",
        page=None,
        may_enter=allowed and not closed,
        closed=closed,
    )
