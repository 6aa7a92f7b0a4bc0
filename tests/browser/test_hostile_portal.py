"""A portal that puts scripts where names belong, crawled, and looked at in a real browser: nothing of it runs.

The content policy would stop most of it even if it stood raw in a page; so the browser is told to pass the policy over,
and what is tested is that every text is a text. That the policy stops it too is tested with one page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from archive.database import transaction, writing
from archive.site.public import TABLES
from tests.archive.serving.served import Served, serving
from tests.archive.site.samples import FIRST, load, official, record, title
from tests.browser.payloads import ADDRESSES, PAYLOADS
from tests.portals.command import crawl
from tests.portals.server import LoopbackPortal, page

# What a payload makes of a page where it is not escaped, and our templates never have.
_FOREIGN = (
    "script:not([src^='/']), iframe, object, embed, video, audio, math, marquee, style, template, base, "
    "meta[http-equiv], "
    "svg script, svg a:not([href^='/']), svg animate, [style], [onerror], [onload], [onclick], [onfocus], "
    "[onmouseover], [ontoggle], [onbegin], [onstart], [formaction], [srcdoc], [autofocus]"
)
_LOOK = """foreign => {
    const bad = [...document.querySelectorAll(foreign)].map(e => e.outerHTML.slice(0, 120));
    for (const e of document.querySelectorAll('[href], [src], [action], [data]'))
        for (const name of ['href', 'src', 'action', 'data']) {
            const value = e.getAttribute(name);
            if (value === null) continue;
            const protocol = new URL(value, 'http://127.0.0.1/').protocol;
            if (!['http:', 'https:'].includes(protocol) && !(e.tagName === 'IMG' && value.startsWith('data:image/')))
                bad.push(name + '=' + value.slice(0, 120));
        }
    for (const e of document.querySelectorAll('input, summary, a, [tabindex]')) e.dispatchEvent(new Event('mouseover'));
    return bad.concat(window.ran);
}"""


def portal_pages() -> dict[str, Any]:
    """A home page and an article for each payload, which stands as text wherever an article has text."""
    links = "".join(f'<li><a href="/tin/bai-{n}.html">Bài {escape(p)}</a></li>' for n, p in enumerate(PAYLOADS))
    pages: dict[str, Any] = {"/": page(f"<html><body><h1>Cổng</h1><ul>{links}</ul></body></html>")}
    for number, payload in enumerate(PAYLOADS):
        text, address = escape(payload), escape(ADDRESSES[number % len(ADDRESSES)])
        body = " ".join(["Sáng nay, Thị uỷ Gió họp phiên thường kỳ để bàn việc của xã."] * 12)
        pages[f"/tin/bai-{number}.html"] = page(
            f"<html><head><title>{text}</title><meta name=author content='{text}'></head><body><article>"
            f"<h1>Bài số {number} {text}</h1><p class=date>11/04/2024 08:00</p><p>{body} {text}</p>"
            f"<figure><img src='{address}' alt='{text}'><figcaption>Ông Trần Văn Nắng {text}</figcaption></figure>"
            f"<p>Ông Trần Văn Nắng, Bí thư Thị uỷ {text} phát biểu.</p><p>{body}</p><p class=author>{text}</p>"
            f"<a href='{address}'>{text}</a> <a href='/tep/{number}.pdf'>{text}</a></article></body></html>",
            Server=payload.encode("ascii", "replace").decode().replace("\x0c", ""),
        )
    return pages


def add_what_no_page_says(directory: Path) -> None:
    """Payloads in every field of a record, in a portal's name, in reasons, in files' names."""
    with writing(directory) as db, transaction(db.conn):
        run = db.conn.execute
        run("INSERT INTO portals (id, name, url) VALUES ('gio', ?, ?)", (PAYLOADS[10], ADDRESSES[0]))
        begun = "INSERT INTO crawls (portal, started, finished, outcome) VALUES ('gio', ?, ?, 'suspect')"
        crawl_id = run(begun, (FIRST, FIRST)).lastrowid
        for number, payload in enumerate(PAYLOADS):
            address = ADDRESSES[number % len(ADDRESSES)]
            found = record(f"la-{number}.html")
            found |= dict.fromkeys(("title", "lead", "text", "author", "source", "section", "published_text"), payload)
            found |= {
                "published": "2024-04-11",
                "images": [{"src": address, "alt": payload, "after": 1}],
                "captions": [{"image": address, "text": payload}],
                "attachments": [{"url": address, "label": payload}],
                "events": [{"text": payload, "start": None, "end": None, "part_of_day": None, "basis": "unknown"}],
                "places": [{"text": payload, "unit": None}],
                "problems": [{"field": "published", "reason": payload}],
                "officials": [official(payload, honorific=payload, titles=[title(payload, organization=payload)])],
            }
            load(db.conn, found, crawl_id, FIRST)
            noted = "INSERT INTO problems (portal, url, field, reason, seen_at) VALUES ('gio', ?, 'text', ?, ?)"
            run(noted, (address, payload, FIRST))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("hostile") / "archive"
    with LoopbackPortal(portal_pages()) as portal:
        done = crawl(portal.url, directory)
    assert done.returncode in {0, 1}, done.stderr
    add_what_no_page_says(directory)
    return directory


@pytest.fixture(scope="module", params=["public", "private"])
def server(archive: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    words = ["--public"] if request.param == "public" else []
    with serving(archive, tmp_path_factory.mktemp("errors"), *words) as served:
        yield served


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


def addresses() -> list[str]:
    """Pages that show what the portal wrote, and pages that show what was asked."""
    found = ["/", "/people", "/search?q=phi%C3%AAn", "/archive", "/archive/captions_naming?name=x"]
    found += [f"/archive/{name}?_size=100" for name in sorted(TABLES)]
    found += ["/archive/articles?_size=100&_view=table", "/archive/problems_by_reason"]
    found += [f"/search?q={quote(payload)}" for payload in PAYLOADS]
    for payload in PAYLOADS[::6]:
        words = quote(payload, safe="")
        found += [
            f"/archive/articles?title={words}&_search={words}",
            f"/archive/articles?_sort={words}",
            f"/archive/articles?_facet={words}",
            f"/archive/articles?{words}__contains={words}",
            f"/{words}",
            f"/archive/{words}",
            f"/archive/articles/{words}",
            f"/people?q={words}&portal={words}",
            f"/archive/search_articles?words={words}",
            f"/compare/1?from={words}",
        ]
    return found


def test_nothing_of_a_hostile_portal_runs(server: Served, browser: Any) -> None:
    base = f"http://127.0.0.1:{server.port}"
    context = browser.new_context(bypass_csp=True)
    context.add_init_script("window.ran = []; window.pwned = () => window.ran.push('ran')")
    shown = context.new_page()
    faults = {}
    rows: list[str] = []
    for address in addresses():
        shown.goto(base + address)
        assert shown.url.startswith(base)
        if found := shown.evaluate(_LOOK, _FOREIGN):
            faults[address] = found[:3]
        if address.startswith("/archive/articles?_size=100&_view"):
            links = shown.eval_on_selector_all("td a[href]", "links => links.map(a => a.getAttribute('href'))")
            rows = sorted({link for link in links if re.fullmatch(r"/archive/articles/[0-9]+", link)})
    assert len(rows) >= 50
    for address in rows:
        shown.goto(base + address)
        if found := shown.evaluate(_LOOK, _FOREIGN):
            faults[address] = found[:3]
    context.close()
    assert faults == {}


def test_the_payloads_would_run(browser: Any, tmp_path: Path) -> None:
    """Else the test above could not fail."""
    ran = 0
    for number, payload in enumerate(PAYLOADS):
        file = tmp_path / f"{number}.html"
        body = f'<p title="{payload}">{payload}</p>'
        file.write_text(f"<html><head><title>x</title></head><body>{body}</body></html>", encoding="utf-8")
        context = browser.new_context()
        context.add_init_script("window.ran = []; window.pwned = () => window.ran.push('ran')")
        shown = context.new_page()
        shown.goto(file.as_uri(), wait_until="commit")
        shown.wait_for_timeout(50)
        if not shown.url.startswith("file:") or shown.evaluate(_LOOK, _FOREIGN):
            ran += 1
        context.close()
    assert ran >= 40
