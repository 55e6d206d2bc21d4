from tests.factories import page
def test_x():
    assert page("Hello") == "hello"
