"""Writes of accounts. Every function flushes; the caller commits."""

from wiki.accounts.service.accounts import authenticate, change_password, create_user, end_sessions, set_locale
from wiki.accounts.service.invitations import (
    INVITATION_DAYS,
    PASSWORD_LINK_DAYS,
    accept_invitation,
    accept_password_link,
    invite,
    make_administrator_link,
    make_password_link,
    withdraw_invitation,
)
from wiki.accounts.service.people import place_person, set_active, set_role
from wiki.accounts.service.tokens import make_token, note_use, revoke_token

__all__ = [
    "INVITATION_DAYS",
    "PASSWORD_LINK_DAYS",
    "accept_invitation",
    "accept_password_link",
    "authenticate",
    "change_password",
    "create_user",
    "end_sessions",
    "invite",
    "make_administrator_link",
    "make_password_link",
    "make_token",
    "note_use",
    "place_person",
    "revoke_token",
    "set_active",
    "set_locale",
    "set_role",
    "withdraw_invitation",
]
