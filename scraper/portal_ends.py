"""What stands at a portal's front once the portal is over: another site, or a notice that it has ended.

A host that is given up is sold on. Where its start page names nothing of the portal any more and speaks the language of
those who buy such names (games of chance, or nothing but the name's price), what its addresses answer says nothing of
the portal, and nothing of it is kept. A portal may also say itself that it has ended, while its articles stay readable.

Both need words that tell it *and* a page that leads to none of the portal's known pages: a portal may write about
betting, and a portal in new clothes says neither. Notices of maintenance are the portal's own
(:mod:`scraper.not_found.words`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.canonical import canonical_key
from scraper.not_found.words import Notice, quoted
from scraper.patterns import regex
from scraper.store import KEPT_KINDS, PageResult
from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scraper.discovery import Discovery
    from scraper.extract.page import Page
    from scraper.store import KnownPage

ANOTHER_SITE = "another site stands at the portal's address"
HAS_ENDED = "it says that the portal has ended"
_MOST_LINES = 400  # of a page that are looked at
_LONGEST_LINE = 400  # characters of a line that are looked at
_FEWEST_KNOWN = 3  # pages of a portal that must be known, for a page to be one that leads to none of them
_FEWEST_SPAM = 3  # lines about games of chance on a page whose title is not about them
_MOST_SPAM = 0.2  # the share of its lines that they are
_NEARBY = 5  # lines before and after a notice of the end in which it may be said that it is for a while
# Thai writes vowels and tones with marks that are no letters to a pattern.
_WORD = regex(r"[\w\u0e00-\u0e7f]+")


def _in_both_forms(*phrases: str) -> tuple[str, ...]:
    """Return phrases as they are written with their marks, and wholly without, each between blanks.

    With other marks they are other words: "cả cuộc đời" is no "cá cược", "được ban hành" is not "được bán", and
    neither "nội dung hoạt động" nor "xây dựng, vận hành" says that anything has ended ("dừng").
    """
    return tuple(f" {form} " for phrase in phrases for form in dict.fromkeys((fold_tone(phrase), fold(phrase))))


# Names of brands change by the week; what they offer does not.
_GAMES = _in_both_forms(
    "nhà cái", "cá cược", "casino", "tài xỉu", "xóc đĩa", "nổ hũ", "bắn cá đổi thưởng", "game bài", "đánh bài",
    "lô đề online", "soi kèo", "soi cầu", "tỷ lệ kèo", "tỉ lệ kèo", "kèo nhà cái", "đá gà trực tiếp",
    "game đổi thưởng", "slot", "slots", "jackpot", "baccarat", "poker", "roulette", "blackjack", "betting",
    "bookmaker", "sportsbook", "judi", "gacor", "togel", "pragmatic play", "trực tiếp bóng đá", "xem bóng đá",
    "viagra", "cialis", "porn", "phim sex",
)  # fmt: skip
# Languages without blanks between their words: anywhere in a line.
_GAMES_ANYWHERE = ("สล็อต", "บาคาร่า", "คาสิโน", "แทงบอล", "博彩", "赌场", "娱乐城")
_DOMAIN = ("domain", "tên miền", "ten mien")
_ON_OFFER = _in_both_forms(
    "for sale", "parked", "domain parking", "buy this domain", "rao bán", "được bán", "đang bán", "để bán",
    "mua tên miền", "cần bán", "chuyển nhượng",
)  # fmt: skip
_SITE = _in_both_forms(
    "cổng thông tin", "trang thông tin", "trang tin", "cổng ttđt", "trang ttđt", "website", "trang web", "web site",
    "this site", "this portal",
)  # fmt: skip
_HAS_ENDED = _in_both_forms(
    "ngừng hoạt động", "ngưng hoạt động", "dừng hoạt động", "chấm dứt hoạt động", "kết thúc hoạt động",
    "không còn hoạt động", "ngừng vận hành", "ngưng vận hành", "dừng vận hành", "đã đóng cửa", "đóng cửa vĩnh viễn",
    "has been closed", "is closed permanently", "permanently closed", "has been discontinued",
    "has been decommissioned", "no longer active", "has been shut down",
)  # fmt: skip
_FOR_A_WHILE = _in_both_forms(
    "tạm thời", "tạm ngừng", "tạm ngưng", "tạm dừng", "tạm đóng", "tạm khóa", "tạm ngắt", "bảo trì", "nâng cấp",
    "sự cố", "khắc phục", "quay lại sau", "trở lại sau", "temporarily", "maintenance", "try again", "back soon",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontWords:
    """What a page at a portal's front says of the portal, as data.

    ``foreign`` are the words by which it shows that another site stands there, ``closing`` those in which it says that
    the portal has ended; ``None`` where it has none. ``links`` are the addresses that it leads to.
    """

    foreign: str | None
    closing: str | None
    links: list[str]


def front_words(page: Page) -> FrontWords:
    """Return what a page says of its portal, where it stands at the portal's front."""
    return FrontWords(
        what_another_site_says(page), what_says_that_it_has_ended(page), [link.url for link in page.links]
    )


