"""The page of an article: its text with what was read from it, who and what stands beside it, where it came from."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from archive.database import transaction, writing
from archive.load import load_article
from archive.site.article import read_article
from tests.archive.site.samples import ATTACK, FIRST, HOME, Site, official, record, title

_MANY = 15


def connect(site: Site) -> sqlite3.Connection:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    return connection


@pytest.fixture(scope="module")
def congress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An archive with one long article: headings, a list, many officials, a place that is a unit, a doubtful day."""
    directory = tmp_path_factory.mktemp("congress") / "archive"
    names = [f"Trần Văn {chr(ord('A') + number)}a" for number in range(_MANY)]
    text = (
        "I. KẾT QUẢ ĐẠT ĐƯỢC\n\nNhiệm kỳ qua thị xã hoàn thành 26 trong 29 chỉ tiêu.\n\n- Thu ngân sách đạt 1.412 tỷ "
        f"đồng\n\n- Giảm nghèo 2%\n\nĐồng chí {names[0]} chủ trì. Ngày 31/2 họp tiếp."
    )
    start = text.index(names[0])
    said = {"role": "chaired", "start": text.index("chủ trì"), "end": text.index("chủ trì") + 7, "field": "text"}
    officials = [
        official(names[0], (start, start + len(names[0]), "text"), roles=["chaired", "pictured"], role_evidence=[said],
                 titles=[title("Bí thư Thị ủy", organization="Thị ủy Kỳ Anh", unit_id="449-2023")]),
        *(official(name, in_caption_only=True) for name in names[1:]),
    ]  # fmt: skip
    item = record(
        "dai-hoi.html", title="Đại hội", text=text, published="2025-07-01", officials=officials,
        places=[{"text": "Thị xã Kỳ Anh", "unit": "thị xã Kỳ Anh", "unit_id": "449-2023"},
                {"text": "thôn Đông", "unit": None, "unit_id": None}],
        events=[{"text": "Ngày 31/2", "start": None, "end": None, "part_of_day": None, "basis": "unknown",
                 "doubt": "no_such_day"}],
    )  # fmt: skip
    with writing(directory) as db, transaction(db.conn):
        db.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Cổng thị xã Gió', ?)", (HOME,))
        loaded = load_article(db.conn, item, seen_at=FIRST, capture=None)
    yield Site(directory, {"dai-hoi.html": loaded.article}, {})


def page(site: Site, language: str = "") -> str:
    return site.get(f"{language}/archive/articles/{site.articles['dai-hoi.html']}").text


def test_revisions_say_what_changed(site: Site) -> None:
    article = read_article(connect(site), site.articles["hop.html"])
    assert article is not None
    newest, first = article["revisions"]
    assert [change.field for change in newest.differences] == ["text"]
    assert [piece.text for piece in newest.differences[0].pieces if piece.change == "added"] == ["liên xã "]
    assert (newest.row["number"], first.row["number"], first.differences) == (2, 1, [])


def test_no_such_article(site: Site) -> None:
    assert read_article(connect(site), 1) is None


def test_a_title_in_short_form_stands_in_full_beside_it(site: Site) -> None:
    page = site.get(f"/archive/articles/{site.articles['hop.html']}").text
    assert 'PCT UBND phường <span class="in-full"' in page and "= Phó Chủ tịch</span>" in page
    assert 'title="Ủy ban nhân dân phường Gió">UBND phường Gió' in page
    assert page.count('class="in-full"') == 1  # "Bí thư Thị uỷ" needs none


def test_headings_and_lists_are_such(congress: Site) -> None:
    text = page(congress)
    assert '<h2 class="subhead">I. KẾT QUẢ ĐẠT ĐƯỢC</h2>' in text
    items = "<li>- Thu ngân sách đạt 1.412 tỷ đồng</li>\n<li>- Giảm nghèo 2%</li>"
    assert f'<ul class="items">\n{items}\n</ul>' in text


def test_a_role_leads_to_its_words_and_shows_their_sentence(congress: Site) -> None:
    text = page(congress)
    anchor = re.search(r'<span class="told-role" id="(role-text-\d+)">chủ trì</span>', text)
    assert anchor is not None
    assert f'<a class="tag tag-chaired" href="#{anchor[1]}" title="“chủ trì”">chủ trì</a>' in text
    assert '<span class="tag tag-pictured">trong ảnh</span>' in text  # no words tell it
    assert "Trần Văn Aa <mark>chủ trì</mark>." in text


