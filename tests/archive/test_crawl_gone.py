"""What is gone is found gone on the right visit, whatever the portal answers for it; what only looks like it is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.archive.replay.archives import differences, rebuilt
from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.removals import Answers, Removals, leads_to, status
from tests.portals.server import page, redirect
from tests.portals.stories import SECTIONS as STORY_SECTIONS

pytestmark = pytest.mark.long

DAYS = [f"2026-11-{day:02}T08:00:00+07:00" for day in range(2, 9)]
COUNT = 32
SECTIONS = tuple(STORY_SECTIONS)
PROBE = "congtin-"  # what addresses that cannot exist have in them


@dataclass
class Site:
    """A portal that has been crawled on the first day, and its archive."""

    portal: Removals
    archive: Path
    asked: list[str] = field(default_factory=list)

    def visit(self, day: int, *options: str, code: int | None = 0) -> None:
        """Crawl everything on a day (counted from 0); ``asked`` are then the paths that were asked for, in order."""
        self.portal.asked.clear()
        done = crawl(self.portal.url, self.archive, "--full", *options, now=DAYS[day])
        assert code is None or done.returncode == code, done.stdout + done.stderr
        books_balance(self.archive)
        self.asked = [asked.path for asked in self.portal.asked]

    @property
    def probes(self) -> list[str]:
        return [path for path in self.asked if PROBE in path]

    def gone(self) -> dict[str, tuple[str, bool]]:
        """The articles that are gone by path: since which day, and whether a later day has confirmed it."""
        found = rows(self.archive, "SELECT url, gone_at, gone_confirmed_at FROM articles WHERE gone_at IS NOT NULL")
        return {"/" + url.split("/", 3)[3]: (gone_at[:10], bool(confirmed)) for url, gone_at, confirmed in found}

    def disappearances(self) -> dict[str, tuple[str, str | None]]:
        """The reason of each article's disappearance by path, and the day on which it was back."""
        found = rows(
            self.archive,
            "SELECT url, reason, substr(returned_at, 1, 10) FROM disappearances d JOIN articles a ON a.id = d.article",
        )
        return {"/" + url.split("/", 3)[3]: (reason, back) for url, reason, back in found}

    def revisions(self) -> int:
        return int(one(self.archive, "SELECT count(*) FROM revisions"))


def crawled_sites(folder: Path) -> Iterator[Site]:
    with Removals(COUNT) as portal:
        site = Site(portal, folder / "archive")
        site.visit(0)
        assert one(site.archive, "SELECT count(*) FROM articles") == COUNT
        assert site.probes == [], "a first visit pays nothing"
        yield site


@pytest.fixture(scope="module")
def first_visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from crawled_sites(tmp_path_factory.mktemp("first"))


@pytest.fixture
def site(first_visit: Site, tmp_path: Path) -> Iterator[Site]:
    """A site as it was after the first visit."""
    portal = first_visit.portal
    stories = list(portal.stories)
    shutil.copytree(first_visit.archive, tmp_path / "archive")
    yield Site(portal, tmp_path / "archive")
    portal.stories = stories
    portal.instead, portal.missing = {}, {}
    portal.changed()


# ---------------------------------------------------------------------- every way of being gone

