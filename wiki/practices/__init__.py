"""Practices as standards: their review as a log of steps, the remarks made in it, and the editions it ends in."""
