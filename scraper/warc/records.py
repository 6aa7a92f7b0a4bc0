"""Reading web-archive files of anybody: every record that is whole, and every damage with its place and reason.

WARC 1.0 and 1.1 (ISO 28500), plain, gzip or zstd. A reader of what others have kept for years meets files that were
cut off, copied badly, or written by tools with errors of their own. So nothing is raised for what a file holds: what
cannot be read is a :class:`Damage`, and reading goes on at the next record. Memory is bounded by
:data:`MAX_RECORD_BYTES`, whatever a record announces.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.content_encoding import MAX_BODY_BYTES
from scraper.errors import ArchiveError
from scraper.warc.digests import wrong_digest
from scraper.warc.faults import fault_of
from scraper.warc.fields import FieldError, field_of, read_fields, warc_date
from scraper.warc.other_formats import no_archive, other_format
from scraper.warc.packing import RECORD_START, Member, PackedFile, packing_of
from scraper.warc.raw_file import RawFile
from scraper.warc.window import PlainSource, Window, holds_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

# The largest record that is read: the largest page of a crawl, with room for its headers.
MAX_RECORD_BYTES = MAX_BODY_BYTES + (1 << 20)
_MAX_HEAD = 128 << 10  # bytes of a record's own header; ours name some hundred bytes
_AFTER = 32  # bytes behind a record that are looked at to see whether it ends where it says
_BLANK = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its header fields in their order, and its content with nothing undone.

    ``offset`` and ``length`` are the bytes of the file that hold it, as they are packed. ``inner`` is where it begins
    in what they unpack to: 0, except in a file that was packed as a whole.
    """

    file: Path
    offset: int
    length: int
    type: str
    headers: list[tuple[str, str]] = field(repr=False)
    content: bytes = field(repr=False)
    inner: int = 0

    def header(self, name: str) -> str | None:
        """Return the first field of that name, whatever its case; ``None`` where there is none."""
        return field_of(self.headers, name)

    @property
    def url(self) -> str:
        """The address it is of, "" for a record of none (``warcinfo``)."""
        return (self.header("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")

    @property
    def date(self) -> datetime:
        """When it was captured, in UTC."""
        return warc_date(self.header("WARC-Date") or "")


@dataclass(frozen=True, slots=True)
class Damage:
    """What could not be read: where it begins, why, and the address of the record where that is known.

    ``inner`` is as in :class:`Record`.
    """

    file: Path
    offset: int
    reason: str
    url: str | None = None
    inner: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """A record or damage in unpacked bytes: where it begins and ends there."""

    begin: int
    end: int
    type: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    content: bytes = b""
    damage: str | None = None


def read_records(path: Path, *, limit: int = MAX_RECORD_BYTES) -> Iterator[Record | Damage]:
    """Yield what a web-archive file holds, in its order.

    Args:
        path: the file; how it is packed is told by its bytes, not by its name.
        limit: the largest record that is read, in bytes; a larger one is a damage.

    Raises:
        ArchiveError: the file cannot be opened or read at all.
    """
    try:
        with path.open("rb") as file:
            raw = RawFile(file)
            packing = packing_of(raw)
            other = other_format(raw, packing)
            if other is not None or packing is None:
                yield Damage(path, 0, other or no_archive(raw))
            elif packing == "plain":
                for found in _records_in(Window(PlainSource(raw)), limit, raw):
                    yield _placed(path, found, found.begin, found.end - found.begin, 0)
            else:
                yield from _packed_records(path, PackedFile(raw, packing), limit)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None


def read_record(path: Path, offset: int, length: int, *, limit: int = MAX_RECORD_BYTES) -> Record:
    """Return the record at a place that :func:`read_records` told of a file with a record a member, or a plain one.

    Raises:
        ArchiveError: the file cannot be read, or holds no readable record there.
    """
    try:
        with path.open("rb") as file:
            raw = RawFile(file, max(4_096, min(length, MAX_RECORD_BYTES)))
            gzip_or_zstd = next((one for one in _packings(raw) if one.begins_at(offset)), None)
            window = Window(gzip_or_zstd.open(offset) if gzip_or_zstd else PlainSource(raw, offset))
            found = next(_records_in(window, limit, None), None)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
    if found is None or found.damage is not None:
        why = found.damage if found else window.damage or "nothing can be read there"
        raise ArchiveError(f"{path}: the record at byte {offset} is damaged: {why}")
    return Record(path, offset, length, found.type, found.headers, found.content)


def _packings(raw: RawFile) -> Iterator[PackedFile]:
    yield PackedFile(raw, "gzip")
    yield PackedFile(raw, "zstd")


def _packed_records(path: Path, packed: PackedFile, limit: int) -> Iterator[Record | Damage]:
    for member in packed.members():
        if not isinstance(member, Member):
            begin, end = member
            yield Damage(path, begin, f"{end - begin} bytes that are no packed record")
            continue
        window = Window(member)
        waiting: _Found | None = None  # how long the member is, is known at its end
        for found in _records_in(window, limit, None):
            if waiting is not None:
                yield _placed(path, waiting, member.offset, member.consumed, waiting.begin)
            waiting = found
        if waiting is not None:
            length = member.end - member.offset if member.ended else member.consumed
            yield _placed(path, waiting, member.offset, length, waiting.begin)
        if window.damage is not None and (waiting is None or waiting.damage is None):
            yield Damage(path, member.offset, window.damage, inner=window.position)


def _placed(path: Path, found: _Found, offset: int, length: int, inner: int) -> Record | Damage:
    if found.damage is not None:
        url = (field_of(found.headers, "WARC-Target-URI") or "").strip("<> ")
        return Damage(path, offset, found.damage, url or None, inner)
    return Record(path, offset, length, found.type, found.headers, found.content, inner)


def _records_in(window: Window, limit: int, plain: RawFile | None) -> Iterator[_Found]:
    """Yield the records of unpacked bytes.

    Args:
        window: the bytes.
        limit: the largest record, in bytes.
        plain: the file, where the bytes are not packed.
    """
    while True:
        while (blank := window.look(0, 64)) and not blank.lstrip(b"\r\n"):
            window.move(len(blank))
        window.move(len(blank) - len(blank.lstrip(b"\r\n")))
        if not blank:
            return
        yield _next_found(window, limit, plain)


def _next_found(window: Window, limit: int, plain: RawFile | None) -> _Found:
    begin = window.position
    if window.look(0, len(RECORD_START)) != RECORD_START:
        window.move_to_next_record(1)
        return _Found(begin, window.position, damage=f"{window.position - begin} bytes that are no record")
    head = _head_length(window)
    if head is None or holds_record(window.look(len(RECORD_START), head)):  # or ends as that of the next record
        window.move_to_next_record(len(RECORD_START))
        return _Found(begin, window.position, damage=window.damage or "the record's header does not end")
    try:
        headers = read_fields(window.look(0, head))
        length = _content_length(headers)
    except FieldError as error:
        window.move_to_next_record(len(RECORD_START))
        return _Found(begin, window.position, damage=str(error))
    if length > limit:
        return _too_large(window, headers, head, length, limit, plain)
    return _within_limit(window, headers, head, length)


def _head_length(window: Window) -> int | None:
    """Return the length of the record's header with the blank line that ends it, ``None`` where none does."""
    for size in (4 << 10, _MAX_HEAD):  # nearly every header is short, and the bytes behind it are not looked at
        ends = [(window.find(blank, 0, size), len(blank)) for blank in (_BLANK, b"\n\n")]
        ended = [place + length for place, length in ends if place >= 0]
        if ended:
            return min(ended)
    return None


def _content_length(headers: list[tuple[str, str]]) -> int:
    value = (field_of(headers, "Content-Length") or "").strip()
    if not value:
        raise FieldError("the record does not say how long it is (no Content-Length)")
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise FieldError(f"the record's Content-Length is no number: {value[:40]!r}")
    return int(value)


def _within_limit(window: Window, headers: list[tuple[str, str]], head: int, length: int) -> _Found:
    begin, end = window.position, head + length
    held = window.fill(end + _AFTER)
    damage: str | None = None
    if held < end + _AFTER and window.damage is not None:
        damage = window.damage
    elif held < end:
        damage = f"the record ends after {held - head} of the {length} bytes that it announces"
    elif not _ends_well(window.look(end, end + _AFTER)):
        damage = f"the record does not end after the {length} bytes that its Content-Length announces"
    if damage is not None:
        window.move_to_next_record(len(RECORD_START))
        return _Found(begin, window.position, headers=headers, damage=damage)
    content = window.look(head, end)
    kind = (field_of(headers, "WARC-Type") or "").strip().lower()
    wrong = wrong_digest(kind, headers, content)
    after = window.look(end, end + _AFTER)
    is_followed = after.lstrip(b"\r\n")[: len(RECORD_START)] in {RECORD_START, b""}
    if (wrong or not is_followed) and holds_record(content):  # it reaches into the next one, for a piece of it is lost
        window.move_to_next_record(len(RECORD_START))
        damage = wrong or "the record reaches into the next one"
        return _Found(begin, window.position, kind, headers, damage=damage)
    follows_at_once = after[len(_BLANK) :].startswith(RECORD_START)
    window.move(end + len(_BLANK) if follows_at_once else end)  # the blank lines between two may be damaged
    return _Found(begin, begin + end, kind, headers, content, fault_of(kind, headers, content) or wrong)


def _ends_well(after: bytes) -> bool:
    """Tell whether a record may end before these bytes: a blank line, the next record, or nothing more.

    One of the two signs is enough, so that damage of the next record is not taken for damage of this one.
    """
    rest = after.lstrip(b"\r\n")
    return after.startswith(_BLANK) or rest.startswith(RECORD_START) or not rest or after[4:].startswith(RECORD_START)


def _too_large(
    window: Window, headers: list[tuple[str, str]], head: int, length: int, limit: int, plain: RawFile | None
) -> _Found:
    """Leave out a record over the limit without holding it; a plain file is asked whether it ends where it says."""
    begin = window.position
    reason = f"the record is larger than {limit // (1 << 20)} MB ({length} bytes)"
    if plain is None:
        if not window.skip(head + length):
            reason += f"; {window.damage}" if window.damage else "; the file ends before it does"
    elif begin + head + length <= plain.size and _ends_well(plain.exactly(begin + head + length, _AFTER)):
        window.jump(head + length)
    else:
        reason = f"the record does not end after the {length} bytes that its Content-Length announces"
        window.move_to_next_record(len(RECORD_START))
    return _Found(begin, window.position, headers=headers, damage=reason)
