"""How doubtful answers are settled: whom to ask first, and what it takes to call an article gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from scraper.answers import judged
from scraper.canonical import canonical_key
from scraper.discovery import Discovery
from scraper.extract.template import NO_TEMPLATE
from scraper.not_found.addresses import impossible_address
from scraper.not_found.doubts import PUT_OFF, Doubts
from scraper.not_found.probes import PROBE_STORED
from scraper.portal import Portal
from scraper.redirects import redirected
from scraper.store import Answer, FoundLink, NotFoundPage, PageResult, Peer, Target

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOST = "https://songlam.example.vn"
PORTAL = Portal(id="songlam", name="Sông Lam", url=f"{HOST}/")
ARTICLE, OTHER = f"{HOST}/tin/12-hop-giao-ban.html", f"{HOST}/tin/13-khai-mac-hoi-thi.html"
FRAME = "<html><head><title>Chi tiết</title></head><body>{}<div>Cơ quan chủ quản: Huyện Sông Lam</div></body></html>"
TEMPLATE = FRAME.format("<p>Mời bạn đọc chọn chuyên mục khác của trang tin</p>")
_SENTENCE = "Đăng ký hôm nay để nhận ngay quà vào tài khoản, hoàn trả không giới hạn mỗi ngày cho mọi thành viên mới. "
SPAM = FRAME.format(
    f"<article><h1>Nhà cái uy tín số 1 tặng quà lớn</h1><time>04/05/2025 22:00</time><p>{_SENTENCE * 3}</p></article>"
)
LIST = FRAME.format(
    "<ul>"
    + "".join(
        f'<li><h3><a href="/tin/{number}-hop-giao-ban-thang.html">Xã họp giao ban công tác tháng {number}</a></h3></li>'
        for number in range(21, 31)
    )
    + "</ul>"
)
FOUND, NOT_ASKED = (
    Peer(canonical_key(OTHER), OTHER, was_asked=True, was_found=True),
    Peer(canonical_key(OTHER), OTHER, was_asked=False, was_found=False),
)
MISSED = Peer(canonical_key(OTHER), OTHER, was_asked=True, was_found=False)


def target(url: str, *, kind: str | None = "article", **more: object) -> Target:
    return Target(canonical_key(url), url, 2, kind=kind, **more)  # type: ignore[arg-type]


def shown(asked: Target, html: str = TEMPLATE) -> PageResult:
    answer = Answer(asked.url, MOMENT, 200, [("Content-Type", "text/html; charset=utf-8")], raw_body=html.encode())
    return judged(asked, answer, Discovery(PORTAL), 1.0, NO_TEMPLATE)


def leading(asked: Target, location: str) -> PageResult:
    return redirected(asked, Answer(asked.url, MOMENT, 302, [("Location", location)]), Discovery(PORTAL))


def status(asked: Target, number: int) -> PageResult:
    return PageResult(asked, Answer(asked.url, MOMENT, number), "gone", f"status {number}")


def doubts(*peers: Peer, known: Sequence[NotFoundPage] = ()) -> Doubts:
    return Doubts(known, lambda _: peers)


def probe_of(witnesses: Sequence[FoundLink]) -> Target:
    [probe] = [link for link in witnesses if link.probe is not None]
    return target(probe.url, kind=None, probe=probe.probe)


def keep(made: Doubts, result: PageResult) -> PageResult:
    settled = made.settled(result)
    made.note(settled)
    return settled


# ---------------------------------------------------------------------- whom to ask


def test_a_doubtful_answer_is_put_off_and_an_impossible_address_and_another_article_are_asked_for() -> None:
    result = keep(doubts(NOT_ASKED), shown(target(ARTICLE)))
    assert (result.outcome, result.reason, result.retry_after) == ("failed", PUT_OFF, 0.0)
    probe, other = result.witnesses
    made = impossible_address(ARTICLE)
    assert made is not None
    assert (probe.url, probe.probe) == (made.url, made.shape)
    assert (other.url, other.probe) == (OTHER, None)


@pytest.mark.parametrize("peers", [(FOUND,), (MISSED,), ()], ids=["found", "missed", "none"])
def test_no_other_article_is_asked_for_where_that_would_tell_nothing_more(peers: tuple[Peer, ...]) -> None:
    [probe] = keep(doubts(*peers), shown(target(ARTICLE))).witnesses
    assert probe.probe is not None


def test_articles_of_another_shape_are_no_witnesses() -> None:
    url = f"{HOST}/van-ban/13.aspx"
    other = Peer(canonical_key(url), url, was_asked=False, was_found=False)
    [probe] = keep(doubts(other), shown(target(ARTICLE))).witnesses
    assert probe.probe is not None


def weather(word: str) -> str:
    """Return the portal's page for what does not exist, with the weather in a box that nothing marks as one."""
    return FRAME.format(f"<div>Thời tiết</div><div>Sông Lam: {word}</div><div>Chọn chuyên mục khác để xem tin</div>")