WAYS: dict[str, tuple[Callable[[Removals], Answers], str]] = {
    "404": (lambda _: status(404), "status 404"),
    "410": (lambda _: status(410), "status 410"),
    "words": (
        lambda portal: portal.notice("Bài viết không tồn tại hoặc đã bị xóa."),
        "status 200 with a page that says that nothing is there: Bài viết không tồn tại hoặc đã bị xóa.",
    ),
    "words without marks": (
        lambda portal: portal.notice("Noi dung ban yeu cau khong tim thay"),
        "status 200 with a page that says that nothing is there: Noi dung ban yeu cau khong tim thay",
    ),
    "home": (lambda _: leads_to("/"), "the article's address leads to the home page now"),
    "home by another name": (lambda _: leads_to("/trang-chu"), "the article's address leads to the home page now"),
    "home with a session": (
        lambda _: leads_to("/Default.aspx?sid=8f0c2b9d8f0c2b9d&msg=notfound"),
        "the article's address leads to the home page now",
    ),
    "home by script": (
        lambda _: lambda path: page('<html><head></head><body><script>location.href="/";</script></body></html>'),
        "the article's address leads to the home page now",
    ),
    "error page by its address": (lambda _: leads_to("/404.aspx?aspxerrorpath={path}"), "leads to an error page now"),
    "error page without a number": (lambda _: leads_to("/loi.html"), "leads to an error page now"),
    "what stands there is missing": (lambda _: leads_to("/thong-bao"), "now, and that is not there: status 404"),
    "what stands there says so": (lambda _: leads_to("/tb?id={path}"), "now, and that is not there: status 200 with a"),
}


@dataclass
class Told:
    """What the archive had after each visit of a history in which articles went in every way and came back."""

    paths: dict[str, str]
    gone: list[dict[str, tuple[str, bool]]]
    disappearances: dict[str, tuple[str, str | None]]
    revisions: int
    probes: int
    sections_in_doubt: set[str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    for site in crawled_sites(tmp_path_factory.mktemp("ways")):
        portal, stories = site.portal, list(site.portal.stories)
        paths = {way: portal.take_away(SECTIONS[place % 4]) for place, way in enumerate(WAYS)}
        portal.instead = {path: WAYS[way][0](portal) for way, path in paths.items()}
        portal.instead["/loi.html"] = portal.notice("Mời quý vị chọn chuyên mục")
        for path in paths.values():
            portal.instead[f"/tb?id={path}"] = portal.notice("Không tìm thấy trang bạn yêu cầu.")
        doubtful = {paths[way].split("/")[2] for way in WAYS if "error page without" in way or "what stands" in way}
        gone, probes = [], 0
        for day in (1, 2):
            site.visit(day)
            gone.append(site.gone())
            probes += len(site.probes)
        portal.instead, portal.stories = {}, stories
        portal.changed()
        site.visit(3)
        return Told(paths, [*gone, site.gone()], site.disappearances(), site.revisions(), probes, doubtful)
    raise AssertionError("there is a site")


@pytest.mark.parametrize("way", WAYS)
def test_gone_on_the_right_visit_confirmed_on_a_later_day_and_back_again(told: Told, way: str) -> None:
    path = told.paths[way]
    assert [gone.get(path) for gone in told.gone] == [("2026-11-03", False), ("2026-11-03", True), None]
    reason, back = told.disappearances[path]
    assert WAYS[way][1] in reason
    assert back == "2026-11-05"


def test_nothing_else_was_gone_and_what_is_back_as_it_was_has_no_further_revision(told: Told) -> None:
    assert [len(gone) for gone in told.gone] == [len(WAYS), len(WAYS), 0]
    assert len(told.disappearances) == len(WAYS)
    assert told.revisions == COUNT
    assert told.probes == 2 * len(told.sections_in_doubt), "once a visit and shape of address"


LIKE_ALL_THAT_IS_MISSING: dict[str, tuple[Callable[[Removals], Answers], str]] = {
    "chinh-tri": (Removals.template, "status 200 with the portal's page for what does not exist"),
    "kinh-te": (Removals.fallback, "status 200 with the portal's page for what does not exist"),
    "van-hoa": (lambda _: leads_to("/muc/kinh-te"), "leads to where the portal sends what does not exist"),
    "an-ninh": (lambda _: leads_to("/tim?tu={path}"), "leads to where the portal sends what does not exist"),
}


@pytest.fixture(scope="module")
def like_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, list[str]]]]:
    """A site with four answers for what does not exist, none of which says so, when two articles of each have gone."""
    for site in crawled_sites(tmp_path_factory.mktemp("like")):
        portal = site.portal
        portal.missing = {section: answers(portal) for section, (answers, _) in LIKE_ALL_THAT_IS_MISSING.items()}
        gone = {section: [portal.take_away(section), portal.take_away(section)] for section in portal.missing}
        for path in [path for paths in gone.values() for path in paths]:
            portal.instead[f"/tim?tu={path}"] = portal.notice("Nhập từ cần tìm")
        site.visit(1)
        yield site, gone


