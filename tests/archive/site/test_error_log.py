"""What the server says of its faults: lines, bounded in length and number, and nothing of the askers' mistakes."""

from __future__ import annotations

import logging
import sqlite3
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.serve import open_datasette
from archive.site.error_log import LOGGER, LONGEST_LINE, OneLine, Rationed
from tests.archive.site.samples import Site, opened

MISTAKES = ("/archive/articles?_sort=nope", "/archive/captions/1", "/archive/articles?_size=abc", "/nope",
            "/archive/nope",
            "/archive/articles?_col=nope", "/archive/articles/x", "/archive/articles.json?_shape=object&_size=x",
            "/archive/articles?id__in=[{}]", "/archive?sql=select+nope", "/archive.csv?sql=select+nope",
            "/archive/search_articles?words=%22%00")  # fmt: skip


def record(words: str, error: BaseException | None = None) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(LOGGER, logging.ERROR, __file__, 1, words, None, info)


@pytest.mark.parametrize("public", [True, False])
def test_the_askers_mistakes_leave_nothing(
    site: Site, public: bool, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    statuses = {site.get(address, public=public).status for address in MISTAKES}
    assert statuses <= {200, 400, 403, 404}
    assert {400, 404} <= statuses
    assert capfd.readouterr() == ("", "")
    assert [found.getMessage() for found in caplog.records if found.name == LOGGER] == []


def test_a_fault_of_ours_is_noted_with_its_place(
    site: Site, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(sys.modules["archive.site.home_page"], "read_home", breaks)  # the function has the name too
    assert site.get("/?%1b[2Jx=1").status == 500
    assert capfd.readouterr() == ("", "")
    (found,) = (found for found in caplog.records if found.name == LOGGER)
    line = OneLine().format(found)
    assert "DatabaseError at test_error_log.py" in line
    assert "breaks" in line
    assert "malformed" in line
    assert "\x1b" not in line


@given(st.text(max_size=3000), st.text(max_size=3000))
def test_a_line_is_a_line(words: str, reason: str) -> None:
    line = OneLine().format(record(words.replace("%", "%%"), ValueError(reason)))
    assert len(line) <= LONGEST_LINE
    assert line.isprintable()


def test_so_many_an_hour() -> None:
    now = [0.0]
    ration = Rationed(most=3, clock=lambda: now[0])
    assert [ration.filter(record("x")) for _ in range(10)] == [True] * 3 + [False] * 7
    now[0] = 3599.0
    assert not ration.filter(record("x"))
    now[0] = 3601.0
    first = record("100% of it")
    assert ration.filter(first)
    assert first.getMessage() == "(8 lines were left out before this) 100% of it"
    assert ration.filter(second := record("y"))
    assert second.getMessage() == "y"


def test_a_colourful_traceback_is_not_printed_either(site: Site) -> None:
    from datasette import handle_exception

    open_datasette(site.directory)
    assert handle_exception.rich is None
    assert opened(site.directory, public=True) is not None
