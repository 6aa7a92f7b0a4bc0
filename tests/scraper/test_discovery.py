from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from scraper.canonical import canonical_key
from scraper.discovery import Discovery
from scraper.extract.links import Link
from scraper.items import Article, Kind
from scraper.met_addresses import MAX_DEPTH
from scraper.portal import Portal
from scraper.store import Answer, FoundLink, KnownPage, Outcome, PageResult, Target
from scraper.yields import BARREN_BUDGET

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = "https://songlam.example.vn/"
PORTAL = Portal(id="songlam", name="Sông Lam", url=HOME, sections=["tin-tuc", "https://songlam.example.vn/van-ban"])


def links(*paths: str, place: str = "body") -> list[Link]:
    return [Link(path if "//" in path else HOME + path, "x", place) for path in paths]  # type: ignore[arg-type]


def kept(discovery: Discovery, *paths: str, depth: int = 1) -> list[str]:
    return [link.url.removeprefix(HOME) for link in discovery.worth_asking(links(*paths), depth) if not link.cut]


def cut(discovery: Discovery, *paths: str, depth: int = 1) -> list[str | None]:
    return [link.cut for link in discovery.worth_asking(links(*paths), depth)]


def target(path: str, kind: str | None = None, found_on: str | None = None) -> Target:
    return Target(canonical_key(HOME + path), HOME + path, 1, kind=kind, found_on=found_on)


def read(
    discovery: Discovery,
    path: str,
    kind: Kind,
    found_on: str = "",
    outcome: Outcome = "stored",
    known_as: str | None = None,
    names: tuple[str, ...] = (),
) -> None:
    address, source = HOME + path, canonical_key(HOME + found_on)
    answer = Answer(address, datetime(2026, 11, 1, tzinfo=UTC), 200)
    article = Article(address, address, kind=kind)
    found = [FoundLink(canonical_key(HOME + name), HOME + name, 3, 2) for name in names]
    discovery.note(PageResult(target(path, known_as, source), answer, outcome, article=article, links=found))


def doubt(discovery: Discovery, path: str, found_on: str = "") -> str | None:
    return discovery.doubt(target(path, found_on=canonical_key(HOME + found_on)))


def test_seeds_are_the_home_page_and_the_sections() -> None:
    assert [seed.url for seed in Discovery(PORTAL).seeds()] == [HOME, f"{HOME}tin-tuc", f"{HOME}van-ban"]


