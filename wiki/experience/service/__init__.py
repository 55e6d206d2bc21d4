"""Writes of experiences. Every function flushes; the caller commits."""

from wiki.experience.service.adding import add_experience
from wiki.experience.service.changing import change_experience, remove_experience, solve_barrier

__all__ = ["add_experience", "change_experience", "remove_experience", "solve_barrier"]
