from hypothesis import given
from hypothesis import strategies as st

from wiki.accounts.tokens import API_PREFIX, new_token
from wiki.http.secrets import without_secrets

WORDS = st.text(alphabet=st.characters(exclude_characters="/@…"), max_size=40)


@given(WORDS, WORDS)
def test_a_link_that_makes_an_account_loses_its_secret(before: str, after: str) -> None:
    token = new_token()
    told = without_secrets(f"{before} /welcome/{token} {after}")
    assert token not in told
    assert "/welcome/…" in told


@given(WORDS, WORDS)
def test_a_token_of_a_program_is_not_told(before: str, after: str) -> None:
    token = new_token()
    assert token not in without_secrets(f"{before} {API_PREFIX}{token} {after}")


def test_nor_is_a_password_of_a_database_nor_the_address_of_a_person() -> None:
    told = without_secrets("cannot reach postgresql://wiki:topsecret@db/wiki for Ada <ada@example.org>")
    assert told == "cannot reach postgresql://…@db/wiki for Ada <…>"


def test_what_holds_no_secret_stays_as_it_is() -> None:
    text = "GET /pages/heat-pumps [200] “Wärme aus dem Fluss” 1/2"
    assert without_secrets(text) == text
