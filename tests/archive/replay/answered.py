"""Crawls whose answers are given by the test: the spider's part without a server, a clock of its own, or a process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from archive.after_run import complete
from archive.crawl_store import ArchiveCrawlStore
from archive.database import writing
from archive.visits import VisitOptions
from scraper.clock import standing
from scraper.portal import Portal
from scraper.store import Answer
from scraper.visit import Visit

HOME = "https://xa.example.gov.vn/"
PORTAL = Portal(id="xa", name="Xã", url=HOME)
_HTML = ("Content-Type", "text/html; charset=utf-8")
_MOST = 100  # requests of a visit


def story(number: int, text: str) -> str:
    """Return an article's page; the text stands in it several times, so that it is long enough for one."""
    return (
        f"<html><head><title>Tin số {number} của xã</title></head><body><h1>Tin số {number} của xã nhà</h1>"
        f"<article><p>{f'{text} Bài {number}. ' * 8}</p></article></body></html>"
    )


def front(count: int) -> str:
    """Return a start page that names the articles ``tin-1.html`` and so on."""
    names = [(f"/tin-{number}.html", f"Tin số {number} của xã nhà hôm nay") for number in range(1, count + 1)]
    links = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in names)
    return f"<html><body><h1>Trang chủ</h1><ul>{links}</ul></body></html>"


def visit(archive: Path, pages: Mapping[str, str | int], moment: str) -> None:
    """Crawl a portal that answers with pages, or with a status without one; what it does not have is not found.

    Args:
        archive: the archive's folder.
        pages: what stands at which path.
        moment: when (ISO 8601); all answers have it.
    """
    at = datetime.fromisoformat(moment)
    with standing(at), writing(archive) as db:
        store, run = ArchiveCrawlStore(db, archive, visit=VisitOptions(full=True)), Visit(PORTAL)
        run.begin(store)
        for _ in range(_MOST):
            target = store.next_target()
            if target is None:
                break
            content = pages.get(target.url.removeprefix(HOME.rstrip("/")), 404)
            status, body = (content, b"") if isinstance(content, int) else (200, content.encode())
            answer = Answer(target.url, at, status, [_HTML, *([("ETag", '"1"')] if body else [])], body)
            run.keep(run.judged(target, answer, 1.0), store)
        store.finish("finished")
        complete(db, archive)
