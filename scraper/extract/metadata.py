"""What a page says about itself in its head: meta tags, OpenGraph, Dublin Core, JSON-LD, canonical link."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lxml import etree

from scraper.canonical import absolute_url
from scraper.patterns import regex
from scraper.portal_values import bare_host, own_port
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE_TYPES = frozenset({"newsarticle", "article", "blogposting", "reportagenewsarticle", "report"})
_DATES = frozenset({"datepublished", "datemodified", "datecreated"})
_MAX_JSON = 200_000
_STATE_DATES = (
    (
        "state:published",
        regex(r'"(?:published_?at|publish_?date|date_?published)"\s?:\s?"([^"]{10,40})"', re.IGNORECASE),
    ),
    (
        "state:updated",
        regex(r'"(?:updated_?at|modified_?at|date_?modified)"\s?:\s?"([^"]{10,40})"', re.IGNORECASE),
    ),
)
_WITH_PROPERTY = etree.XPath("descendant::*/@itemprop/..")  # a predicate costs each element five times as much
_MAX_NODES = 500
_MOST_CRUMBS, _LONGEST_CRUMB = 12, 200  # items of a breadcrumb, characters of one


@dataclass(slots=True)
class Metadata:
    """The head of a page. ``names`` holds meta tags by lower-case name or property, the first of each."""

    title: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    canonical: str | None = None
    base: str | None = None
    article: dict[str, Any] = field(default_factory=dict)  # the JSON-LD object of an article, if there is one
    page_published: str | None = None  # of the JSON-LD's WebPage, which Yoast prints on every page
    crumbs: list[str] = field(default_factory=list)  # the breadcrumb written for machines: JSON-LD or microdata

    def get(self, *names: str) -> str | None:
        """Return the first of the named meta tags that has a value."""
        for name in names:
            value = self.names.get(name)
            if value:
                return value
        return None

    def article_text(self, name: str) -> str | None:
        """Return a text of the JSON-LD article: a string, or the ``name`` of an object or of the first of a list."""
        value = self.article.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("name")
        return collapse(nfc(value)) or None if isinstance(value, str) else None

    @property
    def site_name(self) -> str | None:
        """The name the portal gives itself in OpenGraph or as publisher."""
        return self.get("og:site_name", "application-name") or self.article_text("publisher")

    @property
    def says_article(self) -> bool:
        """Whether the page declares itself to be an article."""
        return bool(self.article) or (self.names.get("og:type") or "").lower() in {"article", "news", "newsarticle"}

    def titles(self) -> list[str]:
        """Return what the head gives as titles, most specific first."""
        found = [
            self.article_text("headline"),
            self.get("og:title", "twitter:title", "dc.title", "title", "itemprop:headline"),
            self.title,
        ]
        return [title for title in found if title]


def read_metadata(tree: etree._Element, url: str) -> Metadata:
    """Return what the head of a page (and stray meta tags of its body) says.

    Args:
        tree: the page.
        url: its address, for the canonical link.
    """
    metadata = Metadata()
    canonical = None
    for element in tree.iter("meta", "title", "link", "base", "script"):
        tag = element.tag
        if tag == "meta":
            _take_meta(metadata, element)
        elif tag == "title":
            if metadata.title is None:
                metadata.title = collapse(nfc("".join(element.itertext()))) or None
        elif tag == "link":
            if canonical is None and "canonical" in (element.get("rel") or "").lower().split():
                canonical = element.get("href")
        elif tag == "base":
            metadata.base = metadata.base or element.get("href")
        elif "json" in (element.get("type") or ""):
            if "ld+json" in (element.get("type") or ""):
                _take_linked_data(metadata, element.text or "")
            else:
                _take_state(metadata, element.text or "")
    _take_microdata(metadata, tree)
    _take_post_date(metadata, tree)
    metadata.canonical = sane_canonical(canonical or metadata.names.get("og:url"), url)
    return metadata


def _take_microdata(metadata: Metadata, tree: etree._Element) -> None:
    """Take the dates and the breadcrumb that attributes of the page's elements mark."""
    for element in _WITH_PROPERTY(tree):
        name = (element.get("itemprop") or "").lower()
        if name in _DATES and element.tag != "meta":
            value = (
                element.get("datetime") or element.get("content") or element.get("title") or "".join(element.itertext())
            )
            metadata.names.setdefault(f"itemprop:{name}", collapse(nfc(value))[:80])
        elif name == "itemlistelement" and _is_breadcrumb(element):
            metadata.crumbs.append(collapse(nfc("".join(element.itertext())))[:_LONGEST_CRUMB])


