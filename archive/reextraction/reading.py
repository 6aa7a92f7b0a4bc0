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
from scraper.pages import digest
from scraper.pages import read_page as read_stored_page
from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.extract.template import Template
    from scraper.pages import StoredPage
    from scraper.portal import Portal
    from scraper.store import Answer

# ``same``: it reads as it did; ``other``: otherwise; ``no_article``: not as an article any more; ``no_page``: there is
# no stored page, or it is damaged; ``no_body``: it is stored as a reference to another record (the parent knows which);
# ``failed``: the extractor failed on it, or the process that read it died.
State = Literal["same", "other", "no_article", "no_page", "no_body", "failed"]


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """A revision whose page is to be read again.

    ``page`` is where the page stands, ``None`` where none is kept; ``fetched_at`` when it was fetched (ISO 8601);
    ``sha256`` the digest of its bytes, ``None`` where nobody knows. ``canonical_url`` is the address that the archive
    has the article under, ``digest`` that of the stored record (:func:`digest_of`).
    """

    revision: int
    page: StoredPage | None
    fetched_at: str
    sha256: str | None
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
    try:
        answer = read_stored_page(folder, asked.page, datetime.fromisoformat(asked.fetched_at))
    except ArchiveError as error:
        return Outcome(asked.revision, "no_page", reason=str(error))
    except BodyError as error:
        return Outcome(asked.revision, "no_page", reason=f"{_place(folder, asked.page)}: {error}")
    if not answer.body:
        return Outcome(asked.revision, "no_body")
    if asked.sha256 is not None and digest(answer.body) != asked.sha256:
        reason = f"{_place(folder, asked.page)}: not the bytes that were captured (their SHA-256 was {asked.sha256})"
        return Outcome(asked.revision, "no_page", reason=reason)
    return read_answer(batch, asked, answer)


def _place(folder: Path, page: StoredPage) -> str:
    return f"{folder / page.warc}: the record at byte {page.offset} is damaged"


def read_answer(batch: Batch, asked: RevisionPage, answer: Answer) -> Outcome:
    """Return what a stored answer reads as now.

    Args:
        batch: the portal's description and template.
        asked: the revision whose page it is.
        answer: the stored answer, its body with it.
    """
    try:
        reading, page = read_page(
            answer.body,
            answer.url,
            headers=dict(answer.headers),
            portal=batch.portal,
            captured_at=answer.fetched_at,
            template=batch.template,
        )
        article = complete_record(reading, page, answer.url, portal=batch.portal, captured_at=answer.fetched_at)
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
