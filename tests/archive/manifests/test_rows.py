"""The form of rows: the same for the same values whatever is around them, another for any other value."""

from __future__ import annotations

import hashlib
import math
import sqlite3
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from archive.manifests.covered import UNITS
from archive.manifests.rows import ROW_BYTES, Rows, as_it_is_stored, marks_of

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.binary(),
)
TABLE = "CREATE TABLE aliases (key TEXT PRIMARY KEY, {columns})"


def unit_of(columns: str, **row: Any) -> Any:
    connection = sqlite3.connect(":memory:")
    connection.execute(TABLE.format(columns=columns))
    names = ", ".join(row)
    connection.execute(f"INSERT INTO aliases ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    with as_it_is_stored(connection):
        return Rows(connection).unit("alias", row["key"])


def test_the_form_is_the_one_that_is_described() -> None:
    unit = unit_of("a, b DEFAULT 3, c, d, e", key="Đ\n", a=1.5, b=3, c=b"\x01\xff", d='"x"')
    line = 'aliases\t{"a":1.5,"c":{"hex":"01ff"},"d":"\\"x\\"","key":"Đ\\n"}\n'
    assert unit.sha256 == hashlib.sha256(line.encode()).hexdigest()


@given(VALUES, VALUES)
@example(1, 1.0)
@example("1", 1)
@example(b"a", "a")
@example('{"hex":"00"}', b"\x00")
@example(math.inf, "inf")
@example(None, "null")
@example(0, None)
@example(0.0, -0.0)
def test_other_values_have_another_form(one: Any, other: Any) -> None:
    assume(type(one) is not type(other) or repr(one) != repr(other))
    assert unit_of("a", key="k", a=one).sha256 != unit_of("a", key="k", a=other).sha256


@given(VALUES)
def test_a_column_that_comes_later_changes_no_digest(value: Any) -> None:
    before = unit_of("a", key="k", a=value)
    assert unit_of("a, b", key="k", a=value).sha256 == before.sha256
    assert unit_of("a, b INTEGER NOT NULL DEFAULT 7", key="k", a=value, b=7).sha256 == before.sha256
    assert unit_of("b, a", key="k", a=value).sha256 == before.sha256
    assert unit_of("a, b INTEGER NOT NULL DEFAULT 7", key="k", a=value, b=0).sha256 != before.sha256


def test_bytes_that_are_no_text_are_told_apart() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(TABLE.format(columns="a"))
    digests = set()
    for wrong in ("ff", "fe", "efbfbd", "eda080"):
        connection.execute(f"INSERT OR REPLACE INTO aliases VALUES ('k', CAST(x'{wrong}' AS TEXT))")
        with as_it_is_stored(connection):
            unit = Rows(connection).unit("alias", "k")
        assert unit is not None
        digests.add(unit.sha256)
    assert len(digests) == 4


def test_a_mark_has_a_byte_a_column_and_none_for_a_default() -> None:
    [mark] = unit_of("a, b DEFAULT 3, c", key="k", a="x", b=3).marks["aliases"]
    parts = marks_of(mark)
    assert len(parts) == ROW_BYTES + 4
    assert [byte > 0 for byte in parts[ROW_BYTES:]] == [True, True, False, False]


def test_a_unit_without_rows_is_none() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(TABLE.format(columns="a"))
    assert Rows(connection).unit("alias", "k") is None
    assert Rows(connection).unit("article", 1) is None, "tables that an older archive does not have are passed over"
    assert all(UNITS.values())
