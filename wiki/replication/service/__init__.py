"""Writes of replications. Every function flushes; the caller commits."""

from wiki.replication.service.editing import edit_replication
from wiki.replication.service.moving import move_replication
from wiki.replication.service.returning import keep_replicated
from wiki.replication.service.starting import start_replication

__all__ = ["edit_replication", "keep_replicated", "move_replication", "start_replication"]
