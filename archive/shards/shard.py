"""A shard's folder, and the note in it that says what the shard began from.

A shard lies in ``shards/NUMBER`` of the archive's folder and is laid out as an archive: ``archive.db``, ``pages``,
``reading``. Beside them ``shard.json`` holds what must be known to bring it home whatever has happened to the program
that began it. It is written last, so a folder without it was never begun and is removed.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING, Self

from archive.layout import SHARDS_NAME
from archive.on_disk import sync
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

NOTE_NAME = "shard.json"
_RANGE = 1 << 20  # numbers of captures that are one portal's own, far more than a run asks for
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard as it was begun.

    Attributes:
        directory: its folder.
        portals: ids of its portals.
        after: the number behind which those of its crawls, captures and problems begin.
        sizes: files of stored pages of its portals by name, and how many bytes of each the archive knew.
        key: what tells it from any other shard, also of other archives.
    """

    directory: Path
    portals: tuple[str, ...]
    after: int
    sizes: dict[str, int] = field(default_factory=dict)
    key: str = field(default_factory=partial(token_hex, 8))

    def write(self) -> None:
        """Write the note; the shard counts from now on."""
        said = {name: value for name, value in asdict(self).items() if name != "directory"}
        half = self.directory / f"{NOTE_NAME}.part"
        half.write_text(json.dumps({"format": _FORMAT, **said}), encoding="utf-8")
        sync(half)
        half.replace(self.directory / NOTE_NAME)

    @classmethod
    def read(cls, directory: Path) -> Self:
        """Return the shard in a folder.

        Raises:
            ArchiveError: its note cannot be read.
        """
        path = directory / NOTE_NAME
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            if said["format"] != _FORMAT:
                raise ArchiveError(f"{path}: was written by a newer congtin; update congtin to bring the shard home")
            sizes = {str(name): int(size) for name, size in said["sizes"].items()}
            return cls(directory, tuple(map(str, said["portals"])), int(said["after"]), sizes, str(said["key"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ArchiveError(f"{path}: what the shard began from cannot be read: {error}") from None

    def remove(self) -> None:
        """Remove the folder; the note goes first, so that what is left of a removal that was killed counts no more."""
        (self.directory / NOTE_NAME).unlink(missing_ok=True)
        shutil.rmtree(self.directory, ignore_errors=True)


def shards_of(archive: Path) -> list[Shard]:
    """Return the shards that lie in an archive's folder, in the order of their numbers; folders without a note go.

    Raises:
        ArchiveError: a note cannot be read.
    """
    found = []
    for directory in sorted((archive / SHARDS_NAME).glob("*")):
        if (directory / NOTE_NAME).exists():
            found.append(Shard.read(directory))
        elif directory.is_dir():
            shutil.rmtree(directory, ignore_errors=True)
    return sorted(found, key=lambda shard: shard.after)


class NumbersTaken:
    """Gives shards the ranges of numbers that are their own, behind all that the archive has given away.

    Args:
        connection: the archive, whose only writer this process is for as long as shards are out.
        shards: those that lie in its folder still.
    """

    def __init__(self, connection: sqlite3.Connection, shards: Sequence[Shard] = ()) -> None:
        counts = [connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # nosec B608 # noqa: S608
                  for table in ("captures", "crawls", "problems")]  # fmt: skip
        self._next: int = (
            max([*counts, *(shard.after + _RANGE * len(shard.portals) for shard in shards)]) + 1
        )  # shards keep this one taken

    def take(self, portals: int) -> int:
        """Return the number behind which the range of a shard of so many portals begins."""
        taken = self._next
        self._next += _RANGE * portals
        return taken