def test_officials_after_the_first_dozen_are_folded_away(congress: Site) -> None:
    aside = page(congress).partition('<aside class="beside"')[2].partition("</aside>")[0]
    shown, _, folded = aside.partition('<details class="others">')
    assert (shown.count('<li id="official-'), folded.count('<li id="official-')) == (12, _MANY - 12)
    assert "<summary>3 người nữa</summary>" in folded
    assert shown.count("chỉ ở chú thích ảnh") == 11


def test_places_and_organisations_lead_to_their_units(congress: Site) -> None:
    text = page(congress, "/en")
    assert '<a href="/en/archive/units/449-2023">Thị xã Kỳ Anh</a>' in text
    assert '<a href="/en/archive/units/449-2023">Thị ủy Kỳ Anh</a>' in text
    assert "<li>thôn Đông</li>" in text
    assert congress.get("/en/archive/units/449-2023").status == 200


def test_a_day_that_is_not_known_says_why(congress: Site) -> None:
    for language, why in (("", "không có ngày như thế"), ("/en", "there is no such day")):
        text = page(congress, language)
        assert re.search(
            rf'<a class="told-day" id="day-text-\d+" href="#event-0" title="[^"]*{why}">Ngày 31/2</a>', text
        )
        assert f"{why}</span>" in text.partition('<li id="event-0">')[2].partition("</li>")[0]


def test_every_link_within_the_page_leads_somewhere_in_it(congress: Site, site: Site) -> None:
    for text in (page(congress), site.get(f"/archive/articles/{site.articles['hop.html']}").text):
        names = re.findall(r'\sid="([^"]+)"', text)
        assert len(names) == len(set(names))
        led = set(re.findall(r'(?:href="#|aria-describedby=")([^"]+)"', text))
        assert led and led <= set(names)


def test_an_english_page_says_nothing_of_ours_in_vietnamese(congress: Site, site: Site) -> None:
    marks = re.compile("[àáảãạăâèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵđ]", re.I)
    for text in (
        page(congress, "/en"),
        *(site.get(f"/en/archive/articles/{key}").text for key in site.articles.values()),
    ):
        own = text.partition('<details class="raw">')[0]
        for ours in re.findall(r"<(?:h2|dt|summary|th)\b(?![^>]*subhead)[^>]*>(.*?)</", own):
            assert not marks.search(re.sub("<span.*", "", ours)), ours
        assert 'lang="vi"' in own and '<html lang="en">' in own
        assert re.search(r'<div class="prose" lang="vi">', own) and re.search(r'<h1 lang="vi"', own)


def test_the_citation_is_in_the_language_of_the_page_and_every_format_can_be_read(site: Site) -> None:
    key = site.articles["hop.html"]
    vietnamese, english = (site.get(f"{prefix}/archive/articles/{key}").text for prefix in ("", "/en"))
    assert "05/03/2021" in vietnamese.partition('id="citation"')[2].partition("</p>")[0]
    cited = english.partition('id="citation"')[2].partition("</p>")[0]
    assert "5 Mar 2021" in cited and "revision 2" in cited and "captured 2 Apr 2026, 09:00 UTC+7" in cited
    shown = re.findall(r'<details class="format"><summary>([^<]+)</summary><pre tabindex="0">([^<]*)</pre>', english)
    assert [name for name, _ in shown] == ["BibTeX", "RIS", "CSL-JSON"]
    assert shown[0][1].startswith("@misc{congtin-") and shown[1][1].startswith("TY  - ELEC")
    assert "5 Mar 2021" in site.get(f"/en/cite/{key}.txt").text and "05/03/2021" in site.get(f"/cite/{key}.txt").text


def test_what_a_page_wrote_is_escaped_in_citations_and_tips(site: Site) -> None:
    for prefix in ("", "/en"):
        text = site.get(f"{prefix}/archive/articles/{site.articles['pha.html']}").text
        assert ATTACK not in text and "alert(1)</script" not in text
        assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 20
