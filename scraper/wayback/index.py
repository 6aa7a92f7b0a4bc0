"""Asking the index of a web archive for all captures under an address, page by page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from scraper.clock import VIETNAM
from scraper.wayback.cdx import read_cdx
from scraper.wayback.client import WebArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scraper.wayback.cdx import CdxAnswer, CdxLine
    from scraper.wayback.client import ArchiveClient

# The public index of the Internet Archive, and where its captures are given out.
INTERNET_ARCHIVE = "https://web.archive.org/cdx/search/cdx"
# What stays as it is in an address that is asked for: its own marks (RFC 3986), and what is percent-encoded already.
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"
_PAGE = 5_000  # lines that are asked for at a time
_NONE = "no captures found"  # how pywb says that it has none: with status 404
_TRIES = 3  # an answer that stops in the middle is asked for again
_MOST_BYTES = 512 << 20  # of one answer: an index that cannot be asked page by page sends all at once


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """What is wanted of an index.

    Attributes:
        url: the address under which all captures are wanted.
        first: the first day that is wanted, one of Vietnam's; ``None`` for any.
        last: the last day that is wanted, one of Vietnam's; ``None`` for any.
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
        url = quote(line.url, safe=_IN_ADDRESSES)  # indexes list some with their letters as they are: ``/tin-tức``
        return f"{(self.replay or replay_of(self.server)).rstrip('/')}/{line.timestamp}id_/{url}"

    def asked(self, resume_key: str | None, limit: int | None, paging: tuple[tuple[str, str], ...] = ()) -> str:
        """Return the address that asks for a page of the index.

        Args:
            resume_key: the key that the page before ended with, ``None`` for the first.
            limit: the most lines, ``None`` for as many as the server gives.
            paging: further parameters, for servers that number their pages.
        """
        values = {"url": self.url, "output": "json"}
        if self.match is not None:
            values["matchType"] = self.match
        if self.first is not None:
            values["from"] = _timestamp(datetime.combine(self.first, time.min, VIETNAM))
        if self.last is not None:
            values["to"] = _timestamp(datetime.combine(self.last, time(23, 59, 59), VIETNAM))
        if limit is not None:
            values |= {"limit": str(limit), "showResumeKey": "true"}
        if resume_key is not None:
            values["resumeKey"] = resume_key
        more = [(name, value) for name, value in self.more if name not in values]
        return f"{self.server}?{urlencode([*values.items(), *more, *paging])}"


def _timestamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%d%H%M%S}"


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
        WebArchiveError: the index gives no usable answer, or none that is whole.
    """
    key: str | None = None
    seen: set[str] = set()
    while True:
        page = _ask_for_all_of(client, query.asked(key, _PAGE))
        if page.resume_key is None and page.size >= _PAGE:  # a server that knows no such keys
            if key is not None:
                raise WebArchiveError(
                    f"{query.server}: stopped in the middle of its index, without a key to go on with"
                )
            yield from _lines_without_keys(client, query)
            return
        yield from _what_is_in(page)
        if page.resume_key is None:
            return
        if page.resume_key in seen:
            raise WebArchiveError(f"{query.server}: its index leads back to a page that it has given before")
        key = page.resume_key
        seen.add(key)


def _lines_without_keys(client: ArchiveClient, query: IndexQuery) -> Iterator[CdxLine | int]:
    """Yield what an index has that gives no keys to go on with: pywb's, page by page where it numbers them, or all."""
    pages = _number_of_pages(client, query)
    for number in range(pages):
        paging = (("page", str(number)),) if pages > 1 else ()
        yield from _what_is_in(_ask_for_all_of(client, query.asked(None, None, paging)))


def _number_of_pages(client: ArchiveClient, query: IndexQuery) -> int:
    """Return how many pages an index says that its answer has (``{"pages": 3, ...}``), 1 where it does not say.

    pywb over an index in blocks (ZipNum) answers with the first of them where no page is asked for.
    """
    reply = client.get(query.asked(None, 1, (("showNumPages", "true"),)), limit=_MOST_BYTES)
    try:
        said = json.loads(reply.body) if reply.status == 200 else None
    except (ValueError, RecursionError):
        return 1
    pages = said.get("pages") if isinstance(said, dict) else None
    return max(pages, 1) if isinstance(pages, int) else 1


def _what_is_in(page: CdxAnswer) -> Iterator[CdxLine | int]:
    yield from page.lines
    if page.unreadable:
        yield page.unreadable


def answers(client: ArchiveClient, query: IndexQuery) -> bool:
    """Ask an index for one capture; tell whether it has any.

    Raises:
        WebArchiveError: there is no index, or it gives no usable answer.
    """
    answer = _ask(client, query.asked(None, 1))
    if answer.unreadable and not answer.lines:
        raise WebArchiveError(f"{query.server}: is no index (its lines cannot be read)")
    return bool(answer.lines)


def _ask_for_all_of(client: ArchiveClient, url: str) -> CdxAnswer:
    """Ask until the answer is whole: a server that gives up in the middle of one leaves out what stands behind."""
    for _ in range(_TRIES):
        answer = _ask(client, url)
        if not answer.is_broken:
            return answer
    raise WebArchiveError(
        f"{url}: the index stops in the middle of its answer, or answers in a form that is not known (tried "
        f"{_TRIES} times)"
    )


def _ask(client: ArchiveClient, url: str) -> CdxAnswer:
    reply = client.get(url, limit=_MOST_BYTES)
    text = reply.body.decode("utf-8", "replace")
    if reply.status == 404 and (not text.strip() or _NONE in text[:1_000].lower()):
        return read_cdx("")
    if reply.status != 200:
        said = " ".join(text.split())[:120]
        raise WebArchiveError(f"{url}: the index answers with status {reply.status}{f': {said}' if said else ''}")
    if text.lstrip()[:1] == "<":
        raise WebArchiveError(f"{url}: is no index (it answers with a page); give its address with --index")
    return read_cdx(text)
