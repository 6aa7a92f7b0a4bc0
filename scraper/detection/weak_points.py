"""The weak points of how a portal is read, in words: what a person should look at before a crawl of a week.

They are told by several articles of the portal together: one without a date is one without a date, but three of four
say that the date stands where nobody looks for it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.vietnamese import collapse, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.items import Article

_SHORT = 200  # characters of an article's text and lead below which something is probably missing
_SHARED = 25  # characters from which a paragraph that stands in several articles is no coincidence
_MARKED = 0.05  # share of letters with marks; Vietnamese has more than a fifth, other languages in Latin hardly any
_QUOTED = 60  # characters of a paragraph that are shown


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """One weak point: the field of the record, what is wrong in words, and what can be done about it."""

    field: str
    words: str
    advice: str | None = None


def weak_points(articles: Sequence[Article], site_names: Sequence[str]) -> list[WeakPoint]:
    """Return what is weak in the records of some articles of a portal.

    Args:
        articles: records of different articles.
        site_names: what the portal calls itself, which is no article's title.
    """
    if not articles:
        return []
    checks = (_dates, _titles, _leads, _captions, _texts, _language, _shared_paragraphs, _problems)
    return [point for check in checks for point in check(articles, site_names)]


def _of(count: int, articles: Sequence[Article]) -> str:
    total = len(articles)
    if total == 1:
        return "the one article looked at"
    return f"all {total} articles looked at" if count == total else f"{count} of {total} articles"


def _selector(name: str) -> str:
    return f'name where it stands: selectors = {{{name} = "..."}} in the portal\'s description'


def _dates(articles: Sequence[Article], _: Sequence[str]) -> Iterator[WeakPoint]:
    missing = sum(one.published is None for one in articles)
    if missing:
        yield WeakPoint("published", f"no date of publication found on {_of(missing, articles)}", _selector("date"))
    moments = Counter(one.published for one in articles if one.published and "T" in one.published)
    same = max(moments.values(), default=0)
    if same > 1 and same == len(articles):
        yield WeakPoint("published", f"the same minute on {_of(same, articles)}: it may be the page's clock")
    days = sum(one.published is not None and "T" not in one.published for one in articles)
    if days == len(articles):
        yield WeakPoint("published", f"a day without the time on {_of(days, articles)}")


def _titles(articles: Sequence[Article], site_names: Sequence[str]) -> Iterator[WeakPoint]:
    missing = sum(one.title is None for one in articles)
    if missing:
        yield WeakPoint("title", f"no title found on {_of(missing, articles)}", _selector("title"))
    names = {fold(collapse(name)) for name in site_names}
    site = sum(one.title is not None and fold(one.title) in names for one in articles)
    if site:
        yield WeakPoint("title", f"the title is the portal's own name on {_of(site, articles)}", _selector("title"))
    titles = Counter(fold(one.title) for one in articles if one.title and fold(one.title) not in names)
    same = max(titles.values(), default=0)
    if same > 1:
        yield WeakPoint("title", f"the same title on {_of(same, articles)}", _selector("title"))


def _leads(articles: Sequence[Article], _: Sequence[str]) -> Iterator[WeakPoint]:
    missing = sum(one.lead is None for one in articles)
    if 2 * missing > len(articles):
        yield WeakPoint("lead", f"no lead (sapo) found on {_of(missing, articles)}", _selector("lead"))


def _captions(articles: Sequence[Article], _: Sequence[str]) -> Iterator[WeakPoint]:
    images = sum(len(one.images) for one in articles)
    if images and not any(one.captions for one in articles):
        words = f"no captions found, although there are {images} images in {_of(len(articles), articles)}"
        if images == 1:
            words = "no caption found, although there is an image"
        yield WeakPoint("captions", words, _selector("caption"))


def _texts(articles: Sequence[Article], _: Sequence[str]) -> Iterator[WeakPoint]:
    short = sum(len(one.text) + len(one.lead or "") < _SHORT for one in articles)
    if short:
        words = f"the text is shorter than {_SHORT} characters on {_of(short, articles)}"
        yield WeakPoint("text", words, _selector("body"))


def _language(articles: Sequence[Article], _: Sequence[str]) -> Iterator[WeakPoint]:
    """Tell of texts without Vietnamese letters: their marks are lost, or were never there."""
    foreign = sum(len(one.text) >= _SHORT and not _is_vietnamese(one.text) for one in articles)
    if foreign:
        yield WeakPoint("text", f"hardly a Vietnamese letter in the text of {_of(foreign, articles)}: are marks lost?")


def _is_vietnamese(text: str) -> bool:
    folded = fold(text)
    marked = sum(one != other for one, other in zip(text.lower(), folded, strict=False))
    return marked >= _MARKED * len(text)


def _shared_paragraphs(articles: Sequence[Article], _: Sequence[str]) -> Iterator[WeakPoint]:
    """Tell of words that stand in the text of most articles: they belong to the page."""
    counts = Counter(
        paragraph for one in articles for paragraph in set(one.text.split("\n\n")) if len(paragraph) >= _SHARED
    )
    for paragraph, count in counts.most_common(1):
        if count > 1 and 2 * count > len(articles):
            quoted = paragraph[:_QUOTED] + ("..." if len(paragraph) > _QUOTED else "")
            words = (
                f"the same words stand in the text of {_of(count, articles)} (\u201c{quoted}\u201d): not the article's"
            )
            yield WeakPoint("text", words, _selector("body"))


def _problems(articles: Sequence[Article], _: Sequence[str]) -> Iterator[WeakPoint]:
    """Tell what the reader itself was in doubt about, beside dates of events."""
    reasons = Counter(
        (problem.field, problem.reason) for one in articles for problem in one.problems if problem.field != "events"
    )
    for (field, reason), count in reasons.most_common(3):
        yield WeakPoint(field, f"on {_of(count, articles)}: {reason.rstrip('.')}")
