"""Writes of fit. Every function flushes; the caller commits."""

from wiki.fit.service.answers import save_answer
from wiki.fit.service.profiles import save_profile, take_demo_profiles, take_profile, untake_demo_profiles

__all__ = ["save_answer", "save_profile", "take_demo_profiles", "take_profile", "untake_demo_profiles"]
