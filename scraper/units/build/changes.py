"""Changes: the changes of units whose day is known, a line each in ``changes.tsv``."""

from __future__ import annotations

import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from scraper.units.kinds import LEVEL_OF

if TYPE_CHECKING:
    from scraper.units.kinds import UnitLevel


_LEVELS: tuple[UnitLevel, ...] = ("province", "district", "commune")


class Named(NamedTuple):
    """A unit in a change: its kind and name, and its official code where no source holds the unit."""

    kind: str
    name: str
    code: str | None


class Change(NamedTuple):
    """One change: the first day of what came after it, the resolution, the units above, those before and after."""

    day: str
    resolution: str | None
    above: tuple[Named, ...]
    before: tuple[Named, ...]
    after: tuple[Named, ...]

    @property
    def level(self) -> UnitLevel:
        """The level of the units that changed."""
        return _LEVELS[len(self.above)]

    @property
    def basis(self) -> str:
        """On what the day rests, in words."""
        return f"resolution {self.resolution}" if self.resolution else f"known day of the change, {self.day}"


def read_changes() -> list[Change]:
    """Return the changes, the latest first: each is told of units that the later ones have brought in.

    Raises:
        ValueError: a line has not five fields, or its day or a unit cannot be read.
    """
    text = files("scraper.units").joinpath("changes.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return sorted((_change(line) for line in lines), key=lambda change: change.day, reverse=True)


def day_before(day: str) -> str:
    """Return the day before an ISO day."""
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """Return the day after an ISO day."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def _change(line: str) -> Change:
    fields = line.split("\t")
    if len(fields) != 5:
        message = f"changes.tsv: {line!r} has {len(fields)} fields; wanted are day, resolution, above, before, after."
        raise ValueError(message)
    day, resolution, above, before, after = fields
    datetime.date.fromisoformat(day)
    return Change(
        day,
        None if resolution == "-" else resolution,
        () if above == "-" else tuple(_named(part) for part in above.split(" / ")),
        tuple(_named(part) for part in before.split("; ")),
        tuple(_named(part) for part in after.split("; ")),
    )


def _named(text: str) -> Named:
    text, _, code = text.partition(" =")
    for kind in LEVEL_OF:
        if text.startswith(kind + " "):
            return Named(kind, text[len(kind) + 1 :], code or None)
    message = f"changes.tsv: {text!r} begins with none of the kinds of units."
    raise ValueError(message)
