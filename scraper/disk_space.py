"""How much room is left where an archive lies, in numbers and in words.

A disk that fills up is the fault that a system left to itself is sure to meet. The last of it is kept free: what a run
still has to write when it stops (its balance, who is who, the manifest, SQLite's log folded into the database) must
fit, so that it stops in order and can go on when there is room again.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MEGABYTE = 1 << 20
# What is kept free: enough for the end of a run on an archive of a hundred thousand articles, and on a small disk no
# more than a part of it, for it may never have as much.
_MOST_KEPT_FREE = 64 * _MEGABYTE
_PART_KEPT_FREE = 20  # one of so many
_LOW = 10  # times what is kept free: people are told before the disk is full


def free_bytes(path: Path) -> int | None:
    """Return how many bytes a user may still write where ``path`` lies or would lie, ``None`` where nobody can tell."""
    for place in (path, *path.absolute().parents):
        try:
            return _room(place)[0]
        except OSError:
            continue
    return None


def in_words(path: Path) -> str:
    """Return the free space where ``path`` lies, for a sentence: ``3 MB are free there``.

    A file system may be full of files and have room all the same: then that is said.
    """
    free = free_bytes(path)
    if free is None:
        return "how much is free there is not known"
    said = f"{_megabytes(free)} are free there"
    return f"{said}, but no further file can be made" if _is_full_of_files(path) else said


def _is_full_of_files(path: Path) -> bool:
    """Tell whether a file system has a fixed number of files (inodes) and all of them are taken."""
    for place in (path, *path.absolute().parents):
        try:
            found = os.statvfs(place)
        except OSError:
            continue
        return found.f_files > 0 and found.f_favail == 0
    return False


def stop_before_full(path: Path) -> str | None:
    """Return why nothing more should be written where ``path`` lies, as a sentence; ``None`` while there is room."""
    try:
        free, kept = _kept_free(path)
    except OSError:
        return None  # whoever writes is told what is wrong
    if free >= kept:
        return None
    return (
        f"{path}: the disk is nearly full ({_megabytes(free)} are free there, and {_megabytes(kept)} are kept for "
        "ending in order); free some space and run this again: it goes on where it stopped"
    )


def low_space(path: Path) -> str | None:
    """Return that the disk on which ``path`` lies will soon be full, as a sentence; ``None`` while it will not."""
    try:
        free, kept = _kept_free(path)
    except OSError:
        return None
    if free >= _LOW * kept:
        return None
    return f"{path}: the disk is getting full: {_megabytes(free)} are free there; crawls stop at {_megabytes(kept)}"


def _kept_free(path: Path) -> tuple[int, int]:
    """Return how much is free and how much of the disk is to stay free, in bytes; raises ``OSError``."""
    free, total = _room(path)
    return free, min(_MOST_KEPT_FREE, total // _PART_KEPT_FREE)


def _room(path: Path) -> tuple[int, int]:
    found = os.statvfs(path)
    return found.f_bavail * found.f_frsize, found.f_blocks * found.f_frsize


def _megabytes(count: int) -> str:
    return f"{count / _MEGABYTE:.1f} MB" if count < 10 * _MEGABYTE else f"{count // _MEGABYTE} MB"
