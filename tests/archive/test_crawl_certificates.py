"""Certificates that do not hold: a state that says which, and a portal's own exception, recorded with every capture."""

from __future__ import annotations

import hashlib
import ssl
import warnings
from pathlib import Path

import pytest

from tests.archive.replay.archives import differences, rebuilt
from tests.portals.certificates import issued_certificate, made_certificate, server_context
from tests.portals.command import books_balance, congtin, one, rows
from tests.portals.server import LoopbackPortal, Reply, page, redirect

pytestmark = pytest.mark.faults

NEWEST = ssl.TLSVersion.TLSv1_3
LINES = "".join(f"<p>Đoạn {number}: hội nghị triển khai nhiệm vụ năm 2024 của thị xã.</p>" for number in range(9))
PAGES = {
    "/": page('<html><body><a href="/tin/mot-1.html">Tin tức một</a></body></html>'),
    "/tin/mot-1.html": page(f"<html><body><article><h1>Tin tức một của thị xã</h1>{LINES}</article></body></html>"),
    "/robots.txt": Reply(b"User-agent: *\n", headers={"Content-Type": "text/plain"}),
}


def wrong(kind: str, folder: Path) -> tuple[Path, Path]:
    """Return a certificate that does not hold, and what is to be trusted beside the system's own."""
    match kind:
        case "self-signed":
            return issued_certificate(folder, is_issued=False)[0], issued_certificate(folder / "other")[1]
        case "expired":
            return issued_certificate(folder, days=(-9, -1))
        case "not yet valid":
            return issued_certificate(folder, days=(2, 9))
        case "another host":
            return issued_certificate(folder, names=["khac.example.vn", "127.0.0.2"])
    return issued_certificate(folder)[0], issued_certificate(folder / "other")[1]


WORDS = {
    "self-signed": "it is self-signed",
    "expired": "it has expired",
    "not yet valid": "it is not valid yet",
    "another host": "it is made out to another host",
    "unknown authority": "the authority that issued it is not known here",
}


def crawled(portal: LoopbackPortal, archive: Path, *lines: str) -> str:
    """Crawl a portal over TLS that is described with further lines; returns what was printed."""
    described = archive.parent / f"{archive.name}.toml"
    url = portal.url.replace("http:", "https:")
    described.write_text("\n".join(["[songlam]", 'name = "Sông Lam"', f'url = "{url}"', *lines]), encoding="utf-8")
    done = congtin("crawl", "songlam", "--portals", described, "--archive", archive, "--allow-loopback", "--delay", "0")
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("kind", WORDS)
def test_what_does_not_hold_is_a_state_that_says_which_and_an_exception_fetches_it_on_record(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem, trusted = wrong(kind, tmp_path / "certificates")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    shown = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem.read_text().partition("-----END PRIVATE KEY-----\n")[2]))
    portal = LoopbackPortal(dict(PAGES))
    portal.wrap(server_context(pem, NEWEST))
    with portal:
        refused = crawled(portal, tmp_path / "without")
        assert portal.asked == [], "nothing is sent over what does not hold"
        accepted = crawled(portal, tmp_path / "any", 'tls = "unverified"')
        crawled(portal, tmp_path / "pinned", f'tls = "sha256:{shown.hexdigest().upper()}"')
        crawled(portal, tmp_path / "other", f'tls = "sha256:{"0" * 64}"')
    [reason] = {reason for (reason,) in rows(tmp_path / "without", "SELECT reason FROM frontier")}
    assert f"the certificate does not hold: {WORDS[kind]}" in reason
    assert ("its chain is incomplete" in reason) == (kind == "unknown authority")
    assert f"it shows sha256:{shown.hexdigest()}" in reason
    assert f'writes tls = "sha256:{shown.hexdigest()}" into the portal\'s description' in refused
    for archive in ("any", "pinned"):
        assert one(tmp_path / archive, "SELECT count(*) FROM articles") == 1
        assert set(rows(tmp_path / archive, "SELECT tls_ok FROM captures")) == {(0,)}
        books_balance(tmp_path / archive)
    assert "a host whose certificate was not accepted" in accepted
    if kind == "expired":
        assert differences(tmp_path / "any", rebuilt(tmp_path / "any", tmp_path)) == {}
    [other] = {reason for (reason,) in rows(tmp_path / "other", "SELECT reason FROM frontier")}
    assert f"is not the one that the portal's description excepts: it shows sha256:{shown.hexdigest()}" in other


def test_a_certificate_that_holds_is_recorded_as_good_whatever_is_excepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem, authority = issued_certificate(tmp_path / "certificates")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    portal = LoopbackPortal(dict(PAGES))
    portal.wrap(server_context(pem, NEWEST))
    with portal:
        printed = crawled(portal, tmp_path / "archive", 'tls = "unverified"')
    assert set(rows(tmp_path / "archive", "SELECT tls_ok FROM captures")) == {(1,)}
    assert "certificate" not in printed


def test_an_exception_is_never_another_hosts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """robots.txt leads to another host, and is asked for there by the rules for everybody."""
    monkeypatch.setenv("SSL_CERT_FILE", str(issued_certificate(tmp_path / "other")[1]))
    pem = issued_certificate(tmp_path / "certificates", names=["127.0.0.1", "127.0.0.2"])[0]
    other = LoopbackPortal(dict(PAGES), host="127.0.0.2")
    other.wrap(server_context(pem, NEWEST))
    portal = LoopbackPortal(PAGES | {"/robots.txt": redirect(f"https://127.0.0.2:{other.port}/robots.txt")})
    portal.wrap(server_context(pem, NEWEST))
    with portal, other:
        crawled(portal, tmp_path / "archive", 'tls = "unverified"')
    assert other.asked == []
    assert {asked.path for asked in portal.asked} == {"/robots.txt"}
    [reason] = {reason for (reason,) in rows(tmp_path / "archive", "SELECT reason FROM frontier")}
    assert "robots.txt could not be read (TLS: the certificate does not hold: the authority" in reason


def test_old_tls_is_a_state_that_says_so_and_is_spoken_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = made_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    portal = LoopbackPortal(dict(PAGES))
    portal.wrap(context)
    with portal:
        crawled(portal, tmp_path / "without")
        crawled(portal, tmp_path / "with", 'tls_min_version = "TLSv1.0"')
    [reason] = {reason for (reason,) in rows(tmp_path / "without", "SELECT reason FROM frontier")}
    assert "the host speaks no TLS newer than 1.1" in reason
    assert set(rows(tmp_path / "with", "SELECT tls_ok, tls_protocol FROM captures")) == {(1, "TLSv1")}
    assert one(tmp_path / "with", "SELECT count(*) FROM articles") == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('tls = "off"', "key 'tls': write \"unverified\" for any certificate"),
        (f'tls = "sha256:{"g" * 64}"', "key 'tls': write"),
        ('tls_min_version = "SSLv3"', "key 'tls_min_version': use one of TLSv1.0, TLSv1.1"),
    ],
)
def test_an_exception_that_cannot_be_meant(line: str, words: str, tmp_path: Path) -> None:
    described = tmp_path / "mine.toml"
    described.write_text(f'[a]\nname = "A"\nurl = "https://a.gov.vn/"\n{line}\n', encoding="utf-8")
    done = congtin("portal", "check", "--portals", described)
    assert done.returncode == 2
    assert words in done.stderr
