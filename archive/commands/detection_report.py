"""What ``congtin portal detect`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.detection import Detection
    from scraper.detection.sections import Section
    from scraper.items import Article

_FIRST_WORDS = 240  # characters of the text that are shown
_MOST_CAPTIONS = 3


def report(found: Detection) -> str:
    """Return what was found out about a portal as lines for people; "" where nothing could be read at all."""
    if found.failure is not None and not found.sections and not found.articles:
        return f"robots.txt  {found.robots}\n"
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Detection) -> Iterator[str]:
    yield f"portal      {found.name or '(its pages give no name)'}"
    yield f"address     {found.url}"
    if found.unit or found.province:
        yield f"unit        {', '.join(filter(None, dict.fromkeys([found.unit, found.province])))}"
    yield f"family      {found.family}: {found.mark}"
    yield f"robots.txt  {found.robots}"
    yield f"feeds       {', '.join(found.feeds) or 'none found'}"
    yield f"sitemaps    {', '.join(found.sitemaps) or 'none found'}"
    yield f"looked at   {found.requests} addresses, {found.articles} articles among them"
    yield ""
    yield "Sections" if found.sections else "Sections: none found; articles are found through the home page"
    yield from (f"  {_section(section)}" for section in found.sections)
    if found.sample is not None:
        yield ""
        yield "A sample record"
        yield from (f"  {line}" for line in _sample(found.sample))
    yield ""
    yield "Weak points" if found.weak_points else "Weak points: none seen"
    yield from (f"  {point.field}: {point.words}" for point in found.weak_points)
    if found.next_steps:
        yield ""
        yield "Next"
        yield from (f"  {step}" for step in found.next_steps)


def _section(section: Section) -> str:
    if section.entries is None:
        return f"{section.name}  {section.url}  (not looked at: {section.evidence})"
    pages = f"further pages {section.pager}" if section.pager else "no further pages linked"
    return f"{section.name}  {section.url}  ({section.entries} entries, {pages})"


def _sample(article: Article) -> Iterator[str]:
    yield f"url        {article.url}"
    yield f"title      {article.title or '-'}"
    printed = f" (printed: {article.published_text})" if article.published_text else ""
    yield f"published  {article.published or '-'}{printed}"
    yield f"lead       {_shortened(article.lead or '-')}"
    yield f"text       {_shortened(article.text or '-')} ({len(article.text)} characters)"
    yield f"images     {len(article.images)}, captions {len(article.captions)}"
    yield from (f"           \u201c{_shortened(caption.text)}\u201d" for caption in article.captions[:_MOST_CAPTIONS])
    if article.author or article.source:
        yield f"by         {', '.join(filter(None, [article.author, article.source]))}"
    if article.officials:
        yield f"people     {', '.join(official.name for official in article.officials[:5])}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _FIRST_WORDS else f"{line[:_FIRST_WORDS].rsplit(' ', 1)[0]} ..."
