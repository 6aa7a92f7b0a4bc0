"""Portals as the families of CMS address them, with the doubles and traps of each.

The address schemes are those of published templates and of addresses seen on real hosts.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from tests.portals.made import Links, MadePortal
from tests.portals.server import Reply, page, redirect
from tests.portals.stories import SECTIONS, Story


class NukeViet(MadePortal):
    """Rewritten addresses beside ``index.php?nv=news&op=``; print and save views; a switch of themes."""

    known = frozenset({"nv", "op", "lich"})

    def article_path(self, story: Story) -> str:
        return f"/{story.section}/{story.slug}-{story.number}.html"

    def list_path(self, section: str, number: int) -> str:
        return f"/{section}/" if number == 1 else f"/{section}/page-{number}/"

    def doubles(self, story: Story) -> list[str]:
        return [f"/index.php?language=vi&nv=news&op={story.section}/{story.slug}-{story.number}"]

    def tools(self, story: Story) -> Links:
        views = ("print", "savefile", "sendmail")
        return [(f"/{story.section}/{view}/{story.slug}-{story.number}.html", view) for view in views] + [
            (self.doubles(story)[0], "Liên kết tới bài viết")
        ]

    def furniture(self, path: str) -> Links:
        switch = f"{path}{'&' if '?' in path else '?'}nvvithemever="
        return [(f"{switch}d", "Máy tính"), (f"{switch}m", "Di động"), ("/seek/?q=tin", "Tìm"), ("/rss/", "RSS")]

    def other(self, path: str) -> Reply | None:
        match = re.fullmatch(r"/[a-z-]+/(?:print|savefile|sendmail)/(.+)\.html", path)
        return page(f"<html><body>{match[1]}</body></html>") if match else None


class Liferay(MadePortal):
    """Asset publishers, long parameters of state, a home page behind a redirect, language links that recurse."""

    known = frozenset({"_101_INSTANCE_x_cur"})
    home = "/web/guest/home"

    def article_path(self, story: Story) -> str:
        return f"/web/guest/{story.section}/-/asset_publisher/aB3x/content/{story.slug}"

    def list_path(self, section: str, number: int) -> str:
        state = "p_p_id=101_INSTANCE_x&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-1"
        return f"/web/guest/{section}" + (f"?{state}&_101_INSTANCE_x_cur={number}" if number > 1 else "")

    def doubles(self, story: Story) -> list[str]:
        back = f"%2Fweb%2Fguest%2Fhome%3Fp_p_id%3D{story.number}"
        return [f"{self.article_path(story)}?inheritRedirect=false&redirect={back}"]

    def furniture(self, path: str) -> Links:
        own = urlsplit(path).path.lstrip("/")
        return [(f"vi/{own}", "Tiếng Việt"), (f"en/{own}", "English"), ("/c/portal/login?p_l_id=10180", "Đăng nhập")]

    def other(self, path: str) -> Reply | None:
        inner = re.split(r"/(?:vi|en)/", path)[-1]
        made = self._table().get(self._normal(f"/{inner}")) if inner != path else None
        return page(made(path)) if made else None


class SharePoint(MadePortal):
    """Everything in parameters, names and paths in any case, pagers by script with an address beside, a calendar."""

    known = frozenset({"itemid", "cateid", "page"})
    home = "/Pages/default.aspx"

    def article_path(self, story: Story) -> str:
        return f"/Pages/chi-tiet.aspx?ItemID={story.number}&CateID={list(SECTIONS).index(story.section)}"

    def list_path(self, section: str, number: int) -> str:
        number_of_page = f"&page={number}" if number > 1 else ""
        return f"/Pages/danh-sach.aspx?CateID={list(SECTIONS).index(section)}{number_of_page}"

    def doubles(self, story: Story) -> list[str]:
        return [self.article_path(story).lower(), f"{self.article_path(story)}&IsDlg=1"]

    def furniture(self, path: str) -> Links:
        return [("javascript:__doPostBack('ctl00$g_1','2')", "Tiếp"), ("/Pages/lich.aspx?thang=5&nam=2024", "Lịch")]

    def other(self, path: str) -> Reply | None:
        values = dict(parse_qsl(urlsplit(path).query))
        if not path.startswith("/Pages/lich.aspx") or not values.get("thang", "").isdigit():
            return None
        month, year = int(values["thang"]), int(values["nam"])
        near = [divmod(year * 12 + month - 1 + step, 12) for step in (-1, 1)]
        links = [(f"/Pages/lich.aspx?thang={m + 1}&nam={y}", f"Tháng {m + 1}/{y}") for y, m in near]
        return self.empty(path, f"Tháng {month} năm {year}", links)

    def _normal(self, path: str) -> str:
        return super()._normal(path.lower())


class Dnn(MadePortal):
    """One article under several tabs, with and without language and module; no address says which is the right one."""

    known = frozenset({"tabid", "ItemID", "PageIndex"})
    home = "/Default.aspx?tabid=36"

    def article_path(self, story: Story) -> str:
        return f"/Default.aspx?tabid={self._tab(story.section)}&ItemID={story.number}"

    def list_path(self, section: str, number: int) -> str:
        return f"/Default.aspx?tabid={self._tab(section)}" + (f"&PageIndex={number}" if number > 1 else "")

    def doubles(self, story: Story) -> list[str]:
        tabs = [tab for tab in ("36", "70", "71") if tab != self._tab(story.section)]
        return [f"/Default.aspx?tabid={tab}&ItemID={story.number}&language=vi-VN" for tab in tabs]

    def tools(self, story: Story) -> Links:
        return [(address, "Xem trong chuyên mục khác") for address in self.doubles(story)]

    def furniture(self, path: str) -> Links:
        return [("/Default.aspx?tabid=36&ctl=Login", "Đăng nhập"), (f"{self.home}&language=vi-VN", "Tiếng Việt")]

    def _tab(self, section: str) -> str:
        return str(50 + list(SECTIONS).index(section))


class WordPress(MadePortal):
    """Articles at the root, short links that redirect, feeds, authors, tags, months, forms under every comment."""

    known = frozenset({"p"})

    def article_path(self, story: Story) -> str:
        return f"/{story.slug}/"

    def list_path(self, section: str, number: int) -> str:
        return f"/category/{section}/" + (f"page/{number}/" if number > 1 else "")

    def tools(self, story: Story) -> Links:
        own = self.article_path(story)
        return [
            (f"{own}?replytocom={story.number}#respond", "Trả lời"),
            (f"{own}feed/", "RSS"),
            (f"{own}?share=facebook", "Chia sẻ"),
            ("/author/admin/", "admin"),
            ("/tag/dia-phuong/", "địa phương"),
            (f"{own}amp/", "Bản rút gọn"),
        ]

    def furniture(self, path: str) -> Links:
        newest = self.stories[0]
        return [
            ("/feed/", "RSS"),
            ("/comments/feed/", "Phản hồi"),
            ("/wp-login.php", "Đăng nhập"),
            ("/2023/05/", "Tháng 5"),
            (f"/?p={newest.number}", newest.title),
        ]

    def other(self, path: str) -> Reply | None:
        if path.endswith("/feed/"):
            return Reply(b"<?xml version='1.0'?><rss/>", headers={"Content-Type": "application/rss+xml; charset=UTF-8"})
        if path in {"/author/admin/", "/tag/dia-phuong/", "/2023/05/"}:
            return page(self.frame(path, "Lưu trữ", self.entries(self.stories[2:8], 2)))
        if path.endswith("/amp/"):
            made = self._table().get(path.removesuffix("amp/"))
            return page(made(path)) if made else None
        if path.startswith("/?p="):
            found = [story for story in self.stories if path == f"/?p={story.number}"]
            return redirect(self.article_path(found[0])) if found else None
        return None


class Vnpt(MadePortal):
    """Numbers of site, section and article in the path, a session in every address, lists in every order and year."""

    known = frozenset({"trang"})

    def article_path(self, story: Story) -> str:
        return f"/1256/28424/{self._id(story.section)}/{664_000 + story.number}/{story.section}/{story.slug}"

    def list_path(self, section: str, number: int) -> str:
        return f"/1256/28424/{self._id(section)}/{section}" + (f"?trang={number}" if number > 1 else "")

    def _id(self, section: str) -> int:
        return 53_783 + list(SECTIONS).index(section)

    def shown(self, path: str) -> str:
        head, mark, query = path.partition("?")
        return f"{head};jsessionid={next(self.numbers):032X}.node1{mark}{query}"

    def pager(self, section: str, number: int) -> str:
        own = self.list_path(section, 1)
        facets = [(f"{own}?sort={sort}&view={view}&year={year}", f"{sort} {view} {year}")
                  for sort in ("moi-nhat", "cu-nhat", "doc-nhieu") for view in ("luoi", "danh-sach")
                  for year in range(2015, 2024)]  # fmt: skip
        return super().pager(section, number) + f'<div class="loc">{self.links(facets)}</div>'

    def _normal(self, path: str) -> str:
        return super()._normal(re.sub(r";jsessionid=[^?]*", "", path))


class WebCenter(MadePortal):
    """The article's id in the query, the state of the server's windows in every address, new in every answer."""

    known = frozenset({"dDocName", "trang"})
    home = "/webcenter/portal/songlam"

    def article_path(self, story: Story) -> str:
        return f"{self.home}/pages_tin-tuc/chi-tiet?dDocName=PORTAL{161_000 + story.number}"

    def list_path(self, section: str, number: int) -> str:
        return f"{self.home}/pages_{section}" + (f"?trang={number}" if number > 1 else "")

    def shown(self, path: str) -> str:
        mark, number = ("&" if "?" in path else "?"), next(self.numbers)
        return f"{path}{mark}_afrLoop={10**15 + number}&_afrWindowMode=0&_afrWindowId=null&_adf.ctrl-state={number:x}_4"


class Custom(MadePortal):
    """What a town's own programmers made: ids in the path, print views, a search, a calendar without end."""

    def article_path(self, story: Story) -> str:
        return f"/chi-tiet-tin/group/{self._id(story.section)}/nid/{8_900 + story.number}/{story.slug}"

    def list_path(self, section: str, number: int) -> str:
        return f"/danh-muc/{section}" + (f"/trang-{number}.html" if number > 1 else "")

    def _id(self, section: str) -> int:
        return 112 + list(SECTIONS).index(section)

    def doubles(self, story: Story) -> list[str]:
        return [f"/chi-tiet-tin/group/99/nid/{8_900 + story.number}/{story.slug}"]

    def tools(self, story: Story) -> Links:
        number = 8_900 + story.number
        views = [(f"/trang-in-{number}.html", "In trang"), (f"/bm/print/{number}", "Bản in")]
        return views + [(double, story.title) for double in self.doubles(story)]

    def furniture(self, path: str) -> Links:
        return [("/lich-cong-tac/2024/5/12", "Lịch công tác"), ("/tim-kiem?tu-khoa=&trang=2", "Tìm kiếm")]

    def other(self, path: str) -> Reply | None:
        match = re.fullmatch(r"/lich-cong-tac/(\d+)/(\d+)/(\d+)", path)
        if match:
            year, month, day = map(int, match.groups())
            near = [f"/lich-cong-tac/{year}/{month}/{day + 1}", f"/lich-cong-tac/{year}/{month + 1}/{day}",
                    f"/lich-cong-tac/{year - 1}/{month}/{day}"]  # fmt: skip
            return self.empty(path, f"Ngày {day}/{month}/{year}", [(one, one[-9:]) for one in near])
        match = re.fullmatch(r"/(?:trang-in-|bm/print/)(\d+)(?:\.html)?", path)
        found = [story for story in self.stories if match and 8_900 + story.number == int(match[1])]
        return page(self._article(found[0])(path)) if found else None


