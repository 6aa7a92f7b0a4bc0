"""What a page says of itself where it shows no article: that nothing is there, or that the server has a fault.

The two are not the same. "Bài viết không tồn tại" is about the page that was asked for; "hệ thống đang bảo trì", a
stack trace or a firewall's notice are about the server, and behind them the article may well be. An *article* that has
such words in it is neither. The words are those of the systems in ``tests/gold/not_found``; they are compared without
marks, for many portals print their messages without any.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from scraper.extract.reading.line_stamps import line_stamp
from scraper.not_found.wording import (
    ENGLISH,
    FAULT,
    FRAMEWORK,
    FURNITURE,
    HELP,
    NOT_FOUND,
    NUMBER,
    TOLD_FAULT,
    VIETNAMESE,
    VIETNAMESE_ALONE,
)
from scraper.patterns import regex
from scraper.store import KEPT_KINDS
from scraper.vietnamese import collapse, fold, fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scraper.extract.lines import Line
    from scraper.extract.page import Page
    from scraper.items import Article

# An article's text of so many characters is no notice, whatever words it has.
LONGEST_NOTICE = 1_000
NOTHING_IS_THERE = "status 200 with a page that says that nothing is there"  # what it says follows
_LONGEST_STATEMENT = 400  # characters of a line that is looked at
_LONGEST_QUOTE = 120  # characters of it that are told
_MOST_LINES = 60  # lines of its own in which a page that says nothing else says so
_MOST_PROSE = 300  # characters of running text beside the statement; more is a text about something
_FEWEST_LISTED = 2  # links in the place of a list, from which a page is one
_DATED_PROSE = 90  # the same under a date
_NAMES_SOMETHING = 30  # characters from which a heading that is no statement names what the page is about
_MOST_SCRIPT = 4_000  # characters of a script that does nothing but speak and lead on
_HEADS = frozenset({1, 2, 3})
_ALERT = regex(r"\balert\s{0,5}\(\s{0,5}(?:'([^'\n]{1,300})'|\"([^\"\n]{1,300})\")")
_SENTENCE_ENDS = regex(r"[.!?…]\s")
_TITLE_PARTS = regex(r"\s[-–|>»:]{1,2}\s|\s{0,3}[|»>]\s{0,3}|:\s")


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page that shows no article says, and its words.

    That it is ``missing``, that the server has a ``fault``, or that the portal is ``closed`` for good
    (:mod:`scraper.portal_ends`).
    """

    meaning: Literal["missing", "fault", "closed"]
    words: str


def notice_of(page: Page, article: Article) -> Notice | None:
    """Return what a page says of itself in place of an article, ``None`` where it is about something.

    Args:
        page: the page.
        article: what was read off it, whatever kind it was taken for.
    """
    title = page.metadata.title or ""
    own = [line for line in page.lines if not line.place and not line.linked and line.kind not in {"image", "caption"}]
    texts = [line.text for line in own] or list(_alerts(page))
    missing = next(filter(_says_missing, texts[:_MOST_LINES]), None)
    missing = missing or next(filter(_says_missing, _further_sentences(texts[:_MOST_LINES])), None)
    in_title = next(filter(_says_missing, [title, *_TITLE_PARTS.split(title[:_LONGEST_STATEMENT])]), None)
    if missing is not None or in_title is not None:
        if _is_about_something(own, article, said_in_title=in_title is not None):
            return None
        return Notice("missing", quoted(missing or title))
    fault = next(filter(_says_fault, [*texts[:_MOST_LINES], title]), None)
    if fault is None or _is_about_something(own, article, said_in_title=False) or _lists_others(page, article):
        return None
    return Notice("fault", quoted(fault))


def tells_no_cause(notice: Notice) -> bool:
    """Tell whether a page says that something went wrong and not what, as it may for an article that is not there.

    A server that is overloaded or under repair, and a reader who is not let in, are causes that pass.
    """
    return notice.meaning == "fault" and TOLD_FAULT.search(_lowered(notice.words)) is None


def _lists_others(page: Page, article: Article) -> bool:
    """Tell whether a page is a list, whose entries may tell of faults: power that is cut off, roads under repair."""
    return article.kind == "listing" or sum(link.place == "list" for link in page.links) >= _FEWEST_LISTED


def _is_about_something(own: Sequence[Line], article: Article, *, said_in_title: bool) -> bool:
    """Tell whether a page has a text or a headline beside what sounds like a notice: then it is no notice.

    A dated article of a few lines may tell of a page that was deleted; a page with a headline may lack its file only.
    """
    beside = [line for line in own if not _is_of_a_notice(line.text)]
    prose = sum(line.prose for line in beside)
    if prose > _MOST_PROSE or article.attachments:
        return True
    if article.kind in KEPT_KINDS and article.published is not None and (prose or not said_in_title):
        return True
    if prose >= _DATED_PROSE and any(line_stamp(line, None) for line in own[:_MOST_LINES]):
        return True
    return not said_in_title and any(line.level in _HEADS and len(line.text) >= _NAMES_SOMETHING for line in beside)


def _is_of_a_notice(text: str) -> bool:
    if _says_missing(text) or _says_fault(text):
        return True
    folded = _folded(text)
    return bool(HELP.search(folded) or FURNITURE.search(folded))


def _further_sentences(texts: Iterable[str]) -> Iterator[str]:
    """Yield what stands behind the first sentence of lines: a page may explain itself before it says what is missing.

    The line as a whole still counts as text beside the statement, so that a story that comes to such words is a story.
    """
    for text in texts:
        yield from _SENTENCE_ENDS.split(text[:_LONGEST_STATEMENT])[1:]


@lru_cache(maxsize=4_096)  # lines of boxes and feet stand on every page of a portal
def _says_missing(text: str) -> bool:
    folded = _folded(text)
    if any(pattern.match(folded) for pattern in (VIETNAMESE, ENGLISH, FRAMEWORK)):
        return True
    return any(pattern.fullmatch(folded) for pattern in (NUMBER, NOT_FOUND, VIETNAMESE_ALONE))


@lru_cache(maxsize=4_096)
def _says_fault(text: str) -> bool:
    return FAULT.search(_lowered(text)) is not None


def _folded(text: str) -> str:
    return _lowered(fold(text[:_LONGEST_STATEMENT]))


def _lowered(text: str) -> str:
    return collapse(fold_tone(text[:_LONGEST_STATEMENT])).replace("’", "'")


def quoted(text: str) -> str:
    """Return the words of a page as a reason tells them: in one line, and not all of a long one."""
    words = collapse(text)
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _alerts(page: Page) -> Iterator[str]:
    """Yield what the scripts of a page without any text say in a window before they lead elsewhere."""
    scripts: Iterable[str] = (script.text or "" for script in page.tree.iter("script"))
    for text in scripts:
        if len(text) <= _MOST_SCRIPT and (found := _ALERT.search(text)):
            yield found[1] or found[2]
