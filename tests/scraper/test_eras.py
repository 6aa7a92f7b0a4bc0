"""Eras: one portal, several layouts, each page read as the portal was when it was captured."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import PortalError
from scraper.extract import extract
from scraper.items import Article
from scraper.portal import Era, Portal, read_portal_file
from scraper.portal_lookup import find_by_url

HEAD = """
[songlam]
name = "Cổng thông tin điện tử thị xã Sông Lam"
url = "https://songlam.example.gov.vn/"
valid_from = 2012-01-01
valid_to = 2025-06-30
selectors = {title = "h1.tieu-de", body = "div.noi-dung"}
"""
ERAS = """
[[songlam.eras]]
until = 2015-12-31
family = "hatinh"
url = "http://old.songlam.example.gov.vn/"

[[songlam.eras]]
until = 2018-06-30
selectors = {title = "#dau-tin", body = "#than-tin"}
"""
SENTENCES = [
    f"Ủy ban nhân dân thị xã Sông Lam giao {office} triển khai nhiệm vụ phòng chống thiên tai trên địa bàn."
    for office in ("Phòng Kinh tế", "Ban Chỉ huy Quân sự", "Công an thị xã", "Trung tâm Y tế")
]
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
# The banner is a headline to anybody who does not know the layout, and so is the box below the text.
BANNER = "<h1>Quyết tâm xây dựng thị xã Sông Lam văn minh, giàu đẹp, nghĩa tình</h1>"
OLD = (
    f"<html><head><title>Sông Lam</title></head><body>{BANNER}<div id='dau-tin'>Họp bàn phòng chống thiên tai</div>"
    f"<div id='than-tin'>{TEXT}</div><div class='noi-dung'><p>Thông báo lịch cúp điện của thị xã trong tuần này.</p>"
    "</div></body></html>"
)
NEW = (
    f"<html><head><title>Sông Lam</title></head><body>{BANNER}<h1 class='tieu-de'>Họp bàn phòng chống thiên tai</h1>"
    f"<div class='noi-dung'>{TEXT}</div></body></html>"
)
PAGE = "https://songlam.example.gov.vn/tin-tuc/hop-ban-phong-chong-thien-tai-12.html"


def portal(tmp_path: Path, text: str = HEAD + ERAS) -> Portal:
    path = tmp_path / "portals.toml"
    path.write_text(text, encoding="utf-8")
    return read_portal_file(path)[0]


def said(article: Article) -> list[str]:
    return [*([article.lead] if article.lead else []), *article.text.split("\n\n")]


def captured(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def test_what_held_until_a_day_holds_on_that_day_in_vietnam(tmp_path: Path) -> None:
    town = portal(tmp_path)
    assert town.at(captured(2014, 3, 1)).family == "hatinh"
    assert town.at(captured(2014, 3, 1)).selectors == {}, "the selectors of the present layout hold in no era"
    assert town.at(captured(2014, 3, 1)).url == "http://old.songlam.example.gov.vn/"
    second = town.at(captured(2018, 6, 30, 16))  # 23:00 of the last day in Vietnam
    assert second.selectors == {"title": "#dau-tin", "body": "#than-tin"}
    assert (second.family, second.url) == (None, town.url)
    assert town.at(captured(2018, 6, 30, 17)) is town, "midnight in Vietnam"
    assert town.at(None) is town
    assert second.eras == []
    assert second.id == town.id


def test_one_portal_two_captures_two_layouts(tmp_path: Path) -> None:
    town = portal(tmp_path)
    old = extract(OLD.encode(), PAGE, portal=town, captured_at=captured(2017, 5, 6))
    new = extract(NEW.encode(), PAGE, portal=town, captured_at=captured(2024, 5, 6))
    assert old.title == new.title == "Họp bàn phòng chống thiên tai"
    assert old.text == new.text
    assert said(old) == SENTENCES
    assert old.problems == new.problems == []
    misread = extract(OLD.encode(), PAGE, portal=town, captured_at=captured(2024, 5, 6))
    assert misread.title != old.title, (
        "the layout of 2024 does not find the title of 2017: the eras make the difference"
    )


def test_a_page_that_its_eras_family_does_not_know_is_read_all_the_same(tmp_path: Path) -> None:
    """The day on which a portal was rebuilt is hardly ever known exactly."""
    town = portal(tmp_path)
    early = extract(NEW.encode(), PAGE, portal=town, captured_at=captured(2014, 5, 6))
    assert early.kind == "article"
    assert said(early) == SENTENCES
    [problem] = early.problems
    assert problem.field == "family"
    assert "'hatinh'" in problem.reason
    assert "'generic'" in problem.reason


@pytest.mark.parametrize(
    ("eras", "words"),
    [
        (
            "until = 2018-06-30\ncolour = 1\nfamily = 'generic'",
            "era 1: key 'colour' is not known; the keys are: until,",
        ),
        ("family = 'generic'", "era 1: key 'until' is missing"),
        ("until = 'soon'\nfamily = 'generic'", "era 1: key 'until'"),
        ("until = 2018-06-30", "era 1: says nothing of that time: give it a family, selectors or a url"),
        ("until = 2018-06-30\nfamily = 'joomla15'", "era 1: key 'family': no such family"),
        (
            "until = 2018-06-30\nselectors = {body = 'div[['}",
            "era 1: key 'selectors': body = 'div[[' is no CSS selector",
        ),
        ("until = 2018-06-30\nselectors = {colour = 'p'}", "no selector called 'colour'"),
        ("until = 2018-06-30\nurl = 'ftp://a.vn/'", "era 1: key 'url': 'ftp://a.vn/' is no web address"),
        ("until = 2025-06-30\nfamily = 'generic'", "era 1 ends on 2025-06-30, no earlier than the portal itself"),
        ("until = 2011-12-31\nfamily = 'generic'", "era 1 ends on 2011-12-31, before the portal begins"),
        (
            "until = 2018-06-30\nfamily = 'generic'\n[[songlam.eras]]\nuntil = 2018-06-30\nfamily = 'hatinh'",
            "key 'eras': era 2 ends on 2018-06-30, not after the one before it (2018-06-30)",
        ),
        (
            "until = 2018-06-30\nfamily = 'generic'\n[[songlam.eras]]\nuntil = 2016-06-30\nfamily = 'hatinh'",
            "write the eras from the oldest to the newest",
        ),
    ],
)
def test_an_error_names_file_portal_era_and_key(tmp_path: Path, eras: str, words: str) -> None:
    with pytest.raises(PortalError) as caught:
        portal(tmp_path, f"{HEAD}\n[[songlam.eras]]\n{eras}\n")
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'portals.toml'}: portal 'songlam': ")
    assert words in message


def test_an_address_of_an_era_is_the_portals(tmp_path: Path) -> None:
    town = portal(tmp_path)
    assert find_by_url({town.id: town}, "http://old.songlam.example.gov.vn/x/1.html") is town
    assert find_by_url({town.id: town}, "http://older.songlam.example.gov.vn/x/1.html") is None


@given(
    st.lists(st.dates(date(1998, 1, 1), date(2030, 1, 1)), unique=True, max_size=5).map(sorted),
    st.datetimes(datetime(1997, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)),
)
def test_every_moment_is_in_the_first_era_that_has_not_ended(days: list[date], moment: datetime) -> None:
    eras = [Era(until=day, url=f"https://era{number}.example.vn/") for number, day in enumerate(days)]
    town = Portal(id="a", name="a", url="https://now.example.vn/", eras=eras)
    local = datetime.fromtimestamp(moment.timestamp() + 7 * 3600, UTC).date()
    ended = sum(day < local for day in days)
    assert town.at(moment).url == [*(era.url for era in eras), town.url][ended]