@pytest.mark.parametrize(
    ("first", "again", "outcome"),
    [("trời nắng", "nhiều mây", "gone"), ("trời nắng", "trời nắng", "stored")],
    ids=["it turns", "it stays"],
)
def test_what_turned_between_two_answers_is_not_held_against_the_portals_page(
    first: str, again: str, outcome: str
) -> None:
    made = doubts(FOUND)
    witnesses = keep(made, shown(target(ARTICLE), weather(first))).witnesses
    keep(made, shown(probe_of(witnesses), weather("mưa rào")))
    assert keep(made, shown(target(ARTICLE, tries=1), weather(again))).outcome == outcome


@pytest.mark.parametrize(("again", "outcome"), [("nhiều mây", "gone"), ("trời nắng", "stored")])
def test_a_page_is_asked_for_again_where_it_may_be_the_portals_but_for_what_turns(again: str, outcome: str) -> None:
    made = doubts(FOUND)
    [probe] = keep(made, shown(target(OTHER), weather("có sương"))).witnesses
    keep(made, shown(probe_of([probe]), weather("mưa rào")))
    first = keep(made, shown(target(ARTICLE), weather("trời nắng")))
    assert (first.reason, first.retry_after, [*first.witnesses]) == (PUT_OFF, 0.0, [])
    assert keep(made, shown(target(ARTICLE, tries=1), weather(again))).outcome == outcome


def test_a_page_that_shares_little_with_the_portals_is_not_asked_for_again() -> None:
    made = doubts(FOUND)
    [probe] = keep(made, shown(target(OTHER), weather("có sương"))).witnesses
    keep(made, shown(probe_of([probe]), weather("mưa rào")))
    assert keep(made, shown(target(ARTICLE))).outcome == "stored"


# ---------------------------------------------------------------------- a section that is gone as a whole

ELSEWHERE = f"{HOST}/van-ban/2024/19-ke-hoach.html"
OF_ANOTHER_SECTION = Peer(canonical_key(ELSEWHERE), ELSEWHERE, was_asked=True, was_found=True)


def answered(made: Doubts, witness: FoundLink, answer: str | None) -> None:
    """Answer for an address that cannot exist: with a page, or, where that is an address, by leading there."""
    asked = target(witness.url, kind=None, probe=witness.probe)
    if answer is None:
        keep(made, PageResult(asked, Answer(asked.url, MOMENT, None), "failed", "no answer"))
    else:
        keep(made, leading(asked, answer) if answer.startswith("/") else shown(asked, answer))


