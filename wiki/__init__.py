"""Replication Wiki: standardised best practices for cities that replicate what worked elsewhere."""

import gc

# Making the modules makes much that stays and no garbage: to look for some takes an eighth of the start.
gc.disable()

from wiki.app import create_app  # noqa: E402 - see above

gc.freeze()
gc.enable()

__all__ = ["create_app"]
