"""``serve``: the production server, on this machine unless told otherwise."""

import gc
import logging
import socket

import click
from flask import Flask
from flask.globals import app_ctx

from wiki.accounts.queries import has_administrator
from wiki.accounts.service import make_administrator_link
from wiki.cli.context import Launch, application
from wiki.cli.shared_metrics import shared_metrics
from wiki.cli.templates import MOST_READ, load_templates
from wiki.cli.watching import handed_over
from wiki.cli.workers import serve_with_workers
from wiki.core.db import db, transaction
from wiki.http.memory import share_one_heap
from wiki.jobs import drain

_log = logging.getLogger(__name__)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="How many processes answer.")
@click.pass_obj
def serve(launch: Launch, host: str, port: int, workers: int) -> None:
    """Serve the wiki until Ctrl+C."""
    # Until the workers are made: nearly all of what is made stays, and would be looked through again and again.
    gc.disable()
    before = handed_over()
    if before is None:
        _refuse_taken(host, port)
    own_folder = click.get_current_context().with_resource(shared_metrics())
    replaced, folder = before or ([], own_folder)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    with application(launch, address=address, closes_search=False) as services:
        if before is None:
            _greet(address)
        else:
            _log.error("a worker ended; all are replaced")
        drain(services.search)
        app = app_ctx.app
        _warm(app)
        # The workers open their own connections; a connection must not cross a fork.
        db.session.remove()
        db.engine.dispose()
        services.search.prepare_to_fork()
    # The workers are copies of this process, made when all is ready: they start at once and share its memory,
    # as long as nobody counts the garbage in it anew.
    share_one_heap()
    gc.freeze()
    gc.enable()
    serve_with_workers(app, host=host, port=port, count=workers, replaced=replaced, folder=folder)


def _greet(address: str) -> None:
    click.echo(f"Replication Wiki: {address}")
    if not has_administrator():
        with transaction():
            token = make_administrator_link()
        click.echo(f"Make yourself the administrator (works once): {address}/welcome/{token}")


def _refuse_taken(host: str, port: int) -> None:
    """The server would share the port with another one of this user, and each would get some of the visitors."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as problem:
        message = f"Something else answers on {host}:{port}, or this address is not ours ({problem.strerror})."
        raise click.ClickException(message) from problem


def _warm(app: Flask) -> None:
    """Do here, once, what each worker would have to do before its first answer."""
    load_templates(app, MOST_READ)
    # Within what counts and logs requests: nobody asked for this one. If it fails, so will visitors be told.
    try:
        with app.test_request_context("/"):
            app.full_dispatch_request()
    except Exception:  # noqa: BLE001 - the other pages are served all the same
        _log.exception("the home page could not be drawn")