@pytest.mark.parametrize(
    ("section", "elsewhere", "outcome"),
    [
        (TEMPLATE, TEMPLATE, "gone"),
        (TEMPLATE, FRAME.format("<p>Chúng tôi đang cập nhật chuyên mục văn bản, mời quay lại</p>"), "failed"),
        (TEMPLATE, "/muc/van-ban", "failed"),
        (TEMPLATE, None, "failed"),
        ("/muc/kinh-te", "/muc/kinh-te", "gone"),
        ("/muc/kinh-te", "/muc/van-ban", "redirect"),
        ("/muc/kinh-te", TEMPLATE, "redirect"),
    ],
)
def test_a_section_is_gone_where_another_one_answers_so_for_what_cannot_exist(
    section: str, elsewhere: str | None, outcome: str
) -> None:
    made = doubts(MISSED, OF_ANOTHER_SECTION)

    def asked(tries: int) -> PageResult:
        known = target(ARTICLE, tries=tries)
        return keep(made, leading(known, section) if section.startswith("/") else shown(known, section))

    for witness in asked(0).witnesses:
        if witness.probe is not None:
            answered(made, witness, section)
    again = asked(1)
    assert (again.reason, again.retry_after) == (PUT_OFF, 0.0)
    [probe] = again.witnesses
    there = impossible_address(ELSEWHERE)
    assert there is not None
    assert probe.url == there.url
    answered(made, probe, elsewhere)
    settled = asked(2)
    assert (settled.outcome, settled.retry_after) == (outcome, None)


def test_without_another_section_that_is_there_it_is_a_fault_at_once() -> None:
    missed = Peer(canonical_key(ELSEWHERE), ELSEWHERE, was_asked=True, was_found=False)
    made = doubts(MISSED, missed)
    [probe] = keep(made, shown(target(ARTICLE))).witnesses
    answered(made, probe, TEMPLATE)
    settled = keep(made, shown(target(ARTICLE, tries=1)))
    assert (settled.outcome, settled.retry_after) == ("failed", None)


@pytest.mark.parametrize(
    "asked",
    [target(ARTICLE, kind=None), target(ARTICLE, kind="listing"), target(ARTICLE, kind="other")],
    ids=["new", "list", "other"],
)
def test_only_known_articles_are_in_doubt(asked: Target) -> None:
    assert keep(doubts(FOUND), shown(asked)).outcome == "stored"
    assert keep(doubts(FOUND), leading(asked, "/muc/kinh-te")).outcome == "redirect"


def test_an_address_that_has_been_put_off_or_tried_too_often_is_settled() -> None:
    made = doubts(FOUND)
    assert keep(made, shown(target(ARTICLE))).retry_after == 0.0
    assert keep(made, shown(target(ARTICLE, tries=1))).retry_after is None
    assert keep(doubts(FOUND), shown(target(ARTICLE, tries=2))).retry_after is None


# ---------------------------------------------------------------------- what it takes


def settle(peers: Sequence[Peer], instead: str, probe: PageResult | str | int, **more: object) -> PageResult:
    """Put an article's answer off, answer the probe, and return what the article's second answer comes to."""
    made = doubts(*peers)
    first = keep(made, shown(target(ARTICLE, **more), instead))
    asked = probe_of(first.witnesses)
    if isinstance(probe, int):
        keep(made, status(asked, probe))
    elif isinstance(probe, str):
        learnt = keep(made, shown(asked, probe))
        assert (learnt.outcome, learnt.reason, learnt.article, [*learnt.links]) == ("stored", PROBE_STORED, None, [])
    return keep(made, shown(target(ARTICLE, tries=1, **more), instead))


def test_gone_where_the_impossible_address_answers_the_same_and_another_article_is_there() -> None:
    result = settle([FOUND], TEMPLATE, TEMPLATE)
    assert result.outcome == "gone"
    assert result.reason == "status 200 with the portal's page for what does not exist"
    assert settle([], TEMPLATE, TEMPLATE).outcome == "gone", "the only article of its shape"


def test_not_gone_where_no_other_article_is_there() -> None:
    result = settle([MISSED], TEMPLATE, TEMPLATE)
    assert result.outcome == "failed"
    assert "a fault of its own" in (result.reason or "")


@pytest.mark.parametrize("probe", [404, 410, FRAME.format("<p>Địa chỉ này chưa từng có ở trang tin của huyện</p>")])
def test_not_gone_where_the_impossible_address_answers_otherwise(probe: str | int) -> None:
    result = settle([FOUND], TEMPLATE, probe)
    assert result.outcome == "stored"
    assert [problem.field for problem in (result.article.problems if result.article else [])] == ["kind"]


