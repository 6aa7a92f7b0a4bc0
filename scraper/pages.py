"""The stored pages: WARC files (ISO 28500), one record an answer, append-only.

A record holds the response (status, headers, body; :mod:`scraper.page_records`), packed by itself
(:mod:`scraper.page_packing`) so that it can be opened where it begins.
An answer whose body is the one stored before becomes a ``revisit`` record that refers to it. What the crawl knew is in
the records too (:mod:`scraper.page_records`), so that nothing but these files is needed to make the database anew.

The database is told of a record only after it is on the disk (:meth:`PageWriter.sync`); what lies behind the last
record that the database knows is the rest of a killed process. One record is cut off by :meth:`PageWriter.open` before
anything is appended, and so is a file that such a process had only begun. What is more are answers that were kept
together, or pages that another database knew: the crawl takes them in before it opens the file
(``archive.replay.catching_up``), and where that is not safe nothing is cut off
(:func:`scraper.page_rests.refuse_unknown`).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.disk_space import in_words
from scraper.errors import ArchiveError
from scraper.page_dictionaries import make_dictionary
from scraper.page_names import PageFileName, newest, page_file_name
from scraper.page_packing import SUFFIXES, Gzip, Zstd
from scraper.page_records import file_record
from scraper.page_rests import is_rest, refuse_unknown
from scraper.warc import RecordError, answer_of, read_record, unpacked_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from io import FileIO
    from pathlib import Path

    from scraper.page_packing import Packer, PageFormat, ZstdDict
    from scraper.store import Answer

MAX_FILE_BYTES = 1 << 30
# When a file packed with zstd is followed by another: the first one, and any as a multiple of all before it. Half a
# dozen pages without a dictionary make 64 kB, and are enough for the first. Of twice as many a better one is made, but
# most portals are small, and each page before it takes four times the bytes and three times the time of others.
FIRST_FILE_BYTES = 64 << 10
_TIMES_ALL_BEFORE = 16


@dataclass(frozen=True, slots=True)
class StoredPage:
    """Where a record stands: file name relative to the folder of pages, offset and length in bytes."""

    warc: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class End:
    """Where the stored pages of a portal end: name of the last file, and its size in bytes."""

    warc: str
    size: int


def digest(body: bytes) -> str:
    """Return the SHA-256 of a body (content encoding undone) in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


