"""The manifests' files: how they are named, begun, read, and chained.

The first line of each names the one before it with its SHA-256. The database knows the digest of each as well; a
manifest that is complete but not yet under its name when a run is killed (``NNNNNN.jsonl.sealing``) counts if the
database knows it.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.layout import MANIFESTS_NAME
from archive.on_disk import sync
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORMAT = "congtin-manifest/1"
SEALING = ".sealing"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Seal:
    """A manifest as the database knows it; ``sealed_at`` is UTC, ISO 8601."""

    number: int
    name: str
    sealed_at: str
    sha256: str


def newest_seal(connection: sqlite3.Connection) -> Seal | None:
    """Return the newest manifest, ``None`` where there is none yet."""
    row = connection.execute(
        "SELECT number, name, sealed_at, sha256 FROM manifests ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return None if row is None else Seal(*row)


def all_seals(connection: sqlite3.Connection) -> list[Seal]:
    """Return every manifest that the database knows, in their order."""
    return [
        Seal(*row)
        for row in connection.execute("SELECT number, name, sealed_at, sha256 FROM manifests ORDER BY number")
    ]


def seals_in(directory: Path) -> list[Seal]:
    """Return the manifests that lie in an archive's folder, in their order, for where no database knows them any more.

    They are as their files are now: that nobody has changed one since, the next one tells, and for the newest whoever
    has noted its digest.

    Raises:
        ArchiveError: one of them cannot be read.
    """
    seals = []
    for path in sorted((directory / MANIFESTS_NAME).glob(f"{'[0-9]' * 6}*.jsonl")):
        if path.stem.isdecimal():
            try:
                head = line_at(path, 0) or {}
                seals.append(Seal(int(path.stem), path.name, str(head.get("sealed_at", "")), digest_of_file(path)))
            except OSError as error:
                raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
    return sorted(seals, key=lambda seal: seal.number)


def sealed_sizes(directory: Path, seals: Iterable[Seal]) -> dict[str, int]:
    """Return up to which byte manifests seal files, by their names relative to the archive's folder.

    A manifest that cannot be read is passed over: whoever checks the chain tells of it.
    """
    sizes: dict[str, int] = {}
    for seal in seals:
        with suppress(OSError):
            for _, _, line in lines_of(path_of(directory, seal)):
                if line is not None and isinstance(line.get("file"), str) and type(line.get("to")) is int:
                    sizes[line["file"]] = max(line["to"], sizes.get(line["file"], 0))
    return sizes


def name_of(number: int) -> str:
    """Return the file name of a manifest."""
    return f"{number:06}.jsonl"


def path_of(directory: Path, seal: Seal) -> Path:
    """Return where a manifest stands: under its name, or as a run left it that was killed before it got its name."""
    path = directory / MANIFESTS_NAME / seal.name
    sealing = path.with_name(path.name + SEALING)
    return sealing if not path.exists() and sealing.exists() else path


def name_sealed(directory: Path, names: Iterable[str]) -> None:
    """Give manifests their names that the database knows and a process that was killed could not name.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = directory / MANIFESTS_NAME
    renamed = False
    for name in names:
        sealing = folder / (name + SEALING)
        if sealing.exists() and not (folder / name).exists():
            sealing.rename(folder / name)
            renamed = True
    if renamed:
        sync(folder)


def head_line(seal_number: int, sealed_at: str, software: str, previous: Seal | None) -> dict[str, Any]:
    """Return the first line of a manifest."""
    before = None if previous is None else {"name": previous.name, "sha256": previous.sha256}
    return {"format": FORMAT, "congtin": software, "number": seal_number, "sealed_at": sealed_at, "previous": before}


def packed(line: dict[str, Any]) -> bytes:
    """Return a line as it stands in the file."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogateescape") + b"\n"


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal; raises ``OSError``."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def lines_of(path: Path) -> Iterator[tuple[int, int, dict[str, Any] | None]]:
    """Yield number, offset and object of each line of a manifest, ``None`` for one that is no object; ``OSError``."""
    offset = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            yield number, offset, _object(line)
            offset += len(line)


def line_at(path: Path, offset: int) -> dict[str, Any] | None:
    """Return the object of the line that begins at an offset, ``None`` where there is none; raises ``OSError``."""
    with path.open("rb") as file:
        file.seek(offset)
        return _object(file.readline())


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
