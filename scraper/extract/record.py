"""From what was read off a page to its record, in which people, dates and places are still to be looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.canonical import plain_url
from scraper.extract.look_alikes import look_alike_problems
from scraper.items import Article, Stats

if TYPE_CHECKING:
    from scraper.extract.document import Reading
    from scraper.portal import Portal


def record_of(reading: Reading, url: str, portal: Portal | None) -> Article:
    """Return the record of a page without the people, dates and places in its texts.

    :func:`scraper.extract.annotate_record` adds them.

    Args:
        reading: what a family read off the page.
        url: the page's address.
        portal: the portal it belongs to.
    """
    return Article(
        url=url,
        canonical_url=plain_url(reading.canonical_url or url),
        portal=portal.id if portal else None,
        kind=reading.kind,
        title=reading.title,
        lead=reading.lead,
        text="\n\n".join(reading.paragraphs),
        author=reading.author,
        source=reading.source,
        section=reading.section,
        published=reading.published,
        updated=reading.updated,
        published_text=reading.published_text,
        images=reading.images,
        captions=reading.captions,
        attachments=reading.attachments,
        stats=reading.stats or Stats(),
        problems=[*reading.problems, *look_alike_problems(reading.attachments, reading.images)],
    )
