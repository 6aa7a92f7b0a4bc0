"""Figures that were counted once, and which tables there are: good until something is written to the archive."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from threading import Lock
from typing import Any

from archive.site.full_results import size_of
from scraper.patterns import regex

_MOST = 500
_LARGEST = 32 << 10  # bytes of a result that is kept: a facet of texts is megabytes, and figures of it are asked once
_COUNT = regex(r"\s*select (?:count\(\*\) from |\S{1,200} as value, count\(\*\) as (?:count|n) from \()")
_SCHEMA = regex(r"\s*select (?:name|1|sql)\s+from sqlite_master\s+where ")
_CHANGING = ("random", "now", "current_")  # of which the same question has another answer


def is_kept(sql: str) -> bool:
    """Tell whether Datasette counts rows, or values of a column, with a statement, or asks which tables there are."""
    return asks_for_schema(sql) or (
        _COUNT.match(sql) is not None and not any(word in sql.lower() for word in _CHANGING)
    )


def asks_for_schema(sql: str) -> bool:
    """Tell whether Datasette asks with a statement which tables there are."""
    return _SCHEMA.match(sql) is not None


class KeptResults:
    """Results of statements, by statement and parameters; all are let go of when anything has been committed.

    Args:
        path: of the database.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._watching: sqlite3.Connection | None = None
        self._version = -1
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = Lock()

    def version(self) -> int:
        """Return a number that is another one whenever something has been committed by anybody."""
        with self._lock:
            if self._watching is None:
                self._watching = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, check_same_thread=False)
            found = int(self._watching.execute("PRAGMA data_version").fetchone()[0])
            if found != self._version:
                self._kept.clear()
                self._version = found
            return found

    def get(self, key: tuple[Any, ...]) -> Any:
        """Return what is kept, ``None`` for nothing."""
        self.version()
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: tuple[Any, ...], result: Any, version: int) -> None:
        """Keep a result that was read when ``version`` had been asked for.

        It is not kept where that has changed, nor where its rows are large.

        Args:
            key: the statement and its parameters.
            result: its rows are ``rows``.
            version: what :meth:`version` returned before it was read.
        """
        if self.version() != version or sum(map(size_of, result.rows)) > _LARGEST:
            return
        with self._lock:
            self._kept[key] = result
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def close(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()
            if self._watching is not None:
                self._watching.close()
                self._watching = None