class Front:
    """Looks at what a portal's start page has become.

    Args:
        discovery: knows which addresses are the portal's front.
        known_pages: reads every address of the portal that has been read before.
    """

    def __init__(self, discovery: Discovery, known_pages: Callable[[], Iterable[KnownPage]]) -> None:
        self._discovery = discovery
        self._known_pages = known_pages

    def settled(self, result: PageResult) -> PageResult:
        """Return what an answer comes to in the light of what stands at the portal's front.

        A start page that is another site's is a failure after which nothing more is asked for in the run; one that says
        that the portal has ended keeps its outcome, is no article, and has a notice ``closed``.

        Args:
            result: what the answer comes to by itself.
        """
        said = result.front
        if result.outcome != "stored" or result.article is None or result.target.probe is not None or said is None:
            return result
        if (said.foreign is None and said.closing is None) or self._leads_to_known_pages(said.links):
            return result
        if said.foreign is not None:
            return PageResult(result.target, result.answer, "failed", f"{ANOTHER_SITE}: {said.foreign}", ends_run=True)
        result.notice = Notice("closed", said.closing or "")
        result.reason = f"{HAS_ENDED}: {said.closing}"
        result.article.kind = "other"
        return result

    def _leads_to_known_pages(self, links: Iterable[str]) -> bool:
        """Tell whether a page leads to what is known of the portal; taken for granted where too little is known."""
        keys = {canonical_key(url) for url in links}
        count = 0
        for known in self._known_pages():
            if known.kind not in {*KEPT_KINDS, "listing"} or self._discovery.is_start_page(known.url):
                continue
            if known.key in keys:
                return True
            count += 1
        return count < _FEWEST_KNOWN


def what_another_site_says(page: Page) -> str | None:
    """Return the words by which a page shows that the name was sold on or is for sale, ``None`` where none do."""
    lines = list(_lines(page))
    for text, words in lines:
        if any(domain in words for domain in _DOMAIN) and _holds(words, _ON_OFFER):
            return quoted(text)
    title = page.metadata.title or ""
    spam = [text for text, words in lines if _is_about_games(words)]
    if _is_about_games(_words(title)):
        return quoted(title)
    return quoted(spam[0]) if len(spam) >= max(_FEWEST_SPAM, _MOST_SPAM * len(lines)) else None


def what_says_that_it_has_ended(page: Page) -> str | None:
    """Return the words in which a page says that the portal has ended for good, ``None`` where it does not."""
    lines = list(_lines(page))
    for place, (text, words) in enumerate(lines):
        if _holds(words, _HAS_ENDED) and _holds(words, _SITE):
            nearby = lines[max(place - _NEARBY, 0) : place + _NEARBY + 1]
            return None if any(_holds(other, _FOR_A_WHILE) for _, other in nearby) else quoted(text)
    return None


def _lines(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the lines of a page, as printed and as words to look in."""
    for line in page.lines[:_MOST_LINES]:
        if line.text:
            yield line.text, _words(line.text)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold_tone(text[:_LONGEST_LINE])))} "


def _holds(words: str, phrases: Iterable[str]) -> bool:
    return any(phrase in words for phrase in phrases)


def _is_about_games(words: str) -> bool:
    return _holds(words, _GAMES) or _holds(words, _GAMES_ANYWHERE)
