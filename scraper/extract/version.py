"""The extractor's version: which code and which data made a record of a page.

A release number alone does not tell: between two releases, and in anybody's own branch, the code that reads pages
changes. So the version is the package's with a digest of everything in the package that decides what a record says.
Two installations with the same version make the same record of the same page, whatever system they run on; libraries
are no part of it, for their ranges belong to the release.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from scraper.settings import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

# Folders of the package ``scraper`` that decide a record, and the modules beside them that those import.
DECIDING_FOLDERS = ("extract", "families", "units")
DECIDING_MODULES = (
    "address_traits.py", "canonical.py", "clock.py", "era.py", "errors.py", "expectations.py", "host_names.py",
    "items.py", "key_mistakes.py", "machine_lists.py", "page_addresses.py", "patterns.py", "portal.py",
    "portal_mistakes.py", "portal_values.py", "tab_addresses.py", "vietnamese.py",
)  # fmt: skip
# What makes the gazetteer from its sources reads no page: the gazetteer itself is part of the digest.
_NO_PART = frozenset({"__pycache__", "units/build"})
_SOURCE, _DATA = ".py", ".gz"
_DIGITS = 12  # 48 bits: among a million versions the odds of two alike are one in 560


@cache
def extractor_version() -> str:
    """Return the version of the extractor, such as ``0.1.0+9f8e7d6c5b4a``: of the package, and of what reads pages.

    Worked out once a process, from some 240 files (about 10 ms).
    """
    return f"{VERSION}+{sources_digest(files('scraper'))}"


def sources_digest(package: Traversable) -> str:
    """Return a short digest of the files of a package that decide what a record says, and of their names.

    Line ends do not count, for a checkout may have changed them; nor do files of another kind (notes, what tests or
    editors leave).

    Args:
        package: the folder of the package ``scraper``.
    """
    total = hashlib.sha256()
    parts = [(name, package / name) for name in DECIDING_MODULES]
    for folder in DECIDING_FOLDERS:
        parts += _files(package / folder, folder)
    for name, file in sorted(parts, key=lambda part: part[0]):
        content = file.read_bytes()
        if name.endswith(_SOURCE):
            content = content.replace(b"\r\n", b"\n")
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()[:_DIGITS]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.name in _NO_PART or name in _NO_PART:
            continue
        if entry.is_dir():
            yield from _files(entry, name)
        elif name.endswith((_SOURCE, _DATA)):
            yield name, entry
