"""The real command line in a process of its own, and what it left in an archive."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.portals.prefork import Forker

# What a visit may write even where nothing has changed: that it took place.
_TRACES_OF_A_VISIT = {
    "crawls",
    "captures",
    "frontier",
    "list_pages",
    "list_orders",
    "warc_files",
    "manifests",
    "crawl_measures",
    "health_findings",
    "portal_states",
    "runs",
    "run_crawls",
}

# Seconds after which a command is taken to hang, for good: a busy machine fails no test.
HANGS = 600.0

_FORKER = Forker()


def start(*arguments: str | Path, now: str | None = None, **options: Any) -> subprocess.Popen[str]:
    """Start ``congtin`` in a process group of its own."""
    environment = os.environ | ({"CONGTIN_NOW": now} if now else {})
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; sys.argv[0] = 'congtin'; from archive.cli import main; main()",
            *map(str, arguments),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
        **options,
    )


def congtin(
    *arguments: str | Path, now: str | None = None, timeout: float = HANGS, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``congtin`` to its end; fail where it has come to none after ``timeout`` seconds.

    ``environment`` is what its environment has beside that of the tests.
    """
    environment = os.environ | ({"CONGTIN_NOW": now} if now else {}) | (environment or {})
    words = list(map(str, arguments))
    try:
        code, output, errors = _FORKER.run(words, environment, timeout)
    except TimeoutError as error:
        raise AssertionError(f"congtin {arguments} took longer than {timeout} s:\n{error}") from None
    return subprocess.CompletedProcess(words, code, output, errors)


def crawl(url: str, archive: Path, *options: str, now: str | None = None) -> subprocess.CompletedProcess[str]:
    """Crawl a portal on loopback."""
    return congtin("crawl", url, "--archive", archive, "--allow-loopback", "--delay", "0", *options, now=now)


def rows(archive: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return what a query finds in an archive."""
    connection = sqlite3.connect(f"file:{archive / 'archive.db'}?mode=ro", uri=True)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def one(archive: Path, sql: str, *values: Any) -> Any:
    """Return the first column of a query's only row."""
    [row] = rows(archive, sql, *values)
    return row[0]


def substance(archive: Path) -> list[tuple[str, str, str]]:
    """Return (url, digest, record) of every revision: what a crawl was for, without when and in which order."""
    found = rows(
        archive,
        "SELECT a.url, c.digest, r.record FROM revisions r JOIN articles a ON a.id = r.article "
        "JOIN captures c ON c.id = r.capture",
    )
    return sorted((url, digest, json.dumps(json.loads(record), sort_keys=True)) for url, digest, record in found)


def tables(archive: Path, ignored_columns: frozenset[str] = frozenset({"last_seen"})) -> dict[str, list[str]]:
    """Return every row of every table that says something about the portal's content, for comparing two moments."""
    names = [
        name
        for (name,) in rows(archive, "SELECT name FROM sqlite_master WHERE type = 'table'")
        if name not in _TRACES_OF_A_VISIT
        and not name.startswith(("sqlite_", "_sqlite", "article_search_words"))
        and "_fts_" not in name
    ]
    found = {}
    for name in names:
        columns = [column for _, column, *_ in rows(archive, f"PRAGMA table_info({name})")]
        kept = ", ".join(f'"{column}"' for column in columns if column not in ignored_columns)
        found[name] = sorted(map(repr, rows(archive, f"SELECT {kept} FROM {name}")))
    return found


def books_balance(archive: Path) -> None:
    """Fail unless every address is in exactly one terminal state and the counts of every crawl add up."""
    assert rows(archive, "SELECT key FROM frontier WHERE state = 'done' AND (outcome IS NULL OR crawl IS NULL)") == []
    states = "stored + unchanged + redirect + alias + gone + refused + failed + retried"
    for crawl_id, requests, summed in rows(archive, f"SELECT id, requests, {states} FROM crawls"):
        assert requests == summed
        assert requests == one(archive, "SELECT count(*) FROM captures WHERE crawl = ?", crawl_id)
    # The state of an address is that of its last answer.
    assert (
        rows(
            archive,
            "SELECT f.url, f.outcome, c.outcome FROM frontier f JOIN captures c ON c.id = "
            "(SELECT max(id) FROM captures WHERE portal = f.portal AND url = f.url) "
            "WHERE f.state = 'done' AND f.outcome <> c.outcome",
        )
        == []
    )
