"""nginx as the guide sets it up, with a certificate of its own, before a real server; and who comes to it."""

import os
import pwd
import re
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.request import HTTPCookieProcessor, HTTPSHandler, build_opener

from tests.clients import PASSWORD
from tests.servers import NoRedirect, Visitor, free_port, run, serving

SITE = Path(__file__).parents[1] / "deploy" / "nginx.conf"
NAME = "wiki.example.org"
# All that nginx writes lies in one folder; as root it would else give up its rights to that folder.
MAIN = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A wiki behind nginx: its two ports, what a client must know to trust it, and its log."""

    home: Path
    port: int
    plain_port: int
    context: ssl.SSLContext
    log: Path

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"


@dataclass(frozen=True, kw_only=True)
class Reply:
    status: int
    headers: Message
    text: str


class Browser(Visitor):
    """Keeps cookies over TLS, and tells where it comes from, as browsers do."""

    def __init__(self, site: Site) -> None:
        super().__init__(site.address)
        self.cookies = HTTPCookieProcessor()
        self.opener = build_opener(HTTPSHandler(context=site.context), self.cookies, NoRedirect())
        self.opener.addheaders = [("Referer", f"{site.address}/")]


def ask(
    site: Site, path: str, *, method: str = "GET", source: str = "127.0.0.1", body: str = "", **headers: str
) -> Reply:
    """Ask over TLS, from one of this machine's addresses, with one set of headers and no others."""
    where = HTTPSConnection("127.0.0.1", site.port, context=site.context, source_address=(source, 0), timeout=30)
    return _reply(where, method, path, body, headers)


def ask_plainly(site: Site, path: str, **headers: str) -> Reply:
    return _reply(HTTPConnection("127.0.0.1", site.plain_port, timeout=30), "GET", path, "", headers)


def _reply(where: HTTPConnection, method: str, path: str, body: str, headers: dict[str, str]) -> Reply:
    with closing(where):
        where.request(method, path, body or None, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = where.getresponse()
        content = answer.read()
        return Reply(status=answer.status, headers=answer.headers, text=content.decode(errors="replace"))


@contextmanager
def nginx_before_a_wiki(folder: Path) -> Iterator[Site]:
    """Serve a new wiki through nginx; everything of both lies in the folder."""
    (folder / "home").mkdir()
    home = _home(folder / "home")
    _make_certificate(folder)
    # One worker: each counts the tries of an address for itself.
    with serving(home, workers=1) as server:
        site = Site(
            home=home,
            port=free_port(),
            plain_port=free_port(),
            context=ssl.create_default_context(cafile=str(folder / "certificate.pem")),
            log=folder / "access.log",
        )
        (folder / "site.conf").write_text(_adapted(SITE.read_text(), folder, site, server.address))
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=_user()))
        process = _started(folder, site)
        try:
            yield site
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=10)


def _user() -> str:
    return f"user {pwd.getpwuid(0).pw_name};" if os.getuid() == 0 else ""


def _home(folder: Path) -> Path:
    """Make a home with an editor, set as the file for nginx asks."""
    (folder / "wiki.toml").write_text(
        f'base_url = "https://{NAME}"\nsecure_cookies = true\ntrusted_proxies = 1\nmetrics_token = "0123456789abcdef"\n'
    )
    run(folder, "init")
    run(folder, "user", "add", "editor@example.org", "--name", "Editor", "--role", "editor", "--password", PASSWORD)
    return folder


def _make_certificate(folder: Path) -> None:
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1"),
        *("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=30)


def _adapted(text: str, folder: Path, site: Site, upstream: str) -> str:
    """Return the site's file with this test's ports and paths, and nothing else changed."""
    for found, put in (
        (r"listen \[::\].*\n", ""),
        (r"listen 80;", f"listen 127.0.0.1:{site.plain_port};"),
        (r"listen 443 ", f"listen 127.0.0.1:{site.port} "),
        (r"server 127\.0\.0\.1:8000;", f"server {upstream.removeprefix('http://')};"),
        (r"/etc/letsencrypt\S*/fullchain\.pem", f"{folder}/certificate.pem"),
        (r"/etc/letsencrypt\S*/privkey\.pem", f"{folder}/key.pem"),
        (r"/var/log/nginx/replication-wiki\.log", str(site.log)),
    ):
        text, number = re.subn(found, put, text)
        assert number, f"{found} is not in deploy/nginx.conf"
    return text


def _started(folder: Path, site: Site) -> "subprocess.Popen[bytes]":
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False, timeout=30)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    process = subprocess.Popen(command)
    _wait_for(site.plain_port)
    return process


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError("nginx does not answer")
