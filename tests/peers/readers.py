"""The extractors that are compared: bytes and address in, title, text and day out. Each with its own defaults.

Both peers put the lead into the text where they keep it, and neither has captions of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.evaluation.pages import GoldPage


@dataclass(frozen=True, slots=True)
class PeerReading:
    """What an extractor gave: the title, the text with the lead, the day of publication (ISO 8601)."""

    title: str | None = None
    text: str = ""
    day: str | None = None


def by_congtin(page: GoldPage) -> PeerReading:
    """Read a page with the family that the golden page is read by in ``make eval`` (the generic one)."""
    record = page.read()
    text = f"{record['lead'] or ''}\n\n{record['text']}".strip()
    return PeerReading(record["title"], text, (record["published"] or "")[:10] or None)


def by_trafilatura(page: GoldPage) -> PeerReading:
    """Read a page with trafilatura, without comments."""
    from trafilatura import bare_extraction

    found = bare_extraction(page.body, url=page.url, with_metadata=True, include_comments=False)
    return PeerReading(found.title, found.text or "", found.date) if found is not None else PeerReading()


def by_newspaper(page: GoldPage) -> PeerReading:
    """Read a page with newspaper4k, set to Vietnamese."""
    from newspaper import Article

    article = Article(page.url, language="vi")
    article.download(input_html=page.body.decode("utf-8", "replace"))
    article.parse()
    day = article.publish_date.date().isoformat() if article.publish_date else None
    return PeerReading(article.title or None, article.text or "", day)


READERS: dict[str, Callable[[GoldPage], PeerReading]] = {
    "congtin, generic": by_congtin,
    "trafilatura": by_trafilatura,
    "newspaper4k": by_newspaper,
}
