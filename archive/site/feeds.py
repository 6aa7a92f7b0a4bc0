"""Atom feeds of ready-made queries whose rows are happenings: an article is new, was edited, is gone.

A feed has the rows of the query's page, narrowed as it is; nothing of what it says stands only there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405  made here, nothing is read

from datasette import Response
from datasette.utils import tilde_encode
from datasette.utils.asgi import NotFound

from archive.export.named_query import parameters_of
from archive.site.access import is_archive
from archive.site.catalogue import say_text
from archive.site.formats import own_half
from archive.site.language import spoken
from archive.site.metadata import DATABASE
from archive.site.wording import label
from scraper.clock import VIETNAM, now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable, Iterable

    from datasette.app import Datasette

# The queries that are feeds, and the column that says when what a row tells of happened.
FEEDS = {"newest_articles": "first_seen", "changed_after_publication": "seen_at", "disappeared_articles": "gone_at"}
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_MOST_ENTRIES = 100
_AT_ITS_BEGINNING = "1970-01-01T00:00:00+00:00"  # of a feed without entries


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the address that it is known by, its title, when it happened (ISO 8601), a sentence about it."""

    address: str
    title: str
    updated: str
    summary: str


def atom(title: str, address: str, page: str, entries: Iterable[Entry]) -> bytes:
    """Return an Atom feed.

    Args:
        title: what it is of.
        address: its own, in full.
        page: of the page that shows the same, in full.
        entries: the newest first.
    """
    listed = list(entries)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": spoken()})
    SubElement(feed, "id").text = address
    SubElement(feed, "title").text = title
    SubElement(feed, "updated").text = max((stamp(entry.updated) for entry in listed), default=_AT_ITS_BEGINNING)
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    author = SubElement(feed, "author")
    SubElement(author, "name").text = "congtin"
    for entry in listed:
        written = SubElement(feed, "entry")
        SubElement(written, "id").text = entry.address
        SubElement(written, "title").text = _clean(entry.title)
        SubElement(written, "updated").text = stamp(entry.updated)
        SubElement(written, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
        SubElement(written, "summary").text = _clean(entry.summary)
    document: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def stamp(value: str) -> str:
    """Return a stored day or time as RFC 3339 writes it: a day begins at midnight in Vietnam."""
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        read = now()
    if read.tzinfo is None:
        read = read.replace(tzinfo=VIETNAM)
    return read.isoformat(timespec="seconds")


def _clean(text: str) -> str:
    """Return a text without the characters that XML cannot write."""
    return "".join(one for one in text if one in "\t\n\r" or (one >= " " and one not in "\ufffe\uffff"))


async def query_feed(request: Any, datasette: Datasette) -> Response:
    """Answer ``/archive/QUERY.atom``, one of :data:`FEEDS`, narrowed by the query's parameters.

    Raises:
        NotFound: there is no such query here.
        Forbidden: whoever asks may not see it.
    """
    name = request.url_vars["query"] or ""
    is_feed = name in FEEDS and await is_archive(datasette)
    query = await datasette.get_canned_query(DATABASE, name, request.actor) if is_feed else None
    if query is None:
        raise NotFound("There is no such feed.")
    await datasette.ensure_permissions(
        request.actor, [("view-query", (DATABASE, name)), ("view-database", DATABASE), "view-instance"]
    )
    given = {parameter: request.args.get(parameter) or "" for parameter in parameters_of(query["sql"])}
    found = await datasette.execute(DATABASE, query["sql"], given, truncate=True)
    page = datasette.absolute_url(request, datasette.urls.query(DATABASE, name)) + _question(request)
    address = datasette.absolute_url(request, datasette.urls.query(DATABASE, name, format="atom")) + _question(request)
    entries = [_entry(row, FEEDS[name], request, datasette) for row in found.rows[:_MOST_ENTRIES]]
    title = f"{own_half(query.get('title'))} · {own_half(datasette.metadata('title'))}"
    body = atom(title, address, page, entries)
    return Response(body, content_type=MEDIA_TYPE)


def _question(request: Any) -> str:
    return f"?{request.query_string}" if request.query_string else ""


def _entry(row: sqlite3.Row, when: str, request: Any, datasette: Datasette) -> Entry:
    cells = dict(row)
    path = cells.get("compare") or datasette.urls.row(DATABASE, "articles", tilde_encode(str(cells["article"])))
    inside = datasette.urls.path(path) if "compare" in cells else path
    address = datasette.absolute_url(request, inside)
    if when == "gone_at":  # an article may be gone more than once: each time is an entry of its own
        address = f"{address}#gone-{cells[when]}"
    return Entry(address, cells.get("title") or say_text("untitled"), cells[when], _summary(cells, when))


def _summary(cells: dict[str, Any], when: str) -> str:
    told = [cells.get("portal_name") or cells.get("portal") or ""]
    if when == "seen_at":
        fields = str(cells.get("changed") or "").strip("[]").replace('"', "").split(", ")
        told.append(say_text("feed-changed", fields=", ".join(label(field, "field") for field in fields if field)))
    elif when == "gone_at":
        told.append(say_text("feed-gone"))
    elif cells.get("lead"):
        told.append(str(cells["lead"]))
    return ". ".join(part for part in told if part)


FEED_ROUTES: list[tuple[str, Callable[..., Awaitable[Response]]]] = [
    # Whatever else ends so is no page under another name.
    (rf"^/{DATABASE}(?:/(?P<query>.+))?\.atom$", query_feed),
]
