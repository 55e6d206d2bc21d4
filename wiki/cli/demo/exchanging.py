"""Visits and workshops of the demo content, and what cities want to learn in it. The caller holds the transaction."""

from collections.abc import Collection, Mapping
from importlib import resources
from typing import Any

import yaml

from wiki.cli.demo.reviewing import LEAD
from wiki.exchange.queries import exchanges_of_city, list_interests
from wiki.exchange.service import express_interest, log_exchange
from wiki.exchange.types import ExchangeDraft, Format, InterestDraft
from wiki.pages.queries import get_page
from wiki.replication.queries import replications_of_practice
from wiki.replication.types import ReplicationId


def log_demo_exchanges(slugs: Collection[str]) -> None:
    """Log what is about those of the practices that were made, and what is about none, once."""
    file = resources.files("wiki.cli.demo").joinpath("exchanges.yaml")
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    for each in told["exchanges"]:
        if _is_wanted(each, slugs) and not _is_logged(each):
            log_exchange(LEAD, _draft(each), is_demo=True)
    for each in told["interests"]:
        if _is_wanted(each, slugs) and not any(found.issue == each["issue"] for found in list_interests(LEAD).items):
            express_interest(LEAD, InterestDraft(**each), is_demo=True)


def _is_wanted(each: Mapping[str, Any], slugs: Collection[str]) -> bool:
    """Tell whether its practice was made now; what has none comes with any."""
    return each["practice"] in slugs if "practice" in each else bool(slugs)


def _is_logged(each: Mapping[str, Any]) -> bool:
    return any(found.title == each["title"] for found in exchanges_of_city(LEAD, each["host"]))


def _draft(each: Mapping[str, Any]) -> ExchangeDraft:
    said = {name: value for name, value in each.items() if name not in {"replicated_by", "guests", "format"}}
    return ExchangeDraft(
        **said, format=Format(each["format"]), guests=tuple(each["guests"]), replication=_replication(each)
    )


def _replication(each: Mapping[str, Any]) -> ReplicationId | None:
    """Return by whom the practice is taken up that it is for, as far as it was loaded."""
    if "replicated_by" not in each:
        return None
    found = replications_of_practice(LEAD, get_page(LEAD, each["practice"]).id)
    return next((one.id for one in found if one.city == each["replicated_by"]), None)
