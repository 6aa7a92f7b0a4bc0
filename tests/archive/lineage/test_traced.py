"""What a run holds against others again comes to what seeking everything anew would."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.database import writing
from archive.lineage import traced
from archive.lineage.run import trace_lineage
from tests.archive.lineage.rows import add_article, add_portal, everything
from tests.archive.lineage.test_successors import AUGUST, JULY, JUNE, add_capture

PORTALS = ("a", "b", "c", "d")
_GROUP = 6  # articles that are loaded together; five from before a beginning are enough
portals = st.sampled_from(PORTALS)
groups = st.integers(0, 2)  # of texts
days = st.sampled_from(["2024-03-05", "2025-07-20", None])
STEPS = st.one_of(
    st.tuples(st.just("load"), portals, groups, days, st.booleans()),
    st.tuples(st.just("stamp"), portals, groups, days),
    st.tuples(st.just("edit"), portals, groups, groups),
    st.tuples(st.just("move"), portals, portals, groups),
    st.tuples(st.just("describe"), portals, st.sampled_from(["valid_from", "valid_to"]),
              st.sampled_from(["2025-07-01", "2025-08-01", None])),
    st.tuples(st.just("declare"), portals, portals),
    st.tuples(st.just("unit"), portals, st.sampled_from(["thị xã Kỳ Anh", "phường Sông Trí", None])),
    st.tuples(st.just("lead"), portals, portals, st.sampled_from([JULY, AUGUST])),
    st.tuples(st.just("run")),
)  # fmt: skip

# One portal shows what another had and began later, a third has the same and nobody knows since when.
BEGINNING = (
    *(("load", portal, 0, "2024-03-05", False) for portal in PORTALS[:3]),
    ("describe", "b", "valid_from", "2025-07-01"),
    ("run",),
)


def _text(group: int, number: int, *, copied: bool = False) -> str:
    words = " ".join(f"tiếng{group}x{number}x{place}" for place in range(60))
    return f"Chuyện thứ {number} kể rằng {words}.{' Ảnh: Bình.' if copied else ''}"


class _Archive:
    """An archive of four portals to which anything may happen."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers = count(1)
        for portal in PORTALS:
            add_portal(connection, portal, province="Hà Tĩnh")

    def does(self, step: tuple[Any, ...]) -> None:
        {
            "load": self._load, "stamp": self._stamp, "edit": self._edit, "move": self._move,
            "describe": self._describe, "declare": self._declare, "unit": self._unit, "lead": self._lead,
            "run": lambda: trace_lineage(self._connection),
        }[step[0]](*step[1:])  # fmt: skip

    def _load(self, portal: str, group: int, day: str | None, copied: bool) -> None:
        for number in range(_GROUP):
            add_article(self._connection, next(self._numbers), portal, _text(group, number, copied=copied),
                        published=day, first_seen=JUNE, title=f"{group}")  # fmt: skip

    def _stamp(self, portal: str, group: int, day: str | None) -> None:
        self._write("published = ?", day, portal, group)

    def _edit(self, portal: str, group: int, other: int) -> None:
        self._write("text = ?", _text(other, 0), portal, group)

    def _move(self, portal: str, other: str, group: int) -> None:
        self._write("portal = ?", other, portal, group)

    def _write(self, what: str, value: str | None, portal: str, group: int) -> None:
        sql = f"UPDATE articles SET {what} WHERE portal = ? AND title = ?"
        self._connection.execute(sql, (value, portal, f"{group}"))

    def _describe(self, portal: str, column: str, day: str | None) -> None:
        self._connection.execute(f"UPDATE portals SET {column} = ? WHERE id = ?", (day, portal))

    def _declare(self, portal: str, other: str) -> None:
        said = json.dumps({"predecessors": [other] if other != portal else []})
        self._connection.execute("UPDATE portals SET description = ? WHERE id = ?", (said, portal))

    def _unit(self, portal: str, unit: str | None) -> None:
        self._connection.execute("UPDATE portals SET unit = ? WHERE id = ?", (unit, portal))

    def _lead(self, portal: str, other: str, at: str) -> None:
        add_capture(
            self._connection, portal, f"https://{portal}.example.vn/", at, location=f"https://{other}.example.vn/"
        )


_ENDED = [("describe", "b", "valid_from", None), ("run",), ("describe", "a", "valid_to", "2025-07-01")]


@settings(max_examples=10, deadline=None)
@given(st.lists(STEPS, min_size=4, max_size=24))
@example([("load", "b", 1, "2024-03-05", False)])  # half of its past is its own now
@example([("stamp", "b", 0, "2025-07-20")])
@example([("edit", "a", 0, 1)])  # nothing is new on the one that followed
@example(_ENDED)  # the end of the one is the beginning of the other
@example([*_ENDED, ("run",), ("describe", "a", "valid_to", None)])
@example([("move", "b", "d", 0)])
@example([("lead", "b", "a", JULY)])
def test_what_changed_comes_to_what_seeking_everything_anew_would(steps: list[tuple[Any, ...]]) -> None:
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory() as folder,
        writing(Path(folder) / "archive") as db,
    ):
        patch.setattr(traced, "_FEW", 0)  # never all at once, once all have been
        archive = _Archive(db.conn)
        for step in (*BEGINNING, *steps, ("run",)):
            archive.does(step)
        found = everything(db.conn)
        _forget_all(db.conn)
        trace_lineage(db.conn)
        assert found == everything(db.conn)


def _forget_all(connection: sqlite3.Connection) -> None:
    for sql in (
        "DELETE FROM traced_portals",
        "DELETE FROM portal_successors",
        "INSERT OR IGNORE INTO texts_to_compare SELECT text FROM text_sketches",
    ):
        connection.execute(sql)
