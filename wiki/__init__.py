"""Replication Wiki: standardised best practices for cities that replicate what worked elsewhere."""

from wiki.app import create_app

__all__ = ["create_app"]
