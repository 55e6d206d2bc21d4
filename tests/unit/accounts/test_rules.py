import pytest
from argon2 import PasswordHasher, extract_parameters, profiles
from hypothesis import given
from hypothesis import strategies as st

from wiki.accounts.passwords import hash_password, is_outdated, verify_password
from wiki.accounts.rules import NAME_MAX, PASSWORD_MAX, account_errors, normal_email, password_errors
from wiki.accounts.tokens import hash_token, new_token


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Ada@Example.ORG ", "ada@example.org"),
        ("ada", None),
        ("", None),
        ("a@b@c", None),
        ("ada@example", None),
        ("x" * 300 + "@a.org", None),
    ],
)
def test_an_address_has_one_spelling(text: str, address: str | None) -> None:
    assert normal_email(text) == address


@given(st.text(max_size=300))
def test_any_text_is_an_address_or_none(text: str) -> None:
    address = normal_email(text)
    assert address is None or normal_email(address) == address


@pytest.mark.parametrize(("length", "good"), [(9, False), (10, True), (PASSWORD_MAX, True), (PASSWORD_MAX + 1, False)])
def test_the_length_of_a_password_is_what_counts(length: int, good: bool) -> None:
    assert (password_errors("x" * length) == {}) is good


def test_every_field_that_is_wrong_is_named() -> None:
    assert set(account_errors(name=" ", email="x", password="short")) == {"name", "email", "password"}
    assert set(account_errors(name="x" * (NAME_MAX + 1), email="a@example.org", password="x" * 10)) == {"name"}
    assert account_errors(name="Ada", email="a@example.org", password="x" * 10) == {}


def test_a_password_is_right_or_wrong_and_nobody_has_none() -> None:
    stored = hash_password("four words are enough")
    assert verify_password("four words are enough", stored)
    assert not verify_password("four words are enough!", stored)
    assert not verify_password("nobody has this password", None)
    assert not verify_password("x", "no hash at all")
    assert not is_outdated(stored)


def test_passwords_are_as_hard_to_guess_as_is_advised(real_hasher: PasswordHasher) -> None:
    assert extract_parameters(real_hasher.hash("x")) == profiles.RFC_9106_LOW_MEMORY


def test_tokens_are_long_different_and_stored_as_hashes() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 32 and hash_token(token) != token for token in tokens)
    assert hash_token("x") == hash_token("x")