@pytest.mark.parametrize("section", LIKE_ALL_THAT_IS_MISSING)
def test_what_answers_like_all_that_is_missing_is_gone(
    like_all: tuple[Site, dict[str, list[str]]], section: str
) -> None:
    site, gone = like_all
    reasons = {path: reason for path, (reason, _) in site.disappearances().items()}
    for path in gone[section]:
        assert site.gone()[path] == ("2026-11-03", False)
        assert LIKE_ALL_THAT_IS_MISSING[section][1] in reasons[path]


def test_it_is_asked_once_a_visit_and_shape_and_nothing_else_comes_of_it(
    like_all: tuple[Site, dict[str, list[str]]], tmp_path: Path
) -> None:
    site, _ = like_all
    assert len(site.probes) == len(set(site.probes)) == 4
    assert len(site.gone()) == 8
    assert site.revisions() == COUNT
    assert "/chi-o-day" not in site.asked, "its links are not followed"
    assert rows(site.archive, f"SELECT DISTINCT outcome, reason FROM captures WHERE url LIKE '%{PROBE}%'") == [
        ("stored", "the portal's page for what does not exist")
    ]
    assert rows(site.archive, f"SELECT DISTINCT kind, article FROM frontier WHERE url LIKE '%{PROBE}%'") == [
        (None, None)
    ]
    assert one(site.archive, "SELECT count(*) FROM not_found_pages") == 4
    assert differences(site.archive, rebuilt(site.archive, tmp_path)) == {}, "all of it is in the stored pages"


def test_the_next_day_it_is_asked_again_and_addresses_that_were_never_articles_are_none(
    like_all: tuple[Site, dict[str, list[str]]], tmp_path: Path
) -> None:
    first, gone = like_all
    shutil.copytree(first.archive, tmp_path / "archive")
    site, portal = Site(first.portal, tmp_path / "archive"), first.portal
    entries = portal.entries(portal.stories[:6], 2) + '<p><a href="/tin/kinh-te/777-x.html">x</a></p>'
    portal.instead["/"] = lambda path: page(portal.frame(path, "Trang chủ", entries))
    site.visit(2)
    assert site.gone() == dict.fromkeys([path for paths in gone.values() for path in paths], ("2026-11-03", True))
    assert len(site.probes) == 4
    assert "/tin/kinh-te/777-x.html" in site.asked
    assert one(site.archive, "SELECT outcome FROM frontier WHERE url LIKE '%/tin/kinh-te/777-x.html'") == "gone"
    assert one(site.archive, "SELECT count(*) FROM articles") == COUNT
    portal.missing = {}
    site.visit(3, "--since", "2026-11-05")
    assert site.probes == [], "404 leaves nothing in doubt"


# ---------------------------------------------------------------------- what only looks like it

FAULTS: dict[str, Callable[[Removals], Answers]] = {
    "maintenance": lambda portal: portal.notice("Hệ thống đang bảo trì, nâng cấp. Vui lòng quay lại sau."),
    "500 in words": lambda portal: portal.notice("Đã xảy ra lỗi trong quá trình xử lý, vui lòng thử lại sau."),
    "empty": lambda _: lambda path: page("<html><body></body></html>"),
    "shell": lambda _: lambda path: page('<html><body><div id="app"></div><script src="/a.js"></script></body></html>'),
    "no text": lambda portal: portal.notice(""),
    "the template of a page": Removals.template,
    "firewall": lambda _: (
        lambda path: page(
            "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult "
            "with your administrator.<br>Your support ID is: 1234567890</body></html>"
        )
    ),
    "login": lambda _: leads_to("/dang-nhap?ReturnUrl={path}"),
    "error page that speaks of the server": lambda _: leads_to("/loi.html"),
    "an address of its own": lambda _: lambda path: redirect(path.replace("bai-viet", "tieu-de-moi-cua-bai")),
    "403": lambda _: status(403),
}


