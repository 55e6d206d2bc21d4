"""Whatever somebody sends as a question gets an answer, and nothing is an error of ours."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.clients import FormClient
from tests.web.filled import Filled
from wiki.search.whoosh import WhooshBackend

# As they stand in an address.
QUESTIONS = {
    "ten thousand letters": "a" * 10_000,
    "ten thousand quotes": quote('"' * 10_000),
    "ten thousand hyphens": "-" * 10_000,
    "ten thousand letters of Japanese": quote("東" * 10_000),
    "ten thousand combining marks": quote("e" + "\u0301" * 10_000),
    "thousands of words": "+".join(f"word{number}" for number in range(3_000)),
    "thousands of common words": "+".join(["lamp", "posts"] * 2_000),
    "thousands of phrases": quote('"lamp posts" ' * 2_000),
    "thousands of exclusions": quote("-lamp " * 2_000),
    "many numbers": "+".join(map(str, range(2_000))),
    "wildcards": quote("* ? lam* *amp l?mp ** ??? .* %% _"),
    "a regular expression": quote(r"^(a+)+$ [a-z]{1,1000} (?<=x) \\ \d+ (((("),
    "control characters": quote("".join(map(chr, range(32))) + "\x7f\x85\u2028"),
    "a NUL": "lamp%00posts",
    "unbalanced quotes": quote('"lamp „posts “ « " ” "" -" -'),
    "SQL": quote("' OR 1=1; DROP TABLE pages; -- UNION SELECT * FROM users"),
    "a program": quote("<script>alert(1)</script> {{ 7*7 }} ${7*7} %(x)s {0} ../../etc/passwd"),
    "emoji": quote("👩‍👩‍👧‍👦 🏙️ 🚲🇺🇦 " * 100),
    "marks of direction": quote("\u202e\u2066lamp\u2069\u200f\u061c\ufeff שלום مرحبا"),
    "lone surrogates": "%ED%A0%80lamp%ED%BF%BF",
    "no UTF-8": "%FF%FElamp%C3%28%80",
    "half an escape": "%",
    "operators": quote("AND OR NOT NEAR() title:lamp ^2 ~3 [a TO b] ( ) : :: city: theme:"),
    "a plane of letters beyond the first": quote("𝔏𝔞𝔪𝔭 ｌａｍｐ ǅ ß ﬃ İ" * 50),
    "spaces of every kind": quote("\t\n\r\v\f\u00a0\u2003\u3000"),
}
ADDRESSES = (
    "/search?q={}",
    "/search?q={}&go=1",
    "/search?q={}&as_typed=1&sort=newest",
    "/search?q=lamp&theme={}&city={}&kind={}&year={}&page={}&sort={}",
    "/search.csv?q={}",
    "/practices?theme={}&sort={}",
    "/api/v1/search?q={}",
    "/api/v1/search?q=lamp&theme={}&page={}&sort={}",
    "/api/v1/pages/{}/similar",
    "/pages/{}",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_question_gets_an_answer(
    client: FormClient, filled: Filled, whoosh: WhooshBackend, address: str, subtests: pytest.Subtests
) -> None:
    for name, question in QUESTIONS.items():
        with subtests.test(name):
            answer = client.get(address.replace("{}", question))
            assert answer.status_code < 500


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_search_page_takes_any_text_for_words(
    client: FormClient, filled: Filled, whoosh: WhooshBackend, question: str
) -> None:
    answer = client.get(f"/search?q={QUESTIONS[question]}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert answer.text.count("\0") == 0
    # It is text, whatever was sent.
    assert answer.get_data().decode("utf-8")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.binary(max_size=80) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_octets_are_answered(client: FormClient, filled: Filled, whoosh: WhooshBackend, sent: bytes) -> None:
    for address in ("/search?q={}", "/api/v1/search?q={}", "/api/v1/pages/{}/similar"):
        assert client.get(address.replace("{}", quote(sent))).status_code < 500, address
