"""Reads of upkeep: each module looks for one kind of damage, or counts; nothing is changed."""
