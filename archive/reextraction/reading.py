"""One stored page read again: what a process of the re-extraction does; it knows no database.

A page that reads as it did costs the way home nothing: of its record only a digest was sent along.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from archive.article_rows import packed
from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.extract import complete_record, read_page
from scraper.pages import StoredPage
from scraper.pages import read_page as read_stored_page
from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.extract.template import Template
    from scraper.portal import Portal

# ``same``: it reads as it did; ``other``: otherwise; ``no_article``: not as an article any more; ``no_page``: there is
# no stored page, or it is damaged; ``failed``: the extractor failed on it, or the process that read it died.
State = Literal["same", "other", "no_article", "no_page", "failed"]


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """A revision whose page is to be read again.

    ``page`` is where the page stands, ``None`` where none is kept; ``fetched_at`` when it was fetched (ISO 8601).
    ``canonical_url`` is the address that the archive has the article under, ``digest`` that of the stored record
    (:func:`digest_of`).
    """

    revision: int
    page: StoredPage | None
    fetched_at: str
    canonical_url: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages of one portal that are read with the same description and template."""

    portal: Portal
    template: Template
    pages: tuple[RevisionPage, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a page came to: its state, the family that read it, the record where it is another, else the reason."""

    revision: int
    state: State
    family: str | None = None
    record: str | None = None
    reason: str | None = None


def digest_of(record: str) -> bytes:
    """Return a digest of a record as stored, to tell whether another reading is the same."""
    return hashlib.blake2b(record.encode(), digest_size=16).digest()


def read_batch(folder: Path, batch: Batch) -> list[Outcome]:
    """Read the pages of a batch, in their order; no page can keep the others from being read.

    Args:
        folder: where the stored pages are.
        batch: what is to be read.
    """
    return [_read(folder, batch, page) for page in batch.pages]


def _read(folder: Path, batch: Batch, asked: RevisionPage) -> Outcome:
    if asked.page is None:
        return Outcome(asked.revision, "no_page", reason="the archive keeps no page of this revision")
    fetched_at = datetime.fromisoformat(asked.fetched_at)
    try:
        answer = read_stored_page(folder, asked.page, fetched_at)
    except (ArchiveError, BodyError) as error:
        where = "" if isinstance(error, ArchiveError) else f"{folder / asked.page.warc} at byte {asked.page.offset}: "
        return Outcome(asked.revision, "no_page", reason=f"{where}{error}")
    try:
        reading, page = read_page(
            answer.body,
            answer.url,
            headers=dict(answer.headers),
            portal=batch.portal,
            captured_at=fetched_at,
            template=batch.template,
        )
        article = complete_record(reading, page, answer.url, portal=batch.portal, captured_at=fetched_at)
    except Exception as error:
        reason = f"the extractor failed on the stored page: {type(error).__name__}: {error}"
        return Outcome(asked.revision, "failed", reason=reason[:500])
    if article.kind not in KEPT_KINDS:
        return Outcome(asked.revision, "no_article", reading.family, reason=article.kind)
    article.canonical_url = asked.canonical_url
    record = packed(article.to_dict())
    if digest_of(record) == asked.digest:
        return Outcome(asked.revision, "same", reading.family)
    return Outcome(asked.revision, "other", reading.family, record)