def test_faults_of_the_server_are_no_deletions_where_what_is_missing_answers_otherwise(site: Site) -> None:
    portal = site.portal
    for place, fault in enumerate(FAULTS.values()):
        portal.instead[portal.article_path(portal.stories[place])] = fault(portal)
    portal.instead["/loi.html"] = portal.notice("Máy chủ đang quá tải, đã có lỗi xảy ra")
    portal.instead["/dang-nhap"] = portal.notice("Tên đăng nhập")
    for day in (1, 2):
        site.visit(day, code=None)
        assert site.gone() == {}
    assert site.disappearances() == {}
    assert site.revisions() == COUNT
    captures = rows(site.archive, f"SELECT DISTINCT outcome, reason FROM captures WHERE url LIKE '%{PROBE}%'")
    assert captures == [("gone", "status 404")]


def test_nor_where_what_is_missing_has_the_same_fault_or_all_articles_answer_like_it(site: Site) -> None:
    portal = site.portal
    for section, fault in zip(SECTIONS, ("maintenance", "empty", "login"), strict=False):
        portal.missing[section] = portal.instead[portal.article_path(portal.of(section)[2])] = FAULTS[fault](portal)
    portal.instead["/dang-nhap"] = portal.notice("Tên đăng nhập")
    portal.missing[SECTIONS[3]] = portal.fallback()
    for story in portal.of(SECTIONS[3]):
        portal.instead[portal.article_path(story)] = portal.fallback()
    site.visit(1, code=1)
    assert site.gone() == {}
    assert site.revisions() == COUNT
    reasons = rows(site.archive, "SELECT DISTINCT reason FROM frontier WHERE kind = 'article' AND outcome = 'failed'")
    assert any("a fault of its own" in reason for (reason,) in reasons)


def test_a_section_that_is_closed_as_a_whole_is_gone_where_others_answer_so_for_what_does_not_exist(
    site: Site, tmp_path: Path
) -> None:
    portal, closed = site.portal, SECTIONS[1]
    portal.missing = {section: portal.template() for section in SECTIONS}
    gone = {portal.take_away(closed, 0) for _ in portal.of(closed)}
    for day in (1, 2):
        site.visit(day, code=None)
        assert len(site.probes) == len(set(site.probes)) <= 3, "its own section's, and those of two others"
        assert site.gone() == dict.fromkeys(gone, ("2026-11-03", day == 2))
    assert len(gone) == COUNT // len(SECTIONS)
    assert site.revisions() == COUNT
    assert differences(site.archive, rebuilt(site.archive, tmp_path)) == {}


def test_edits_that_look_like_it_are_revisions(site: Site) -> None:
    """Another article under the same address, and one that now tells of pages that were deleted."""
    portal = site.portal
    portal.edit(portal.stories[3], title="Lịch tiếp công dân định kỳ của lãnh đạo huyện trong tháng tới")
    portal.edit(portal.stories[4], title="Nhiều bài viết không tồn tại hoặc đã bị xóa khỏi mạng xã hội")
    site.visit(1)
    assert site.gone() == {}
    assert site.revisions() == COUNT + 2
    assert one(site.archive, "SELECT count(*) FROM articles") == COUNT


def test_a_doubt_that_a_stopped_run_left_is_settled_by_the_next(site: Site) -> None:
    portal = site.portal
    portal.missing["kinh-te"] = portal.template()
    path = portal.take_away("kinh-te")
    site.visit(1, "--limit", "38", code=None)
    assert site.gone() == {}
    probes = len(site.probes)
    while one(site.archive, "SELECT count(*) FROM crawls WHERE finished IS NULL"):
        site.visit(1, "--limit", "1", code=None)
        assert site.asked
        probes += len(site.probes)
    assert site.gone() == {path: ("2026-11-03", False)}
    assert probes == 1, "what was learnt in a visit is not asked for twice"
