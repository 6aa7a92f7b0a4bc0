"""What people have decided on who is who: an append-only file beside the archive, a line of JSON a decision.

A decision speaks of mentions, each by the address of its article and the name in it, never of identifiers that the
archive gives: it holds after every new extraction and in an archive built again from its pages. Nothing in the file is
ever changed; what no longer holds is undone by a further line.

    {"number": 1, "at": "2026-11-26T05:00:00+00:00", "verb": "merge", "because": "...", "mentions": [{"url": ..., ...}]}
    {"number": 2, "at": ..., "verb": "split", "because": "...", "mentions": [...], "from": {"url": ..., "name": ...}}
    {"number": 3, "at": ..., "verb": "undo", "because": "...", "undoes": 1}
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE_NAME = "people-decisions.jsonl"
Verb = Literal["merge", "split", "undo"]
_VERBS = ("merge", "split", "undo")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention by what names it for good: address of the article, name in it, and which one of several of a name."""

    url: str
    name: str
    number: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return it as it stands in the file."""
        return {"url": self.url, "name": self.name, **({"number": self.number} if self.number else {})}

    def __str__(self) -> str:
        return f"{self.name} in {self.url}"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    ``mentions`` are one person's (``merge``), or are no longer that of ``taken_from`` (``split``); ``undoes`` is the
    number of the decision that no longer holds (``undo``).
    """

    number: int
    at: str
    verb: Verb
    because: str
    mentions: tuple[Anchor, ...] = ()
    taken_from: Anchor | None = None
    undoes: int | None = None

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """All mentions that it speaks of."""
        return (*self.mentions, *([self.taken_from] if self.taken_from else []))

    def to_dict(self) -> dict[str, Any]:
        """Return it as it stands in the file."""
        said: dict[str, Any] = {"number": self.number, "at": self.at, "verb": self.verb, "because": self.because}
        if self.mentions:
            said["mentions"] = [anchor.to_dict() for anchor in self.mentions]
        if self.taken_from is not None:
            said["from"] = self.taken_from.to_dict()
        if self.undoes is not None:
            said["undoes"] = self.undoes
        return said


@dataclass(slots=True)
class Decisions:
    """All decisions in their order; ``notes`` are sentences on what could not be read."""

    all: list[Decision] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def undone(self) -> dict[int, int]:
        """Number of each decision that no longer holds, and of the one that undoes it."""
        return {one.undoes: one.number for one in self.all if one.undoes is not None}

    @property
    def standing(self) -> list[Decision]:
        """The merges and splits that hold."""
        undone = self.undone
        return [one for one in self.all if one.verb != "undo" and one.number not in undone]

    @property
    def next_number(self) -> int:
        """The number of the next decision."""
        return max((one.number for one in self.all), default=0) + 1


def read_decisions(directory: Path) -> Decisions:
    """Return the decisions kept in the folder of an archive, none where there is no file.

    A last line without its end that is no decision is what a killed process left of one that was never taken: it is
    told and left.

    Raises:
        ArchiveError: a line cannot be read; says which.
    """
    path = directory / FILE_NAME
    found = Decisions()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return found
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{path}: the decisions on people cannot be read: {error}") from None
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if not line.strip():
            continue
        try:
            found.all.append(_parsed(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            if not line.endswith("\n"):
                found.notes.append(f"{path}, line {number}: was not written to its end and is left out")
                break
            raise ArchiveError(
                f"{path}, line {number}: is no decision ({error}); mend the line, or take it out of the file"
            ) from None
    return found


def _parsed(said: dict[str, Any]) -> Decision:
    if said["verb"] not in _VERBS:
        raise ValueError(f"verb {said['verb']!r} is none of {', '.join(_VERBS)}")
    return Decision(
        number=int(said["number"]),
        at=str(said["at"]),
        verb=said["verb"],
        because=str(said["because"]),
        mentions=tuple(_anchor(one) for one in said.get("mentions", [])),
        taken_from=_anchor(said["from"]) if said.get("from") else None,
        undoes=int(said["undoes"]) if said.get("undoes") is not None else None,
    )


def _anchor(said: dict[str, Any]) -> Anchor:
    return Anchor(str(said["url"]), str(said["name"]), int(said.get("number", 0)))


def append_decision(directory: Path, decision: Decision) -> None:
    """Write a decision at the end of the file, on the disk when this returns.

    Raises:
        ArchiveError: the file cannot be written.
    """
    path = directory / FILE_NAME
    line = json.dumps(decision.to_dict(), ensure_ascii=False) + "\n"
    try:
        _end_last_line(path)
        with path.open("ab") as file:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ArchiveError(f"{path}: the decision cannot be written: {error.strerror}") from None


def _end_last_line(path: Path) -> None:
    """Have the next line begin where one begins.

    A last line without its end is a decision where it can be read (an editor has left it so): it gets its end. Else it
    is what a killed process left, was never taken, and is cut off.
    """
    if not path.exists():
        return
    content = path.read_bytes()
    if content and not content.endswith(b"\n"):
        start = content.rfind(b"\n") + 1
        with path.open("r+b") as file:
            if _is_decision(content[start:]):
                file.seek(0, os.SEEK_END)
                file.write(b"\n")
            else:
                file.truncate(start)


def _is_decision(line: bytes) -> bool:
    try:
        _parsed(json.loads(line))
    except (ValueError, KeyError, TypeError):
        return False
    return True


def joined_by(decisions: Sequence[Decision]) -> dict[Anchor, set[int]]:
    """Return, for each anchor of the given merges, the numbers of all merges that tie it to others, over any steps."""
    groups: list[tuple[set[Anchor], set[int]]] = []
    for decision in decisions:
        if decision.verb != "merge":
            continue
        anchors, numbers = set(decision.mentions), {decision.number}
        for group in [group for group in groups if group[0] & anchors]:
            anchors |= group[0]
            numbers |= group[1]
            groups.remove(group)
        groups.append((anchors, numbers))
    return {anchor: numbers for anchors, numbers in groups for anchor in anchors}
