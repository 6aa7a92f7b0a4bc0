"""Everybody can read every page: by keyboard, with a screen reader, on a telephone, in the dark, on a slow line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.site.addresses import kinds_of_pages, pages_of_ours
from tests.browser.site.researcher import LANGUAGES, WIDTHS, Researcher, researcher

if TYPE_CHECKING:
    import sqlite3

    from playwright.sync_api import Browser, Page

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
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(_size(answer)))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(somebody.home + address)
    found = []
    for violation in Axe().run(page).response["violations"]:
        where = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
        found.append(f"axe {violation['id']} ({violation['impact']}): {where}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"{wide} px wider than its window")
    if (moved := round(page.evaluate(_SHIFTS), 3)) > 0:  # to as many places as Lighthouse tells
        found.append(f"its layout shifts by {moved}")
    if sum(sizes) > MOST_BYTES:
        found.append(f"{sum(sizes)} bytes")
    if page.get_attribute("html", "lang") != language:
        found.append("another language")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} headings of the first level")
    # A page that is missing is an error of the address, which is what was asked for.
    found += [words for words in said if "404" not in words]
    return [f"/{address} ({somebody.name}): {words}" for words in found]


def _size(answer: Any) -> int:
    kind = answer.headers.get("content-type", "")
    return 0 if kind.startswith("image/") or not answer.ok else len(answer.body())


@pytest.mark.parametrize("share", range(_SHARES))
def test_nobody_is_shut_out(browser: Browser, site: str, rows: sqlite3.Connection, share: int) -> None:
    found: list[str] = []
    kinds = kinds_of_pages(rows)
    for address in pages_of_ours(rows)[share::_SHARES]:
        for language, width, scheme in READERS + (FURTHER_READERS if address in kinds else []):
            with researcher(browser, site, language, width, scheme=scheme) as somebody:
                found += troubles(somebody, address, language)
                found += [f"/{address} asks {other}" for other in somebody.elsewhere]
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