class PageWriter:
    """Appends records to the WARC files of one portal.

    Args:
        folder: the folder of stored pages.
        portal: the portal's id.
        page_format: how they are packed; a file that was begun in another way is followed by a new one.
        samples: returns where pages of the portal stand of which a dictionary can be made, the latest first.
    """

    def __init__(
        self,
        folder: Path,
        portal: str,
        page_format: PageFormat = "zst",
        samples: Callable[[], Iterable[StoredPage]] = tuple,
    ) -> None:
        self._folder = folder
        self._portal = portal
        self._format: PageFormat = page_format
        self._samples = samples
        self._packer: Packer = Gzip()
        self._file: FileIO | None = None
        self._ours: os.stat_result | None = None  # the file that is open, as it was told apart from others
        self._name = ""
        self._size = 0  # of the file so far, in bytes
        self._path = folder  # of the file
        self._before = 0  # bytes of all files before it
        self._limit = 0  # the size past which another file is begun
        self._begins = 0  # where its first page stands, or would stand
        self._is_synced = True  # nothing was written since the disk was told to have it
        self._known: set[str] = set()  # names of files that the database knows, and of those that were begun here

    def open(self, committed: Mapping[str, int]) -> None:
        """Make the last file ready for appending.

        Args:
            committed: the size in bytes up to which the database knows each file of the portal.

        Raises:
            ArchiveError: the folder cannot be written, a file is shorter than the database knows it, or longer by more
                than a killed process leaves.
        """
        try:
            (self._folder / self._portal).mkdir(parents=True, exist_ok=True)
            for name, size in committed.items():
                path = self._folder / name
                actual = path.stat().st_size if path.exists() else 0
                if actual < size:
                    raise ArchiveError(
                        f"{path}: {size - actual} bytes of stored pages are missing; restore the file from a backup"
                    )
                refuse_unknown(path, size)
            self._known = set(committed)
            last = newest(committed)
            if last is not None and last.endswith(SUFFIXES[self._format]):
                self._go_on_with(last, committed)
            else:
                self._size = sum(committed.values())
                self._begin_file(None if self._format == "gz" else make_dictionary(self._sample_records()))
        except OSError as error:
            raise ArchiveError(
                f"{self._folder}: pages cannot be stored here: {error.strerror} ({in_words(self._folder)})"
            ) from None

    def append(self, record: bytes) -> StoredPage:
        """Pack a record and append it, all of it or nothing; returns where it stands.

        It is on the disk when :meth:`sync` returns, and the database may know of it from then on.

        Raises:
            ArchiveError: the disk is full or the file cannot be written.
        """
        if self._file is None:
            raise ArchiveError(f"{self._folder}: the pages of {self._portal} are not open for writing")
        try:
            if self._size > self._limit:
                self._follow_up()
            self._refuse_changed()
            packed = self._packer.pack(record)
            self._write(packed)
        except OSError as error:
            self._cut(self._size)
            raise self._cannot_be_stored(error) from None
        return StoredPage(self._name, self._size - len(packed), len(packed))

    def sync(self) -> None:
        """Have all that was appended on the disk, should the power fail.

        Raises:
            ArchiveError: the disk does not take it.
        """
        try:
            self._sync()
        except OSError as error:
            raise self._cannot_be_stored(error) from None

    def end(self) -> End:
        """Return where the stored pages end now, for :meth:`take_back`."""
        return End(self._name, self._size)

    def take_back(self, end: End) -> None:
        """Cut off what was appended since the pages ended there: the transaction it belongs to was undone.

        Where that is not possible now it is done when the file is opened again; nothing is appended behind it. A file
        that was begun since stays, without pages.
        """
        if self._file is None:
            return
        if end.warc == self._name:
            self._cut(end.size)
            return
        self._cut(self._begins)
        try:
            os.truncate(self._folder / end.warc, end.size)
        except OSError:
            self.close()

    def close(self) -> None:
        """Close the file; may be called more than once. What was not synced is left to the system to write."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _cannot_be_stored(self, error: OSError) -> ArchiveError:
        place = self._folder / self._name
        return ArchiveError(f"{place}: the page cannot be stored: {error.strerror} ({in_words(place)})")

    def _cut(self, size: int) -> None:
        """Cut the file off; where that is not possible, nothing more is appended."""
        if self._file is None:
            return
        try:
            self._file.truncate(size)
            self._size = size
        except OSError:
            self.close()

    def _first_limit(self) -> int:
        """Return the size past which the file is to be followed by another."""
        if self._format == "gz":
            return MAX_FILE_BYTES
        # Of what was stored in gzip no dictionary is made.
        if isinstance(self._packer, Zstd) and not self._packer.has_dictionary:
            return min(MAX_FILE_BYTES, FIRST_FILE_BYTES)
        return min(MAX_FILE_BYTES, max(FIRST_FILE_BYTES, _TIMES_ALL_BEFORE * self._before))

    def _follow_up(self) -> None:
        """Begin another file; where no dictionary can be made yet, go on with this one to twice its size."""
        dictionary = None if self._format == "gz" else make_dictionary(self._sample_records())
        if dictionary is None and self._size <= MAX_FILE_BYTES:
            self._limit = min(MAX_FILE_BYTES, 2 * self._size)
        else:
            self._begin_file(dictionary)

    def _go_on_with(self, name: str, committed: Mapping[str, int]) -> None:
        """Open a file that the database knows, without what stands behind its known part."""
        self._name, self._size = name, committed[name]
        self._before = sum(committed.values()) - self._size
        self._path = self._folder / name
        self._packer = Gzip() if self._format == "gz" else Zstd.of_file(self._path)
        self._limit = self._first_limit()
        self._open_behind(self._size)
        self._begins = self._size

    def _open_behind(self, size: int) -> None:
        """Open the file for appending behind so many of its bytes."""
        self._file = self._path.open("ab", buffering=0)
        self._ours = os.fstat(self._file.fileno())
        self._file.truncate(size)

    def _begin_file(self, dictionary: ZstdDict | None) -> None:
        """Begin a file that follows on the one that is open."""
        self._sync()
        self.close()
        self._name = self._fresh_name()
        self._path = self._folder / self._name
        self._packer = Gzip() if self._format == "gz" else Zstd(dictionary, self._path)
        self._known.add(self._name)
        self._before, self._size = self._before + self._size, 0
        self._limit = self._first_limit()
        self._open_behind(0)
        self._write(self._packer.beginning + self._packer.pack(file_record(self._name, self._portal)))
        self._begins = self._size

    def _sample_records(self) -> Iterator[bytes]:
        for page in self._samples():
            try:
                yield unpacked_record(self._folder / page.warc, page.offset, page.length)
            except ArchiveError:  # a damaged page is none to learn from; congtin verify tells of it
                continue

    def _refuse_changed(self) -> None:
        """Refuse to append to a file that is not any more what was opened here.

        Where the folder was removed or moved, the system would go on writing into a file that nobody can ever find.

        Raises:
            ArchiveError: it is not there, another one is, or its size is not that which was written here.
            OSError: it cannot be looked at.
        """
        path = self._path
        try:
            there = os.stat(path)  # noqa: PTH116  half the time of Path.stat, at every page
        except FileNotFoundError:
            there = None
        if there is None or self._ours is None or not os.path.samestat(there, self._ours):
            self.close()
            raise ArchiveError(
                f"{path}: the file of stored pages was removed, moved or replaced while it was written to; put it back "
                "(a backup has it), and run this again"
            )
        if there.st_size != self._size:
            self.close()
            raise ArchiveError(
                f"{path}: holds {there.st_size} bytes where this run has written {self._size}: another program writes "
                "to it, and nothing was added; congtin verify tells what is wrong"
            )

    def _write(self, record: bytes) -> None:
        """Write all of some bytes."""
        assert self._file is not None  # noqa: S101  both callers have opened it
        self._is_synced = False
        rest = memoryview(record)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._size += len(record)

    def _sync(self) -> None:
        if self._file is not None and not self._is_synced:
            os.fsync(self._file.fileno())
            self._is_synced = True

    def _fresh_name(self) -> str:
        """Return the name of a new file: that of a number which is free, or of a file in which nothing ever counted."""
        known = [name.number for name in map(page_file_name, self._known) if name is not None]
        number = 1
        while number in known or not self._is_free(number):
            number += 1
        return str(PageFileName(self._portal, number, 0, SUFFIXES[self._format]))

    def _is_free(self, number: int) -> bool:
        """Tell whether no file has a number, but one that a killed process has only begun."""
        return all(
            is_rest(path, 0) and path.name.endswith(SUFFIXES[self._format])
            for path in self._folder.glob(f"{self._portal}/{self._portal}-{number:05}*.warc.*")
            if page_file_name(path.relative_to(self._folder).as_posix()) is not None
        )


def read_page(folder: Path, page: StoredPage, fetched_at: datetime) -> Answer:
    """Return the answer stored at ``page``, its body with the content encoding undone.

    Raises:
        ArchiveError: there is no readable record at that place.
        BodyError: the stored body cannot be decoded.
    """
    path = folder / page.warc
    record = read_record(path, page.offset, page.length)
    try:
        answer = answer_of(record)
    except RecordError as error:
        raise ArchiveError(f"{path}: holds no stored page at byte {page.offset}: {error}") from None
    answer.fetched_at = fetched_at
    return answer
