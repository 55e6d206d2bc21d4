"""``user``: accounts from the command line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

import click

from wiki.accounts import service
from wiki.accounts.queries import get_person_by_email, list_people, list_tokens
from wiki.accounts.types import Person, Role, Scope, Token
from wiki.cli.context import OPERATOR, Launch, application
from wiki.cli.output import print_json
from wiki.core.db import transaction
from wiki.core.errors import Invalid, NotFound

_ROLE = click.Choice([role.value for role in Role])
_CITY = click.option("--city", default="", metavar="SLUG", help="The city they belong to, as its address says it.")
_LEADS = click.option("--leads", multiple=True, metavar="THEME", help="A theme they lead; may be said several times.")
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


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
@_CITY
@_LEADS
@click.password_option(help="Asked for when left out.")
@click.pass_obj
def add(launch: Launch, email: str, name: str, role: str, city: str, leads: tuple[str, ...], password: str) -> None:
    """Make an account; the name may be one that imported history knows already."""
    with _writing(launch):
        made = service.create_user(name=name, email=email, password=password, role=Role(role))
        service.place_person(OPERATOR, made.id, city=city, leads=leads)
    click.echo(f"{made.email} is {made.role}.")


@user.command()
@click.option("--role", type=_ROLE, default=Role.EDITOR.value, show_default=True)
@_CITY
@click.pass_obj
def invite(launch: Launch, role: str, city: str) -> None:
    """Make an invitation link (the part after the address)."""
    with _writing(launch):
        token = service.invite(OPERATOR, role=Role(role), city=city)
    click.echo(f"/welcome/{token}")


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
@_CITY
@_LEADS
@click.pass_obj
def place(launch: Launch, email: str, city: str, leads: tuple[str, ...]) -> None:
    """Say which city a person belongs to and which themes they lead; what is left out they no longer do."""
    with _writing(launch):
        found = get_person_by_email(email)
        service.place_person(OPERATOR, found.id, city=city, leads=leads)
    click.echo(f"{found.email} belongs to {city or 'no city'} and leads {', '.join(sorted(leads)) or 'no theme'}.")


@user.command()
@click.argument("email")
@click.pass_obj
def deactivate(launch: Launch, email: str) -> None:
    """Keep a person out from their next request on; what they wrote stays."""
    with _writing(launch):
        found = get_person_by_email(email)
        service.set_active(OPERATOR, found.id, False)
    click.echo(f"{found.email} is off.")


@user.command()
@click.argument("email")
@click.option("--name", help="What the token is for, as its owner will see it.")
@click.option(
    "--scope", type=click.Choice([scope.value for scope in Scope]), default=Scope.READ.value, show_default=True
)
@click.option("--list", "as_list", is_flag=True, help="List the person's tokens; none is made.")
@click.option("--revoke", type=int, metavar="ID", help="End the token of this number in the list; none is made.")
@_AS_JSON
@click.pass_obj
def token(
    launch: Launch, email: str, name: str | None, scope: str, as_list: bool, revoke: int | None, as_json: bool
) -> None:
    """Make a token by which a program acts for a person, and print it this once."""
    if sum((name is not None, as_list, revoke is not None)) != 1:
        raise click.UsageError("Say one of --name, --list and --revoke.")
    made = ""
    with _writing(launch):
        owner = get_person_by_email(email)
        if revoke is not None:
            _revoke(owner, revoke)
        elif not as_list:
            made = service.make_token(owner.id, name=name or "", scope=Scope(scope))
        tokens = list_tokens(owner.id)
    if revoke is not None:
        click.echo(f"Token {revoke} no longer works.")
    elif as_list:
        _tell_tokens(tokens, as_json=as_json)
    elif as_json:
        print_json({"token": made, "scope": scope})
    else:
        click.echo(made)


def _revoke(owner: Person, number: int) -> None:
    if number not in {each.id for each in list_tokens(owner.id)}:
        raise click.ClickException(f"{owner.email} has no token {number}. See --list.")
    service.revoke_token(owner.id, number)


def _tell_tokens(tokens: Sequence[Token], *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(each) for each in tokens])
        return
    for each in tokens:
        click.echo(
            f"{each.id:5}  {each.scope:5}  {each.created_at:%Y-%m-%d}  {each.last_used_on or 'never'!s:10}  {each.name}"
        )


@user.command(name="list")
@_AS_JSON
@click.pass_obj
def list_command(launch: Launch, as_json: bool) -> None:
    """List the accounts."""
    with application(launch):
        people = list_people()
    if as_json:
        print_json([asdict(person) | {"leads": sorted(person.leads)} for person in people])
        return
    for person in people:
        place = f"  ({person.city})" if person.city else ""
        off = "" if person.active else "off  "
        click.echo(f"{person.id:5}  {person.role:13}  {off}{person.email}  {person.name}{place}")
