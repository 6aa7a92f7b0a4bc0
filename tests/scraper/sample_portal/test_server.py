"""The sample portal over the wire."""

from __future__ import annotations

import gzip
import http.client
import re
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from scraper.sample_portal import (
    SamplePortal,
    alias_paths,
    article_paths,
    document_paths,
    listing_paths,
    sample_portal_description,
)
from scraper.sample_portal.content import DOCUMENT_FOLDER, FOLDERS, stories
from scraper.sample_portal.pages import Site


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def tree(self) -> html.HtmlElement:
        return html.fromstring(self.body.decode())

    def links(self, address: str, expression: str = "//a/@href | //img/@src | //link/@href") -> set[str]:
        return {urlsplit(urljoin(address, str(link))).path for link in self.tree().xpath(expression)}


class Client:
    """A client that keeps its connection, as crawlers do."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)

    def get(self, target: str, method: str = "GET", **headers: str) -> Answer:
        self.connection.request(method, target, headers={key.replace("_", "-"): headers[key] for key in headers})
        response = self.connection.getresponse()
        return Answer(response.status, {key.lower(): value for key, value in response.getheaders()}, response.read())


@pytest.fixture(scope="module")
def portal() -> Iterator[SamplePortal]:
    with SamplePortal() as served:
        yield served


@pytest.fixture
def client(portal: SamplePortal) -> Iterator[Client]:
    made = Client(portal.url)
    yield made
    made.connection.close()


def test_every_path_answers(client: Client) -> None:
    aliases = alias_paths()
    for path in [*article_paths(), *aliases, *document_paths(), *listing_paths()]:
        answer = client.get(path)
        assert answer.status == 200, path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert int(answer.headers["content-length"]) == len(answer.body)


def test_every_link_of_the_portal_leads_somewhere(client: Client) -> None:
    """Whatever the pages link to is there: pictures of every story, attachments, print views, style sheet."""
    todo, seen = ["/"], {"/"}
    pictures: set[str] = set()
    while todo:
        path = todo.pop()
        answer = client.get(path)
        assert answer.status == 200, path
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        found = {link for link in answer.links(urljoin(client.url, path)) if link.startswith(("/kyanh/", "/"))}
        pictures |= {link for link in found if "/ckeditor/" in link}
        outside = {"/kyanh/portal/lichcongtac"}
        todo += sorted(found - seen - outside)
        seen |= found
    assert seen >= {*article_paths(), *alias_paths(), *document_paths()}
    assert pictures == {picture for story in stories() for picture in story.pictures}


@pytest.mark.parametrize("visit", [1, 2])
def test_lists_cover_every_article_once_a_folder(visit: int) -> None:
    with SamplePortal(visit=visit) as served:
        client = Client(served.url)
        for folder in FOLDERS:
            listed: list[str] = []
            for path in listing_paths(visit):
                if re.fullmatch(rf"/kyanh/portal/folder/{folder}(?:/\d+\.html)?", path):
                    page = client.get(path).tree()
                    listed += [str(link) for link in page.xpath("//ul[@class='list_news']/li/a/@href")]
            assert listed == [story.path(folder) for story in stories(visit) if folder in story.folders]
        client.connection.close()


def test_pager_leads_to_every_page(client: Client) -> None:
    for folder in FOLDERS:
        bare = f"/kyanh/portal/folder/{folder}"
        pages = [path for path in listing_paths() if path == bare or path.startswith(f"{bare}/")]
        links = client.get(bare).links(client.url, "//div[@id='page']//a/@href")
        assert links == ({f"{bare}/1.html", *pages[1:]} if len(pages) > 1 else set())
        assert client.get(bare).body == client.get(f"{bare}/1.html").body
        assert client.get(f"{bare}/{len(pages) + 1}.html").status == 404
        assert client.get(f"{bare}/0.html").status == 404


def test_documents_are_listed(client: Client) -> None:
    page = client.get(f"/kyanh/portal/folder/{DOCUMENT_FOLDER}").tree()
    assert page.xpath("//ul[@class='list_news']/li/a/@href") == document_paths()


def _steady(answer: Answer, portal: SamplePortal) -> str:
    """A page without what moves for other reasons: counters, and the address with this server's port."""
    text = re.sub(r"(Thống kê|Online): [\d.]+", r"\1", answer.body.decode())
    return text.replace(portal.url, "/").replace(portal.url.rstrip("/"), "")


def test_second_visit_changes_no_other_article() -> None:
    with SamplePortal(visit=1) as first, SamplePortal(visit=2) as second:
        before, after = Client(first.url), Client(second.url)
        changed: dict[str, int] = {}
        for path in [*article_paths(), *document_paths()]:
            old, new = before.get(path), after.get(path)
            if _steady(old, first) != _steady(new, second):
                changed[path] = new.status
        before.connection.close()
        after.connection.close()
    [gone] = set(article_paths(1)) - set(article_paths(2))
    assert sorted(changed.values()) == [200, 404]
    assert changed[gone] == 404


def test_conditional_requests(client: Client) -> None:
    path = article_paths()[0]
    answer = client.get(path)
    again = client.get(path, If_None_Match=answer.headers["etag"])
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", answer.headers["etag"])
    assert client.get(path, If_None_Match=answer.headers["etag"].removeprefix("W/")).status == 304
    assert client.get(path, If_None_Match='"another"').status == 200
    assert client.get(path, If_Modified_Since=answer.headers["last-modified"]).status == 304
    assert client.get(path, If_Modified_Since="Wed, 01 Jan 2020 00:00:00 GMT").status == 200
    assert client.get(path, If_Modified_Since="yesterday").status == 200
    both = client.get(path, If_None_Match='"another"', If_Modified_Since=answer.headers["last-modified"])
    assert both.status == 200  # the tag outranks the date


