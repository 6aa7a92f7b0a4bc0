"""A portal that would speak for another one in the same archive, or for the archive itself: nothing of it is believed.

Its pages name another portal's addresses in every place that says whose a page is, its answers hold what would be
records of their own in a file of stored pages, and dates that are not today's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scraper.clock import now, timestamp
from scraper.vietnamese import nfc
from scraper.warc import ANSWERS, Record, read_records
from tests.archive.replay.archives import all_rows
from tests.canary.network import Network
from tests.canary.portal import good_portal
from tests.portals.answering import Answer, serving
from tests.portals.command import books_balance, rows, substance

pytestmark = pytest.mark.faults

GOOD, FORGER = "http://cong.example.vn", "http://xau.example.vn"
THEIRS = f"{GOOD}/kinh-te/bai-viet-1.html"
HTML = {"Content-Type": "text/html; charset=utf-8"}
TEXT = "Sáng nay, Ủy ban nhân dân thị xã tổ chức hội nghị bàn về công tác phòng, chống thiên tai. " * 5
LONG_AGO = "Mon, 01 Jan 1990 00:00:00 GMT"
RECORD = (
    f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {THEIRS}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:11111111-1111-1111-1111-111111111111>\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"
)


def article(name: str, head: str = "", body: str = "", before: str = "", **fields: str) -> Answer:
    text = (
        f"{before}<!doctype html><html lang=vi><head><title>Tin giả {name}</title>{head}</head><body><article>"
        f"<h1>Tin giả {name} của thị xã</h1><time>05/03/2024</time><p>{name} {TEXT}</p>{body}<p>{TEXT}</p></article>"
    )
    return 200, HTML | {key.replace("_", "-"): value for key, value in fields.items()}, text


def redirect(to: str) -> Answer:
    return 302, {"Location": to}, ""


PAGES: dict[str, Callable[[str], Answer]] = {
    "canonical": lambda it: article(
        it, f'<link rel=canonical href="{THEIRS}"><meta property="og:url" content="{THEIRS}">'
        f'<script type="application/ld+json">{{"@type":"NewsArticle","url":"{THEIRS}","mainEntityOfPage":"{THEIRS}"}}'
        "</script>"),
    "link": lambda it: article(it, Link=f'<{THEIRS}>; rel="canonical"', Content_Location=THEIRS),
    "base": lambda it: article(it, f'<base href="{GOOD}/">', '<p><a href="kinh-te/bai-viet-1.html">Tin</a>'),
    "refresh": lambda it: article(it, f'<meta http-equiv=refresh content="0;url={THEIRS}">'),
    "redirect": lambda it: redirect(THEIRS),
    "past": lambda it: article(it, Date=LONG_AGO, Memento_Datetime=LONG_AGO),
    "future": lambda it: article(it, Last_Modified="Fri, 01 Jan 2099 00:00:00 GMT", Age="999999999"),
    "record-in-header": lambda it: article(it, X_A=f"a\r\n\r\n{RECORD}"),
    "record-by-cr": lambda it: article(it, X_A=f"a{RECORD}".replace("\r\n", "\r")),
    "record-in-body": lambda it: article(it, before=RECORD),
    "notes": lambda it: article(it, WARC_JSON_Metadata='{"congtin":{"portal":"cong.example.vn"}}', ETag='"\x01"'),
    "controls": lambda it: article(it, Content_Type="text/html; charset=utf-8; a=\x00\x07\x1b[2J"),
    "crlf": lambda it: redirect("/tin/toi.html?a=%0d%0aWARC/1.1%0d%0aX: y\x00"),
    "halves": lambda it: article(it, body="<p><a href='/tin/&#xD800;&#0;.pdf'>Tệp đính kèm</a></p>"),
    "folders": lambda it: redirect("/%2e%2e/%2e%2e/etc/%2e%2e%5c" + "x" * 300 + "/con.html"),
}  # fmt: skip


def forger(host: str, path: str) -> Answer:
    """Answer as the forger's portal."""
    if path == "/":
        links = "".join(f'<li><a href="/tin/{one}.html">Tin giả {one} của thị xã trong năm</a></li>' for one in PAGES)
        return 200, HTML, f"<html><body><h1>Cổng</h1><ul>{links}<li><a href={THEIRS}>Tin của cổng khác</a></ul></body>"
    if path == "/robots.txt":
        return 200, {"Content-Type": "text/plain"}, f"Sitemap: {GOOD}/chi-muc.xml\nSitemap: {FORGER}/chi-muc.xml\n"
    if path == "/chi-muc.xml":
        named = "".join(f"<url><loc>{url}</loc></url>" for url in (THEIRS, f"{GOOD}/gia.html", f"{FORGER}/"))
        return 200, {"Content-Type": "application/xml"}, f"<urlset>{named}</urlset>"
    name = path.removeprefix("/tin/").removesuffix(".html")
    return PAGES[name](name) if name in PAGES else article(path[:40])


