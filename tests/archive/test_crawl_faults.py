"""What networks and portals do: every fault ends in one state with its reason, and nothing else is lost by it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.portals.command import HANGS, books_balance, one, rows, start
from tests.portals.memory import watched
from tests.portals.server import Asked, LoopbackPortal, Reply, page, redirect
from tests.portals.town import Town

pytestmark = pytest.mark.faults

HTML = {"Content-Type": "text/html; charset=utf-8"}
MEGABYTE = 1024 * 1024


def article(number: int) -> str:
    """Return the page of an article that the town does not have, and that names no address as its own."""
    town = Town.of(100 + number)
    return re.sub('<link rel="canonical"[^>]*>', "", town.article(town.stories[100 + number], ""))


def plain(number: int, **headers: str) -> Reply:
    return Reply(article(number).encode(), headers=HTML | headers)


def wire(head: str, body: bytes) -> Reply:
    return Reply(wire=f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n".encode() + body)


def zipped(number: int, share: float = 1.0) -> Reply:
    body = gzip.compress(article(number).encode())
    return Reply(body[: int(len(body) * share)], headers=HTML | {"Content-Encoding": "gzip"})


def chunked(size: int) -> bytes:
    chunk = b"x" * 65_536
    return (f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n") * (size // len(chunk)) + b"0\r\n\r\n"


FAULTS = {
    "half-gzip": zipped(1, 0.5),
    "half-gzip-once": lambda count: zipped(2, 0.5) if count == 0 else plain(2),
    "false-gzip-once": lambda count: plain(3, **({"Content-Encoding": "gzip"} if count == 0 else {})),
    "gzip": zipped(4),
    "short": wire("Content-Length: 90000\r\n", article(5).encode()),
    "cut": wire("Connection: close\r\n", article(6).encode()[:-400]),
    "uncut": wire("Connection: close\r\n", article(7).encode()),
    "reset": Reply(reset=True),
    "announced-huge": wire(f"Content-Length: {20 * MEGABYTE}\r\n", b"x"),
    "huge": wire("Transfer-Encoding: chunked\r\n", chunked(17 * MEGABYTE)),
    "bomb": Reply(gzip.compress(b"\0" * (40 * MEGABYTE)), headers=HTML | {"Content-Encoding": "gzip"}),
    "empty": Reply(b"", headers=HTML),
    "noise": Reply(bytes(range(256)) * 400, headers=HTML),
    "latin-header": Reply(article(8).encode(), headers={"Content-Type": "text/html; charset=iso-8859-1"}),
    "nul": Reply(article(9).replace("hội nghị", "hội\0 nghị &#0; &#xD800;").encode(), headers=HTML),
    "pdf": Reply(b"%PDF-1.4 x", headers={"Content-Type": "application/pdf"}),
    "500": page("<html>loi</html>", 500),
    "500-once": lambda count: page("loi", 500) if count == 0 else plain(10),
    "403": page("<html>cam</html>", 403),
    "loop-a": redirect("/f/loop-b"),
    "loop-b": redirect("/f/loop-a"),
    "self": redirect("/f/self"),
    "slash": redirect("/f/slash/"),
    "slash/": plain(11),
    "nowhere": Reply(b"", 302),
    "to-file": redirect("file:///etc/passwd"),
    "to-data": redirect("data:text/html,x"),
    "to-private": redirect("http://169.254.169.254/latest/meta-data/"),
}
# what each address comes to: outcome, a word of the reason ("" for none), requests made (None: at least three)
EXPECTED = {
    "half-gzip": ("failed", "gzip body ends before its stream does (tried 3 times)", 3),
    "half-gzip-once": ("stored", "", 2),
    "false-gzip-once": ("stored", "", 2),
    "gzip": ("stored", "", 1),
    "short": ("failed", "broke off before the end of the body", 3),
    "cut": ("failed", "no </html>", 3),
    "uncut": ("stored", "", 1),
    "reset": ("failed", "connection", None),  # Twisted asks once more by itself where a kept connection breaks
    "announced-huge": ("failed", "larger than 16 MB", 1),
    "huge": ("failed", "larger than 16 MB", 1),
    "bomb": ("failed", "larger than 16 MB", 1),
    "empty": ("stored", "empty", 1),
    "noise": ("stored", "", 1),
    "latin-header": ("stored", "", 1),
    "nul": ("stored", "", 1),
    "pdf": ("stored", "no page: application/pdf", 1),
    "500": ("failed", "status 500 (tried 3 times)", 3),
    "500-once": ("stored", "", 2),
    "403": ("failed", "forbids the page", 1),
    "loop-a": ("redirect", "leads to", 1),
    "loop-b": ("redirect", "leads to", 1),
    "self": ("failed", "leads back to itself", 1),
    "slash": ("stored", "", 1),
    "nowhere": ("failed", "leads nowhere", 1),
    "to-file": ("failed", "'file:///etc/passwd', which is no web address", 1),
    "to-data": ("failed", "is no web address", 1),
    "to-private": ("redirect", "leads out of the portal", 1),
}
ARTICLES = {"half-gzip-once": 2, "false-gzip-once": 3, "gzip": 4, "uncut": 7, "latin-header": 8, "nul": 9,
            "500-once": 10, "slash": 11}  # fmt: skip
LONG = "/dai/" + "x" * 1_100
REPEATED = "/vi/en/vi/en/vi/en/trang"


@dataclass
class Crawled:
    archive: Path
    exit_code: int
    output: str
    errors: str
    asked: list[Asked]
    memory: int  # most megabytes that the crawl's process has held


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    town = Town.of(30)
    archive = tmp_path_factory.mktemp("faults") / "archive"
    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        faults = {f"/f/{name}": reply for name, reply in FAULTS.items()}
        paths = [*(path for path in faults if path != "/f/slash/"), LONG, REPEATED, "http://10.0.0.1/x", "//10.0.0.1/y"]
        links = "".join(f'<li><a href="{path}">{path}</a></li>' for path in paths)
        home = portal.pages["/"]
        assert isinstance(home, Reply)
        portal.pages |= {**faults, "/": page(home.body.decode().replace("</main>", f"<ul>{links}</ul></main>"))}
        process = start("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0")
        output, errors, memory = watched(process, HANGS)
        yield Crawled(archive, process.returncode, output, errors, list(portal.asked), memory)


def test_all_articles_of_the_town_are_there(crawled: Crawled) -> None:
    stored = {"/" + url.split("/", 3)[3] for (url,) in rows(crawled.archive, "SELECT url FROM articles")}
    assert set(Town.of(30).article_paths) <= stored


@pytest.mark.parametrize("name", EXPECTED)
def test_every_fault_ends_in_one_state_with_its_reason(crawled: Crawled, name: str) -> None:
    outcome, words, requests = EXPECTED[name]
    [(state, found, reason)] = rows(
        crawled.archive, "SELECT state, outcome, reason FROM frontier WHERE key LIKE ?", f"%/f/{name}"
    )
    assert (state, found) == ("done", outcome), reason
    assert words in (reason or "")
    asked = sum(asked.path == f"/f/{name}" for asked in crawled.asked)
    assert asked == requests if requests is not None else asked >= 3
    if outcome == "failed":
        assert one(crawled.archive, "SELECT reason FROM problems WHERE url LIKE ?", f"%/f/{name}") == reason


@pytest.mark.parametrize("name", ARTICLES)
def test_what_could_be_read_after_all_is_whole(crawled: Crawled, name: str) -> None:
    text = one(
        crawled.archive, "SELECT text FROM articles WHERE title LIKE ?", f"%thứ {100 + ARTICLES[name]} của năm 2024"
    )
    assert "Thị xã Sông Lam phấn đấu đến cuối năm" in text
    assert not {"\0", "\ud800"} & set(text)


def test_a_body_that_went_wrong_is_asked_for_plain(crawled: Crawled) -> None:
    first, second = [asked.headers["accept-encoding"] for asked in crawled.asked if asked.path == "/f/false-gzip-once"]
    assert "gzip" in first
    assert second == "identity"


@pytest.mark.parametrize(("name", "words"), [("empty", "empty"), ("noise", "")])
def test_a_page_that_cannot_be_read_is_a_problem_with_its_reason(crawled: Crawled, name: str, words: str) -> None:
    reasons = rows(crawled.archive, "SELECT field, reason FROM problems WHERE url LIKE ?", f"%/f/{name}")
    assert reasons
    assert reasons[0][0] == "page"
    assert words in reasons[0][1]


def test_nothing_outside_the_portal_is_asked_for(crawled: Crawled) -> None:
    assert rows(crawled.archive, "SELECT url FROM captures WHERE url NOT LIKE 'http://127.0.0.1:%'") == []
    assert rows(crawled.archive, "SELECT url FROM frontier WHERE url NOT LIKE 'http://127.0.0.1:%'") == []


def test_traps_are_cut_counted_and_said(crawled: Crawled) -> None:
    cut = {url.split("/", 3)[3]: reason for url, reason in
           rows(crawled.archive, "SELECT url, reason FROM frontier WHERE outcome = 'cut'")}  # fmt: skip
    assert cut == {
        LONG[1:]: "addresses of more than 1000 characters",
        REPEATED[1:]: "paths that repeat themselves",
        "van-hoa/?page=1": "first pages of lists under a number (?page=1); they name what the list itself names",
    }
    assert not [asked for asked in crawled.asked if asked.path in {LONG, REPEATED}]
    assert "1 left out: paths that repeat themselves" in crawled.output


def test_the_crawl_does_not_call_itself_ok(crawled: Crawled) -> None:
    assert crawled.exit_code == 1
    assert "suspect" in crawled.output.splitlines()[0]
    assert "pages failed" in crawled.output
    assert "Traceback" not in crawled.errors
    books_balance(crawled.archive)


def test_memory_stays_in_bounds(crawled: Crawled) -> None:
    assert 64 <= crawled.memory <= 512, "no crawl needs so little, and none may need more"
