"""Asking the index of a web archive for all captures under an address, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from scraper.wayback.cdx import read_cdx
from scraper.wayback.client import WebArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scraper.wayback.cdx import CdxAnswer, CdxLine
    from scraper.wayback.client import ArchiveClient

# The public index of the Internet Archive, and where its captures are given out.
INTERNET_ARCHIVE = "https://web.archive.org/cdx/search/cdx"
_PAGE = 5_000  # lines that are asked for at a time
_MOST_BYTES = 512 << 20  # of one answer: an index that cannot be asked page by page sends all at once


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """What is wanted of an index.

    Attributes:
        url: the address under which all captures are wanted.
        first: the first day that is wanted, ``None`` for any.
        last: the last day that is wanted, ``None`` for any.
        server: the address of the index.
        replay: where the captures are given out, ``None`` to tell it from the index's address.
        match: how ``url`` is meant: ``prefix``, ``exact``, ``host``, ``domain``; ``None`` leaves that to the index.
        more: further parameters, handed on as they are: ``filter``, ``collapse``, ``from`` and ``to`` ...
    """

    url: str
    first: date | None = None
    last: date | None = None
    server: str = INTERNET_ARCHIVE
    replay: str | None = None
    match: str | None = "prefix"
    more: tuple[tuple[str, str], ...] = ()

    def replay_address(self, line: CdxLine) -> str:
        """Return the address under which a capture is given out as it was made (``id_``)."""
        return f"{(self.replay or replay_of(self.server)).rstrip('/')}/{line.timestamp}id_/{line.url}"

    def asked(self, resume_key: str | None, limit: int | None) -> str:
        """Return the address that asks for a page of the index."""
        values = {"url": self.url, "output": "json"}
        if self.match is not None:
            values["matchType"] = self.match
        if self.first is not None:
            values["from"] = f"{self.first:%Y%m%d}"
        if self.last is not None:
            values["to"] = f"{self.last:%Y%m%d}"
        if limit is not None:
            values |= {"limit": str(limit), "showResumeKey": "true"}
        if resume_key is not None:
            values["resumeKey"] = resume_key
        more = [(name, value) for name, value in self.more if name not in values]
        return f"{self.server}?{urlencode([*values.items(), *more])}"


def replay_of(server: str) -> str:
    """Return where the captures of an index are given out.

    The Internet Archive: ``/cdx/search/cdx`` and ``/web/``. pywb: ``/collection/cdx`` or ``/collection-cdx`` (also
    ``/index``), and ``/collection/``.
    """
    parts = urlsplit(server)
    path = parts.path.rstrip("/")
    for ending, instead in (("/cdx/search/cdx", "/web"), ("/cdx", ""), ("/index", ""), ("-cdx", ""), ("-index", "")):
        if path.endswith(ending):
            path = path.removesuffix(ending) + instead
            break
    else:
        path = "/web"
    return parts._replace(path=path or "/web", query="", fragment="").geturl()


def lines_under(client: ArchiveClient, query: IndexQuery) -> Iterator[CdxLine | int]:
    """Yield the captures under an address, in the order of the index, and how many lines could not be read (if any).

    Raises:
        WebArchiveError: the index gives no usable answer.
    """
    key: str | None = None
    seen: set[str] = set()
    while True:
        page = _ask(client, query.asked(key, _PAGE))
        if page.resume_key is None and len(page.lines) >= _PAGE:  # a server that cannot go on: all at once
            if key is not None:
                raise WebArchiveError(
                    f"{query.server}: stopped in the middle of its index, without a key to go on with"
                )
            page = _ask(client, query.asked(None, None))
        yield from page.lines
        if page.unreadable:
            yield page.unreadable
        if page.resume_key is None:
            return
        if page.resume_key in seen:
            raise WebArchiveError(f"{query.server}: its index leads back to a page that it has given before")
        key = page.resume_key
        seen.add(key)


def answers(client: ArchiveClient, query: IndexQuery) -> bool:
    """Ask an index for one capture; tell whether it has any.

    Raises:
        WebArchiveError: there is no index, or it gives no usable answer.
    """
    answer = _ask(client, query.asked(None, 1))
    if answer.unreadable and not answer.lines:
        raise WebArchiveError(f"{query.server}: is no index (its lines cannot be read)")
    return bool(answer.lines)


def _ask(client: ArchiveClient, url: str) -> CdxAnswer:
    reply = client.get(url, limit=_MOST_BYTES)
    if reply.status == 404 and not reply.body.strip():
        return read_cdx("")
    text = reply.body.decode("utf-8", "replace")
    if reply.status != 200:
        said = " ".join(text.split())[:120]
        raise WebArchiveError(f"{url}: the index answers with status {reply.status}{f': {said}' if said else ''}")
    if text.lstrip()[:1] == "<":
        raise WebArchiveError(f"{url}: is no index (it answers with a page); give its address with --index")
    return read_cdx(text)
