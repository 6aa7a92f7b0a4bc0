"""A visit to a portal with the real command: what it asked for, and what the archive keeps afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.portals.command import congtin, rows
from tests.sites.site import Asked, Role, Site, SiteServer
from tests.sites.stories import FIRST_VISIT

_LATEST = (
    "SELECT a.url, a.gone_at, r.record, r.number, r.changed FROM articles a JOIN revisions r ON r.article = a.id "
    "WHERE r.number = (SELECT max(number) FROM revisions WHERE article = a.id) ORDER BY a.url"
)


@dataclass
class Kept:
    """An article or document in the archive, and which page of the site its address is (``missing``: none any more)."""

    address: str
    role: Role
    identity: str
    record: dict[str, Any]
    gone: bool
    revisions: int
    changed: str = ""  # what the last revision says differently

    @property
    def is_article(self) -> bool:
        """Whether the archive says that it is an article (and no document)."""
        return bool(self.record["kind"] == "article")


@dataclass
class Visit:
    """One run of the command."""

    log: list[Asked]
    kept: list[Kept]
    exit_code: int
    summary: str


def visit(server: SiteServer, archive: Path, hours: int) -> Visit:
    """Crawl the portal as a user would, so many hours after the first visit."""
    server.log.clear()
    moment = (FIRST_VISIT + timedelta(hours=hours)).isoformat() + "+07:00"
    options = ("--archive", archive, "--allow-loopback", "--delay", "0", "--quiet")
    portal = server.site.origin + server.site.entry
    done = congtin("crawl", portal, *options, now=moment)
    log = list(server.log)  # before the archive is read, for that asks the site what its addresses are
    return Visit(log, list(_kept(server.site, archive)), done.returncode, (done.stdout + done.stderr).strip())


def _kept(site: Site, archive: Path) -> Iterator[Kept]:
    if not (archive / "archive.db").exists():
        return
    for url, gone_at, record, number, changed in rows(archive, _LATEST):
        parts = urlsplit(url)
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        served = site.ask(address)
        yield Kept(address, served.role, served.identity, json.loads(record), gone_at is not None, number, changed)
