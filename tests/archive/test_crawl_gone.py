"""What is gone is found gone on the right visit, whatever the portal answers for it; what only looks like it is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.removals import Answers, Removals, leads_to, status
from tests.portals.server import page, redirect

DAYS = [f"2026-11-{day:02}T08:00:00+07:00" for day in range(2, 9)]
COUNT = 24
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
    portal.instead, portal.missing, portal.down = {}, None, None
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


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    for site in crawled_sites(tmp_path_factory.mktemp("ways")):
        portal, stories = site.portal, list(site.portal.stories)
        paths = {way: portal.take_away(3) for way in WAYS}
        portal.instead = {path: WAYS[way][0](portal) for way, path in paths.items()}
        portal.instead["/loi.html"] = portal.notice("Mời quý vị chọn chuyên mục")
        for path in paths.values():
            portal.instead[f"/tb?id={path}"] = portal.notice("Không tìm thấy trang bạn yêu cầu.")
        gone, probes = [], 0
        for day in (1, 2):
            site.visit(day)
            gone.append(site.gone())
            probes += len(site.probes)
        portal.instead, portal.stories = {}, stories
        portal.changed()
        site.visit(3)
        return Told(paths, [*gone, site.gone()], site.disappearances(), site.revisions(), probes)
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
    assert told.probes == 2, "all articles are of one shape"


LIKE_ALL_THAT_IS_MISSING: dict[str, tuple[Callable[[Removals], Answers], str]] = {
    "a page of its own": (Removals.template, "status 200 with the portal's page for what does not exist"),
    "a page without a text": (
        lambda portal: portal.notice(""),
        "status 200 with the portal's page for what does not exist",
    ),
    "another article": (Removals.fallback, "status 200 with the portal's page for what does not exist"),
    "a list": (lambda _: leads_to("/muc/kinh-te"), "leads to where the portal sends what does not exist"),
    "the address, repeated": (lambda _: leads_to("/tim?tu={path}"), "leads to where the portal sends what does not"),
}


@pytest.mark.parametrize("way", LIKE_ALL_THAT_IS_MISSING)
def test_what_the_portal_answers_for_all_that_is_missing_is_learnt_once_a_visit(site: Site, way: str) -> None:
    answers, reason = LIKE_ALL_THAT_IS_MISSING[way]
    site.portal.missing = answers(site.portal)
    paths = {site.portal.take_away(3), site.portal.take_away(5)}
    for place in paths | set(map(site.portal.article_path, site.portal.stories)):
        site.portal.instead[f"/tim?tu={place}"] = site.portal.notice("Nhập từ cần tìm")
    site.visit(1)
    assert site.gone() == dict.fromkeys(paths, ("2026-11-03", False))
    assert len(site.probes) == 1
    site.visit(2)
    assert site.gone() == dict.fromkeys(paths, ("2026-11-03", True))
    assert len(site.probes) == 1
    assert all(reason in said for said, _ in site.disappearances().values())
    assert site.revisions() == COUNT
    assert rows(site.archive, f"SELECT 1 FROM articles WHERE url LIKE '%{PROBE}%'") == []


def test_the_impossible_address_is_neither_article_nor_list_nor_a_source_of_links(site: Site) -> None:
    portal = site.portal
    listed = portal.entries(portal.stories[:9], 3) + '<a href="/chi-o-day">Xem</a>'
    portal.missing = lambda path: page(portal.frame(path, "Tin", listed))
    portal.take_away(3)
    site.visit(1)
    assert "/chi-o-day" not in site.asked
    assert rows(site.archive, f"SELECT outcome, reason FROM captures WHERE url LIKE '%{PROBE}%'") == [
        ("stored", "the portal's page for what does not exist")
    ]
    assert one(site.archive, f"SELECT kind FROM frontier WHERE url LIKE '%{PROBE}%'") is None
    portal.missing = None
    portal.changed()
    site.visit(2)
    assert site.probes == [], "asked for only where something is in doubt"


def test_addresses_that_were_never_articles_are_none_either(site: Site) -> None:
    portal = site.portal
    portal.missing = portal.fallback()
    portal.take_away(3)
    site.visit(1)
    entries = portal.entries(portal.stories[:6], 2) + '<p><a href="/tin/777-x.html">x</a></p>'
    portal.instead["/"] = lambda path: page(portal.frame(path, "Trang chủ", entries))
    site.visit(2)
    assert "/tin/777-x.html" in site.asked
    assert one(site.archive, "SELECT outcome FROM frontier WHERE url LIKE '%/tin/777-x.html'") == "gone"
    assert one(site.archive, "SELECT count(*) FROM articles") == COUNT


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


@pytest.mark.parametrize("fault", ["maintenance", "empty", "login"])
def test_nor_where_what_is_missing_has_the_same_fault(site: Site, fault: str) -> None:
    portal = site.portal
    portal.missing = FAULTS[fault](portal)
    portal.instead[portal.article_path(portal.stories[3])] = FAULTS[fault](portal)
    site.visit(1, code=None)
    assert site.gone() == {}
    assert site.revisions() == COUNT


@pytest.mark.parametrize(
    "answers",
    [Removals.template, Removals.fallback, lambda _: leads_to("/muc/kinh-te")],
    ids=["page", "article", "redirect"],
)
def test_where_all_articles_answer_the_same_the_portal_has_a_fault(
    site: Site, answers: Callable[[Removals], Answers]
) -> None:
    portal = site.portal
    portal.missing = answers(portal)
    portal.instead = dict.fromkeys(map(portal.article_path, portal.stories), answers(portal))
    site.visit(1, code=1)
    assert site.gone() == {}
    assert site.revisions() == COUNT


def test_edits_that_look_like_it_are_revisions(site: Site) -> None:
    """Another article under the same address, and one that now tells of pages that were deleted."""
    portal = site.portal
    portal.edit(portal.stories[3], title="Lịch tiếp công dân định kỳ của lãnh đạo huyện trong tháng tới")
    portal.edit(portal.stories[4], title="Nhiều bài viết không tồn tại hoặc đã bị xóa khỏi mạng xã hội")
    site.visit(1)
    assert site.gone() == {}
    assert site.revisions() == COUNT + 2
    assert one(site.archive, "SELECT count(*) FROM articles") == COUNT


@pytest.mark.parametrize(
    "answers",
    [status(404), leads_to("/bao-tri"), lambda path: page("<html><body><h1>Đang bảo trì hệ thống</h1></body></html>")],
    ids=["404", "redirect", "notice"],
)
def test_a_portal_that_is_down_is_not_a_thousand_deletions(site: Site, answers: Answers) -> None:
    site.portal.down = answers
    for day in (1, 2):
        site.visit(day, code=None)
        assert site.gone() == {}
    site.portal.down = None
    site.visit(3, code=None)
    assert site.gone() == {}
    assert site.disappearances() == {}
    assert site.revisions() == COUNT


def test_a_doubt_that_a_stopped_run_left_is_settled_by_the_next(site: Site) -> None:
    portal = site.portal
    portal.missing = portal.template()
    path = portal.take_away(3)
    site.visit(1, "--limit", "30", code=None)
    assert site.gone() == {}
    probes = len(site.probes)
    while one(site.archive, "SELECT count(*) FROM crawls WHERE finished IS NULL"):
        site.visit(1, "--limit", "1", code=None)
        assert site.asked
        probes += len(site.probes)
    assert site.gone() == {path: ("2026-11-03", False)}
    assert probes == 1, "what was learnt in a visit is not asked for twice"
