"""The one table of who may do what, read as people would tell it."""

from typing import get_args

import pytest

from wiki.accounts.permissions import PERMISSIONS, Action, can, require
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.errors import Denied


def allowed(role: Role) -> set[str]:
    return {action for action in PERMISSIONS if can(Actor(role=role), action)}


def test_every_action_stands_in_the_table() -> None:
    assert set(PERMISSIONS) == set(get_args(Action))


def test_visitors_only_read_and_observers_also_ask_and_keep_their_own_searches() -> None:
    assert not [action for action in PERMISSIONS if can(VISITOR, action)]
    assert allowed(Role.OBSERVER) == {
        "demand.ask",
        "interest.express",
        "interest.read",
        "search.read_saved",
        "search.save",
    }


def test_each_role_may_do_what_the_one_before_it_may() -> None:
    assert allowed(Role.OBSERVER) < allowed(Role.EDITOR) < allowed(Role.REVIEWER) < allowed(Role.ADMINISTRATOR)
    assert allowed(Role.ADMINISTRATOR) == set(PERMISSIONS)


def test_a_reviewer_publishes_and_an_editor_does_not() -> None:
    assert allowed(Role.REVIEWER) - allowed(Role.EDITOR) == {
        "profile.edit_any",
        "demand.answer",
        "report.freeze",
        "page.publish",
        "practice.review",
        "practice.check",
        "practice.disseminate",
        "replication.read_any",
        "replication.edit_any",
        "exchange.log_any",
        "interest.read_any",
        "interest.answer",
    }


def test_people_and_what_cannot_be_taken_back_are_an_administrators() -> None:
    assert allowed(Role.ADMINISTRATOR) - allowed(Role.REVIEWER) == {"user.manage", "page.remove"}


def test_to_require_what_is_not_allowed_raises_with_the_action() -> None:
    require(Actor(role=Role.EDITOR), "page.edit")
    with pytest.raises(Denied) as denied:
        require(VISITOR, "page.edit")
    assert denied.value.action == "page.edit"
