"""Whatever somebody sends as a question gets an answer, and nothing is an error of ours."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.bad_input import QUESTIONS
from tests.clients import FormClient
from tests.web.filled import Filled
from wiki.search.whoosh import WhooshBackend

ADDRESSES = (
    "/search?q={}",
    "/search?q={}&go=1",
    "/search?q={}&as_typed=1&sort=newest",
    "/search?q=lamp&theme={}&city={}&kind={}&year={}&page={}&sort={}",
    "/search.csv?q={}",
    "/search.atom?q={}&theme={}",
    "/search/suggestions?q={}",
    "/search/suggestions.json?q={}",
    "/practices?theme={}&sort={}",
    "/api/v1/search?q={}",
    "/api/v1/search?q=lamp&theme={}&page={}&sort={}",
    "/api/v1/suggestions?q={}",
    "/api/v1/pages/{}/similar",
    "/pages/{}",
    "/pages/lamp-posts/history?q={}",
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
