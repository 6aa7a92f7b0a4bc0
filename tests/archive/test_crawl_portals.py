"""Addresses that are no portal, and what robots.txt and Retry-After ask for: many portals side by side in one run."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.server import LoopbackPortal, Reply, page, redirect, reserved_port
from tests.portals.town import Town

pytestmark = pytest.mark.long


def town_portal(robots: Reply | None, **more: Reply) -> LoopbackPortal:
    portal = LoopbackPortal()
    portal.pages = Town.of(3).pages(portal.url.rstrip("/")) | more
    if robots is None:
        del portal.pages["/robots.txt"]
    else:
        portal.pages["/robots.txt"] = robots
    return portal


def home_only(reply: Reply) -> LoopbackPortal:
    return LoopbackPortal({"/": reply})


NO_PORTALS: dict[str, tuple[LoopbackPortal, str]] = {
    "home-404": (LoopbackPortal(), "1 not found: status 404"),
    "home-elsewhere": (
        home_only(redirect("https://khac.example.vn/")),
        "led elsewhere: leads out of the portal, to https",
    ),
    "home-500": (home_only(Reply(b"loi", 500)), "status 500"),
    "home-pdf": (
        home_only(Reply(b"%PDF-1.4", headers={"Content-Type": "application/pdf"})),
        "no page: application/pdf",
    ),
    "home-empty": (home_only(Reply(b"", headers={"Content-Type": "text/html"})), "empty"),
    "home-noise": (home_only(Reply(bytes(range(256)) * 99, headers={"Content-Type": "text/html"})), "not one article"),
    "home-bare": (home_only(page("<html><body><p>Xin chào</p></body></html>")), "not one article"),
}
ROBOTS: dict[str, tuple[Reply | None, str, str]] = {
    "robots-500": (Reply(b"x", 500), "failed", "robots.txt could not be read (status 500)"),
    "robots-503": (Reply(b"x", 503, {"Retry-After": "1"}), "failed", "robots.txt could not be read (status 503)"),
    "robots-429": (Reply(b"x", 429), "failed", "robots.txt could not be read (status 429)"),
    "robots-reset": (Reply(reset=True), "failed", "robots.txt could not be read (the connection"),
    "robots-half-gzip": (Reply(b"\x1f\x8b\x08\0\0\0\0\0\0\3", 200, {"Content-Encoding": "gzip"}), "failed",
                         "robots.txt could not be read (the gzip body ends before its stream does)"),
    "robots-private": (redirect("http://10.0.0.1/robots.txt"), "failed", "inside this machine or its network"),
    "robots-loop": (redirect("/robots.txt"), "failed", "too many redirects"),
    "robots-404": (None, "ok", ""),
    "robots-403": (Reply(b"x", 403), "ok", ""),
    "robots-html": (page("<html><body>Trang chủ</body></html>"), "ok", ""),
    "robots-forbids": (page("User-agent: congtin\nDisallow: /\n"), "failed", "robots.txt forbids it"),
    "robots-delay": (page("User-agent: *\nCrawl-delay: 0.5\n"), "ok", ""),
}  # fmt: skip


@dataclass
class Run:
    archive: Path
    exit_code: int
    output: str
    errors: str
    portals: dict[str, LoopbackPortal]
    urls: dict[str, str]

    def balance(self, name: str) -> tuple[str, str]:
        """Return the outcome of a portal's crawl, and everything that is said of it."""
        [(portal, outcome, note)] = rows(
            self.archive,
            "SELECT p.id, c.outcome, c.note FROM crawls c JOIN portals p ON p.id = c.portal WHERE p.url = ?",
            self.urls[name],
        )
        reasons = rows(self.archive, "SELECT reason FROM frontier WHERE portal = ? AND reason IS NOT NULL", portal)
        return outcome, "\n".join([note or "", *(reason for (reason,) in reasons)])


class NotHttp(BaseRequestHandler):
    def handle(self) -> None:
        self.request.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")


def serve_raw(stack: ExitStack) -> str:
    server = ThreadingTCPServer(("127.0.0.1", 0), NotHttp)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    return f"http://127.0.0.1:{server.server_address[1]}/"


