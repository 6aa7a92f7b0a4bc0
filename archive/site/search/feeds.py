"""Results for programs: JSON, and Atom (RFC 4287)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree  # nosec B405  nothing is parsed with it

from archive.site.catalogue import say_text
from archive.site.language import spoken
from scraper.clock import VIETNAM
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive.site.search.results import Hit, Results, Value
    from archive.site.search.snippets import Run

    # What makes an address of this site whole: of a row of a table, of a query string of the search in a format.
    RowAddress = Callable[[str, Any], str]

_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What is told of a hit as it is stored.
_TOLD = (
    "id", "title", "published", "portal", "portal_name", "section", "kind", "first_seen", "last_seen", "gone_at"
)  # fmt: skip
_LONG_AGO = "1970-01-01T00:00:00+00:00"


def as_json(results: Results, row_address: RowAddress, page: str, next_page: str | None) -> dict[str, Any]:
    """Return a page of results as JSON can say it.

    Args:
        results: the page.
        row_address: makes the address of a row.
        page: the address of the page as people see it.
        next_page: of the next page of this JSON.
    """
    return {
        "query": dict(results.asked.parameters()),
        "url": page,
        "next": next_page,
        "total": results.count,
        "total_is_upper_bound": results.is_upper_bound,
        "interrupted": results.interrupted,
        "without_marks": results.without_marks,
        "query_is_cut": results.is_cut,
        "ranked_among": results.ranked,
        "years": {bar_year: count for bar_year, count in results.years if count},
        "undated": results.undated,
        "portals": _values(results.portals),
        "sections": _values(results.sections),
        "called": [
            {
                "table": one.table,
                "key": one.key,
                "name": one.name,
                "more": one.more,
                "url": row_address(one.table, one.key),
            }
            for one in results.called
        ],
        "choices": {
            kind: [{"key": one.key, "name": one.name, "more": one.more} for one in choices]
            for kind, choices in (
                ("portal", results.narrowed.portals_meant),
                ("unit", results.narrowed.units),
                ("person", results.narrowed.people),
            )
            if choices
        },
        "hits": [_hit(hit, row_address) for hit in results.hits],
    }


def _values(values: Iterable[Value]) -> list[dict[str, Any]]:
    return [{"key": one.key, "name": one.name, "count": one.count} for one in values]


def _hit(hit: Hit, row_address: RowAddress) -> dict[str, Any]:
    row = hit.row
    return {
        **{name: row[name] for name in _TOLD},
        "url": row_address("articles", row["id"]),
        "original_url": row["url"],
        "found_in": hit.place,
        "snippet": said(hit.snippet),
        "found": _spans(hit.snippet),
        "score": hit.points,
    }


def said(runs: Iterable[Run]) -> str:
    """Return a passage as plain text."""
    return "".join(run.text for run in runs)


def _spans(runs: Iterable[Run]) -> list[list[int]]:
    """Return where in a passage the words stand that were found: from which character to which."""
    spans, at = [], 0
    for run in runs:
        if run.found:
            spans.append([at, at + len(run.text)])
        at += len(run.text)
    return spans


def as_atom(results: Results, row_address: RowAddress, addresses: dict[str, str]) -> str:
    """Return a page of results as an Atom feed.

    Args:
        results: the page, newest first.
        row_address: makes the address of a row.
        addresses: of the feed by relation: ``self``, ``alternate`` (the page), ``next`` where there is one.
    """
    host = urlsplit(addresses["alternate"]).hostname or "localhost"
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": spoken()})
    _text(feed, "id", f"tag:{host},2026:search?{results.asked.query(page=1)}")
    _text(feed, "title", say_text("search-feed-title", words=results.asked.words or say_text("search-everything")))
    changes = [hit.row["changed_at"] or hit.row["first_seen"] for hit in results.hits]
    _text(feed, "updated", max(changes, default=_LONG_AGO))
    for relation, address in addresses.items():
        kind = "text/html" if relation == "alternate" else "application/atom+xml"
        ElementTree.SubElement(feed, "link", {"rel": relation, "type": kind, "href": address})
    for hit in results.hits:
        _entry(feed, hit, row_address, host)
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=False)


def _entry(feed: ElementTree.Element, hit: Hit, row_address: RowAddress, host: str) -> None:
    row = hit.row
    entry = ElementTree.SubElement(feed, "entry", {"xml:lang": "vi"})
    _text(entry, "id", f"tag:{host},{row['first_seen'][:10]}:articles/{row['id']}")
    _text(entry, "title", row["title"] or say_text("untitled"))
    _text(entry, "updated", row["changed_at"] or row["first_seen"])
    if published := with_zone(row["published"]):
        _text(entry, "published", published)
    author = ElementTree.SubElement(entry, "author")
    _text(author, "name", row["portal_name"] or row["portal"])
    page = row_address("articles", row["id"])
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
    ElementTree.SubElement(entry, "link", {"rel": "via", "href": quote(row["url"], safe="%/:?#[]@!$&'()*+,;=~-._")})
    if row["section"]:
        ElementTree.SubElement(entry, "category", {"term": _legal(row["section"])})
    _text(entry, "summary", said(hit.snippet))


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _legal(text)


def _legal(text: str) -> str:
    return _NO_XML.sub("", text)


def with_zone(published: str | None) -> str | None:
    """Return a day or time of publication as RFC 3339 writes it; portals print Vietnam's."""
    if not published:
        return None
    try:
        if len(published) == 10:
            moment = datetime.combine(date.fromisoformat(published), datetime.min.time())
        else:
            moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=VIETNAM)).isoformat(timespec="seconds")
