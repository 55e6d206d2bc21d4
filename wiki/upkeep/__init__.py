"""Upkeep of a running wiki: is everything as it should be, how much is there, and how it survives its machine."""
