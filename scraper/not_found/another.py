"""Whether what stands at an article's address is another article, and not an edit of the one that stood there.

An address may be given to another article: numbers are used anew, an editor writes over an old text. One day all of a
portal's addresses may show others': a host that answers as its neighbour, numbers that were mixed up. That is a fault
and passes, or it is what the portal shows from now on; which of the two, a later day tells.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from scraper.clock import vietnamese_day
from scraper.vietnamese import collapse, fold

if TYPE_CHECKING:
    from scraper.items import Article
    from scraper.store import Target

OTHERS_TOO = (
    "another article stands at this address, and others at those of the other articles: a fault of the portal, "
    "unless it is so on a later day as well"
)
# The share of a headline's words that an edited one keeps; of an article put in its place it has fewer.
_WORDS_KEPT = 0.5
# The share of the letters of a text that stand in paragraphs which are still there, where it is the same article's.
_TEXT_KEPT = 0.5
# The share of the runs of so many words that stay where a headline was edited; of the next notice of a form fewer do.
_RUNS_KEPT, _RUN = 0.25, 5


def is_another(target: Target, article: Article) -> bool:
    """Tell whether what is read is no edit of the article that stood there: too little of headline and text is left.

    Of a text whose headline was written anew, whole paragraphs stay. Of an edited headline half of the words do; but
    headlines of one form have as many in common, so that something of the text, if there was any, has to stay as
    well. An article with the same headline is the same.
    """
    if not target.title or not article.title:
        return False
    before, now = (set(fold(title).split()) for title in (target.title, article.title))
    if before == now:
        return False
    if len(before & now) >= _WORDS_KEPT * min(len(before), len(now)):
        known, found = _runs(target.text), _runs(article.text)
        return len(known & found) < _RUNS_KEPT * len(known)
    paragraphs = _paragraphs(target.text)
    letters = sum(map(len, paragraphs))
    return not letters or sum(map(len, paragraphs & _paragraphs(article.text))) < _TEXT_KEPT * letters


def is_still_so(since: str | None, moment: datetime) -> bool:
    """Tell whether another article has stood at an address since an earlier day, Vietnam's.

    Args:
        since: when an earlier visit put it down to a fault (ISO 8601), ``None`` for never.
        moment: when the present answer came.
    """
    return since is not None and vietnamese_day(datetime.fromisoformat(since)) < vietnamese_day(moment)


def _paragraphs(text: str | None) -> set[str]:
    return {collapse(fold(paragraph)) for paragraph in (text or "").split("\n\n")}


def _runs(text: str | None) -> set[tuple[str, ...]]:
    """Return the runs of words of a text: most are left where it was edited throughout, or split anew."""
    words = fold(text or "").split()
    return set(zip(*(words[start:] for start in range(_RUN)), strict=False))