class Mvc(MadePortal):
    """Slugs behind a controller's name; the box under an article has a pager of its own; sessions in the query."""

    known = frozenset({"PageIndex"})

    def article_path(self, story: Story) -> str:
        return f"/TinTuc/View/{story.slug}"

    def list_path(self, section: str, number: int) -> str:
        return f"/TinTuc/Index/{section}" + (f"?PageIndex={number}" if number > 1 else "")

    def doubles(self, story: Story) -> list[str]:
        return [f"{self.article_path(story)}?PageIndex={number}" for number in range(2, 6)]

    def tools(self, story: Story) -> Links:
        return [(double, str(number)) for number, double in enumerate(self.doubles(story), 2)]

    def double_or_own(self, story: Story) -> str:
        return self.article_path(story)

    def shown(self, path: str) -> str:
        return f"{path}{'&' if '?' in path else '?'}PHPSESSID={next(self.numbers):026x}"


class PhpModules(MadePortal):
    """Everything is an action of a module, as scripts before 2010 have it: what is read, and what is not, alike."""

    known = frozenset({"module", "action", "id", "catid", "start"})
    home = "/index.php"

    def article_path(self, story: Story) -> str:
        return f"/index.php?module=news&action=view&id={story.number}"

    def list_path(self, section: str, number: int) -> str:
        later = f"&start={(number - 1) * self.per_page}" if number > 1 else ""
        return f"/index.php?module=news&action=cat&catid={list(SECTIONS).index(section) + 1}{later}"

    def tools(self, story: Story) -> Links:
        own = self.article_path(story)
        return [
            (own.replace("action=view", f"action={action}"), label)
            for action, label in (("print", "In"), ("sendmail", "Gửi"), ("comment", "Ý kiến của bạn"))
        ]

    def furniture(self, path: str) -> Links:
        return [("/index.php?module=user&action=login", "Đăng nhập"), ("/index.php?module=news&action=search", "Tìm")]