@pytest.mark.parametrize(
    ("title", "is_gone"),
    [("Xã họp giao ban công tác tháng Năm", True), ("Giới thiệu trang tin của huyện Sông Lam", False), (None, False)],
)
def test_an_article_with_another_headline_is_in_doubt_an_edited_one_is_not(title: str | None, is_gone: bool) -> None:
    sentence = "Trang tin đăng tải hoạt động của các cơ quan, đơn vị và đời sống của nhân dân các xã trong huyện. "
    page = FRAME.format(f"<h1>Giới thiệu trang tin huyện Sông Lam</h1><p>{sentence * 3}</p>")
    made = doubts(FOUND)
    first = keep(made, shown(target(ARTICLE, title=title), page))
    assert bool(first.witnesses) == is_gone
    if is_gone:
        keep(made, shown(probe_of(first.witnesses), page))
        assert keep(made, shown(target(ARTICLE, title=title, tries=1), page)).outcome == "gone"


def test_what_was_learnt_in_an_earlier_visit_settles_no_doubt_but_tells_what_was_never_an_article() -> None:
    made = impossible_address(ARTICLE)
    assert made is not None
    sentence = "Trang tin đăng tải hoạt động của các cơ quan, đơn vị và đời sống của nhân dân các xã trong huyện. "
    page = FRAME.format(f"<h1>Giới thiệu trang tin huyện Sông Lam</h1><p>{sentence * 3}</p>")
    learning = doubts(FOUND)
    learnt = keep(learning, shown(target(made.url, kind=None, probe=made.shape), page)).learnt
    assert learnt is not None
    old = NotFoundPage(learnt.shape, learnt.url, 200, fingerprint=learnt.fingerprint)
    again = doubts(FOUND, known=[old])
    assert [link.probe for link in keep(again, shown(target(ARTICLE, title="Họp"), page)).witnesses] == [made.shape]
    assert keep(again, shown(target(OTHER, kind=None), page)).outcome == "gone"
    assert keep(again, shown(target(f"{HOST}/gioi-thieu/trang-tin", kind=None), page)).outcome == "stored"


def test_a_probe_that_brings_no_answer_leaves_things_as_they_are() -> None:
    made = doubts(FOUND)
    first = keep(made, shown(target(ARTICLE)))
    asked = probe_of(first.witnesses)
    keep(made, PageResult(asked, Answer(asked.url, MOMENT), "failed", "the connection was reset"))
    assert keep(made, shown(target(ARTICLE, tries=1))).outcome == "stored"
    assert keep(made, shown(target(OTHER))).witnesses == (), "it is not asked for again in this run"


def test_a_list_that_reads_as_an_article_is_one_unless_what_cannot_exist_shows_the_same() -> None:
    for probe, outcome in ((SPAM, "gone"), (TEMPLATE, "stored")):
        made = doubts(FOUND)
        asked = target(f"{HOST}/muc/kinh-te", kind="listing")
        first = keep(made, shown(asked, SPAM))
        assert (first.outcome, first.reason) == ("failed", PUT_OFF)
        keep(made, shown(probe_of(first.witnesses), probe))
        again = target(asked.url, kind="listing", tries=1)
        assert keep(made, shown(again, SPAM)).outcome == outcome
        assert keep(doubts(FOUND), shown(asked, LIST)).outcome == "stored", "a list that is one costs nothing"


@pytest.mark.parametrize(("again", "outcome"), [("nhiều mây", "gone"), ("trời nắng", "stored")])
def test_what_turns_on_a_list_that_reads_as_an_article_is_not_held_against_the_portals_page(
    again: str, outcome: str
) -> None:
    def broken_into(weather: str) -> str:
        return SPAM.replace("<article>", f"<div>Sông Lam: {weather}</div><article>")

    made = doubts(FOUND)
    asked = f"{HOST}/muc/kinh-te"
    first = keep(made, shown(target(asked, kind="listing"), broken_into("trời nắng")))
    keep(made, shown(probe_of(first.witnesses), broken_into("mưa rào")))
    assert keep(made, shown(target(asked, kind="listing", tries=1), broken_into(again))).outcome == outcome
