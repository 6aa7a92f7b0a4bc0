"""The names of the files of stored pages: ``PORTAL/PORTAL-00001.warc.zst``, ``-c1`` where a file was packed anew.

A file that takes another one's place (:mod:`archive.compact`) has its number and the next generation. Its forerunner is
removed when the database knows it; should the process die before, the later generation is the one that counts: it gets
its name when it is whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ID = "[a-z0-9][a-z0-9.-]{0,80}"
_NAME = regex(rf"({_ID})/({_ID})-(\d{{5,9}})(?:-c(\d{{1,4}}))?(\.warc\.(?:gz|zst))")


@dataclass(frozen=True, slots=True, order=True)
class PageFileName:
    """A name, taken apart.

    Attributes:
        portal: the portal whose pages are in the file.
        number: which of its files it is.
        generation: how many times it was packed anew.
        suffix: how it is packed.
    """

    portal: str
    number: int
    generation: int
    suffix: str

    def packed_anew(self, suffix: str) -> PageFileName:
        """Return the name of the file that takes this one's place."""
        return PageFileName(self.portal, self.number, self.generation + 1, suffix)

    def __str__(self) -> str:
        """Return the name, relative to the folder of pages."""
        generation = f"-c{self.generation}" if self.generation else ""
        return f"{self.portal}/{self.portal}-{self.number:05}{generation}{self.suffix}"


def page_file_name(name: str) -> PageFileName | None:
    """Return a name taken apart, ``None`` for one that no file of ours has: a name from a file must lead nowhere else.

    Args:
        name: the name, relative to the folder of pages.
    """
    found = _NAME.fullmatch(name)
    if found is None or found[1] != found[2]:
        return None
    return PageFileName(found[1], int(found[3]), int(found[4] or 0), found[5])


def page_files(folder: Path, portal: str = "*") -> dict[str, Path]:
    """Return the files of stored pages that count, by name and in the order of their names.

    Args:
        folder: the folder of stored pages.
        portal: whose, of all where it is not given.
    """
    there: dict[tuple[str, int], tuple[PageFileName, Path]] = {}
    for path in folder.glob(f"{portal}/*.warc.*"):
        name = page_file_name(path.relative_to(folder).as_posix())
        if name is not None:
            place = name.portal, name.number
            there[place] = max(there.get(place, (name, path)), (name, path))
    return {str(name): path for name, path in sorted(there.values())}


def newest(names: Iterable[str]) -> str | None:
    """Return the last of some files' names, ``None`` where there are none."""
    parsed = [name for name in map(page_file_name, names) if name is not None]
    return str(max(parsed)) if parsed else None
