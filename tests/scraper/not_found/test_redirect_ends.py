"""What it says of an article where its address leads, by what stands there and by where the portal leads else."""

from __future__ import annotations

import pytest

from scraper.canonical import canonical_key
from scraper.store import Answer, PageResult, Peer
from tests.scraper.not_found.test_doubts import (
    ARTICLE,
    FOUND,
    FRAME,
    HOST,
    LIST,
    MISSED,
    MOMENT,
    OTHER,
    SPAM,
    TEMPLATE,
    doubts,
    keep,
    leading,
    probe_of,
    shown,
    status,
    target,
)

_BESIDE = f"{HOST}/tin-tuc-su-kien/khai-mac-hoi-thi-417.html"
FOUND_BESIDE = Peer(canonical_key(_BESIDE), _BESIDE, was_asked=True, was_found=True)


@pytest.mark.parametrize(
    ("end", "outcome"),
    [
        (lambda asked: status(asked, 404), "gone"),
        (lambda asked: shown(asked, FRAME.format("<p>Trang bạn tìm không tồn tại</p>")), "gone"),
        (lambda asked: shown(asked, FRAME.format("<p>Hệ thống đang bảo trì</p>")), "redirect"),
        (lambda asked: PageResult(asked, Answer(asked.url, MOMENT, 500), "failed", "status 500"), "redirect"),
        (lambda asked: shown(asked, TEMPLATE), "redirect"),
    ],
)
def test_what_stands_where_a_redirect_leads(end: object, outcome: str) -> None:
    made = doubts(FOUND)
    first = keep(made, leading(target(ARTICLE), "/thong-bao"))
    where = next(link for link in first.witnesses if link.probe is None)
    keep(made, status(probe_of(first.witnesses), 404))
    keep(made, end(target(where.url, kind=None)))  # type: ignore[operator]
    assert keep(made, leading(target(ARTICLE, tries=1), "/thong-bao")).outcome == outcome


def test_a_chain_of_redirects_is_followed_to_its_end() -> None:
    made = doubts(FOUND)
    keep(made, leading(target(ARTICLE), "/tb"))
    keep(made, leading(target(f"{HOST}/tb", kind=None), "/tb/cuoi"))
    keep(made, status(target(f"{HOST}/tb/cuoi", kind=None), 410))
    result = keep(made, leading(target(ARTICLE, tries=1), "/tb"))
    assert result.reason == f"the article's address leads to {HOST}/tb now, and that is not there: status 410"


def test_redirects_that_lead_in_a_circle_have_no_end_and_say_nothing() -> None:
    made = doubts(FOUND)
    keep(made, leading(target(ARTICLE), "/tb"))
    keep(made, leading(target(f"{HOST}/tb", kind=None), "/vong"))
    keep(made, leading(target(f"{HOST}/vong", kind=None), "/tb"))
    assert keep(made, leading(target(ARTICLE, tries=1), "/tb")).outcome == "redirect"


def test_an_error_page_that_says_no_more_is_believed_unless_it_has_a_fault() -> None:
    for words, outcome in (("Mời chọn mục khác của trang tin", "gone"), ("Đã xảy ra lỗi máy chủ", "redirect")):
        made = doubts(FOUND)
        first = keep(made, leading(target(ARTICLE), "/loi.html"))
        keep(made, status(probe_of(first.witnesses), 404))
        keep(made, shown(target(f"{HOST}/loi.html", kind=None), FRAME.format(f"<p>{words}</p>")))
        assert keep(made, leading(target(ARTICLE, tries=1), "/loi.html")).outcome == outcome


@pytest.mark.parametrize(("peers", "outcome"), [((FOUND,), "gone"), ((MISSED,), "redirect")])
def test_an_error_page_without_a_cause_is_believed_where_other_articles_are_there(
    peers: tuple[Peer, ...], outcome: str
) -> None:
    made = doubts(*peers)
    first = keep(made, leading(target(ARTICLE), "/loi.html"))
    keep(made, status(probe_of(first.witnesses), 404))
    keep(made, shown(target(f"{HOST}/loi.html", kind=None), FRAME.format("<p>Đã có sự cố. Mã tương quan: 5f3a</p>")))
    assert keep(made, leading(target(ARTICLE, tries=1), "/loi.html")).outcome == outcome


