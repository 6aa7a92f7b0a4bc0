"""The chain of manifests: each is there, has the digest that the database and the next one know, and names the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.layout import MANIFESTS_NAME
from archive.manifests.chain import FORMAT, SEALING, all_seals, digest_of_file, lines_of, name_of, path_of
from archive.verify.finding import Finding
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from archive.manifests.chain import Seal

_NAME = regex(r"\d{6,12}\.jsonl")


def check_chain(connection: sqlite3.Connection, directory: Path) -> Iterator[Finding]:
    """Yield what is wrong with the manifests of an archive."""
    previous: Seal | None = None
    seals = all_seals(connection)
    for number, seal in enumerate(seals, 1):
        if seal.number != number or seal.name != name_of(number):
            yield Finding(
                "manifests",
                f"manifests: the database has number {seal.number} ({seal.name}) where {name_of(number)} is to stand",
                table="manifests",
                key={"number": seal.number},
            )
        yield from _check_file(directory, seal, previous)
        previous = seal
    yield from _check_others(directory, {seal.name for seal in seals})


def _check_file(directory: Path, seal: Seal, previous: Seal | None) -> Iterator[Finding]:
    path = path_of(directory, seal)
    file = f"{MANIFESTS_NAME}/{path.name}"
    try:
        digest = digest_of_file(path)
        head = next((line for _, _, line in lines_of(path)), None)
        broken = [number for number, _, line in lines_of(path) if line is None]
    except FileNotFoundError:
        yield Finding("manifests", f"{file}: the manifest is missing; restore it from a backup", file)
        return
    except OSError as error:
        yield Finding("manifests", f"{file}: the manifest cannot be read: {error.strerror}", file)
        return
    if digest != seal.sha256:
        where = f"; line {broken[0]} is no line of a manifest" if broken else ""
        yield Finding(
            "manifests",
            f"{file}: the manifest is not the one that was written: its SHA-256 is {digest}, the database has "
            f"{seal.sha256}{where}; restore it from a backup and verify again, for what it seals cannot be told by it",
            file,
        )
        return
    expected = None if previous is None else {"name": previous.name, "sha256": previous.sha256}
    said = {} if head is None else head
    facts = (said.get("format"), said.get("number"), said.get("sealed_at"), said.get("previous"))
    if facts != (FORMAT, seal.number, seal.sealed_at, expected):
        yield Finding(
            "manifests",
            f"{file}: the manifest and the database do not say the same of its number, its time, or the one before it",
            file,
            0,
            "manifests",
            {"number": seal.number},
        )


def _check_others(directory: Path, known: set[str]) -> Iterator[Finding]:
    """Yield manifests that the database does not know: it is older than they are."""
    folder = directory / MANIFESTS_NAME
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name in known or path.name.removesuffix(SEALING) in known or path.name.endswith(SEALING):
            continue
        if _NAME.fullmatch(path.name):
            yield Finding(
                "manifests",
                f"{MANIFESTS_NAME}/{path.name}: the database does not know this manifest: it is older than its "
                "manifests, or its row was deleted",
                f"{MANIFESTS_NAME}/{path.name}",
            )
