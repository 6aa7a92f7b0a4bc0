from __future__ import annotations

import pytest

from scraper.discovery import BARREN_PATTERN_BUDGET, MAX_DEPTH, Discovery, url_pattern
from scraper.extract.links import Link
from scraper.portal import Portal
from scraper.store import FoundLink, Target

HOME = "https://songlam.example.vn/"
PORTAL = Portal(id="songlam", name="Sông Lam", url=HOME, sections=["tin-tuc", "https://songlam.example.vn/van-ban"])


def links(*paths: str, place: str = "body") -> list[Link]:
    return [Link(path if "//" in path else HOME + path, "x", place) for path in paths]  # type: ignore[arg-type]


def kept(discovery: Discovery, *paths: str, depth: int = 1) -> list[str]:
    return [link.url.removeprefix(HOME) for link in discovery.worth_asking(links(*paths), depth) if not link.cut]


def cut(discovery: Discovery, *paths: str, depth: int = 1) -> list[str | None]:
    return [link.cut for link in discovery.worth_asking(links(*paths), depth)]


def target(path: str, kind: str | None = None) -> Target:
    return Target(path, HOME + path, 1, kind=kind)


def read(discovery: Discovery, path: str, kind: str, *found: str, known_as: str | None = None) -> None:
    discovery.note_page(target(path, known_as), kind, [FoundLink(key, HOME + key, 3, 2) for key in found])


def test_seeds_are_the_home_page_and_the_sections() -> None:
    assert [seed.url for seed in Discovery(PORTAL).seeds()] == [HOME, f"{HOME}tin-tuc", f"{HOME}van-ban"]


@pytest.mark.parametrize(
    "path",
    ["a.jpg", "a.PDF", "style.css", "tim-kiem?q=x", "trang?keyword=x", "dang-nhap", "wp-login.php", "print/12",
     "https://khac.example.vn/a", "https://songlam.example.vn:8443/a", "rss.xml"],
)  # fmt: skip
def test_what_is_no_page_of_the_portal_is_neither_kept_nor_a_loss(path: str) -> None:
    assert Discovery(PORTAL).worth_asking(links(path), 1) == []


@pytest.mark.parametrize(
    "path", ["tin-tuc/bai-1.html", "?page=2", "https://www.songlam.example.vn/a", "http://songlam.example.vn/a"]
)
def test_pages_of_the_portal_are_kept(path: str) -> None:
    assert len(kept(Discovery(PORTAL), path)) == 1


def test_one_link_a_key_by_its_best_place() -> None:
    found = Discovery(PORTAL).worth_asking(links("a", place="body") + links("a/", place="pager") + links("a#x"), 4)
    assert [(link.priority, link.depth) for link in found] == [(1, 5)]


def test_traps_are_cut_with_their_reason() -> None:
    discovery = Discovery(PORTAL)
    assert cut(discovery, "vi/en/vi/en/vi") == ["paths that repeat themselves"]
    assert cut(discovery, "x" * 1_200) == ["addresses of more than 1000 characters"]
    assert cut(discovery, "a", depth=MAX_DEPTH) == [f"pages more than {MAX_DEPTH} links from the home page"]
    assert cut(discovery, "vi/en/vi/bai", "a", depth=MAX_DEPTH - 1) == [None, None]


def test_a_calendar_has_a_budget() -> None:
    discovery = Discovery(PORTAL)
    for day in range(BARREN_PATTERN_BUDGET):
        assert kept(discovery, f"lich/2024/{day}")
        read(discovery, f"lich/2024/{day}", "other", f"lich/2024/{day + 1}")
    [reason] = cut(discovery, "lich/2024/999")
    assert reason == f"pages like /lich/N/N ({BARREN_PATTERN_BUDGET} of them led to nothing)"
    assert kept(discovery, "tin/1"), "other patterns have budgets of their own"


def test_pages_of_lists_go_on_as_long_as_they_list_something_new() -> None:
    discovery = Discovery(PORTAL)
    for number in range(3 * BARREN_PATTERN_BUDGET):
        read(discovery, f"tin?page={number}", "listing", f"tin/bai-{number}")
    assert kept(discovery, "tin?page=9999")
    for number in range(BARREN_PATTERN_BUDGET):  # past its end the pager shows the last page again and again
        read(discovery, f"tin?page={10_000 + number}", "listing", "tin/bai-1")
    assert not kept(discovery, "tin?page=99999")


def test_a_pattern_that_has_an_article_is_no_trap() -> None:
    discovery = Discovery(PORTAL)
    read(discovery, "tin/1", "article")
    for number in range(2 * BARREN_PATTERN_BUDGET):
        read(discovery, f"tin/{number}", "other")
    assert kept(discovery, "tin/9999")


def test_visiting_known_pages_again_uses_up_no_budget() -> None:
    discovery = Discovery(PORTAL)
    for number in range(2 * BARREN_PATTERN_BUDGET):
        read(discovery, f"tin?page={number}", "listing", known_as="listing")
    assert kept(discovery, "tin?page=9999")


def test_a_budget_does_not_begin_anew_with_a_run() -> None:
    discovery = Discovery(PORTAL)
    discovery.learn((f"{HOME}lich/2024/{day}", "other") for day in range(BARREN_PATTERN_BUDGET))
    discovery.learn([(f"{HOME}tin/1", "article")] + [(f"{HOME}muc/{n}", "listing") for n in range(999)])
    assert not kept(discovery, "lich/2024/999")
    assert len(kept(discovery, "tin/2", "muc/9999")) == 2


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("https://x.vn/tin/2024/05/bai-123.html", "/tin/N/N/bai-N.html"),
        ("https://x.vn/tin?b=2&a=1", "/tin?a&b"),
        ("https://x.vn/tin/mot-tieu-de-rat-dai-cua-bai-viet.html", "/tin/..."),
    ],
)
def test_patterns(url: str, pattern: str) -> None:
    assert url_pattern(url) == pattern
