"""WACZ files (Webrecorder's Web Archive Collection Zipped, 1.1.1): WARC files in a zip, with their digests.

Replay tools write them (Browsertrix, ArchiveWeb.page). ``datapackage.json`` names every part with its digest; a part
that has another one is told, and read all the same: each record in it has a digest of its own.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ARCHIVES = ("archive/",)
_SUFFIXES = (".warc.gz", ".warc", ".warc.zst")
_MAX_PACKAGE = 16 << 20  # bytes of datapackage.json
# WARC files are packed themselves, so a zip hardly makes them smaller; what expands like this is none.
_MAX_RATIO = 100
_ALGORITHMS = {"sha256", "md5"}
# What zipfile raises where a part is damaged, packed in a way that it does not know, or locked with a password.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


class WaczPart:
    """One web archive in a WACZ.

    Args:
        zipped: the open zip.
        info: its entry.
        stated: the digest that ``datapackage.json`` states (``sha256:...``), ``None`` for none.

    Attributes:
        name: the name of the file, without folders.
        problem: how what was read differs from what was stated; known when it has been read to its end.
    """

    def __init__(self, zipped: zipfile.ZipFile, info: zipfile.ZipInfo, stated: str | None) -> None:
        self._zip = zipped
        self._info = info
        self._stated = stated
        self.name = info.filename.rpartition("/")[2]
        self.problem: str | None = None

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open it for reading; what can be read before damage is given, the damage is the ``problem``.

        One that expands like a bomb is not unpacked.
        """
        if self._info.file_size > _MAX_RATIO * max(self._info.compress_size, 1):
            self.problem = (
                f"{self.name}: expands to more than {_MAX_RATIO} times its size in the zip; it is not unpacked"
            )
            yield io.BytesIO()
            return
        try:
            stream = _opened(self._zip, self._info)
        except _UNREADABLE as error:
            self.judge({}, str(error))
            yield io.BytesIO()
            return
        with stream:
            yield cast("IO[bytes]", _Checked(stream, self))

    def judge(self, digests: dict[str, str], damage: str | None) -> None:
        """Note how the part, read to its end, differs from what was stated."""
        algorithm, _, value = (self._stated or "").partition(":")
        if damage is not None:
            self.problem = f"{self.name}: the zip is damaged here: {damage}"
        elif algorithm in digests and digests[algorithm] != value.strip().lower():
            self.problem = f"{self.name}: its digest is not {self._stated}, which datapackage.json states"


class _Checked:
    """Reads a part and works out its digests on the way."""

    def __init__(self, stream: IO[bytes], part: WaczPart) -> None:
        self._stream = stream
        self._part = part
        self._digests = {name: hashlib.new(name, usedforsecurity=False) for name in _ALGORITHMS}

    def read(self, size: int) -> bytes:
        damage: str | None = None
        try:
            block = self._stream.read(size)
        except _UNREADABLE as error:
            damage, block = str(error), b""
        for digest in self._digests.values():
            digest.update(block)
        if not block:
            self._part.judge({name: one.hexdigest() for name, one in self._digests.items()}, damage)
        return block


def is_wacz(path: Path) -> bool:
    """Tell whether a file is a zip with web archives in it.

    One whose directory is lost, or that cannot be opened, is none: whoever reads it like any other file is told why.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            return any(_is_archive(info) for info in zipped.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def unpack_wacz(path: Path) -> Iterator[WaczPart]:
    """Yield the web archives in a WACZ; each is to be read before the next."""
    with zipfile.ZipFile(path) as zipped:
        stated = _stated_digests(zipped)
        for info in zipped.infolist():
            if _is_archive(info):
                yield WaczPart(zipped, info, stated.get(info.filename))


def _is_archive(info: zipfile.ZipInfo) -> bool:
    return info.filename.startswith(_ARCHIVES) and info.filename.lower().endswith(_SUFFIXES)


def _opened(zipped: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """Open a part; where its place is damaged, zipfile would seek to it and tell of a fault of the disk."""
    if info.header_offset < 0:
        raise zipfile.BadZipFile("its place lies before the beginning of the file")
    return zipped.open(info)


def _stated_digests(zipped: zipfile.ZipFile) -> dict[str, str]:
    """Return the digests of ``datapackage.json`` by path; none where it is missing or cannot be read."""
    try:
        with _opened(zipped, zipped.getinfo("datapackage.json")) as stream:
            package: Any = json.loads(stream.read(_MAX_PACKAGE))
        resources = package["resources"]
        return {str(one["path"]): str(one["hash"]) for one in resources if "path" in one and "hash" in one}
    except (KeyError, TypeError, ValueError, *_UNREADABLE):
        return {}