@pytest.mark.parametrize(("peers", "outcome"), [((FOUND,), "gone"), ((MISSED,), "redirect")])
@pytest.mark.parametrize("location", ["/muc/kinh-te", "/?p=47", "/cong/?p=47"])
def test_what_shows_a_list_is_no_article_where_others_are_there(
    location: str, peers: tuple[Peer, ...], outcome: str
) -> None:
    made = doubts(*peers)
    first = keep(made, leading(target(ARTICLE), location))
    keep(made, status(probe_of(first.witnesses), 404))
    keep(made, shown(target(HOST + location, kind=None), LIST))
    result = keep(made, leading(target(ARTICLE, tries=1), location))
    assert result.outcome == outcome
    assert outcome != "gone" or result.reason == f"the article's address leads to a list now: {HOST}{location}"


def test_an_address_with_a_number_only_is_an_articles_own_where_one_stands_there() -> None:
    made = doubts(FOUND)
    first = keep(made, leading(target(ARTICLE), "/?p=47"))
    keep(made, status(probe_of(first.witnesses), 404))
    keep(made, shown(target(f"{HOST}/?p=47", kind=None), SPAM))
    assert keep(made, leading(target(ARTICLE, tries=1), "/?p=47")).outcome == "redirect"


def test_a_moved_article_costs_nothing_and_a_second_one_that_leads_there_is_in_doubt() -> None:
    made = doubts(FOUND)
    assert keep(made, leading(target(ARTICLE), "/bai/hop-giao-ban-cong-tac-thang-5.html")).outcome == "redirect"
    assert keep(made, leading(target(OTHER), "/bai/khai-mac-hoi-thi-tieng-hat.html")).outcome == "redirect"
    assert keep(made, leading(target(f"{HOST}/tin/14-x.html"), "/bai/khai-mac-hoi-thi-tieng-hat.html")).witnesses


def test_a_list_whose_name_reads_like_a_headline_is_no_articles_own() -> None:
    article = f"{HOST}/tin-tuc-su-kien/hop-giao-ban-416.html"
    made = doubts(FOUND_BESIDE)
    first = keep(made, leading(target(article), "/tin-tuc-su-kien/"))
    keep(made, leading(probe_of(first.witnesses), "/tin-tuc-su-kien/"))
    keep(made, shown(target(f"{HOST}/tin-tuc-su-kien/", kind=None), LIST))
    assert keep(made, leading(target(article, tries=1), "/tin-tuc-su-kien/")).outcome == "gone"


def test_a_list_of_another_section_that_was_read_in_the_visit_is_no_articles_own() -> None:
    made = doubts(FOUND)
    keep(made, shown(target(f"{HOST}/muc/hoat-dong-cua-lanh-dao.aspx", kind="listing"), LIST))
    assert keep(made, leading(target(ARTICLE), "/muc/hoat-dong-cua-lanh-dao.aspx")).witnesses


def test_a_page_whose_address_repeats_the_articles_is_no_articles_own() -> None:
    assert keep(doubts(FOUND), leading(target(ARTICLE), "/tim?tu=/tin/12-hop-giao-ban.html")).witnesses


def test_a_login_page_is_never_a_sign() -> None:
    assert keep(doubts(FOUND), leading(target(ARTICLE), "/dang-nhap?ReturnUrl=/tin/12")).outcome == "redirect"


@pytest.mark.parametrize(("peers", "outcome"), [((FOUND,), "gone"), ((MISSED,), "redirect"), ((), "gone")])
def test_a_list_is_a_sign_where_the_portal_sends_what_does_not_exist_there(
    peers: tuple[Peer, ...], outcome: str
) -> None:
    made = doubts(*peers)
    first = keep(made, leading(target(ARTICLE), "/muc/kinh-te"))
    keep(made, leading(probe_of(first.witnesses), "/muc/kinh-te"))
    assert keep(made, leading(target(ARTICLE, tries=1), "/muc/kinh-te")).outcome == outcome
