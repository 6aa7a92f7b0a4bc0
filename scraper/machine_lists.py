"""The lists that portals publish for machines: how an answer is told to be a feed or a sitemap, and what both share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from scraper.address_traits import MAX_URL_LENGTH
from scraper.patterns import regex
from scraper.vietnamese import fold

ListKind = Literal["feed", "sitemap"]

_HEAD = 4_096  # bytes in which the root element has to stand
_ROOT = regex(rb"<(?:[A-Za-z][\w.-]{0,30}:)?(rss|rdf|feed|urlset|sitemapindex|html)\b", re.IGNORECASE)
_KINDS: dict[bytes, ListKind] = {
    b"rss": "feed", b"rdf": "feed", b"feed": "feed", b"urlset": "sitemap", b"sitemapindex": "sitemap",
}  # fmt: skip
# How the CMSs in use write the addresses of their feeds: WordPress, NukeViet, Joomla, Liferay, SharePoint, own work.
_FEED_ADDRESS = regex(
    r"/(?:feed|rss|atom)/?$|/(?:rss|feed|atom)\.(?:xml|aspx|php|html?)$|\.(?:rss|atom)$|/(?:rss|feed)/[^/]{1,200}/?$|"
    r"/-/asset_publisher/\w{1,40}/rss$|/rss-feed/?$|/\w{1,40}_rss/?$",
    re.IGNORECASE,
)
_FEED_QUERY = regex(
    r"(?:^|&)(?:feed=(?:rss2?|atom|rdf|comments-rss2?|comments-atom)|format=feed|type=(?:rss|atom))(?:&|$)",
    re.IGNORECASE,
)
_SITEMAP_ADDRESS = regex(r"/[\w.-]{0,80}sitemap[\w.-]{0,80}\.(?:xml|txt)(?:\.gz)?$|/sitemap/?$", re.IGNORECASE)
# Feeds of what is no list of articles: comments (WordPress has one at every page and picture), tags, people, a search.
_SIDE_FEED = regex(
    r"comment|binh-luan|/tags?/|/author/|/tac-gia/|search|tim-kiem|replies|/attachment/|"
    r"[?&](?:p|page_id|attachment_id|tag|author|s)=",
    re.IGNORECASE,
)
# The same by what the feed is called where it is declared, folded.
_LONGEST_TITLE = 300  # characters
_SIDE_FEED_TITLE = regex(r"\b(?:comments?|binh luan|phan hoi|y kien|search|tim kiem)\b")
# The sitemaps that CMSs split theirs into, by what they list beside articles.
_SIDE_SITEMAP = regex(
    r"(?<![a-z])(?:tag|author|user|image|video|attachment|post_format|product|comment|archive|keyword)s?(?![a-z])",
    re.IGNORECASE,
)


class MachineListError(ValueError):
    """An answer is no feed or sitemap although it should be one; the message says why in words."""


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """An address in a feed or sitemap, and when its page was last changed (ISO 8601, a day or a moment)."""

    url: str
    modified: str | None = None


def list_kind(body: bytes) -> ListKind | None:
    """Return what kind of list an answer is by its root element, ``None`` where it is neither feed nor sitemap."""
    head = body[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    found = _ROOT.search(head)
    return _KINDS.get(found[1].lower()) if found else None


def expected_kind(url: str) -> ListKind | None:
    """Return what an address by its spelling promises: a feed, a sitemap, or neither (``None``)."""
    if len(url) > MAX_URL_LENGTH:  # nobody asks for it
        return None
    parts = urlsplit(url)
    if _SITEMAP_ADDRESS.search(parts.path):
        return "sitemap"
    if _FEED_ADDRESS.search(parts.path) or _FEED_QUERY.search(parts.query):
        return "feed"
    return None


def is_side_list(url: str, title: str = "") -> bool:
    """Tell whether a feed or sitemap lists something beside articles: tags, people, pictures, comments.

    Args:
        url: its address.
        title: what the page that declares it calls it.
    """
    if len(url) > MAX_URL_LENGTH:
        return False
    name = urlsplit(url).path.rsplit("/", 1)[-1]
    if expected_kind(url) == "sitemap":
        return bool(_SIDE_SITEMAP.search(name))
    return bool(_SIDE_FEED.search(url)) or (bool(title) and bool(_SIDE_FEED_TITLE.search(fold(title[:_LONGEST_TITLE]))))
