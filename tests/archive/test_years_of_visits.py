"""A portal that is visited every day for years: its visits cost what they did in the first weeks."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.after_run import complete
from archive.crawl_store import ArchiveCrawlStore
from archive.database import transaction, writing
from archive.health import after_run
from archive.runs.record import Run
from scraper.canonical import canonical_key
from scraper.clock import standing, timestamp
from scraper.items import Article
from scraper.portal import Portal
from scraper.store import Answer, FoundLink, PageResult, Target
from tests.archive.plans import form_of

_FIRST = datetime(2020, 1, 6, 1, tzinfo=UTC)
_PORTALS = [Portal(id=name, name=name, url=f"https://{name}.example.vn/") for name in ("songlam", "songma")]
_WORDS = 80  # of a start page, enough to be held against others
_LOOKED_BACK = 40  # visits, a day apart: no statement looks further back than a month
_SOME = 300  # instructions of SQLite: less than one a visit


def _page(portal: Portal, day: int) -> bytes:
    lines = "".join(f"<p>muc {portal.id} so {word} cua ngay {day // 3}</p>" for word in range(_WORDS))
    return f"<html><head><title>{portal.name}</title></head><body>{lines}</body></html>".encode()


def _result(portal: Portal, target: Target, day: int) -> PageResult:
    body = _page(portal, day) if target.url == portal.url else target.url.encode()
    answer = Answer(target.url, _day(day), 200, [("Content-Type", "text/html; charset=utf-8")], body, body)
    if target.url == portal.url:
        links = [FoundLink(canonical_key(portal.url + name), portal.url + name, 3, 1) for name in ("a", "b")]
        kind = "listing"
    else:
        links, kind = [], "article"
    article = Article(target.url, target.url, portal.id, kind=kind, title=target.url, text="Văn bản")  # type: ignore[arg-type]
    return PageResult(target, answer, "stored", article=article, links=links)


def _day(number: int) -> datetime:
    return _FIRST + timedelta(number)


def visit(directory: Path, day: int, asked: dict[str, int] | None = None) -> None:
    """Visit both portals in one run; ``asked`` takes up how many instructions of SQLite each statement took."""
    with standing(_day(day)), writing(directory) as db:
        if asked is not None:
            _count(db.conn, asked)
        run = Run(directory, "crawl")
        run.begin(db.conn)
        summaries = []
        for portal in _PORTALS:
            store = ArchiveCrawlStore(db, directory)
            store.begin(portal, [FoundLink(canonical_key(portal.url), portal.url, 0, 0)])
            store.silence()  # as whoever asks does first
            while (target := store.next_target()) is not None:
                store.save(_result(portal, target, day))
            summaries.append(store.finish("finished"))
        complete(db, directory)
        after_run(db, directory, summaries)
    run.end("ok", 0, "", [summary.crawl for summary in summaries])


def _count(connection: sqlite3.Connection, asked: dict[str, int]) -> None:
    form = ""

    def begin(sql: str) -> None:
        nonlocal form
        form = form_of(sql)

    def step() -> None:
        asked[form] = asked.get(form, 0) + 1

    connection.set_trace_callback(begin)
    connection.set_progress_handler(step, 1)


def _years_later(directory: Path, visits: int) -> None:
    """Write down so many visits behind the last one, a day apart, as if nothing had changed but the start pages."""
    with writing(directory) as db, transaction(db.conn):
        columns = [name for _, name, *_ in db.conn.execute("PRAGMA table_info(captures)")]
        copied = ", ".join(
            {"id": "NULL", "crawl": ":new", "fetched_at": ":moment", "digest": "digest || :new"}.get(name, name)
            for name in columns
        )
        sql = "SELECT max(id) FROM crawls WHERE portal = ?"
        last = [(portal.id, *db.conn.execute(sql, (portal.id,)).fetchone()) for portal in _PORTALS]
        for number in range(1, visits + 1):
            moment = timestamp(_day(number + 2))
            db.execute(
                "INSERT INTO runs (command, started, finished, outcome, version) VALUES ('crawl', ?, ?, 'ok', '0')",
                (moment, moment),
            )
            name = f"{number + 100:06}.jsonl"
            db.execute("INSERT INTO manifests VALUES (?, ?, ?, '')", (number + 100, name, moment))
            for portal, crawl in last:
                new = db.execute(
                    "INSERT INTO crawls (portal, started, finished, outcome, requests, stored) "
                    "VALUES (?, ?, ?, 'ok', 3, 3)",
                    (portal, moment, moment),
                ).lastrowid
                db.execute(
                    f"INSERT INTO captures ({', '.join(columns)}) SELECT {copied} FROM captures WHERE crawl = :old",
                    {"new": new, "moment": moment, "old": crawl},
                )
                db.execute("INSERT INTO crawl_measures SELECT ?, measure, value FROM crawl_measures WHERE crawl = ?",
                           (new, crawl))  # fmt: skip
        db.execute("UPDATE frontier SET fetched_at = ?", (timestamp(_day(visits + 2)),))


def _cost_after(directory: Path, visits: int) -> dict[str, int]:
    for day in range(3):
        visit(directory, day)
    _years_later(directory, visits)
    visit(directory, visits + 3)
    asked: dict[str, int] = {}
    visit(directory, visits + 4, asked)
    return asked


def test_a_visit_costs_the_same_however_many_there_were(tmp_path: Path) -> None:
    few, many = (_cost_after(_new(tmp_path / str(visits)), visits) for visits in (_LOOKED_BACK, 10 * _LOOKED_BACK))
    grown = {form: (few.get(form, 0), steps) for form, steps in many.items() if steps > few.get(form, 0) + _SOME}
    assert len(few) > 100
    assert grown == {}


def _new(directory: Path) -> Path:
    directory.mkdir()
    return directory
