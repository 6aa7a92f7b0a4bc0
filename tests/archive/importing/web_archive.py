"""A web archive on loopback: its index in each form that servers speak, and its captures as they were made."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from tests.archive.importing.kept import HOST, story, url
from tests.portals.server import LoopbackPortal, Reply
from tests.scraper.warc import made

HTML = "text/html"


@dataclass
class Held:
    """One capture that the archive holds; ``answers`` says what is sent instead, given how often it was asked for."""

    url: str
    timestamp: str
    body: bytes = b""
    status: str = "200"
    mime: str = HTML
    headers: dict[str, str] = field(default_factory=dict)
    digest: str | None = None
    answers: Callable[[int], Reply | None] = lambda _: None

    @property
    def fields(self) -> dict[str, str]:
        digest = self.digest or made.sha1(self.body).removeprefix("sha1:")
        host, _, path = self.url.partition("://")[2].partition("/")
        key = f"{','.join(reversed(host.split('.')))})/{path}"
        return {"urlkey": key, "timestamp": self.timestamp, "original": self.url, "mimetype": self.mime,
                "statuscode": self.status, "digest": digest, "length": str(len(self.body))}  # fmt: skip


def held(number: int, day: str, word: str = "khánh thành", **more: object) -> Held:
    return Held(url(number), f"{day.replace('-', '')}020304", story(number, word), **more)  # type: ignore[arg-type]


class WebArchive(LoopbackPortal):
    """Serves captures.

    Args:
        captures: what it holds, in the order of its index.
        form: ``json``, ``plain``, ``cdxj`` or ``objects`` (a JSON object a line).
        page: the most lines it gives at a time.
        goes_on: whether it gives a key to go on with; a server that does not knows no such paging.
        block: the lines of a page that has a number, as pywb's over an index in blocks; 0 where pages have none.
    """

    def __init__(self, captures: list[Held], form: str = "json", page: int = 10_000, *, goes_on: bool = True,
                 block: int = 0) -> None:  # fmt: skip
        super().__init__()
        self.captures = captures
        self.form = form
        self.page = page
        self.goes_on = goes_on
        self.block = block
        self.memento = True
        self.fault: Callable[[str], Reply | None] = lambda _: None  # what is sent instead, by path
        self.index = f"{self.url}cdx/search/cdx"

    def reply(self, path: str) -> Reply:
        if (fault := self.fault(path)) is not None:
            return fault
        parts = urlsplit(path)
        count = self._counts.get(path, 0)
        self._counts[path] = count + 1
        if parts.path == "/cdx/search/cdx":
            special = self.pages.get("index")
            if callable(special) and (answer := special(count)) is not None:
                return answer
            return self._index({name: values[0] for name, values in parse_qs(parts.query).items()})
        return self._capture(path, count)

    def _index(self, asked: dict[str, str]) -> Reply:
        rows = [
            one.fields
            for one in self.captures
            if one.url.partition("://")[2].startswith(asked["url"].partition("://")[2])
        ]
        rows = [row for row in rows if asked.get("from", "0") <= row["timestamp"] <= asked.get("to", "9")]
        if self.block:
            if "showNumPages" in asked:
                return Reply(json.dumps({"pages": -(-len(rows) // self.block), "pageSize": 1, "blocks": 9}).encode())
            first = int(asked.get("page", "0")) * self.block
            rows = rows[first : first + self.block]
        start = int(asked.get("resumeKey", "0"))
        most = min(int(asked.get("limit", "1000000")), self.page if "limit" in asked else 1_000_000)
        part = rows[start : start + most]
        more = str(start + most) if self.goes_on and start + most < len(rows) else None
        return Reply(self._written(part, more).encode(), 200, {"Content-Type": "text/plain"})

    def _written(self, rows: list[dict[str, str]], more: str | None) -> str:
        if self.form == "json":
            table = [list(rows[0]), *([*row.values()] for row in rows)] if rows else []
            return json.dumps([*table, [], [more]] if more else table)
        if self.form == "plain":
            lines = [" ".join(row.values()) for row in rows]
        elif self.form == "cdxj":
            lines = [f"{row['urlkey']} {row['timestamp']} {json.dumps(_pywb(row))}" for row in rows]
        else:
            lines = [json.dumps({"urlkey": row["urlkey"], "timestamp": row["timestamp"], **_pywb(row)}) for row in rows]
        return "".join(f"{line}\n" for line in lines) + (f"\n{more}\n" if more else "")

    def _capture(self, path: str, count: int) -> Reply:
        _, _, rest = path.partition("/web/")
        timestamp, _, address = rest.partition("id_/")
        wanted = (timestamp, unquote(address))
        found = next((one for one in self.captures if (one.timestamp, unquote(one.url)) == wanted), None)
        if found is None:
            return Reply(b"Hrm. The archive has not archived that URL.", 404, {"Content-Type": HTML})
        special = found.answers(count)
        if special is not None:
            return special
        headers = {"Content-Type": found.mime, "X-Archive-Orig-Server": "nginx", **found.headers}
        if self.memento:
            headers["Memento-Datetime"] = memento_time(found.timestamp)
        status = int(found.status) if found.status.isdigit() else 200
        return Reply(found.body, status, headers)


def memento_time(timestamp: str) -> str:
    """A time as web archives state it (RFC 7089)."""
    return format_datetime(datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC), usegmt=True)


def _pywb(row: dict[str, str]) -> dict[str, str]:
    return {"url": row["original"], "mime": row["mimetype"], "status": row["statuscode"], "digest": row["digest"]}


def moved(number: int, day: str, target: str, archive: str = "http://127.0.0.1") -> Held:
    """A capture of a redirect, its target rewritten as web archives do."""
    timestamp = f"{day.replace('-', '')}020304"
    return Held(
        f"{HOST}/cu/{number}", timestamp, b"", "302", headers={"Location": f"{archive}/web/{timestamp}id_/{target}"}
    )
