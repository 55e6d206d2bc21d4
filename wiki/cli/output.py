"""What a command prints for programs."""

import json
from datetime import date

import click


def print_json(value: object) -> None:
    """Print a value as one line of JSON; times in ISO 8601."""
    click.echo(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
