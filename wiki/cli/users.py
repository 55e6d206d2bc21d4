"""``user``: accounts from the command line."""

import click

from wiki.accounts import service
from wiki.accounts.queries import list_people
from wiki.accounts.types import Role
from wiki.cli.context import OPERATOR, Launch, application
from wiki.core.db import transaction
from wiki.core.errors import Invalid

_ROLE = click.Choice([role.value for role in Role])


@click.group()
def user() -> None:
    """Look after accounts."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="As it stands in the history of pages.")
@click.option("--role", type=_ROLE, default=Role.EDITOR.value, show_default=True)
@click.password_option(help="Asked for when left out.")
@click.pass_obj
def add(launch: Launch, email: str, name: str, role: str, password: str) -> None:
    """Make an account."""
    with application(launch):
        try:
            with transaction():
                made = service.create_user(name=name, email=email, password=password, role=Role(role))
        except Invalid as problem:
            raise click.ClickException(str(problem)) from problem
        click.echo(f"{made.email} is {made.role}.")


@user.command()
@click.option("--role", type=_ROLE, default=Role.EDITOR.value, show_default=True)
@click.pass_obj
def invite(launch: Launch, role: str) -> None:
    """Make an invitation link (the part after the address)."""
    with application(launch), transaction():
        click.echo(f"/welcome/{service.invite(OPERATOR, role=Role(role))}")


@user.command(name="list")
@click.pass_obj
def list_command(launch: Launch) -> None:
    """List the accounts."""
    with application(launch):
        for person in list_people():
            click.echo(
                f"{person.id:5}  {person.role:13}  {'' if person.active else 'off  '}{person.email}  {person.name}"
            )
