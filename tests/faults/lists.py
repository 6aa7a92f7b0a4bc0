"""Sitemaps and feeds that are none, name themselves, or hold more than anybody can read.

Each kind stands at an address that robots.txt names as a sitemap; the page that it is given is not looked at.
"""

from __future__ import annotations

import gzip

from tests.faults.bodies import packed_blanks
from tests.faults.wire import Exchange

XML = "application/xml; charset=utf-8"
_SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>{}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
)


def _entries(*urls: str) -> str:
    return "".join(f"<url><loc>{url}</loc></url>" for url in urls)


def _own(to: Exchange, path: str) -> str:
    return f"http://{to.headers['host']}{path}"


def sitemap_of_itself(to: Exchange, page: bytes) -> None:
    """An index of sitemaps that names itself, under its own address and under one that looks like another."""
    named = "".join(
        f"<sitemap><loc>{_own(to, to.path.partition('?')[0])}{more}</loc></sitemap>" for more in ("", "?a=1")
    )
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</sitemapindex>'
    to.send(index.encode(), kind=XML)


def sitemap_with_entities(to: Exchange, page: bytes) -> None:
    """Entities in a sitemap: a file of the machine that reads, and a billion laughs."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE urlset [<!ENTITY tep SYSTEM "file:///etc/passwd"><!ENTITY a0 "ha">{laughs}]>'
    body = _SITEMAP.format(doctype, _entries(_own(to, "/?tep=&tep;"), _own(to, "/?a=&a9;")))
    to.send(body.encode(), kind=XML)


def sitemap_bomb(to: Exchange, page: bytes) -> None:
    """A sitemap packed as a file: 200 KB that become 200 MB."""
    to.send(packed_blanks(), kind="application/gzip")


def sitemap_of_others(to: Exchange, page: bytes) -> None:
    """A sitemap of five hundred addresses in the network of the machine that reads."""
    urls = (f"http://10.0.{number // 250}.{number % 250 + 1}/admin" for number in range(500))
    to.send(_SITEMAP.format("", _entries(*urls)).encode(), kind=XML)


def sitemap_is_html(to: Exchange, page: bytes) -> None:
    """An HTML page that says that there is nothing, with status 200."""
    to.send("<html><body><h1>404</h1><p>Trang không tồn tại.</p></body></html>".encode())


def sitemap_half_packed(to: Exchange, page: bytes) -> None:
    """Half of a sitemap that is packed as a file: its Content-Length is right."""
    packed = gzip.compress(_SITEMAP.format("", _entries(*(f"{_own(to, '/')}?{n}" for n in range(999)))).encode())
    to.send(packed[: len(packed) // 2], kind="application/gzip")


def feed_of_noise(to: Exchange, page: bytes) -> None:
    """Noise where a feed should be."""
    to.send(bytes(range(256)) * 100, kind="application/rss+xml")
