"""The command that serves, before it begins."""

import socket
from collections.abc import Callable

from click.testing import Result


def test_a_port_that_another_program_answers_is_refused(run: Callable[..., Result]) -> None:
    run("init")
    # As the server itself listens: whoever says so may share a port, and half of the visitors would ask the other.
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as taken:
        refused = run("serve", "--port", str(taken.getsockname()[1]))
    assert refused.exit_code == 1
    assert "Something else answers on 127.0.0.1:" in refused.output
