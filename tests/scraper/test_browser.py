"""Reading in a browser, without one: what is missing, what a page may ask for, what is kept of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Headers, HtmlResponse, Response

from scraper.browser import chromium, parts, reading, renderer
from scraper.browser.chromium import context_options, find_chromium, launch_options, missing
from scraper.browser.parts import KeptScripts, PageParts, site_of
from scraper.browser.reading import PortalBrowser
from scraper.browser.renderer import Rendered
from scraper.errors import NoBrowserError
from scraper.extract.shell import SHELL_REASON, is_script_shell
from scraper.failures import failure_words
from scraper.items import Article, Problem
from scraper.portal import Portal
from scraper.settings import CONGTIN_PARTS_SLOT, USER_AGENT
from scraper.store import Answer, PageResult, Target

URL = "https://ky-anh.hatinh.gov.vn/tin"
SHELL = b'<html><body><div id="app"></div><script src="/app.js"></script></body></html>'
FILLED = '<html><body><div id="app"><h1>Hội nghị</h1></div><script src="/app.js"></script></body></html>'.encode()


# What is missing


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine that has the extra and a program ``chromium``, which is the file returned."""
    program = tmp_path / "bin" / "chromium"
    program.parent.mkdir()
    program.touch(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.delenv("CONGTIN_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "find_spec", lambda name: object())
    return program


def test_nothing_is_missing(installed: Path) -> None:
    assert find_chromium() == str(installed)
    assert missing() is None


@pytest.mark.parametrize("name", ["chromium-browser", "google-chrome", "google-chrome-stable"])
def test_chromium_has_other_names(installed: Path, name: str) -> None:
    found = installed.rename(installed.with_name(name))
    assert find_chromium() == str(found)


def test_the_environment_names_another(installed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "my-chromium"
    other.touch(0o755)
    monkeypatch.setenv("CONGTIN_CHROMIUM", str(other))
    assert find_chromium() == str(other)
    other.unlink()
    assert missing() == f"install the program that CONGTIN_CHROMIUM names ({other}), which is not there"


def test_the_headless_shell_comes_first(installed: Path) -> None:
    shell = installed.with_name("chromium-headless-shell")
    shell.touch(0o755)
    assert find_chromium() == str(shell)


def test_what_is_missing_is_told_with_its_command(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed.unlink()
    assert "Debian: apt-get install chromium-headless-shell; Ubuntu: apt-get install chromium;" in (missing() or "")
    assert "pip" not in (missing() or "")
    monkeypatch.setattr(chromium, "find_spec", lambda name: None if name == "scrapy_playwright" else object())
    words = missing() or ""
    assert words.startswith("install congtin's extra [browser] (pip install 'congtin[browser]') and Chromium")


@pytest.mark.parametrize(("user", "sandbox"), [(0, False), (1000, True)])
def test_the_sandbox_is_off_for_root_only(monkeypatch: pytest.MonkeyPatch, user: int, sandbox: bool) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert launch_options("/usr/bin/x")["chromium_sandbox"] is sandbox


def test_chromium_has_no_network_and_pages_no_powers() -> None:
    arguments = launch_options("/usr/bin/x")["args"]
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in arguments
    assert "--proxy-bypass-list=<-loopback>" in arguments
    options = context_options()
    assert (options["user_agent"], options["service_workers"], options["accept_downloads"], options["permissions"]) == (
        USER_AGENT, "block", False, [],
    )  # fmt: skip


# What a page may ask for


class Network:
    """Scrapy's side: answers by address, and the requests it was given."""

    def __init__(self, **answers: Response) -> None:
        self.answers = answers
        self.asked: list[Request] = []

    async def fetch(self, request: Request) -> Response:
        self.asked.append(request)
        answer = self.answers.get(request.url.rsplit("/", 1)[-1])
        if answer is None:
            raise OSError("no route")
        return answer.replace(url=request.url)


class Route:
    """Playwright's route: what became of one request."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.body: bytes | None = None
        self.headers: dict[str, str] = {}
        self.aborted: str | None = None

    async def fulfill(self, *, status: int, body: bytes, headers: Any = None, content_type: str | None = None) -> None:
        self.status, self.body, self.headers = status, body, headers or {"content-type": content_type}

    async def abort(self, reason: str) -> None:
        self.aborted = reason


def asks(url: str, kind: str = "fetch", method: str = "GET", body: bytes | None = None, frame: Any = None) -> Any:
    async def all_headers() -> dict[str, str]:
        return {"accept": "application/json", "user-agent": "Chrome", "cookie": "a=b", "sec-fetch-mode": "cors",
                ":authority": "x", "accept-encoding": "gzip"}  # fmt: skip

    return SimpleNamespace(
        url=url, resource_type=kind, method=method, post_data_buffer=body, all_headers=all_headers,
        frame=SimpleNamespace(parent_frame=frame),
    )  # fmt: skip


def answered(page: PageParts, *requests: Any) -> list[Route]:
    async def run() -> list[Route]:
        routes = [Route() for _ in requests]
        for route, request in zip(routes, requests, strict=True):
            await page.answer(route, request)
        return routes

    return asyncio.run(run())


def answer(body: bytes = b"{}", status: int = 200, **headers: str) -> Response:
    return Response(
        URL, status=status, body=body, headers=Headers({k.replace("_", "-"): v for k, v in headers.items()})
    )


def page_of(network: Network, scripts: KeptScripts | None = None) -> PageParts:
    return PageParts(HtmlResponse(URL, body=SHELL), network.fetch, scripts or KeptScripts())


def test_the_document_is_not_asked_for_twice() -> None:
    network = Network()
    [route] = answered(page_of(network), asks(URL, "document"))
    assert (route.status, route.body, network.asked) == (200, SHELL, [])


def test_data_come_through_scrapy_with_its_user_agent_and_the_pages_cookies() -> None:
    network = Network(tin=answer(b'{"a": 1}', Content_Type="application/json", Content_Length="8"))
    [route] = answered(page_of(network), asks("https://api.hatinh.gov.vn/tin#x", "xhr", "POST", b"trang=1"))
    assert (route.status, route.body) == (200, b'{"a": 1}')
    assert route.headers == {"content-type": "application/json"}
    [request] = network.asked
    assert (request.url, request.method, request.body) == ("https://api.hatinh.gov.vn/tin", "POST", b"trang=1")
    assert request.headers.to_unicode_dict() == {"Accept": "application/json", "Cookie": "a=b"}
    assert request.meta == {"is_part": True, "download_slot": CONGTIN_PARTS_SLOT}


@pytest.mark.parametrize(
    "kind", ["font", "media", "websocket", "eventsource", "manifest", "ping", "other", "texttrack"]
)
def test_what_no_page_is_made_of_is_refused(kind: str) -> None:
    network = Network()
    [route] = answered(page_of(network), asks(f"{URL}/x", kind))
    assert (route.aborted, network.asked) == ("blockedbyclient", [])


@pytest.mark.parametrize(("kind", "content_type"), [("stylesheet", "text/css"), ("image", "image/gif")])
def test_styles_and_pictures_are_stood_in_for(kind: str, content_type: str) -> None:
    network = Network()
    [route] = answered(page_of(network), asks("https://anywhere.example/x", kind))
    assert (route.status, route.headers, network.asked) == (200, {"content-type": content_type}, [])


@pytest.mark.parametrize(
    "url",
    ["https://cdn.example/a.js", "http://10.0.0.1/a.js", "https://gov.vn/a.js", "https://nghean.gov.vn/a.js",
     "ftp:///a.js", "https://hatinh.gov.vn.example/a.js"],
)  # fmt: skip
def test_another_site_is_not_asked(url: str) -> None:
    network = Network()
    page = page_of(network)
    [route] = answered(page, asks(url, "script"))
    assert (route.aborted, network.asked) == ("blockedbyclient", [])
    assert "is another site" in next(iter(page.left_out))


def test_frames_and_other_methods_are_refused() -> None:
    network = Network(x=answer())
    routes = answered(page_of(network), asks(f"{URL}/x", "document", frame=object()), asks(f"{URL}/x", method="DELETE"))
    assert [route.aborted for route in routes] == ["blockedbyclient"] * 2
    assert network.asked == []


def test_a_redirect_is_followed_here_and_only_within_the_site() -> None:
    network = Network(
        cu=answer(status=302, Location="/moi"), moi=answer(b"[]"), ra=answer(status=301, Location="http://127.0.0.1/moi"),
        vong=answer(status=302, Location="/vong"),
    )  # fmt: skip
    page = page_of(network)
    good, bad, endless = answered(page, asks("https://hatinh.gov.vn/cu", "fetch", "POST", b"x"),
                                  asks("https://hatinh.gov.vn/ra"), asks("https://hatinh.gov.vn/vong"))  # fmt: skip
    assert (good.status, good.body) == (200, b"[]")
    assert (network.asked[1].method, network.asked[1].body) == ("GET", b"")
    assert (bad.aborted, endless.aborted) == ("blockedbyclient", "blockedbyclient")
    assert page.left_out == {"127.0.0.1 is another site": 1, "too many redirects": 1}
    assert not [request for request in network.asked if "127.0.0.1" in request.url]


def test_a_failure_is_told_to_the_page_and_counted() -> None:
    page = page_of(Network())
    [route] = answered(page, asks(f"{URL}/x"))
    assert (route.aborted, page.left_out) == ("failed", {"OSError: no route": 1})


def test_scripts_are_asked_for_once_a_crawl_and_data_every_time() -> None:
    network, scripts = Network(x=answer(b"boot()")), KeptScripts()
    for kind, expected in (("script", 1), ("fetch", 3)):
        for _ in range(2):
            [route] = answered(page_of(network, scripts), asks(f"{URL}/x", kind))
            assert route.body == b"boot()"
        assert len(network.asked) == expected


def test_a_script_that_was_not_there_is_asked_for_again() -> None:
    network, scripts = Network(x=answer(b"gone", 404)), KeptScripts()
    answered(page_of(network, scripts), asks(f"{URL}/x", "script"))
    answered(page_of(network, scripts), asks(f"{URL}/x", "script"))
    assert len(network.asked) == 2


def test_a_page_has_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_PARTS", 3)
    network = Network(x=answer(b"y" * 100), t=HtmlResponse(URL, body=SHELL))
    routes = answered(page_of(network), *[asks(f"{URL}/x") for _ in range(5)])
    assert [route.aborted for route in routes] == [None] * 3 + ["blockedbyclient"] * 2
    monkeypatch.setattr(parts, "MOST_BYTES", 250)
    routes = answered(page_of(network), *[asks(f"{URL}/x") for _ in range(3)])
    assert [route.aborted for route in routes] == [None, None, "blockedbyclient"]
    monkeypatch.undo()
    routes = answered(page_of(network), *[asks(f"{URL}/t", "document") for _ in range(6)])
    assert [route.aborted for route in routes] == [None] * 4 + ["blockedbyclient"] * 2


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("kyanh.hatinh.gov.vn", "hatinh.gov.vn"),
        ("api.hatinh.gov.vn", "hatinh.gov.vn"),
        ("hatinh.gov.vn", "hatinh.gov.vn"),
        ("gov.vn", "gov.vn"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
    ],
)
def test_a_site_is_a_registered_name(host: str, site: str) -> None:
    assert site_of(host) == site


# Which pages are read so, and what is kept


def portal_browser(browser: bool | None = None) -> PortalBrowser:
    portal = Portal(id="a", name="A", url=URL, browser=browser)
    return PortalBrowser(SimpleNamespace(engine=None), portal)  # type: ignore[arg-type]


def page_answer(body: bytes = SHELL, content_type: str = "text/html") -> Answer:
    return Answer(URL, datetime(2026, 1, 1, tzinfo=UTC), 200, [("Content-Type", content_type)], body, body)


def result_of(answer: Answer, problem: str | None) -> PageResult:
    problems = [Problem("page", problem)] if problem else []
    return PageResult(Target("k", URL, 0), answer, "stored", article=Article(URL, URL, problems=problems))


def rendered_as(body: bytes) -> Rendered:
    headers = {"Content-Type": "text/html; charset=windows-1258", "Content-Encoding": "gzip", "ETag": '"1"',
               "Set-Cookie": "a=b"}  # fmt: skip
    document = HtmlResponse(URL, body=SHELL, headers=headers)
    left_out = parts.Counter({"cdn.example is another site": 2})
    return Rendered(body, document, "chromium/1.2", left_out)


def read(browser: PortalBrowser, made: bytes | Exception, monkeypatch: pytest.MonkeyPatch) -> Answer:
    async def render(self: Any, document: Response) -> Rendered:
        if isinstance(made, Exception):
            raise made
        return rendered_as(made)

    monkeypatch.setattr(renderer.Renderer, "render", render)
    return asyncio.run(browser.read(HtmlResponse(URL, body=SHELL), page_answer()))


@pytest.mark.parametrize(
    ("declared", "answer", "due"),
    [
        (True, page_answer(FILLED), True),
        (None, page_answer(FILLED), False),
        (False, page_answer(), False),
        (True, page_answer(b"<html><p>no script at all"), False),
        (True, page_answer(SHELL, "application/json"), False),
    ],
)
def test_what_is_read_in_the_browser_at_once(declared: bool | None, answer: Answer, due: bool) -> None:
    assert portal_browser(declared).is_due(answer) is due


def test_a_portal_that_forbids_it_is_never_kept_to_the_browser() -> None:
    for declared, kept in ((None, True), (False, False)):
        browser = portal_browser(declared)
        browser.keep()
        assert browser.is_kept_to is kept


def test_a_shell_is_what_the_browser_may_help() -> None:
    browser = portal_browser()
    assert browser.may_help(result_of(page_answer(), SHELL_REASON))
    assert not browser.may_help(result_of(page_answer(), "the page has no text"))
    assert not browser.may_help(result_of(page_answer(), None))
    seen = page_answer()
    seen.rendered = "chromium/1.2"
    assert not browser.may_help(result_of(seen, SHELL_REASON))


def test_a_page_made_of_a_shell_says_who_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = portal_browser()
    made = read(browser, FILLED, monkeypatch)
    assert (made.raw_body, made.body, made.rendered, made.not_rendered) == (FILLED, FILLED, "chromium/1.2", None)
    assert made.headers == [
        ("Etag", '"1"'), ("Set-Cookie", "a=b"), ("Content-Type", "text/html; charset=utf-8"),
        ("X-Congtin-Rendered", "chromium/1.2"),
    ]  # fmt: skip
    assert browser.is_kept_to


def test_a_page_that_asks_for_scripts_only_where_none_run_is_no_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    asking = FILLED.replace(b"<body>", "<body><noscript>Vui lòng bật JavaScript</noscript>".encode())
    assert read(portal_browser(), asking, monkeypatch).not_rendered is None


def test_a_page_that_stays_empty_says_what_it_could_not_get(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = portal_browser()
    made = read(browser, SHELL, monkeypatch)
    assert "stayed empty in congtin's too" in (made.not_rendered or "")
    assert "2 times cdn.example is another site" in (made.not_rendered or "")
    assert not browser.is_kept_to


def test_without_a_browser_a_page_is_left_as_sent_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = portal_browser()
    left = read(browser, NoBrowserError("install X"), monkeypatch)
    assert left.rendered is None
    assert left.not_rendered == f"{reading._BUILT}, so a browser is needed: install X"
    assert not browser.may_help(result_of(left, SHELL_REASON))


def test_a_portal_kept_to_the_browser_is_not_read_without(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = portal_browser(True)
    with pytest.raises(NoBrowserError, match="install X"):
        read(browser, NoBrowserError("install X"), monkeypatch)
    assert (browser.why_not() or "").endswith("so a browser is needed: install X")


def test_a_portal_that_must_not_be_read_so_says_why_it_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    left = read(portal_browser(False), FILLED, monkeypatch)
    assert (left.body, left.rendered) == (SHELL, None)
    assert "the portal's description says browser = false" in (left.not_rendered or "")


def test_errors_of_the_browser_are_told_as_they_are() -> None:
    assert failure_words(NoBrowserError("install X")) == "install X"
    assert is_script_shell(SHELL)
    assert not is_script_shell(FILLED.replace("Hội nghị".encode(), "Hội nghị tổng kết. ".encode() * 40))
