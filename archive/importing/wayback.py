"""What a public web archive has of a portal, brought home as a web-archive file of ours.

Every capture of the index that may be a page is asked for as it was made; one whose digest the index gives as that of
a capture before it is not asked for, but kept as the same (a ``revisit``), so that it counts as a sight of the page.
What the archive has already is not asked for again: the command goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.importing.brought_home import BroughtHome, left_behind
from archive.layout import IMPORTED_NAME, PAGES_NAME
from scraper.canonical import canonical_key
from scraper.clock import timestamp
from scraper.page_addresses import is_no_page
from scraper.page_answers import NO_PAGES
from scraper.store import Answer
from scraper.warc import Record, read_records
from scraper.wayback.client import WebArchiveError, WebArchiveRestError
from scraper.wayback.index import lines_under
from scraper.wayback.replay import captured_answer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from scraper.wayback.cdx import CdxLine
    from scraper.wayback.client import ArchiveClient, Reply
    from scraper.wayback.index import IndexQuery

_WANTED = frozenset({200, 301, 302, 303, 307, 308, 404, 410})
_BODIES = 16  # of one address, by digest, that are held to be referred to
_MAX_SILENCE = 10  # captures in a row to which no answer came: the archive is down, not they


@dataclass(slots=True)
class Collected:
    """What asking a web archive came to.

    Attributes:
        files: the files that hold what was brought home.
        lines: captures in the index.
        fetched: captures that were asked for and given out.
        same: captures that the index says are the same as one before.
        known: captures that the archive had already.
        left_out: what was not asked for, by the reason.
        missing: captures that were not given out: address, time, reason.
        stopped: why the run ended before the index did, ``None`` where it did not.
    """

    files: list[Path] = field(default_factory=list)
    lines: int = 0
    fetched: int = 0
    same: int = 0
    known: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    missing: list[tuple[str, str, str]] = field(default_factory=list)
    stopped: str | None = None


def collect(
    connection: sqlite3.Connection,
    directory: Path,
    query: IndexQuery,
    client: ArchiveClient,
    on_line: Callable[[Collected], None] | None = None,
) -> Collected:
    """Bring home what a web archive has under an address and the archive has not.

    Args:
        connection: the archive.
        directory: its folder.
        query: what is wanted.
        client: asks.
        on_line: told of every capture of the index.

    Raises:
        ArchiveError: what comes cannot be written.
        WebArchiveError: the index cannot be asked, or is none. Where it breaks off later, what has come stays.
    """
    collected = Collected()
    folder = directory / PAGES_NAME / IMPORTED_NAME
    brought: set[tuple[str, str]] = set()
    for path in left_behind(connection, folder):
        collected.files.append(path)
        brought |= {(one.url, timestamp(one.date)) for one in read_records(path) if isinstance(one, Record)}
    writer = BroughtHome(folder, query)
    try:
        collecting = _Collecting(connection, query, client, writer, collected, brought)
        for line in lines_under(client, query):
            if isinstance(line, int):
                collected.left_out["a line of the index that cannot be read"] += line
                continue
            collected.lines += 1
            collecting.take(line)
            if on_line is not None:
                on_line(collected)
    except WebArchiveError as error:
        if not isinstance(error, WebArchiveRestError) and not collected.lines and not collected.files:
            raise  # nothing has come, and nothing will
        collected.stopped = str(error)
    finally:
        collected.files += writer.close()
    return collected


class _Collecting:
    """Takes up the captures of an index in its order: address by address, each by time."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        query: IndexQuery,
        client: ArchiveClient,
        writer: BroughtHome,
        collected: Collected,
        brought: set[tuple[str, str]],
    ) -> None:
        self._connection = connection
        self._query = query
        self._client = client
        self._writer = writer
        self._collected = collected
        self._brought = brought  # by an earlier run that did not come to its end: address and time
        self._silence = 0
        self._key = ""
        self._earlier: OrderedDict[str, Answer] = OrderedDict()  # of the address, by the digest that the index gives

    def take(self, line: CdxLine) -> None:
        """Bring a capture home, or count why not."""
        if self._key != (key := canonical_key(line.url)):
            self._key = key
            self._earlier.clear()
        reason = _why_not_wanted(line)
        if reason is not None:
            self._collected.left_out[reason] += 1
        elif self._is_known(line):
            self._collected.known += 1
        elif line.digest is not None and line.digest in self._earlier:
            self._keep_as_same(line, self._earlier[line.digest])
        else:
            self._fetch(line)

    def _is_known(self, line: CdxLine) -> bool:
        if (line.url, timestamp(line.moment)) in self._brought:
            return True
        row = self._connection.execute(
            "SELECT 1 FROM captures WHERE url = ? AND fetched_at = ?", (line.url, timestamp(line.moment))
        ).fetchone()
        return row is not None

    def _keep_as_same(self, line: CdxLine, earlier: Answer) -> None:
        status = earlier.status if line.status is None else line.status
        answer = Answer(line.url, line.moment, status, list(earlier.headers), earlier.raw_body)
        said = {"index": self._query.server, "digest": line.digest, "timestamp": line.timestamp}
        self._writer.write(answer, said, earlier)
        self._collected.same += 1

    def _fetch(self, line: CdxLine) -> None:
        address = self._query.replay_address(line)
        try:
            answer = captured_answer(line, self._ask(address))
        except WebArchiveRestError:
            raise
        except WebArchiveError as error:
            self._collected.missing.append((line.url, line.timestamp, str(error)))
            if self._silence >= _MAX_SILENCE:
                raise WebArchiveRestError(
                    f"the web archive gave no answer to {_MAX_SILENCE} requests in a row (the last: {error}); "
                    "run the command again later, it goes on where it stopped"
                ) from None
            return
        self._writer.write(answer, {"source": address, "digest": line.digest, "timestamp": line.timestamp}, None)
        self._collected.fetched += 1
        if line.digest is not None:
            self._earlier[line.digest] = answer
            if len(self._earlier) > _BODIES:
                self._earlier.popitem(last=False)

    def _ask(self, address: str) -> Reply:
        """Ask for a capture, and count how often in a row no answer came."""
        self._silence += 1
        reply = self._client.get(address)
        self._silence = 0
        return reply


def _why_not_wanted(line: CdxLine) -> str | None:
    """Return why a capture is not asked for, ``None`` where it is."""
    if line.mime.startswith(NO_PAGES):
        return f"no page: {line.mime}"
    if urlsplit(line.url).path.lower() == "/robots.txt":
        return "robots.txt"
    if is_no_page(line.url):
        return "the address of a file, of a form, or of another view of a page"
    if line.status is not None and line.status not in _WANTED:
        return f"an answer that says nothing of the page (status {line.status})"
    return None
