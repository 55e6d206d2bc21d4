"""``reviews``: what waits for whom, for those who remind people that do not look."""

import click

from wiki.cli.context import OPERATOR, Launch, application
from wiki.cli.output import print_json
from wiki.core.clock import now
from wiki.practices.queries import list_reminders
from wiki.practices.types import Reminder
from wiki.practices.waiting import LACKS


@click.command()
@click.option("--due", "only_due", is_flag=True, help="Only practices whose edition is due to be looked at again.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def reviews(launch: Launch, only_due: bool, as_json: bool) -> None:
    """List the practices that wait, for how long, and the people who could take the next step."""
    with application(launch) as services:
        found = list_reminders(OPERATOR, only_due=only_due)
    base_url = services.settings.base_url.rstrip("/")
    if as_json:
        print_json([_told(each, base_url) for each in found])
        return
    for each in found:
        click.echo(_address(each, base_url))
        click.echo(f"  {each.waiting.state}, {_days(each)} days, next: {each.waiting.group}")
        if each.lack:
            click.echo(f"  {LACKS[each.lack]}")
        click.echo(f"  {', '.join(_emails(each)) or 'nobody can take the next step'}")


def _told(reminder: Reminder, base_url: str) -> dict[str, object]:
    standing = reminder.reviewed.standing
    return {
        "address": _address(reminder, base_url),
        "title": reminder.reviewed.title,
        "state": reminder.waiting.state.value,
        "next": reminder.waiting.group.value,
        "lack": reminder.lack.value if reminder.lack else None,
        "since": reminder.waiting.since,
        "days": _days(reminder),
        "review_due": standing.review_due,
        "emails": _emails(reminder),
    }


def _address(reminder: Reminder, base_url: str) -> str:
    return f"{base_url}/pages/{reminder.reviewed.slug}/review"


def _days(reminder: Reminder) -> int:
    return max((now() - reminder.waiting.since).days, 0)


def _emails(reminder: Reminder) -> list[str]:
    return [person.email for person in reminder.people]