@dataclass
class Crawled:
    """An archive of both portals, and one of the good portal alone."""

    both: Path
    alone: Path
    network: Network
    begun: str


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("forgeries")
    names = {"cong.example.vn": [["203.162.4.1"]], "xau.example.vn": [["203.162.4.2"]]}
    network = Network(str(folder / "tried"), names)
    found = Crawled(folder / "both", folder / "alone", network, timestamp(now()))
    with serving(good_portal) as good, serving(forger) as bad:
        network.routes = {"203.162.4.1": good, "203.162.4.2": bad}
        for archive, urls in ((found.alone, [GOOD]), (found.both, [FORGER, GOOD])):
            done = network.run("crawl", *(f"{url}/" for url in urls), "--archive", archive, "--delay", "0.001")
            assert done.returncode == 0, done.stdout + done.stderr
    return found


def test_the_other_portals_records_are_those_of_a_crawl_without_it(crawled: Crawled) -> None:
    theirs = [one for one in substance(crawled.both) if one[0].startswith(GOOD)]
    assert theirs == substance(crawled.alone)
    assert len(theirs) == 3


def test_what_the_forger_wrote_is_the_forgers(crawled: Crawled) -> None:
    urls = rows(
        crawled.both,
        "SELECT a.url, json_extract(r.record, '$.canonical_url'), json_extract(r.record, '$.url') "
        "FROM articles a JOIN revisions r ON r.article = a.id WHERE a.portal = 'xau.example.vn'",
    )
    assert len(urls) >= 12
    assert all(url.startswith(f"{FORGER}/") for row in urls for url in row), urls
    pages = rows(crawled.both, "SELECT url, fetched_at FROM captures WHERE portal = 'xau.example.vn'")
    assert all(url.startswith(f"{FORGER}/") and fetched >= crawled.begun for url, fetched in pages), pages
    books_balance(crawled.both)


def test_no_answer_is_a_record_of_its_own_among_the_stored_pages(crawled: Crawled) -> None:
    stored: Counter[str] = Counter()
    for file in crawled.both.rglob("*.warc.zst"):
        for record in read_records(file):
            assert isinstance(record, Record)
            assert "11111111" not in str(record.headers), file
            if record.type in ANSWERS:
                assert record.url.startswith(GOOD if "cong.example.vn" in file.name else FORGER)
                stored[record.url] += 1
    asked = Counter(url for (url,) in rows(crawled.both, "SELECT url FROM captures WHERE status IS NOT NULL"))
    assert {url for url in stored if not url.endswith("/robots.txt")} == set(asked)
    assert crawled.network.run("verify", "--archive", crawled.both).returncode == 0


def test_no_text_has_signs_that_a_terminal_or_a_store_would_obey(crawled: Crawled) -> None:
    for table, name in rows(
        crawled.both,
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND m.name NOT LIKE '%fts%'",
    ):
        if (table, name) != ("frontier", "etag"):  # sent back as it came
            for (text,) in rows(crawled.both, f'SELECT "{name}" FROM "{table}" WHERE typeof("{name}") = \'text\''):
                assert nfc(text) == text, (table, name)


def test_nothing_is_written_but_in_the_archives_folder(crawled: Crawled) -> None:
    assert {one.name for one in crawled.both.parent.iterdir()} <= {"both", "alone", "tried"}
    assert {one.name for one in (crawled.both / "pages").iterdir()} == {"cong.example.vn", "xau.example.vn"}
    assert crawled.network.tried() == set()


def test_the_stored_pages_say_the_same(crawled: Crawled) -> None:
    before = all_rows(crawled.both)
    done = crawled.network.run("rebuild", "--archive", crawled.both)
    assert done.returncode == 0, done.stdout + done.stderr
    after = all_rows(crawled.both)
    assert {
        name: before.get(name) for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    } == {}
