"""A portal of which every page tries to lead into the reader's own network."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from tests.portals.answering import Answer
from tests.portals.town import Town

HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/xml; charset=utf-8"}
TEXT = " ".join(["Sáng nay, Ủy ban nhân dân thị xã tổ chức hội nghị bàn về công tác phòng, chống thiên tai."] * 4)


class HostilePortal:
    """Leads to ``addresses`` in every way that a page, a list for machines or a header can.

    Args:
        addresses: whole addresses, as they would be written.
    """

    def __init__(self, addresses: list[str]) -> None:
        self.addresses = addresses
        self.asked: list[str] = []

    def answer(self, host: str, path: str) -> Answer:
        """Return what the portal says at a path."""
        self.asked.append(path)
        root = f"http://{host}"
        if path == "/robots.txt":
            lines = [f"Sitemap: {self._line(one)}" for one in self.addresses]
            return (
                200,
                {"Content-Type": "text/plain"},
                "\n".join(["User-agent: *", f"Sitemap: {root}/chi-muc.xml", *lines]),
            )
        if path in {"/chi-muc.xml", "/sitemap.xml", "/rss"}:
            return self._list(path, root)
        kind, _, number = path.removeprefix("/bai-").partition("/so-")
        if kind in WAYS and number.isdigit() and int(number) < len(self.addresses):
            return WAYS[kind](self.addresses[int(number)])
        return (200, HTML, self._home()) if path == "/" else (404, HTML, "<html><body>404</body></html>")

    @staticmethod
    def _line(address: str) -> str:
        return " ".join(address.split())

    def _list(self, path: str, root: str) -> Answer:
        if path == "/chi-muc.xml":
            entries = "".join(f"<sitemap><loc>{escape(one)}</loc></sitemap>" for one in self.addresses)
            own = f"<sitemap><loc>{root}/sitemap.xml</loc></sitemap>"
            return (
                200,
                XML,
                f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{own}{entries}</sitemapindex>",
            )
        if path == "/sitemap.xml":
            entries = "".join(f"<url><loc>{escape(one)}</loc></url>" for one in self.addresses)
            return 200, XML, f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>"
        entries = "".join(
            f"<item><title>Tin</title><link>{escape(one)}</link><guid>{escape(one)}</guid>"
            f"<enclosure url='{escape(one, quote=True)}' type='application/pdf' length='1'/></item>"
            for one in self.addresses
        )
        feed = f"<rss version='2.0'><channel><title>Tin</title><link>{root}/</link>{entries}</channel></rss>"
        return 200, {"Content-Type": "application/rss+xml; charset=utf-8"}, feed

    def _home(self) -> str:
        own = "".join(
            f"<li><a href='/bai-{kind}/so-{number}'>Tin {kind} số {number} của thị xã trong năm nay</a></li>"
            for number in range(len(self.addresses))
            for kind in WAYS
        )
        away = "".join(
            f'<li><a href="{escape(one, quote=True)}">Tin khác của thị xã</a></li>' for one in self.addresses
        )
        feeds = "".join(
            f'<link rel="alternate" type="application/rss+xml" href="{escape(one, quote=True)}">'
            for one in self.addresses
        )
        return (
            f"<!doctype html><html lang=vi><head><title>Cổng thông tin</title><link rel=alternate "
            f"type='application/rss+xml' href='/rss'>{feeds}</head><body><main><h1>Tin tức</h1><ul>{own}{away}</ul>"
            "</main></body></html>"
        )


def _article(head: str = "", body: str = "") -> Answer:
    text = (
        f"<!doctype html><html lang=vi><head><title>Hội nghị về phòng, chống thiên tai</title>{head}</head><body>"
        f"<article><h1>Hội nghị về phòng, chống thiên tai</h1><time>05/03/2024</time><p>{TEXT}</p>{body}"
        f"<p>{TEXT}</p></article></body></html>"
    )
    return 200, HTML, text


def _redirect(status: int) -> Callable[[str], Answer]:
    return lambda to: (status, {"Location": _header(to)}, "")


def _header(value: str) -> str:
    """Return an address as it can stand in a header: its bytes, not encoded further."""
    return " ".join(value.split()).encode("utf-8").decode("latin-1")


def _attribute(pattern: str) -> Callable[[str], str]:
    return lambda to: pattern.format(to=escape(to, quote=True), path=quote(to, safe=""))


# What a page may name beside its text, in any number: all of it is on one page.
_NAMED_IN_HEAD = (
    '<link rel=next href="{to}"><link rel=prev href="{to}"><link rel=amphtml href="{to}">'
    '<link rel=alternate hreflang=en href="{to}"><link rel=alternate hreflang=vi href="{to}">'
    '<link rel=alternate type="application/atom+xml" href="{to}"><link rel=stylesheet href="{to}">'
    '<link rel=preload as=fetch href="{to}"><link rel=sitemap href="{to}"><link rel=manifest href="{to}">'
    '<script src="{to}"></script><script>fetch("{to}")</script>'
    '<script type="application/ld+json">{{"@type":"NewsArticle","url":"{to}","mainEntityOfPage":"{to}"}}</script>'
    '<script id=__NEXT_DATA__ type="application/json">{{"props":{{"pageProps":{{"news":[{{"title":"Tin",'
    '"url":"{to}","link":"{to}"}}]}}}}}}</script>'
)
_NAMED_IN_BODY = (
    '<p><a href="{to}van-ban.pdf">Tải văn bản</a> <a href="{to}" download>Tệp đính kèm</a></p>'
    '<iframe src="{to}"></iframe><object data="{to}"></object><embed src="{to}">'
    '<img src="{to}" srcset="{to} 2x" data-src="{to}"><video src="{to}" poster="{to}"></video>'
    '<form action="{to}"><input type=submit></form><a ping="{to}" href="{to}">Tin tiếp theo</a>'
    '<p><a href="/bai-302/so-0?url={path}">Tin của thị xã</a></p>'
)

WAYS: dict[str, Callable[[str], Answer]] = {
    "301": _redirect(301),
    "302": _redirect(302),
    "307": _redirect(307),
    "https": lambda to: _redirect(308)(to.replace("http:", "https:", 1)),
    "refresh": lambda to: _article(_attribute('<meta http-equiv=refresh content="0;url={to}">')(to)),
    "refresh-header": lambda to: (200, HTML | {"Refresh": f"0;url={_header(to)}"}, _article()[2]),
    "location": lambda to: _article(_attribute('<script>location.href="{to}"</script>')(to)),
    "frame": lambda to: _article(body=_attribute('<frame src="{to}">')(to)),
    "link-header": lambda to: (200, HTML | {"Link": f'<{_header(to)}>; rel="next", <{_header(to)}>; rel="canonical"'},
                               _article()[2]),
    "canonical": lambda to: _article(
        _attribute('<link rel=canonical href="{to}"><meta property="og:url" content="{to}">')(to)),
    "base": lambda to: _article(_attribute('<base href="{to}">')(to), '<p><a href="tin/1">Tin</a> <img src="a.jpg">'),
    "named": lambda to: _article(_attribute(_NAMED_IN_HEAD)(to), _attribute(_NAMED_IN_BODY)(to)),
}  # fmt: skip


def good_portal(host: str, path: str) -> Answer:
    """Answer as a small portal on which nothing is wrong."""
    found = Town.of(3).pages(f"http://{host}").get(path)
    if found is None or callable(found):
        return 404, HTML, "<html><body>404</body></html>"
    return found.status, dict(found.headers), found.body.decode("utf-8")
