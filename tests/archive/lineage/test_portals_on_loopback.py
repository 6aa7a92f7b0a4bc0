"""Portals on loopback: a town's that moves to a new host, a commune's that copies, one that begins to serve another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.portals.command import congtin, one, rows
from tests.portals.server import Answering, LoopbackPortal, page, redirect, reserved_port
from tests.portals.town import SECTIONS, Story, Town

pytestmark = pytest.mark.long
OLD, NEW, COMMUNE = "127.0.0.1", "127.0.0.2", "127.0.0.3"
JUNE, JULY, AUGUST = "2025-06-20T08:00:00+07:00", "2025-07-03T08:00:00+07:00", "2025-08-10T08:00:00+07:00"
ARTICLES = 12
Pages = Callable[[str], dict[str, Answering]]  # what a host serves under its address


class Hosts:
    """Servers that come and go under the same addresses; what each serves is said before each visit."""

    def __init__(self, *hosts: str) -> None:
        self.ports = {host: reserved_port(host) for host in hosts}

    def url(self, host: str) -> str:
        return f"http://{host}:{self.ports[host]}/"

    def visit(self, archive: Path, served: Mapping[str, Pages], now: str, *options: str) -> str:
        """Crawl what is served; returns the output."""
        with ExitStack() as up:
            for host, pages in served.items():
                portal = up.enter_context(LoopbackPortal(host=host, port=self.ports[host]))
                portal.pages = pages(self.url(host).rstrip("/"))
            urls = [self.url(host) for host in served]
            done = congtin("crawl", *urls, "--archive", archive, "--allow-loopback", "--delay", "0", *options, now=now)
        return done.stdout + done.stderr


def moved_to(origin: str) -> Pages:
    """Return what a host serves whose every address leads to the new one's start page."""

    def pages(_: str) -> dict[str, Answering]:
        town = Town.of(ARTICLES)
        return {path: redirect(origin) for path in ("/", *town.article_paths)} | {
            "/robots.txt": page("User-agent: *\n")
        }

    return pages


@dataclass
class StoryOfNewSystem(Story):
    """An article as another system addresses it."""

    @property
    def path(self) -> str:
        return f"/web/tin/{self.section}/{100 + self.number}"


def rebuilt(town: Town) -> Town:
    """Return a town under another system: the same articles at other addresses."""
    again = Town()
    again.stories = {n: StoryOfNewSystem(n, one.section, one.title, one.extra) for n, one in town.stories.items()}
    return again


@dataclass
class Copyist(Town):
    """A portal some of whose articles have the words of another one's."""

    copied: dict[int, Story] = field(default_factory=dict)

    def article(self, story: Story, origin: str) -> str:
        words = self.copied.get(story.number, story)
        return super().article(words, origin).replace(f"{origin}{words.path}", f"{origin}{story.path}")


def portals_of(archive: Path) -> dict[str, str]:
    """Return host to id of portal."""
    return {str(urlsplit(url).hostname): key for key, url in rows(archive, "SELECT id, url FROM portals")}


def test_a_town_whose_portal_moves_to_a_new_host_and_system_in_july_2025(tmp_path: Path) -> None:
    archive, hosts = tmp_path / "archive", Hosts(OLD, NEW)
    old = Town.of(ARTICLES)
    new = rebuilt(old)
    new.stories[50] = StoryOfNewSystem(50, "kinh-te", "Phường Bến Lam mở bộ phận một cửa tại trụ sở mới", _OWN)
    hosts.visit(archive, {OLD: old.pages}, JUNE)
    output = hosts.visit(archive, {OLD: moved_to(hosts.url(NEW)), NEW: new.pages}, JULY)
    portals = portals_of(archive)
    [(portal, successor, basis, since)] = rows(archive, "SELECT portal, successor, basis, since FROM portal_successors")
    assert (portal, successor, basis) == (portals[OLD], portals[NEW], "redirect")
    assert since.startswith("2025-07-03T01:00")
    assert f"{successor} follows {portal}" in output
    found = rows(archive, "SELECT relation, original_portal, portal, count(*) FROM article_copies GROUP BY 1, 2, 3")
    assert found == [("moved", portals[OLD], portals[NEW], ARTICLES)]
    numbers = {
        (int(url.rpartition("/")[2]) - 100, int(original.rpartition("-")[2].removesuffix(".html")))
        for url, original in rows(archive, "SELECT url, original_url FROM article_copies")
    }
    assert numbers == {(number, number) for number in range(1, ARTICLES + 1)}
    assert one(archive, "SELECT count(*) FROM portal_lineage WHERE line = ?", min(portals.values())) == 2
    hosts.visit(archive, {OLD: moved_to(hosts.url(NEW)), NEW: new.pages}, AUGUST)
    assert rows(archive, "SELECT since FROM portal_successors") == [(since,)]


