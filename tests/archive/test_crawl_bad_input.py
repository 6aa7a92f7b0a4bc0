"""Addresses that are no portal, beside a good one: a clear word each in summary and status, the good one untouched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.portals.command import books_balance, congtin, crawl, one
from tests.portals.editions import Editions
from tests.portals.server import LoopbackPortal, Reply, page, reserved_port

ARTICLES = 24
SCRIPT_ONLY = (
    '<!DOCTYPE html><html><head><title>Cổng thông tin</title><script src="/main.js"></script></head>'
    '<body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>'
)


class WithoutFeed(Editions):
    """The feed that every page names is an error page."""

    def other(self, path: str) -> Reply | None:
        return page("<html><body>Đã có lỗi xảy ra</body></html>") if path == "/rss.xml" else super().other(path)


def sitemap_of_others(count: int) -> Reply:
    entries = "".join(f"<url><loc>https://khac.example.vn/{number}</loc></url>" for number in range(count))
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    return Reply(text.encode(), headers={"Content-Type": "application/xml"})


# What stands there, how the crawl ends, and what is said of it.
CASES = {
    "forbids-all": ("failed", "robots.txt forbids it"),
    "home-403": ("failed", "status 403: the portal forbids the page"),
    "script-only": ("suspect", "script"),
    "empty": ("suspect", "empty"),
    "refused": ("failed", "the connection was refused"),
    "no-such-host": ("failed", "the host's name cannot be resolved (DNS)"),
    "sitemap-of-others": ("suspect", "50000 addresses in a sitemap that lie outside the portal"),
    "feed-is-html": ("ok", "the feed cannot be read: an HTML page stands in its place"),
}


@dataclass
class Run:
    exit_code: int
    output: str
    errors: str
    status: str
    archive: Path
    urls: dict[str, str]

    def said(self, name: str, text: str) -> str:
        """The paragraph of a portal in a summary or status."""
        host = self.urls[name].removeprefix("http://").rstrip("/")
        mark = host.replace(":", "-")
        lines = text.splitlines()
        start = next(index for index, line in enumerate(lines) if line.startswith(mark))
        stop = next((i for i, line in enumerate(lines) if i > start and not line.startswith("  ")), len(lines))
        return "\n".join(lines[start:stop])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    archive = tmp_path_factory.mktemp("bad") / "archive"
    portals: dict[str, LoopbackPortal] = {
        "forbids-all": LoopbackPortal({"/robots.txt": page("User-agent: *\nDisallow: /\n"), "/": page("x")}),
        "home-403": LoopbackPortal({"/": page("<html>cấm</html>", 403)}),
        "script-only": LoopbackPortal({"/": page(SCRIPT_ONLY)}),
        "empty": LoopbackPortal({"/": Reply(b"", headers={"Content-Type": "text/html"})}),
        "sitemap-of-others": LoopbackPortal(
            {"/": page("<html><body><p>Xin chào</p></body></html>"), "/sitemap.xml": sitemap_of_others(50_000)}
        ),
        "feed-is-html": WithoutFeed(ARTICLES, feed=True),
        "good": Editions(ARTICLES),
    }
    with ExitStack() as stack:
        urls = {name: stack.enter_context(portal).url for name, portal in portals.items()}
        urls["refused"] = f"http://127.0.0.1:{reserved_port()}/"
        urls["no-such-host"] = "http://khong-co.invalid/"
        first, *others = urls.values()
        done = crawl(first, archive, *others)
        status = congtin("status", "--archive", archive).stdout
        yield Run(done.returncode, done.stdout, done.stderr, status, archive, urls)


@pytest.mark.parametrize("name", CASES)
def test_it_is_said_in_the_summary_and_in_status(run: Run, name: str) -> None:
    outcome, words = CASES[name]
    for text in (run.said(name, run.output), run.said(name, run.status)):
        assert f": {outcome}" in text
        assert words in text
        assert text.count("so nothing is fetched for now") <= 2, "said once as what stopped it, once of the address"


def test_the_good_portal_of_the_same_run_is_untouched(run: Run) -> None:
    assert f"{ARTICLES} new, 0 changed, 0 gone" in run.said("good", run.output)
    assert run.said("good", run.output).splitlines()[0].endswith(": ok")
    assert one(run.archive, "SELECT count(*) FROM articles a JOIN portals p ON p.id = a.portal WHERE p.url = ?",
               run.urls["good"]) == ARTICLES  # fmt: skip


def test_the_run_as_a_whole_fails_without_a_crash(run: Run) -> None:
    assert run.exit_code == 1
    assert "Traceback" not in run.output + run.errors
    books_balance(run.archive)


class Newspaper(LoopbackPortal):
    """A newspaper without an end: every article links to more of them."""

    def reply(self, path: str) -> Reply:
        if path == "/robots.txt":
            return Reply(status=404)
        number = int("0" + "".join(filter(str.isdigit, path)))
        links = "".join(
            f'<li><h3><a href="/tin-{number * 5 + more}.html">Tin thứ {number * 5 + more} trong ngày của tòa soạn</a>'
            "</h3></li>"
            for more in range(1, 6)
        )
        text = (
            f"<p>Chiều nay, tòa soạn đã nhận được bản tin số {number} của phóng viên thường trú tại địa phương.</p>" * 3
        )
        return page(
            f"<html><head><title>Tin {number}</title></head><body><article><h1>Tin thứ {number} trong ngày</h1>"
            f'<span class="date">01/03/2024 08:30</span>{text}</article><ul>{links}</ul></body></html>'
        )


def test_a_newspaper_ends_with_the_runs_budget_and_goes_on_in_the_next_run(tmp_path: Path) -> None:
    with Newspaper() as portal:
        for run in (1, 2):
            done = crawl(portal.url, tmp_path, "--limit", "40")
            assert done.returncode == 1
            assert "incomplete" in done.stdout.splitlines()[0]
            assert "the run's budget of 40 requests is used up; run it again to go on" in done.stdout
            assert one(tmp_path, "SELECT count(*) FROM captures") == 40 * run
            assert "the run's budget of 40 requests is used up" in congtin("status", "--archive", tmp_path).stdout
        assert len({asked.path for asked in portal.asked if asked.path != "/robots.txt"}) == 80, (
            "each is asked for once"
        )
    assert one(tmp_path, "SELECT count(*) FROM crawls") == 1