def test_a_tag_of_the_first_visit_is_stale_on_the_second() -> None:
    path = article_paths(2)[-1]
    with SamplePortal(visit=1) as first:
        tag = Client(first.url).get(path).headers["etag"]
    with SamplePortal(visit=2) as second:
        assert Client(second.url).get(path, If_None_Match=tag).status == 200


def test_gzip_where_it_is_taken(client: Client) -> None:
    path = article_paths()[0]
    plain, packed = client.get(path), client.get(path, Accept_Encoding="br, gzip;q=0.5")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in client.get(path, Accept_Encoding="gzip;q=0, identity").headers


def test_head_is_get_without_the_body(client: Client) -> None:
    for path in (article_paths()[0], "/", "/nowhere", next(iter(stories()[1].pictures), "/robots.txt")):
        get, head = client.get(path), client.get(path, method="HEAD")
        assert head.body == b""
        assert head.status == get.status
        assert {key: head.headers[key] for key in head.headers if key != "date"} == {
            key: get.headers[key] for key in get.headers if key != "date"
        }


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/kyanh/portal/folder/khong-co",
        "/kyanh/portal/read/kinh-te/tintuc/khong-co.html",
        "/kyanh/portal/read/tin-tuc-su-kien",
        "/kyanh/portal/read/khong-co/tintuc/x.html",
        "/kyanh/static/uploads/files/x.exe",
        "/kyanh/portal/lichcongtac?ngay=2030-01-01",
        "/kyanh/portal/lichcongtac?ngay=hom-nay",
        "/%00",
    ],
)
def test_what_is_not_there(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 404
    assert "etag" not in answer.headers


def test_calendar_leads_on_and_ends(client: Client) -> None:
    """The trap of the calendar is bounded: each day leads to others, all within June."""
    todo, seen = ["/kyanh/portal/lichcongtac"], set()
    while todo:
        target = todo.pop()
        answer = client.get(target)
        assert answer.status == 200, target
        links = {str(link) for link in answer.tree().xpath("//div[@id='content']//a/@href")}
        todo += sorted(links - seen)
        seen |= links
    assert 20 <= len(seen) <= 31


def test_requests_are_logged_in_order() -> None:
    with SamplePortal() as served:
        client = Client(served.url)
        client.get("/robots.txt")
        client.get("/nowhere", method="HEAD")
        assert served.requests == [("GET", "/robots.txt", 200), ("HEAD", "/nowhere", 404)]


def test_files_are_what_they_say(client: Client) -> None:
    starts = {"application/pdf": b"%PDF-1.4", "application/vnd.openxml": b"PK\x03\x04", "image/png": b"\x89PNG"}
    names = ["uploads/files/a.pdf", "uploads/files/a.docx", "images/bando.png"]
    for name, (kind, start) in zip(names, starts.items(), strict=True):
        answer = client.get(f"/kyanh/static/{name}")
        assert answer.headers["content-type"].startswith(kind)
        assert answer.body.startswith(start)
        assert answer.body == client.get(f"/kyanh/static/{name}").body


def test_a_wrong_visit_and_a_taken_port() -> None:
    with pytest.raises(ValueError, match="no visit 3"):
        SamplePortal(visit=3)
    with SamplePortal() as served, pytest.raises(OSError):
        SamplePortal(port=urlsplit(served.url).port or 0)


def test_the_description_is_a_portal() -> None:
    described = sample_portal_description("http://127.0.0.1:8765/")
    assert (described.id, described.family, described.unit) == ("sample", "hatinh", "thị xã Kỳ Anh")


def test_module_serves_until_interrupted() -> None:
    command = [sys.executable, "-m", "scraper.sample_portal", "--port", "0", "--visit", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert Client(url).get(article_paths(2)[0]).status == 200
    finally:
        process.send_signal(2)
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 0
    assert errors == ""


def test_module_says_that_a_port_is_taken() -> None:
    with SamplePortal() as served:
        command = [sys.executable, "-m", "scraper.sample_portal", "--port", str(urlsplit(served.url).port)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "cannot be served" in done.stderr and "Traceback" not in done.stderr


def _hang_up(portal: SamplePortal) -> None:
    """Ask for a page and reset the connection while the answer is being written, as a killed crawl does."""
    address = urlsplit(portal.url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")


def _connections() -> int:
    """Return how many connections servers of this process are answering."""
    return sum("process_request_thread" in thread.name for thread in threading.enumerate())


def _becomes_true(condition: Callable[[], bool], patience: float = 60.0) -> bool:
    """Wait for what a thread of the server is about to do."""
    end = time.monotonic() + patience
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def test_a_client_that_hangs_up_is_no_error(portal: SamplePortal, capfd: pytest.CaptureFixture[str]) -> None:
    before = _connections()
    for _ in range(5):
        _hang_up(portal)
    client = Client(portal.url)
    assert client.get("/robots.txt").status == 200  # connections are taken in their order: the dead ones have been
    assert _becomes_true(lambda: _connections() <= before + 1), "their threads have ended"
    assert capfd.readouterr().err == ""


def test_a_mistake_of_the_server_is_told(
    portal: SamplePortal, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Site, target: str) -> None:
        raise RuntimeError("no page")

    monkeypatch.setattr(Site, "page", broken)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        Client(portal.url).get("/robots.txt")
    told: list[str] = []

    def is_told() -> bool:
        told.append(capfd.readouterr().err)
        return "RuntimeError: no page" in "".join(told)

    assert _becomes_true(is_told), told
