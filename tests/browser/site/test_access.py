"""Everybody can read every page: by keyboard, with a screen reader, on a telephone, in the dark, on a slow line."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser.site.addresses import kinds_of_pages, pages_of_ours
from tests.browser.site.researcher import LANGUAGES, WIDTHS, Researcher, researcher

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

MOST_BYTES = 200_000  # of a page with its styles, without pictures
# Each language, each width and each colour scheme; the other two pairs see a page of each kind.
READERS = [("vi", "telephone", "dark"), ("en", "desk", "light")]
FURTHER_READERS = [("vi", "desk", "light"), ("en", "telephone", "dark")]
# As Chromium's protocol wants it: milliseconds, and bytes a second.
_SLOW_LINE = {"offline": False, "latency": 20, "downloadThroughput": 60_000, "uploadThroughput": 60_000}
_SHARES = 8  # the pages are looked at in so many tests, so that several processes share them
_SHIFTS = """() => new Promise(done => {
    let moved = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) moved += entry.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(moved), 50);
})"""


def troubles(somebody: Researcher, address: str, language: str) -> list[str]:
    """What is wrong with a page, in words."""
    from axe_playwright_python.sync_playwright import Axe

    page = somebody.page
    page.goto("about:blank")  # as somebody comes from elsewhere: from a page of the same site, Chromium draws later
    with heard(somebody) as (sizes, said):
        page.goto(somebody.home + address)
        violations = Axe().run(page).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        moved = round(page.evaluate(_SHIFTS), 3)  # to as many places as Lighthouse tells
    found = []
    for violation in violations:
        where = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
        found.append(f"axe {violation['id']} ({violation['impact']}): {where}")
    if wide > 0:
        found.append(f"{wide} px wider than its window")
    if moved > 0:
        found.append(f"its layout shifts by {moved}")
    if sum(sizes) > MOST_BYTES:
        found.append(f"{sum(sizes)} bytes")
    if page.get_attribute("html", "lang") != language:
        found.append("another language")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} headings of the first level")
    # A page that is missing is an error of the address, which is what was asked for.
    found += [words for words in said if "404" not in words]
    found += [f"it asks {other}" for other in somebody.elsewhere]
    somebody.elsewhere.clear()
    return [f"/{address} ({somebody.name}): {words}" for words in found]


@contextmanager
def heard(somebody: Researcher) -> Iterator[tuple[list[int], list[str]]]:
    """Bytes of each answer and each error that the console tells, of what is opened in this context."""
    sizes: list[int] = []
    said: list[str] = []

    def answered(answer: Response) -> None:
        sizes.append(_size(answer))

    def told(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    somebody.page.on("response", answered)
    somebody.page.on("console", told)
    try:
        yield sizes, said
    finally:
        somebody.page.remove_listener("response", answered)
        somebody.page.remove_listener("console", told)


def _size(answer: Response) -> int:
    kind = answer.headers.get("content-type", "")
    return 0 if kind.startswith("image/") or not answer.ok else len(answer.body())


@pytest.mark.parametrize("share", range(_SHARES))
def test_nobody_is_shut_out(browser: Browser, site: str, rows: sqlite3.Connection, share: int) -> None:
    found: list[str] = []
    pages = pages_of_ours(rows)[share::_SHARES]
    of_each_kind = [address for address in pages if address in kinds_of_pages(rows)]
    # A reader opens one page after the other: a browser's process for each page took a third of the time.
    for readers, addresses in ((READERS, pages), (FURTHER_READERS, of_each_kind)):
        for language, width, scheme in readers:
            with researcher(browser, site, language, width, scheme=scheme) as somebody:
                somebody.knows_no_page()
                for address in addresses:
                    found += troubles(somebody, address, language)
    assert found == []


@pytest.mark.parametrize("address", ["health", "archive/unit_articles", "archive/changed_after_publication"])
def test_nothing_moves_while_a_page_comes_over_a_slow_line(browser: Browser, site: str, address: str) -> None:
    with researcher(browser, site, "en", "desk") as somebody:
        line = somebody.page.context.new_cdp_session(somebody.page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", _SLOW_LINE)
        somebody.page.goto(somebody.home + address)
        assert somebody.page.evaluate(_SHIFTS) == 0


def test_what_a_column_is_called_stands_above_it(browser: Browser, site: str) -> None:
    with researcher(browser, site, "vi", "desk") as somebody:
        somebody.page.goto(somebody.home + "health")
        heads, cells = (
            somebody.page.locator(f"table.states {row} > *").evaluate_all(
                "all => all.map(one => Math.round(one.getBoundingClientRect().left))"
            )
            for row in ("thead tr", "tbody tr:first-child")
        )
        assert len(heads) == 5
        assert heads == cells


@pytest.mark.parametrize("address", ["", "search?q=hoi+nghi", "archive/articles"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wide_screen_is_used_and_lines_stay_readable(
    browser: Browser, site: str, address: str, language: str
) -> None:
    with researcher(browser, site, language, "desk") as somebody:
        somebody.page.set_viewport_size({"width": 2560, "height": 1300})
        somebody.page.goto(somebody.home + address)
        assert somebody.page.evaluate("document.documentElement.scrollWidth") <= 2560
        longest = somebody.page.evaluate(
            "Math.max(0, ...[...document.querySelectorAll('main p')].filter(p => p.innerText.length > 120)"
            ".map(p => p.clientWidth / parseFloat(getComputedStyle(p).fontSize)))"
        )
        assert longest < 60, "a line of a paragraph has more than some 110 letters"


def test_the_keyboard_reaches_what_a_page_is_for(browser: Browser, site: str) -> None:
    with researcher(browser, site, "vi", "desk") as somebody:
        page = somebody.page
        page.goto(site)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        seen = [_focused(page) for _ in range(12) if page.keyboard.press("Tab") is None]
        assert any(name == "q" for name, _ in seen), seen
        assert all(ring for _, ring in seen), "where one is cannot be seen"
        page.locator("input[name=q]").first.focus()
        page.keyboard.type("hoi nghi")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?*")
        assert page.locator("main h3 a, main h2 a").count() > 3


def _focused(page: Page) -> tuple[str, bool]:
    name, ring = page.evaluate(
        "() => { const e = document.activeElement, s = getComputedStyle(e);"
        " return [e.getAttribute('name') || '', s.outlineStyle !== 'none' || s.boxShadow !== 'none']; }"
    )
    return str(name), bool(ring)


@pytest.mark.parametrize(
    "address", ["-/versions", "-/plugins", "-/settings", "-/databases", "archive/aliases", "archive/frontier"]
)
def test_what_is_datasettes_shuts_nobody_out(browser: Browser, site: str, address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with researcher(browser, site, "en", "desk") as somebody:
        somebody.page.goto(somebody.home + address)
        violations = Axe().run(somebody.page).response["violations"]
        assert [one["id"] for one in violations if one["impact"] == "critical"] == []


def test_widths_and_languages_are_all_looked_at() -> None:
    assert {width for _, width, _ in READERS} == set(WIDTHS)
    assert {language for language, _, _ in READERS} == set(LANGUAGES)
    assert {scheme for _, _, scheme in READERS} == {"light", "dark"}