def self_signed(folder: Path, portal: LoopbackPortal) -> str:
    """Put a self-signed certificate in front of a portal; returns its https address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem = folder / "certificate.pem"
    pem.write_bytes(private + certificate.public_bytes(encoding))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    portal.wrap(context)
    return portal.url.replace("http:", "https:")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("portals")
    portals = {name: portal for name, (portal, _) in NO_PORTALS.items()}
    portals |= {name: town_portal(robots) for name, (robots, _, _) in ROBOTS.items()}
    portals["waits"] = town_portal(page(""), **{"/kinh-te/": lambda count: _asks_to_wait(count)})
    portals["waits-long"] = town_portal(page(""), **{"/kinh-te/": Reply(b"x", 429, {"Retry-After": "7200"})})
    portals["dies"] = town_portal(page(""), **{"/": page(_home_of_a_portal_that_dies())})
    portals["dies"].pages |= {f"/x/{number}": Reply(reset=True) for number in range(40)}
    secure = LoopbackPortal({"/": page("x")})
    with ExitStack() as stack:
        urls = {name: stack.enter_context(portal).url for name, portal in portals.items()}
        urls["certificate"] = self_signed(folder, secure)
        stack.enter_context(secure)
        urls["not-http"] = serve_raw(stack)
        urls["refused"] = f"http://127.0.0.1:{reserved_port()}/"
        urls["dns"] = "http://khong-co.invalid/"
        done = crawl(*[next(iter(urls.values()))], folder / "archive", *list(urls.values())[1:])
        yield Run(folder / "archive", done.returncode, done.stdout, done.stderr, portals, urls)


def _asks_to_wait(count: int) -> Reply:
    return Reply(b"x", 503, {"Retry-After": "3"}) if count == 0 else page("<html><body>Kinh tế</body></html>")


def _home_of_a_portal_that_dies() -> str:
    links = "".join(f'<a href="/x/{number}">Tin số {number}</a>' for number in range(40))
    return f"<html><body>{links}</body></html>"


@pytest.mark.parametrize("name", NO_PORTALS)
def test_what_is_no_portal_is_said_to_be_none(run: Run, name: str) -> None:
    outcome, said = run.balance(name)
    assert outcome in {"failed", "suspect"}
    assert NO_PORTALS[name][1] in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("not-http", "is no web server"),
        ("refused", "the connection was refused"),
        ("dns", "name cannot be resolved"),
        ("certificate", "the certificate does not hold: it is self-signed"),
    ],
)
def test_what_cannot_be_reached_says_why(run: Run, name: str, words: str) -> None:
    outcome, said = run.balance(name)
    assert outcome == "failed"
    assert words in said
    assert run.urls[name] in run.output
    assert one(run.archive, "SELECT count(*) FROM problems WHERE url = ?", run.urls[name]) == 1


@pytest.mark.parametrize("name", ROBOTS)
def test_robots_txt_as_rfc_9309_says(run: Run, name: str) -> None:
    _, expected, words = ROBOTS[name]
    outcome, said = run.balance(name)
    assert outcome == expected, said
    assert words in said
    pages = [asked for asked in run.portals[name].asked if asked.path != "/robots.txt"]
    assert bool(pages) == (expected == "ok")


def test_robots_txt_that_cannot_be_read_leaves_the_rest_for_the_next_run(tmp_path: Path) -> None:
    with town_portal(page("")) as portal:
        assert crawl(portal.url, tmp_path).returncode == 0
        portal.pages["/robots.txt"] = Reply(b"x", 500)
        portal.asked.clear()
        shut = crawl(portal.url, tmp_path, "--full")
        assert shut.returncode == 1
        assert "robots.txt could not be read (status 500)" in shut.stdout
        assert {asked.path for asked in portal.asked} == {"/robots.txt"}
        failed = one(tmp_path, "SELECT failed FROM crawls ORDER BY id DESC LIMIT 1")
        queued = one(tmp_path, "SELECT count(*) FROM frontier WHERE state = 'queued'")
        assert queued > 0
        assert failed <= 4, "only what was on its way has failed"
        portal.pages["/robots.txt"] = page("")
        crawl(portal.url, tmp_path)  # goes on with the visit that was stopped, and ends it
        assert one(tmp_path, "SELECT count(*) FROM frontier WHERE state = 'queued'") == 0
        assert crawl(portal.url, tmp_path).returncode == 0
    assert one(tmp_path, "SELECT outcome FROM crawls ORDER BY id DESC LIMIT 1") == "ok"
    assert one(tmp_path, "SELECT count(*) FROM problems WHERE field = 'answer'") == 0
    books_balance(tmp_path)


def test_crawl_delay_is_kept(run: Run) -> None:
    moments = [asked.at for asked in run.portals["robots-delay"].asked if asked.path != "/robots.txt"]
    assert len(moments) > 5
    # A busy server notes a request late, and the first may be noted when the next two are due already.
    assert moments[-1] - moments[0] >= 0.5 * (len(moments) - 3)


def test_retry_after_is_kept_for_the_whole_portal(run: Run) -> None:
    asked = run.portals["waits"].asked
    refused = next(item for item in asked if item.status == 503)
    # Two more requests may have been on their way.
    after = [item for item in asked if item.at > refused.at][2:]
    assert min(item.at for item in after) - refused.at >= 2.0
    assert run.balance("waits")[0] == "ok"


def test_a_portal_that_asks_for_hours_is_left_alone_for_now_and_in_the_next_run(run: Run) -> None:
    outcome, said = run.balance("waits-long")
    assert outcome == "incomplete"
    assert "asks to be left alone until" in said
    before = len(run.portals["waits-long"].asked)
    again = crawl(run.urls["waits-long"], run.archive)
    assert again.returncode == 1
    assert "asks to be left alone until" in again.stdout
    assert len(run.portals["waits-long"].asked) == before


def test_a_portal_that_stops_answering_is_not_asked_to_the_end(run: Run) -> None:
    outcome, said = run.balance("dies")
    assert outcome == "incomplete"
    assert "did not answer 10 times in a row" in said
    assert len({asked.path for asked in run.portals["dies"].asked if asked.path.startswith("/x/")}) < 20


def test_the_run_as_a_whole(run: Run) -> None:
    assert run.exit_code == 1
    assert "Traceback" not in run.errors
    books_balance(run.archive)
