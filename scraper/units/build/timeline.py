"""Timeline: from states of the country and known changes to units with their times.

A unit of one state and one of the next are the same where kind, name and the unit above are. Where they are not, the
change lies between the two states; on which day, a known change tells, or the unit above (its parts change with it).
Otherwise the bounds are the widest that the states allow, and the basis says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.units.build.changes import day_after, day_before
from scraper.units.names import bare_key, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.units.build.changes import Change, Named
    from scraper.units.build.sources import Becomes, State
    from scraper.units.kinds import UnitLevel

REFORM = "2025-07-01"  # Law 72/2025/QH15 and resolution 202/2025/QH15: two levels, 34 provinces, no districts
_REFORM_BASIS = "law 72/2025/QH15, resolution 202/2025/QH15"
_EARLIEST = "2023-04-10"  # the last change that the state of 2023 knows
_LAST_OF_OLD = day_before(REFORM)
_UNDATED_START = "not in the state of 2023, in that of 2025-06-30"
_UNDATED_END = "in the state of 2023, not in that of 2025-06-30"
# Provinces all of whose communes that changed between the two states did so by one resolution, on this day.
ONE_ROUND = {
    "Nam Định": ("2024-09-01", "resolution 1104/NQ-UBTVQH15"),
    "Nghệ An": ("2024-12-01", "resolution 1243/NQ-UBTVQH15"),
    "Thanh Hóa": ("2025-01-01", "resolution 1238/NQ-UBTVQH15"),
    "Hải Phòng": ("2025-01-01", "resolution 1232/NQ-UBTVQH15"),
    "Quảng Nam": ("2025-01-01", "resolution 1241/NQ-UBTVQH15"),
    "Hà Nội": ("2025-01-01", "resolution 1286/NQ-UBTVQH15"),
    "Hồ Chí Minh": ("2025-01-01", "resolution 1278/NQ-UBTVQH15"),
    "Ninh Bình": ("2025-01-01", "resolution 1318/NQ-UBTVQH15"),
}
# Provinces all of whose communes that came to another district between the two states did so on this day.
ONE_MOVE = {"Hà Tĩnh": ("2025-01-01", "resolution 1283/NQ-UBTVQH15")}


@dataclass(slots=True, eq=False)
class Row:
    """A unit in the making; ``state`` is the label of the state that it was first known in."""

    level: UnitLevel
    kind: str
    name: str
    code: str | None
    parent: Row | None
    state: str
    valid_from: str | None = None
    valid_to: str | None = None
    from_basis: str = "in the state of 2023"
    to_basis: str = ""
    successors: list[Row] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """Kind and name as they are compared."""
        return self.kind, name_key(self.name)

    @property
    def id(self) -> str:
        """The code and the state; for a unit without code, that of the unit above and the spelling."""
        return f"{self.code or f'{self.parent.code if self.parent else 0}-{bare_key(self.name)}'}-{self.state}"

    @property
    def province(self) -> Row:
        """The province that the unit lies in."""
        return self if self.parent is None else self.parent.province

    def start(self, day: str, basis: str) -> None:
        """Set the first day."""
        self.valid_from, self.from_basis = day, basis

    def end(self, day: str, basis: str) -> None:
        """Set the last day."""
        self.valid_to, self.to_basis = day, basis


class Timeline:
    """All units of the country with their times."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._at: dict[tuple[str, UnitLevel, str], Row] = {}  # (state, level, code)

    def build(
        self, states: tuple[State, State, State], merged: dict[str, list[str]], becomes: Iterable[Becomes],
        changes: list[Change],
    ) -> None:  # fmt: skip
        """Put the states of 2023, of 30 June and of 1 July 2025 together.

        Args:
            states: the three states.
            merged: codes of the old provinces that each new one was made of.
            becomes: what became of communes and of districts without any.
            changes: the changes whose day is known.
        """
        first, second, third = states
        for level in ("province", "district", "commune"):
            self._join(first, second, level)
            for change in changes:
                if change.level == level:
                    self._apply(change)
            if level == "province":
                self._reform_provinces(second, third, merged)
        self._end_old(second)
        self._reform_communes(third, becomes)

    def _join(self, first: State, second: State, level: UnitLevel) -> None:
        """Add the units of a level of the first two states."""
        known: dict[tuple[str, str, Row | None], Row] = {}
        by_code: dict[str, Row] = {}
        for unit in first.units:
            if unit.level == level:
                row = Row(level, unit.kind, unit.name, unit.code, self._above(first, level, unit.above), first.label)
                self.rows.append(row)
                known[(*row.key, row.parent)] = by_code[unit.code] = self._at[first.label, level, unit.code] = row
        for unit in second.units:
            if unit.level != level:
                continue
            new = Row(level, unit.kind, unit.name, unit.code, self._above(second, level, unit.above), second.label)
            row = known.pop((*new.key, new.parent), new)
            self._at[second.label, level, unit.code] = row
            if row is new:
                self.rows.append(new)
                new.start(_EARLIEST, _UNDATED_START)
            else:
                row.name = unit.name
            # What another unit's code is given to has taken that unit over.
            if unit.code in by_code and by_code[unit.code] is not row:
                by_code[unit.code].successors.append(row)
        for row in known.values():
            row.end(_LAST_OF_OLD, _UNDATED_END)
            self._date_by_parent(row)

    def _above(self, state: State, level: UnitLevel, code: str | None) -> Row | None:
        if code is None:
            return None
        return self._at[state.label, "province" if level == "district" else "district", code]

    def _date_by_parent(self, row: Row) -> None:
        """Date the end of a unit by the change of the unit above it, or by its province's only resolution."""
        new = next((other for other in row.successors if other.from_basis == _UNDATED_START), None)
        ended, begun = row.parent, new.parent if new is not None else None
        if ended is not None and ended.valid_to is not None and ended.to_basis != _UNDATED_END:
            if new is None or begun is ended:
                row.valid_to = min(ended.valid_to, row.valid_to or ended.valid_to)
            else:
                _change_on(day_after(ended.valid_to), ended.to_basis, row, new)
        elif begun is not None and begun is not ended and begun.valid_from and begun.from_basis != _UNDATED_START:
            _change_on(begun.valid_from, begun.from_basis, row, new)
        elif begun is not None and begun is not ended and row.province.name in ONE_MOVE:
            _change_on(*ONE_MOVE[row.province.name], row, new)
        elif row.level == "commune" and row.province.name in ONE_ROUND:
            _change_on(*ONE_ROUND[row.province.name], row, new)

    def _apply(self, change: Change) -> None:
        """Date the units of a known change; those before it that no source holds are added."""
        above = self._above_of(change)
        after = [self._find(named, change, above) for named in change.after]
        before = [self._find_or_add(named, change, above) for named in change.before]
        for row in before:
            if row in after:
                continue
            row.end(day_before(change.day), change.basis)
        for row in after:
            if row not in before:
                row.start(change.day, change.basis)
        for row in before:
            row.successors += [new for new in after if new is not row and new not in row.successors]

    def _above_of(self, change: Change) -> Row | None:
        row = None
        for named in change.above:
            row = self._find(named, change, row)
        return row

    def _candidates(self, named: Named, above: Row | None) -> list[Row]:
        key = (named.kind, name_key(named.name))
        lineage: list[Row | None] = [above, *self.predecessors(above)] if above else [None]
        found = [row for row in self.rows if row.key == key and row.parent in lineage]
        return sorted(found, key=lambda row: lineage.index(row.parent))

    def _find(self, named: Named, change: Change, above: Row | None) -> Row:
        """Return the unit that stands after a change.

        Raises:
            ValueError: no source holds it, and no other change either.
        """
        # The one that still stood at the reform, if there are two of the name.
        found = [row for row in self._candidates(named, above) if row.valid_to is None or row.valid_to >= change.day]
        if not found:
            message = (
                f"changes.tsv, {change.day}: no source holds {named.kind} {named.name}; name another change first."
            )
            raise ValueError(message)
        return found[0]

    def _find_or_add(self, named: Named, change: Change, above: Row | None) -> Row:
        found = [row for row in self._candidates(named, above) if row.valid_from is None or row.valid_from < change.day]
        if found:
            return found[-1]
        earlier = self.predecessors(above) if above is not None and above.valid_from == change.day else []
        last_day = day_before(change.day)
        row = Row(change.level, named.kind, named.name, named.code, earlier[0] if earlier else above, last_day)
        row.from_basis = "start not known"
        self.rows.append(row)
        return row

    def predecessors(self, row: Row | None) -> list[Row]:
        """Return the units that a unit took over from."""
        return [other for other in self.rows if row in other.successors]

    def _reform_provinces(self, second: State, third: State, merged: dict[str, list[str]]) -> None:
        """Add the provinces of 1 July 2025; the eleven that were not merged go on."""
        for unit in third.units:
            if unit.level != "province":
                continue
            parts = [self._at[second.label, "province", code] for code in merged[unit.code]]
            only = parts[0] if len(parts) == 1 else None
            if only is not None and only.key == (unit.kind, name_key(unit.name)):
                self._at[third.label, "province", unit.code] = only
                continue
            new = Row("province", unit.kind, unit.name, unit.code, None, third.label)
            new.start(REFORM, _REFORM_BASIS)
            self.rows.append(new)
            self._at[third.label, "province", unit.code] = new
            for part in parts:
                part.end(_LAST_OF_OLD, _REFORM_BASIS)
                part.successors.append(new)

    def _end_old(self, second: State) -> None:
        """End every district and commune of the state of 30 June 2025."""
        for unit in second.units:
            if unit.level != "province":
                row = self._at[second.label, unit.level, unit.code]
                row.end(_LAST_OF_OLD, _REFORM_BASIS)

    def _reform_communes(self, third: State, becomes: Iterable[Becomes]) -> None:
        """Add the communes of 1 July 2025 with those that they were made of."""
        for unit in third.units:
            if unit.level == "commune":
                above = self._at[third.label, "province", unit.above or ""]
                new = Row("commune", unit.kind, unit.name, unit.code, above, third.label)
                new.start(REFORM, _REFORM_BASIS)
                self.rows.append(new)
                self._at[third.label, "commune", unit.code] = new
        for old_code, new_code in sorted(set(becomes)):
            new = self._at[third.label, "commune", new_code]
            for row in self._old(old_code):
                if new not in row.successors:
                    row.successors.append(new)

    def _old(self, code: str) -> Iterator[Row]:
        """Yield the unit of 30 June 2025 with this code, and the district it lay in."""
        row = self._at.get(("2025-06", "commune", code)) or self._at["2025-06", "district", code]
        yield row
        if row.level == "commune" and row.parent is not None:
            yield row.parent


def _change_on(day: str, basis: str, old: Row, new: Row | None) -> None:
    """Let ``new`` begin on ``day`` and ``old`` end on the day before."""
    old.end(day_before(day), basis)
    if new is not None:
        new.start(day, basis)
