"""Writes of plans. Every function flushes; the caller commits."""

from wiki.plans.service.composing import compose_plan
from wiki.plans.service.reviewing import agree_to_plan, return_plan, submit_plan
from wiki.plans.service.saving import revert_plan, save_plan
from wiki.plans.service.taking_over import take_over

__all__ = [
    "agree_to_plan",
    "compose_plan",
    "return_plan",
    "revert_plan",
    "save_plan",
    "submit_plan",
    "take_over",
]
