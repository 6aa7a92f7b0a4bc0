"""``congtin reextract --cluster``: batches of stored pages as tasks; the one writer takes what they come to in order.

A machine that sees the stored pages reads them where they are. To another one the bytes of a batch's records travel
along, and are put at their places in files that are empty else: the same function reads them.
"""

from __future__ import annotations

import tempfile
from collections import deque
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.cluster.connection import connected
from archive.reextraction.processes import DIED
from archive.reextraction.reading import Batch, Outcome, read_batch
from scraper.pages import StoredPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

_AHEAD = 3  # batches that are handed out for every core
_TRIES = 5  # deaths of a task's process, after which its pages are read one by one
# A skippable frame of zstd (RFC 8878, section 3.1.2): four bytes of magic, of which these are three, four of length.
_SKIPPABLE, _FRAME_HEAD = b"\x2a\x4d\x18", 8
_TRIES_ALONE = 2  # deaths while one page was read alone, after which it is the page's fault


@dataclass(frozen=True, slots=True)
class Records:
    """Bytes of files of stored pages: the file's name, the first byte, and the bytes from there on."""

    parts: tuple[tuple[str, int, bytes], ...]


def read_there(
    folder: Path, size: tuple[str, int] | None, batch: Batch, records: Records | None
) -> list[Outcome] | None:
    """Read a batch on a machine of the cluster; ``None`` where it neither sees the pages nor was given them.

    Args:
        folder: where the stored pages are at home.
        size: the name of a file there and the bytes that it has at least, by which the folder is known.
        batch: what is to be read.
        records: the bytes of its pages.
    """
    if size is None or _has(folder / size[0], size[1]):
        return read_batch(folder, batch)
    if records is None:
        return None
    with tempfile.TemporaryDirectory(prefix="congtin-") as name:
        for file, offset, content in records.parts:
            place = Path(name) / file
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("r+b" if place.exists() else "wb") as stream:
                stream.seek(offset)
                stream.write(content)
        return read_batch(Path(name), batch)


def _has(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size >= size
    except OSError:
        return False


@dataclass(slots=True)
class _HandedOut:
    batch: Batch
    reference: Any


class ReadingTasks:
    """Reads batches on a cluster; stands in for :class:`archive.reextraction.processes.ReadingProcesses`.

    Args:
        folder: where the stored pages are.
        address: of the cluster's head.

    Attributes:
        deaths: how often pages were read again because the tasks that had them died for good.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self.deaths = 0
        self._folder = folder.resolve()
        self._address = address
        self._stack = ExitStack()
        self._ray: Any = None
        self._read: Any = None
        self._read_alone: Any = None

    def __enter__(self) -> Self:
        """Connect to the cluster; raises :class:`archive.cluster.connection.ClusterError`."""
        self._ray = self._stack.enter_context(connected(self._address))
        self._read = self._ray.remote(max_retries=_TRIES)(read_there)
        self._read_alone = self._ray.remote(max_retries=_TRIES_ALONE - 1)(read_there)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the tasks; what they have not begun is not read."""
        self._stack.close()

    def read(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Yield each batch with what its pages came to, in the order of the batches.

        Args:
            batches: taken one at a time, as far ahead as keeps the cluster busy.
        """
        waiting: deque[_HandedOut] = deque()
        for batch in batches:
            waiting.append(self._hand_out(batch))
            if len(waiting) >= _AHEAD * max(1, int(self._ray.cluster_resources().get("CPU", 1))):
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[_HandedOut]) -> tuple[Batch, list[Outcome]]:
        first = waiting.popleft()
        try:
            return first.batch, self._outcomes(first)
        except self._ray.exceptions.RayError:
            self.deaths += 1
        return first.batch, [outcome for page in first.batch.pages
                             for outcome in self._alone(replace(first.batch, pages=(page,)))]  # fmt: skip

    def _alone(self, batch: Batch) -> list[Outcome]:
        """Read a batch of one page; where its process dies each time, that is the page's fault."""
        try:
            return self._outcomes(self._hand_out(batch, alone=True), alone=True)
        except self._ray.exceptions.RayError:
            return [Outcome(page.revision, "failed", reason=DIED) for page in batch.pages]

    def _outcomes(self, handed: _HandedOut, *, alone: bool = False) -> list[Outcome]:
        found: list[Outcome] | None = self._ray.get(handed.reference)
        if found is None:
            found = self._ray.get(self._hand_out(handed.batch, self._records(handed.batch), alone=alone).reference)
        return found or []

    def _hand_out(self, batch: Batch, records: Records | None = None, *, alone: bool = False) -> _HandedOut:
        task = self._read_alone if alone else self._read
        return _HandedOut(batch, task.remote(self._folder, self._size_of(batch), batch, records))

    def _size_of(self, batch: Batch) -> tuple[str, int] | None:
        pages = [page.page for page in batch.pages if page.page is not None]
        last = max(pages, key=lambda page: (page.warc, page.offset), default=None)
        return None if last is None else (last.warc, last.offset + last.length)

    def _records(self, batch: Batch) -> Records:
        """Return the bytes of a batch's pages; what cannot be read here is not sent, and told there."""
        pages = [page.page for page in batch.pages if page.page is not None]
        heads = [(name, 0, content) for name in sorted({page.warc for page in pages}) if (content := self._head(name))]
        return Records((*heads, *((page.warc, page.offset, self._bytes(page)) for page in pages)))

    def _head(self, name: str) -> bytes:
        """Return the frame with the dictionary that a file's pages may be packed with; nothing where there is none."""
        start = self._bytes(StoredPage(name, 0, _FRAME_HEAD))
        if start[1:4] != _SKIPPABLE or len(start) < _FRAME_HEAD:
            return b""
        return self._bytes(StoredPage(name, 0, _FRAME_HEAD + int.from_bytes(start[4:], "little")))

    def _bytes(self, page: StoredPage) -> bytes:
        try:
            with (self._folder / page.warc).open("rb") as file:
                file.seek(page.offset)
                return file.read(page.length)
        except OSError:
            return b""