def _take_post_date(metadata: Metadata, tree: etree._Element) -> None:
    """Take the moment that WordPress's themes, and hAtom (Blogger), mark on a post, where the page shows but one."""
    times = [
        element
        for element in tree.iterfind(".//time[@datetime]")
        if {"entry-date", "published"} <= set(_classes(element))
    ]
    if len(times) == 1:
        metadata.names.setdefault("entry-date", (times[0].get("datetime") or "")[:80])
        return
    moments = [element for element in tree.iterfind(".//abbr[@title]") if "published" in _classes(element)]
    if len(moments) == 1:
        metadata.names.setdefault("entry-date", (moments[0].get("title") or "")[:80])


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _take_meta(metadata: Metadata, element: etree._Element) -> None:
    content = element.get("content")
    if not content:
        return
    for attribute, prefix in (("property", ""), ("name", ""), ("itemprop", "itemprop:")):
        name = element.get(attribute)
        if name:
            metadata.names.setdefault(prefix + name.strip().lower(), collapse(nfc(content)))


def _take_state(metadata: Metadata, text: str) -> None:
    """Take the dates out of a script's state (Next.js, Nuxt) where it holds one article: one value of each, no more."""
    for name, pattern in _STATE_DATES:
        values = set(pattern.findall(text[: 5 * _MAX_JSON]))
        if len(values) == 1:
            metadata.names.setdefault(name, values.pop())


def _is_breadcrumb(element: etree._Element) -> bool:
    around = element.getparent()
    return around is not None and "breadcrumb" in (around.get("itemtype") or "").lower()


def _take_linked_data(metadata: Metadata, text: str) -> None:
    """Take the first article and the first breadcrumb out of a script of JSON-LD."""
    if len(text) > _MAX_JSON:
        return
    try:
        # strict=False: CMSs print line breaks into JSON strings.
        data = json.loads(re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", text), strict=False)
    except (ValueError, RecursionError):
        return
    for candidate in _objects(data):
        kind = candidate.get("@type")
        kinds = {name.lower() for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str)}
        if kinds & _ARTICLE_TYPES:
            metadata.article = metadata.article or candidate
        elif "webpage" in kinds and metadata.page_published is None:
            said = candidate.get("datePublished")
            metadata.page_published = said if isinstance(said, str) else None
        elif "breadcrumblist" in kinds and not metadata.crumbs:
            metadata.crumbs = _crumbs(candidate.get("itemListElement"))


def _crumbs(items: object) -> list[str]:
    """Return the names of a breadcrumb's items, which stand in them or in the things they link to."""
    found = []
    for item in items[:_MOST_CRUMBS] if isinstance(items, list) else []:
        inner = item.get("item") if isinstance(item, dict) else None
        names = [one.get("name") for one in (item, inner) if isinstance(one, dict)]
        name = next((name for name in names if isinstance(name, str)), "")
        found.append(collapse(nfc(name))[:_LONGEST_CRUMB])
    return [name for name in found if name]


def _objects(data: object) -> Iterator[dict[str, Any]]:
    pending = [data]
    for _ in range(_MAX_NODES):
        if not pending:
            return
        item = pending.pop(0)
        if isinstance(item, dict):
            yield item
            pending += [value for key, value in item.items() if key in {"@graph", "mainEntity", "itemListElement"}]
        elif isinstance(item, list):
            pending += item


def sane_canonical(href: str | None, url: str) -> str | None:
    """Return a canonical link that can be believed: absolute, of the same site, and not the home page of an inner page.

    CMSs that are set up carelessly give every page the home page, another host's test address, or nonsense.
    """
    if not href:
        return None
    absolute = absolute_url(url, href)
    if absolute is None or not url:
        return None
    if bare_host(absolute) != bare_host(url):
        return None
    parts, own = urlsplit(absolute), urlsplit(url)
    is_home = (
        parts.path.strip("/").lower() in {"", "index.html", "index.php", "default.aspx", "vi", "web", "home"}
        and not parts.query
    )
    if is_home and (own.path.strip("/") or own.query):
        return None
    if own_port(absolute) != own_port(url):
        return None
    return absolute
