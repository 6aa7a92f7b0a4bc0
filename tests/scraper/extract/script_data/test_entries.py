"""Where entries of lists in the data lead: by the address they give, or by how the page makes addresses of slugs."""

from __future__ import annotations

import json

from scraper.extract import analyse
from scraper.extract.script_data.entries import entry_links

URL = "https://x.gov.vn/tin-tuc"
ENTRIES = [
    {
        "id": 10 + number,
        "title": f"Tin số {number} của xã",
        "slug": f"tin-so-{number}-cua-xa",
        "excerpt": "x",
        "date": 1,
    }
    for number in range(3)
]


def test_addresses_that_are_given() -> None:
    entries = [{"title": f"Tin {number}", "url": f"/tin/{number}"} for number in range(2)]
    elsewhere = {"title": "Báo khác", "link": "https://bao.example/tin"}
    assert entry_links([{"posts": [*entries, elsewhere]}], URL, []) == [
        ("https://x.gov.vn/tin/0", "Tin 0"),
        ("https://x.gov.vn/tin/1", "Tin 1"),
    ]


def test_a_printed_link_tells_how_addresses_are_made() -> None:
    known = ["https://x.gov.vn/lien-he", "https://x.gov.vn/vi/bai/tin-so-1-cua-xa-11.html"]
    assert [address for address, _ in entry_links([{"posts": ENTRIES}], URL, known)] == [
        f"https://x.gov.vn/vi/bai/tin-so-{number}-cua-xa-{10 + number}.html" for number in range(3)
    ]


def test_the_pages_own_address_tells_it_too() -> None:
    found = entry_links([{"post": ENTRIES[0], "others": ENTRIES[1:]}], "https://x.gov.vn/tin/tin-so-0-cua-xa", [])
    assert [address for address, _ in found] == [f"https://x.gov.vn/tin/tin-so-{number}-cua-xa" for number in range(3)]


def test_a_section_is_no_article() -> None:
    section = {"id": 4, "title": "Tin tức - Sự kiện", "slug": "tin-tuc-su-kien"}
    found = entry_links([{"posts": ENTRIES, "menu": [section]}], "https://x.gov.vn/tin/tin-so-0-cua-xa", [])
    assert len(found) == len(ENTRIES)


def test_no_address_is_made_up() -> None:
    assert entry_links([{"posts": ENTRIES}], URL, ["https://x.gov.vn/lien-he"]) == []


def test_links_of_a_page_hold_those_of_its_data() -> None:
    state = json.dumps({"props": {"posts": ENTRIES}})
    page = (
        "<html><body><a href='/tin/tin-so-0-cua-xa'>Tin số 0 của xã</a>"
        f'<script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>'
    )
    links = analyse(page.encode(), URL).links
    assert [link.url for link in links] == [f"https://x.gov.vn/tin/tin-so-{number}-cua-xa" for number in range(3)]
