"""A capture of a web archive, given out as it was made, as an answer of the portal."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scraper.canonical import canonical_key
from scraper.patterns import regex
from scraper.store import Answer
from scraper.wayback.client import WebArchiveError

if TYPE_CHECKING:
    from scraper.wayback.cdx import CdxLine
    from scraper.wayback.client import Reply

_ORIGINAL = "x-archive-orig-"
# What the web archive's own server says, where it hands the portal's headers on under their own names.
_OF_THE_ARCHIVE = regex(
    r"x-archive-.{0,80}|x-app-server|x-ts|x-tr|x-location|x-page-cache|x-nid|server-timing|memento-datetime|link|"
    r"set-cookie|permissions-policy|content-security-policy|preference-applied|vary|connection|keep-alive|"
    r"transfer-encoding|content-length|date|referrer-policy|strict-transport-security|alt-svc|age|cache-control"
)
_NO_MORE_TRUE = frozenset({"transfer-encoding", "content-length", "content-encoding", "connection", "keep-alive"})
# Before the address of a capture inside the archive stands the time.
_INSIDE = regex(r"/(\d{14})(?:[a-z]{2}_)?/(?=https?:/{1,2}[^\s])", re.IGNORECASE)


def captured_answer(line: CdxLine, reply: Reply) -> Answer:
    """Return what the portal answered then.

    Args:
        line: the capture as the index has it.
        reply: what the web archive gave out for it.

    Raises:
        WebArchiveError: it gave out something else: a notice of its own, the capture of another time.
    """
    location = reply.header("Location")
    is_captured = _is_captured(reply)
    if location is not None and 300 <= reply.status < 400:
        inside = _INSIDE.search(location)
        address = _whole(location[inside.end() :]) if inside is not None else None
        if inside is not None and address is not None:
            if not is_captured and canonical_key(address) == canonical_key(line.url):
                raise WebArchiveError(f"the web archive has the page of another time only ({inside[1]})")
            location = address
    if not is_captured and reply.status != line.status and not (line.status is None and reply.status == 200):
        raise WebArchiveError(f"the web archive does not give the capture out (status {reply.status})")
    given = _moment(reply.header("Memento-Datetime"))
    if given is not None and abs((given - line.moment).total_seconds()) > 1:
        raise WebArchiveError(f"the web archive gives out the page of another time ({given:%Y%m%d%H%M%S})")
    headers = _headers(reply)
    if location is not None and 300 <= reply.status < 400:
        headers = [(name, value) for name, value in headers if name.lower() != "location"] + [("Location", location)]
    return Answer(line.url, line.moment, reply.status, headers, reply.body)


def _is_captured(reply: Reply) -> bool:
    """Tell whether an answer is a capture by what the web archive says of it (RFC 7089, or the portal's headers)."""
    if reply.header("X-Archive-Redirect-Reason") is not None:
        return False
    names = [name.lower() for name, _ in reply.headers]
    return "memento-datetime" in names or any(name.startswith(_ORIGINAL) for name in names)


def _moment(stated: str | None) -> datetime | None:
    """Return the time of which a capture says that it is (RFC 7089), ``None`` where it does not say one."""
    try:
        moment = parsedate_to_datetime(stated) if stated else None
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment is not None else None


def _headers(reply: Reply) -> list[tuple[str, str]]:
    """Return the portal's headers: handed on under names of the archive's, or else under their own.

    The body is in the encoding that the archive's own header names, which is none in most cases, for it was asked to
    undo it; where the bytes are still packed as the portal packed them, its own header holds.
    """
    own = [(name[len(_ORIGINAL) :], value) for name, value in reply.headers if name.lower().startswith(_ORIGINAL)]
    packed = [value for name, value in own if name.lower() == "content-encoding"]
    given = reply.header("Content-Encoding")
    if own:
        headers = [(_cased(name), value) for name, value in own if name.lower() not in _NO_MORE_TRUE]
    else:
        names_of_archive = [
            (name, value) for name, value in reply.headers if not _OF_THE_ARCHIVE.fullmatch(name.lower())
        ]
        headers = [(name, value) for name, value in names_of_archive if name.lower() not in _NO_MORE_TRUE]
    if not any(name.lower() == "content-type" for name, _ in headers) and reply.header("Content-Type"):
        headers.append(("Content-Type", reply.header("Content-Type") or ""))
    if given is not None:
        headers.append(("Content-Encoding", given))
    elif packed and "gzip" in packed[0].lower() and reply.body.startswith(b"\x1f\x8b"):
        headers.append(("Content-Encoding", "gzip"))
    return headers


def _cased(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))


def _whole(url: str) -> str:
    """Return an address whose two slashes a server has made one."""
    return re.sub(r"^(https?:)/(?!/)", r"\1//", url)
