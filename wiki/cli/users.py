"""``user``: accounts from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from wiki.accounts import service
from wiki.accounts.queries import get_person_by_email, list_people
from wiki.accounts.types import Role
from wiki.cli.context import OPERATOR, Launch, application
from wiki.core.db import transaction
from wiki.core.errors import Invalid, NotFound

_ROLE = click.Choice([role.value for role in Role])


@contextmanager
def _writing(launch: Launch) -> Iterator[None]:
    """Run the body in one transaction of the application; what cannot be done is told without a traceback."""
    with application(launch):
        try:
            with transaction():
                yield
        except Invalid as problem:
            raise click.ClickException(" ".join(problem.errors.values())) from problem
        except NotFound as problem:
            raise click.ClickException(
                "No account has this address. `replication-wiki user list` shows all."
            ) from problem


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
    """Make an account; the name may be one that imported history knows already."""
    with _writing(launch):
        made = service.create_user(name=name, email=email, password=password, role=Role(role))
    click.echo(f"{made.email} is {made.role}.")


@user.command()
@click.option("--role", type=_ROLE, default=Role.EDITOR.value, show_default=True)
@click.pass_obj
def invite(launch: Launch, role: str) -> None:
    """Make an invitation link (the part after the address)."""
    with application(launch), transaction():
        click.echo(f"/welcome/{service.invite(OPERATOR, role=Role(role))}")


@user.command()
@click.argument("email")
@click.pass_obj
def password_link(launch: Launch, email: str) -> None:
    """Make a link by which a person sets a new password (the part after the address)."""
    with _writing(launch):
        token = service.make_password_link(OPERATOR, get_person_by_email(email).id)
    click.echo(f"/welcome/{token}")


@user.command(name="role")
@click.argument("email")
@click.argument("role", type=_ROLE)
@click.pass_obj
def role_command(launch: Launch, email: str, role: str) -> None:
    """Give a person another role."""
    with _writing(launch):
        found = get_person_by_email(email)
        service.set_role(OPERATOR, found.id, Role(role))
    click.echo(f"{found.email} is {role}.")


@user.command()
@click.argument("email")
@click.pass_obj
def deactivate(launch: Launch, email: str) -> None:
    """Keep a person out from their next request on; what they wrote stays."""
    with _writing(launch):
        found = get_person_by_email(email)
        service.set_active(OPERATOR, found.id, False)
    click.echo(f"{found.email} is off.")


@user.command(name="list")
@click.pass_obj
def list_command(launch: Launch) -> None:
    """List the accounts."""
    with application(launch):
        for person in list_people():
            click.echo(
                f"{person.id:5}  {person.role:13}  {'' if person.active else 'off  '}{person.email}  {person.name}"
            )