@pytest.mark.parametrize(
    "path",
    ["a.jpg", "a.PDF", "style.css", "tim-kiem?q=x", "trang?keyword=x", "dang-nhap", "wp-login.php", "print/12",
     "bai/amp/", "tag/x/feed/", "comments/feed/", "du-lieu.xml", "post_tag-sitemap.xml",
     "https://khac.example.vn/a", "https://songlam.example.vn:8443/a"],
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
    assert [(link.priority, link.depth) for link in found] == [(1, 4)]


def test_traps_are_cut_with_their_reason() -> None:
    discovery = Discovery(PORTAL)
    assert cut(discovery, "a/b/a/b", "a/a/a") == ["paths that repeat themselves"] * 2
    assert cut(discovery, "vi/en/tin", "en_US/vi/tin") == ["paths through more than one language"] * 2
    assert cut(discovery, "x" * 1_200) == ["addresses of more than 1000 characters"]
    assert cut(discovery, "a", depth=MAX_DEPTH) == [f"pages more than {MAX_DEPTH} links from the home page"]
    assert cut(discovery, "tin/tin/bai", "2024/05/2024/05", "a", depth=MAX_DEPTH - 1) == [None, None, None]


def test_further_pages_of_a_list_are_no_farther_away_than_the_list() -> None:
    discovery = Discovery(PORTAL)
    pager = links("tin?page=99", place="pager")
    assert [link.depth for link in discovery.worth_asking(pager, 7, "listing")] == [7]
    assert [link.depth for link in discovery.worth_asking(pager, 0, "listing")] == [1], "only seeds have depth 0"
    assert [(link.depth, link.priority) for link in discovery.worth_asking(pager, 7, "article")] == [(8, 4)]


def test_a_calendar_is_in_doubt_after_a_few_pages_and_other_pages_are_not() -> None:
    discovery = Discovery(PORTAL)
    read(discovery, "lich/q7/1", "other")
    days = 1
    while not doubt(discovery, f"lich/q7/{days + 1}", f"lich/q7/{days}"):
        days += 1
        read(discovery, f"lich/q7/{days}", "other", f"lich/q7/{days - 1}")
    assert days <= 5
    assert (
        doubt(discovery, "lich/q7/9", "lich/q7/8") == "pages like /lich/qN/N (those that were read led to no article)"
    )
    assert not doubt(discovery, "tin/9", "tin/8"), "other patterns have budgets of their own"
    assert not doubt(discovery, "lich/q9/1", ""), "what is linked from elsewhere is no chain"


def test_a_pager_goes_on_once_an_article_is_to_its_credit() -> None:
    discovery = Discovery(PORTAL)
    read(discovery, "tin", "listing")
    for number in range(2, 9):
        read(discovery, f"tin?page={number}", "listing", "tin")
    assert doubt(discovery, "tin?page=9", "tin?page=8"), "put last, until what it lists has been read"
    read(discovery, "bai-hai-muoi-ba-ve-mot-viec-tot.html", "article", "tin?page=7")
    assert not doubt(discovery, "tin?page=9", "tin?page=8")


def test_lists_whose_articles_the_home_page_names_too_are_not_barren() -> None:
    discovery = Discovery(PORTAL)
    for number in range(1, 9):
        read(discovery, f"tin?page={number}", "listing", f"tin?page={number - 1}", names=(f"bai/{number}", "bai/0"))
    assert doubt(discovery, "tin?page=9", "tin?page=8"), "nobody has read the articles yet"
    for number in range(1, 9):
        read(discovery, f"bai/{number}", "article")
    assert not doubt(discovery, "tin?page=9", "tin?page=8")


def test_a_pager_that_goes_on_behind_its_last_page_is_in_doubt() -> None:
    discovery = Discovery(PORTAL)
    for number in range(1, 30):
        read(discovery, f"tin?page={number}", "listing", f"tin?page={number - 1}", names=(f"bai/{number}",))
        read(discovery, f"bai/{number}", "article", f"tin?page={number}")
    number = 30
    while not doubt(discovery, f"tin?page={number}", f"tin?page={number - 1}"):
        read(discovery, f"tin?page={number}", "listing", f"tin?page={number - 1}", names=("bai/29",))
        number += 1
    assert 30 < number < 40


def test_credit_goes_up_to_the_pages_that_led_to_the_list() -> None:
    discovery = Discovery(PORTAL)
    read(discovery, "nam/2024", "other")
    for year in range(2023, 2010, -1):
        read(discovery, f"nam/{year}", "other", f"nam/{year + 1}")
    assert doubt(discovery, "nam/2010", "nam/2011")
    read(discovery, "nam/2012/thang-5", "listing", "nam/2012")
    read(discovery, "bai-cu-cua-nam-2012-ve-mot-viec.html", "article", "nam/2012/thang-5")
    assert not doubt(discovery, "nam/2010", "nam/2011")


def test_an_order_of_a_list_is_in_doubt_its_pages_are_not() -> None:
    discovery = Discovery(PORTAL)
    read(discovery, "tin", "listing")
    read(discovery, "tin?page=2", "listing", "tin")
    read(discovery, "bai-thu-nhat-cua-trang-hai-danh-muc.html", "article", "tin?page=2")
    for order in ("a", "b", "c", "d", "e", "f"):
        read(discovery, f"tin?sort={order}&page=2", "listing", "tin")
    assert doubt(discovery, "tin?sort=g&page=3", "tin")
    assert not doubt(discovery, "tin?page=3", "tin?page=2")


def test_an_unknown_parameter_gets_a_look() -> None:
    discovery = Discovery(PORTAL)
    for tab in range(50, 60):
        read(discovery, f"Default.aspx?tabid={tab}", "listing", "Default.aspx?tabid=36")
    assert doubt(discovery, "Default.aspx?tabid=99", "Default.aspx?tabid=36")
    assert not doubt(discovery, "Default.aspx?tabid=50&ItemID=1", "Default.aspx?tabid=50")


def test_addresses_that_differ_in_an_idle_part_are_copies_once_others_have_shown_it() -> None:
    discovery = Discovery(PORTAL)
    for item in range(1, 9):
        read(discovery, f"Default.aspx?tabid=50&ItemID={item}", "article")
    assert not doubt(discovery, "Default.aspx?tabid=36&ItemID=8")
    for item in (1, 2, 3):
        read(discovery, f"Default.aspx?tabid=36&ItemID={item}", "article", outcome="alias")
    reason = "other addresses of known articles (they differ in tabid only)"
    assert doubt(discovery, "Default.aspx?tabid=36&ItemID=8") == reason
    assert not doubt(discovery, "Default.aspx?tabid=36&ItemID=9"), "nobody knows this article"


def test_a_part_in_which_two_articles_differ_is_never_idle() -> None:
    discovery = Discovery(PORTAL)
    for section in ("xa-a", "xa-b"):  # two communes, each with articles 1 to 9 of its own
        for number in range(1, 10):
            read(discovery, f"{section}/tin/{number}.html", "article")
    for number in (1, 2, 3, 4):
        read(discovery, f"cu/tin/{number}.html", "article", outcome="alias")
    reason = doubt(discovery, "xa-c/tin/9.html")
    assert reason is None


def test_addresses_of_a_kind_that_only_led_to_copies_are_in_doubt_where_an_article_explains_them() -> None:
    discovery = Discovery(PORTAL)
    slug = "le-phat-dong-trong-cay-tai-xa-{}"
    for number in range(1, 10):
        read(discovery, f"tin/{slug.format(number)}-{100 + number}.html", "article")
    for number in range(1, 4):
        assert not doubt(discovery, f"index.php?nv=news&op=tin/{slug.format(number)}")
        read(discovery, f"index.php?nv=news&op=tin/{slug.format(number)}", "article", outcome="alias")
    assert "copies of known articles" in str(doubt(discovery, f"index.php?nv=news&op=tin/{slug.format(9)}"))
    assert "copies of known articles" in str(doubt(discovery, "index.php?nv=news&op=tin/109"))
    assert not doubt(discovery, f"index.php?nv=news&op=tin/{slug.format(10)}"), "no such article is known"
    assert not doubt(discovery, "index.php?nv=news&op=tin/110"), "no such article is known"


def test_a_kind_of_address_that_has_an_article_of_its_own_is_no_kind_of_copies() -> None:
    discovery = Discovery(PORTAL)
    read(discovery, "tin/mot", "article")
    for number in range(20):
        read(discovery, f"tin/mot?ref={number}", "article", outcome="alias")
    assert doubt(discovery, "tin/mot?ref=21")
    assert not doubt(discovery, "tin/hai")


def test_what_has_been_asked_before_is_asked_for_in_any_case() -> None:
    discovery = Discovery(PORTAL)
    for day in range(1, 99):
        read(discovery, f"lich/{day}", "listing", f"lich/{day - 1}")
    new = target("lich/99", found_on=canonical_key(f"{HOME}lich/98"))
    assert discovery.doubt(new)
    assert not discovery.doubt(replace(new, asked_before=True))
    assert not discovery.doubt(replace(new, tries=1))
    assert not discovery.doubt(replace(new, depth=0))


def test_visiting_known_pages_again_uses_up_no_budget() -> None:
    discovery = Discovery(PORTAL)
    for number in range(2 * BARREN_BUDGET):
        read(discovery, f"tin?page={number}", "listing", "tin", known_as="listing")
    assert not doubt(discovery, "tin?page=9999", "tin")


def test_a_budget_does_not_begin_anew_with_a_run() -> None:
    discovery = Discovery(PORTAL)
    home, key = canonical_key(HOME), lambda path: canonical_key(HOME + path)
    copies = [KnownPage(key(f"muc-b/{n}/x"), f"{HOME}muc-b/{n}/x", "article", home, True) for n in range(9)]
    own = [KnownPage(key(f"muc-a/{n}/x"), f"{HOME}muc-a/{n}/x", "article", home) for n in range(20)]
    days = [KnownPage(key(f"lich/{n}"), f"{HOME}lich/{n}", "other", key(f"lich/{n - 1}")) for n in range(9)]
    discovery.learn([*own, *days, *copies])
    assert doubt(discovery, "lich/10", "lich/9")
    assert doubt(discovery, "muc-b/19/x")
    assert not doubt(discovery, "muc-a/99/x")


class Iterated(list[KnownPage]):
    """Known pages that count how often they are gone through."""

    times = 0

    def __iter__(self) -> Iterator[KnownPage]:
        self.times += 1
        return super().__iter__()


def test_what_earlier_runs_read_is_gone_through_only_for_an_address_that_is_new() -> None:
    discovery = Discovery(PORTAL)
    home, key = canonical_key(HOME), lambda path: canonical_key(HOME + path)
    known = Iterated(
        [
            *(KnownPage(key(f"lich/{n}"), f"{HOME}lich/{n}", "other", key(f"lich/{n - 1}")) for n in range(9)),
            KnownPage(key("tin.rss"), f"{HOME}tin.rss", "feed", home),
        ]
    )
    discovery.learn(known)
    assert discovery.lists.is_declared(key("tin.rss")), "lists are known at once"
    discovery.worth_asking(links("lich/3", "tin/1"), 1)
    assert discovery.doubt(replace(target("lich/3"), asked_before=True)) is None
    read(discovery, "lich/3", "other", "", known_as="other")
    assert known.times == 1
    assert doubt(discovery, "lich/10", "lich/9")
    read(discovery, "tin/1", "article", "")
    assert known.times == 3


def test_links_of_this_run_say_nothing_of_what_earlier_runs_read() -> None:
    home, key = canonical_key(HOME), lambda path: canonical_key(HOME + path)
    own = [KnownPage(key(f"doc/tin/{n}.html"), f"{HOME}doc/tin/{n}.html", "article", home) for n in "abc"]
    copies = [
        KnownPage(key(f"doc/kinh-te/{n}.html"), f"{HOME}doc/kinh-te/{n}.html", "article", home, True, one.key)
        for n, one in zip("ab", own, strict=False)
    ]
    at_once, later = Discovery(PORTAL), Discovery(PORTAL)
    for discovery in (at_once, later):
        discovery.learn([*own, *copies])
    at_once.take_over()
    for discovery in (at_once, later):
        discovery.worth_asking(links("doc/kinh-te/c.html", "doc/kinh-te/d.html", "doc/tin/d.html"), 1, "listing", HOME)
    for path in ("doc/kinh-te/d.html", "doc/tin/d.html", "doc/kinh-te/c.html"):
        assert doubt(later, path) == doubt(at_once, path)


@pytest.mark.parametrize(
    ("path", "inside"),
    [("xuan-binh/tin/1", True), ("xuan-binh", True), ("Xuan-Binh/tin", True), ("vi/xuan-binh/tin", True),
     ("xuan-loc/tin/1", False), ("xuan-binh-2/tin", False), ("", False)],
)  # fmt: skip
def test_a_commune_on_a_shared_host_is_its_path(path: str, inside: bool) -> None:
    commune = Discovery(Portal(id="xuanbinh", name="Xuân Bình", url=f"{HOME}xuan-binh/"))
    assert commune.is_inside(HOME + path) is inside
    [link] = commune.worth_asking(links(path), 1)
    assert (link.cut is None) is inside
    assert inside or link.cut == "outside /xuan-binh/, where this portal lives on its host"


def test_a_likelier_address_goes_first_but_is_no_reason_to_leave_another_out() -> None:
    discovery = Discovery(PORTAL)
    for name in ("a", "b"):
        read(discovery, f"doc/tin/{name}.html", "article")
        read(discovery, f"doc/kinh-te/{name}.html", "article", outcome="alias")
    both = links("doc/kinh-te/c.html", "doc/tin/c.html")
    discovery.worth_asking(both, 1, "listing", f"{HOME}muc/kinh-te")
    assert doubt(discovery, "doc/kinh-te/c.html"), "a list of another section calls it by the other"
    assert not doubt(discovery, "doc/kinh-te/c.html"), "nobody has read the other"
    read(discovery, "doc/tin/c.html", "article")
    assert "other addresses of known articles" in str(doubt(discovery, "doc/kinh-te/c.html"))


def test_lists_beside_each_other_are_left_out_once_some_in_a_row_brought_nothing_new() -> None:
    discovery = Discovery(PORTAL)
    number = 0
    while not doubt(discovery, f"chu-de/so-{number}"):
        read(discovery, f"chu-de/so-{number}", "listing", "", names=("tin/1",))
        number += 1
    assert 3 < number < 8
    read(discovery, "tin/moi", "article", f"chu-de/so-{number - 1}")
    assert not doubt(discovery, f"chu-de/so-{number}"), "the last of them led to an article"
    assert not doubt(discovery, "muc/so-1"), "others have rows of their own"


def test_sections_of_the_menu_have_a_longer_breath() -> None:
    discovery = Discovery(PORTAL)
    discovery.worth_asking(links("muc/van-hoa", place="nav"), 1)
    for number in range(9):
        read(discovery, f"muc/so-{number}", "listing", "", names=("tin/1",))
    assert doubt(discovery, "muc/khac")
    assert not doubt(discovery, "muc/van-hoa")


def test_standing_pages_of_the_menu_say_nothing_of_articles_beside_them() -> None:
    """WordPress has pages and posts right below the host."""
    pages = [f"gioi-thieu-{number}" for number in range(12)]
    discovery = Discovery(PORTAL)
    discovery.worth_asking(links(*pages, place="nav"), 0)
    for page in pages:
        read(discovery, page, "other")
    assert not doubt(discovery, "khanh-thanh-cau")


def test_what_a_feed_names_is_looked_at_whatever_stood_beside_it() -> None:
    discovery = Discovery(PORTAL)
    discovery.listed_link(HOME + "tu-khoa/khanh-thanh-cau", 1, None, "feed")
    for number in range(12):
        read(discovery, f"tu-khoa/so-{number}", "listing", names=("tin/1",))
    assert doubt(discovery, "tu-khoa/so-99")
    assert not doubt(discovery, "tu-khoa/khanh-thanh-cau")


def test_the_more_articles_stood_beside_each_other_the_longer_others_may_go_on() -> None:
    looks = []
    for articles in (1, 60):
        discovery = Discovery(PORTAL)
        for number in range(articles):
            read(discovery, f"tin-{number}", "article")
        number = 0
        while not doubt(discovery, f"gioi-thieu-{number}"):
            read(discovery, f"gioi-thieu-{number}", "other")
            number += 1
        looks.append(number)
    few, many = looks
    assert few < 8
    assert many >= 15


def test_a_page_that_repeats_another_of_its_list_ends_the_list() -> None:
    discovery = Discovery(PORTAL)
    for number in range(1, 4):
        read(discovery, f"tin?page={number}", "listing", f"tin?page={number - 1}", names=(f"bai/{number}", "bai/0"))
        read(discovery, f"bai/{number}", "article", f"tin?page={number}")
    assert not doubt(discovery, "tin?page=4", "tin?page=3")
    read(discovery, "tin?page=4", "listing", "tin?page=3", names=("bai/3", "bai/0"))
    assert "they repeat what stands before them" in str(doubt(discovery, "tin?page=5", "tin?page=4"))


def test_a_part_in_another_language_and_lists_of_lists_wait() -> None:
    found = Discovery(PORTAL).worth_asking(
        links("en/tin/1", "tag/a/", "author/b/", "lich-cong-tac", "tin?sort=cu", "tin/1", place="list"), 1
    )
    last, *later, first = [link.priority for link in found]
    assert last == 9
    assert later == [8] * 4
    assert first == 3


def test_scripted_pages_are_asked_for_by_address_once_a_list_shows_how() -> None:
    discovery = Discovery(PORTAL)
    hidden = [Link(f"{HOME}ds.aspx?muc=1", "2", "scripted")]
    [noted] = discovery.worth_asking(hidden, 1, "listing")
    assert not noted.cut
    waiting = Target(noted.key, noted.url, 2)
    assert (
        discovery.doubt(waiting)
        == "pages of lists that only a script opens; articles that are listed only there are missing"
    )
    shown = discovery.worth_asking(links("ds.aspx?muc=2&page=2", place="pager"), 1, "listing")
    assert f"{HOME}ds.aspx?muc=1&page=2" in [link.url for link in shown]
    assert discovery.doubt(waiting) == "pages of lists that a script opens; they were asked for by address instead"
    assert discovery.worth_asking(hidden, 1, "article") == [], "a pager under an article is that of its comments"


def test_a_list_has_ended_where_a_further_page_is_no_list() -> None:
    discovery = Discovery(PORTAL)
    read(discovery, "tin?page=8", "listing")
    read(discovery, "tin?page=9", "other", "tin?page=8")
    assert "the list has ended" in str(doubt(discovery, "tin?page=10", "tin?page=9"))
    read(discovery, "bai", "article", "tin?page=9")
    assert not doubt(discovery, "tin?page=10", "tin?page=9"), "it led to an article after all"


def test_links_to_other_renderings_of_an_article_are_known_by_what_they_read_as() -> None:
    view = [Link(f"{HOME}xem?ma=7&kieu=2", "In bài viết", "body")]
    assert Discovery(PORTAL).worth_asking(view, 2, "article") == []
    assert len(Discovery(PORTAL).worth_asking(view, 2, "listing")) == 1, "on a list it may be anything"


def test_sessions_and_comment_pages_are_left_out_of_what_is_asked_for() -> None:
    assert kept(Discovery(PORTAL), "bai?id=7&PHPSESSID=0a1b2c&cpage=3") == ["bai?id=7"]


def test_a_slug_under_other_folders_is_a_copy_once_two_have_shown_it() -> None:
    discovery = Discovery(PORTAL)
    slugs = [f"khanh-thanh-cau-dan-sinh-thon-{number}" for number in range(4)]
    for slug in slugs:
        read(discovery, f"a/x1/{slug}", "article")
    for slug in slugs[:2]:
        assert not doubt(discovery, f"b/y2/{slug}")
        read(discovery, f"b/y2/{slug}", "article", outcome="alias")
    assert "differ in the path only" in str(doubt(discovery, f"b/y2/{slugs[2]}"))
    assert not doubt(discovery, "b/y2/khanh-thanh-cau-dan-sinh-thon-9"), "no article is known by that slug"


def test_two_articles_under_one_slug_are_two() -> None:
    discovery = Discovery(PORTAL)
    slugs = [f"khanh-thanh-cau-dan-sinh-thon-{number}" for number in range(4)]
    for slug in slugs:
        read(discovery, f"a/x1/{slug}", "article")
    for slug in slugs[:2]:
        read(discovery, f"b/y2/{slug}", "article", outcome="alias")
    read(discovery, f"c/z3/{slugs[2]}", "article")
    assert not doubt(discovery, f"b/y2/{slugs[3]}")


def test_a_feed_that_an_earlier_visit_knew_is_still_a_list() -> None:
    discovery = Discovery(PORTAL)
    discovery.learn([KnownPage(canonical_key(f"{HOME}cap-nhat"), f"{HOME}cap-nhat", "feed")])
    assert discovery.lists.kind(f"{HOME}cap-nhat") == "feed"
    assert discovery.lists.is_declared(canonical_key(f"{HOME}cap-nhat"))


def test_a_link_comes_to_what_it_came_to_on_another_page_unless_it_stands_elsewhere() -> None:
    discovery = Discovery(PORTAL)
    again = [discovery.worth_asking(links("tin/a-1.html"), depth)[0] for depth in (1, 1, 1, 2)]
    assert again[1] is again[2]
    assert [link.depth for link in again] == [2, 2, 2, 3]
    in_menu = discovery.worth_asking(links("tin/a-1.html", place="nav"), 1)[0]
    assert (in_menu.place, in_menu.priority) == ("nav", 2)
    assert discovery.worth_asking([Link(HOME + "tin/a-1.html", "Tin một", "nav")], 1)[0].label == "Tin một"


def _register(discovery: Discovery, path: str, *names: str, kind: Kind = "listing", own: str = "") -> None:
    """Note a list whose entries read as headlines."""
    label = "Hội nghị tổng kết công tác năm của xã"
    found = [FoundLink(canonical_key(HOME + name), HOME + name, 3, 2, place="list", label=label) for name in names]
    article = Article(HOME + path, HOME + (own or path), kind=kind)
    answer = Answer(HOME + path, datetime(2026, 11, 1, tzinfo=UTC), 200)
    discovery.note(PageResult(target(path), answer, "stored", article=article, links=found))


def test_pages_whose_headlines_nobody_has_looked_at_speak_against_nothing() -> None:
    discovery = Discovery(PORTAL)
    for number in range(1, 6):
        _register(discovery, f"tin?page={number}", *(f"bai-viet-{number}-{place}" for place in range(3)))
    assert doubt(discovery, "tin?page=6", found_on="tin?page=5") is None
    for number in range(1, 6):
        read(discovery, f"bai-viet-{number}-0", "other")
    assert doubt(discovery, "tin?page=6", found_on="tin?page=5") is not None


def test_a_short_address_that_an_article_names_is_not_asked_for() -> None:
    discovery = Discovery(PORTAL)
    short = links("vi/node/12", place="short")
    assert kept(discovery, "vi/node/12") == ["vi/node/12"]
    assert discovery.worth_asking(short, 1) == []
    discovery.note_short(short, canonical_key(HOME + "vi/tin-tuc/hoi-nghi"))
    assert "short addresses" in (doubt(discovery, "vi/node/12") or "")
    assert "known without it" in (doubt(discovery, "en/node/12") or "")
    discovery.note_short(short, canonical_key(HOME + "vi/tin-tuc/dai-hoi"))  # a template that names one on all pages
    assert doubt(discovery, "vi/node/12") is None


def test_a_list_that_names_another_address_as_its_own_is_not_followed_where_that_was_read() -> None:
    discovery = Discovery(PORTAL)
    names = ("bai-1", "bai-2", "bai-3")
    _register(discovery, "chuyen-muc/kinh-te", *names)
    _register(discovery, "term/4", *names, own="chuyen-muc/kinh-te")
    _register(discovery, "term/5", "bai-4", "bai-5", "bai-6", own="chuyen-muc/kinh-te")  # names it, and is another
    assert "another address" in (doubt(discovery, "term/4?page=1", found_on="term/4") or "")
    assert doubt(discovery, "term/5?page=1", found_on="term/5") is None


def test_lists_are_left_out_once_those_beside_them_were_other_addresses() -> None:
    discovery = Discovery(PORTAL)
    for number in range(2):
        names = tuple(f"bai-{number}-{place}" for place in range(3))
        _register(discovery, f"chuyen-muc/muc-{number}", *names)
        _register(discovery, f"term/{number}", *names, own=f"chuyen-muc/muc-{number}")
    assert "other addresses of lists" in (doubt(discovery, "term/7") or "")
    assert doubt(discovery, "chuyen-muc/muc-7") is None


def test_a_keyword_is_not_followed_further_once_a_further_page_named_only_what_was_read() -> None:
    discovery = Discovery(PORTAL)
    for place in range(4):
        read(discovery, f"bai-{place}", "article")
    _register(discovery, "tu-khoa/lua", "bai-0", "bai-1")
    assert doubt(discovery, "tu-khoa/lua?page=2", found_on="tu-khoa/lua") is None
    _register(discovery, "tu-khoa/lua?page=2", "bai-2", "bai-3")
    assert "is known" in (doubt(discovery, "tu-khoa/lua?page=3", found_on="tu-khoa/lua?page=2") or "")


def test_links_in_plain_http_are_asked_for_over_https_where_their_page_came_so() -> None:
    named = [Link(f"http://songlam.example.vn/tin/{n}.html", "x", "body") for n in (1, 2)]
    assert [one.url for one in Discovery(PORTAL).worth_asking(named, 1, source=HOME)] == [
        f"{HOME}tin/1.html",
        f"{HOME}tin/2.html",
    ]
    plain = [one.url for one in Discovery(PORTAL).worth_asking(named, 1, source="http://songlam.example.vn/")]
    assert plain == [one.url for one in named]


def test_a_box_s_address_waits_for_the_one_with_the_same_words_that_a_list_names() -> None:
    words = "xa-khanh-thanh-cau-dan-sinh"
    discovery = Discovery(PORTAL)
    discovery.listed_link(f"{HOME}bai-viet/{words}-thon-mot", 1, None, "sitemap")
    _register(discovery, "muc/tin", f"bai-viet/{words}-thon-hai")
    for thon in ("mot", "hai"):
        assert doubt(discovery, f"kinh-te/{words}-thon-{thon}"), "a list has another one"
        assert not doubt(discovery, f"kinh-te/{words}-thon-{thon}"), "nobody has read that one"
        assert not doubt(discovery, f"bai-viet/{words}-thon-{thon}")
    assert not doubt(discovery, f"kinh-te/{words}-thon-ba"), "no list names it"
    assert not doubt(discovery, f"kinh-te/{words}-thon-mot?page=2"), "it is a further page"


def test_days_beside_articles_are_not_borne_out_by_them() -> None:
    discovery = Discovery(PORTAL)
    for number in range(40):
        read(discovery, f"2025/03/bai-{number}/", "article", "", outcome="stored")
    for day in (10, 11):
        assert not doubt(discovery, f"2025/03/{day}/")
        read(discovery, f"2025/03/{day}/", "listing", "", names=("2025/03/bai-1/",))
        read(discovery, f"2025/03/bai-moi-{day}/", "article")
    assert doubt(discovery, "2025/03/12/"), "forty articles stood beside, but no day led to any"
    assert not doubt(discovery, "2025/03/bai-khac/")


def test_a_page_whose_headlines_are_all_put_last_promises_nothing() -> None:
    discovery = Discovery(PORTAL)
    for number in range(1, 6):
        _register(discovery, f"tin?page={number}", *(f"doc/tin/{number}{place}.html" for place in range(3)))
    assert doubt(discovery, "tin?page=6", found_on="tin?page=5") is None
    for name in ("a", "b"):
        read(discovery, f"doc/muc/{name}.html", "article")
        read(discovery, f"doc/tin/{name}.html", "article", outcome="alias")
    for number in range(1, 6):
        for place in range(3):
            read(discovery, f"doc/muc/{number}{place}.html", "article")
            assert doubt(discovery, f"doc/tin/{number}{place}.html"), "the other address of a known article"
    assert doubt(discovery, "tin?page=6", found_on="tin?page=5") is not None