def test_a_portal_rebuilt_on_its_own_host_is_one_portal_whose_articles_moved(tmp_path: Path) -> None:
    archive, hosts = tmp_path / "archive", Hosts(OLD)
    old = Town.of(ARTICLES)
    hosts.visit(archive, {OLD: old.pages}, JUNE)
    hosts.visit(archive, {OLD: rebuilt(old).pages}, JULY, "--full")
    hosts.visit(archive, {OLD: rebuilt(old).pages}, AUGUST, "--full")
    assert one(archive, "SELECT count(*) FROM portals") == 1
    assert rows(archive, "SELECT relation, count(*) FROM article_copies GROUP BY 1") == [("moved", ARTICLES)]
    assert rows(archive, "SELECT * FROM portal_successors") == []


def test_two_portals_of_which_one_copies_an_article(tmp_path: Path) -> None:
    archive, hosts = tmp_path / "archive", Hosts(OLD, COMMUNE)
    town, commune = Town.of(ARTICLES), Copyist()
    commune.stories[90] = Story(90, "van-hoa", "Xã Tân Giang mở hội làng đầu xuân", _OWN)
    commune.stories[91] = Story(91, "kinh-te", town.stories[5].title)
    commune.copied[91] = town.stories[5]
    hosts.visit(archive, {OLD: town.pages}, JUNE)
    hosts.visit(archive, {COMMUNE: commune.pages}, JULY)
    portals = portals_of(archive)
    [found] = rows(archive, "SELECT original_portal, portal, relation FROM article_copies")
    assert found == (portals[OLD], portals[COMMUNE], "copy")
    assert rows(archive, "SELECT * FROM portal_successors") == []
    assert rows(archive, "SELECT * FROM shared_bodies") == []
    assert rows(archive, "SELECT outcome FROM crawls") == [("ok",), ("ok",)]


def test_a_portal_that_begins_to_serve_another_one_is_doubted(tmp_path: Path) -> None:
    archive, hosts = tmp_path / "archive", Hosts(OLD, COMMUNE)
    town, commune = Town.of(ARTICLES), Town.of(ARTICLES)
    town.counter = 77
    for story in commune.stories.values():
        story.title = story.title.replace("Thị xã Sông Lam", "Xã Tân Giang")
        story.extra = _OWN
    apart = {OLD: _with_news(town), COMMUNE: _with_news(commune)}
    hosts.visit(archive, apart, JUNE)
    hosts.visit(archive, {OLD: _with_news(town), COMMUNE: _with_news(town)}, JULY)
    portals = portals_of(archive)
    [(portal, other, since, until, note)] = rows(archive, "SELECT portal, other, since, until, note FROM shared_bodies")
    assert {portal, other} == set(portals.values())
    assert since.startswith("2025-07-03") and until is None
    moved, stayed = portals[COMMUNE], portals[OLD]
    assert note == f"the start page of {moved} is that of {stayed} now; on 2025-06-20 they were two"
    outcomes = rows(archive, "SELECT outcome, note FROM crawls WHERE portal = ? ORDER BY id", portals[COMMUNE])
    assert [outcome for outcome, _ in outcomes] == ["ok", "suspect"]
    assert note in outcomes[1][1]
    hosts.visit(archive, apart, AUGUST)
    assert one(archive, "SELECT substr(until, 1, 10) FROM shared_bodies") == "2025-08-10"


_OWN = (
    "Bộ phận này có tám quầy, nhận hồ sơ cả sáng thứ Bảy, ai đến cũng có người chỉ dẫn từng bước và mời nước chè xanh."
)


def _with_news(town: Town) -> Pages:
    """Return what a town serves whose home page has the headlines of its articles."""

    def pages(origin: str) -> dict[str, Answering]:
        served = town.pages(origin)
        items = [f'<li><a href="{one.path}">{one.title}</a></li>' for one in town.stories.values()]
        links = [f'<a href="/{section}/">{section}</a>' for section in SECTIONS]
        body = (
            f"<html><body><main><ul>{''.join(items)}</ul>{' '.join(links)}</main>Lượt xem: {town.counter}</body></html>"
        )
        return served | {"/": page(body)}

    return pages