class DrupalWithoutRewriting(MadePortal):
    """Drupal 6 on a server that rewrites nothing: every path stands in ``q``."""

    known = frozenset({"q", "page"})

    def article_path(self, story: Story) -> str:
        return f"/?q=node/{story.number}"

    def list_path(self, section: str, number: int) -> str:
        own = f"/?q=taxonomy/term/{list(SECTIONS).index(section) + 1}"
        return own + (f"&page={number - 1}" if number > 1 else "")

    def tools(self, story: Story) -> Links:
        views = [(f"/?q=print/{story.number}", "Bản để in"), (f"/?q=printmail/{story.number}", "Gửi cho bạn bè")]
        return [*views, (f"/?q=comment/reply/{story.number}", "Thêm bình luận")]

    def furniture(self, path: str) -> Links:
        return [("/?q=user/login", "Đăng nhập"), ("/?q=search/node", "Tìm kiếm"), ("/?q=tin%20m%E1%BB%9Bi", "tin mới")]


class WebSphere(MadePortal):
    """The state of all windows behind every path, another one in every link."""

    known = frozenset({"WCM_Page"})
    home = "/wps/portal/songlam"

    def article_path(self, story: Story) -> str:
        return f"{self.home}/tin-tuc/{story.section}/{story.slug}"

    def list_path(self, section: str, number: int) -> str:
        return f"{self.home}/tin-tuc/{section}" + (f"?WCM_Page={number}" if number > 1 else "")

    def shown(self, path: str) -> str:
        head, mark, query = path.partition("?")
        return (
            f"{head}/!ut/p/z1/04_Sj9CPykssy0xPLMnMz0vMAfIjo8ziAx{next(self.numbers):06d}DHkRjAyczTycXb0N/{mark}{query}"
        )

    def _normal(self, path: str) -> str:
        return super()._normal(re.sub(r"/!ut/p/[^?]*", "", path))


FAMILIES: tuple[type[MadePortal], ...] = (
    NukeViet, Liferay, SharePoint, Dnn, WordPress, Vnpt, WebCenter, Custom, Mvc, PhpModules, DrupalWithoutRewriting,
    WebSphere,
)  # fmt: skip
