"""A crawl over TLS notes with every answer over which protocol and cipher it came."""

from __future__ import annotations

import ssl
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.portals.certificates import made_certificate, server_context
from tests.portals.command import crawl, rows
from tests.portals.server import LoopbackPortal, Reply, page, redirect

HOME = page('<html><body><a href="/a">Tin tức một</a><a href="/mat">Tin đã mất</a></body></html>')


@pytest.mark.parametrize(
    ("newest", "protocol"), [(ssl.TLSVersion.TLSv1_3, "TLSv1.3"), (ssl.TLSVersion.TLSv1_2, "TLSv1.2")]
)
def test_protocol_and_cipher_of_every_answer(
    newest: ssl.TLSVersion, protocol: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = made_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    portal = LoopbackPortal({"/": HOME, "/a": redirect("/b"), "/b": Reply(b"", 200, {"Content-Type": "text/html"})})
    portal.wrap(server_context(pem, newest))
    with portal:
        crawl(portal.url.replace("http:", "https:"), tmp_path / "archive")
    noted = rows(tmp_path / "archive", "SELECT status, tls_ok, tls_protocol, tls_cipher FROM captures")
    assert {200, 301, 404} <= {status for status, *_ in noted}  # with a body and without one
    assert {(ok, told) for _, ok, told, _ in noted} == {(1, protocol)}
    ciphers = {context["name"] for context in server_context(pem, newest).get_ciphers()}
    assert {cipher for *_, cipher in noted} <= ciphers


def test_without_tls_nothing_is_noted(tmp_path: Path) -> None:
    with ExitStack() as stack:
        portal = stack.enter_context(LoopbackPortal({"/": HOME}))
        crawl(portal.url, tmp_path / "archive")
    noted = rows(tmp_path / "archive", "SELECT tls_ok, tls_protocol, tls_cipher FROM captures")
    assert set(noted) == {(None, None, None)}
