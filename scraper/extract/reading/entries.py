"""Texts on an article's page that are other people's: summaries under the headlines of other articles, comments.

Boxes of other articles with a summary under each headline hold more text than many a short article. What gives a
summary away is its place: under a link to another page, in a card of its own or in a list that goes on the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.extract.reading.region import is_headline_of_another, weight
from scraper.extract.wording import is_comment_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.lines import Line
    from scraper.extract.reading.page_names import PageNames

_SUMMARY_WITHIN = 5  # lines from an entry's headline to its summary, a picture and a date between them
_HIGHEST = 6  # elements around a summary among which the card is looked for that holds the headline, too
_LONGEST_CARD = 9  # lines before and behind the headline that a card may have
_MOST_TEXTS = 2  # paragraphs of a summary
_FEWEST = 3  # entries that make a list where none has a card of its own
_LONGEST_COMMENTS = 300  # lines
_ARTICLE = 140  # characters of running text over a heading of comments that may be what they are on


@dataclass(frozen=True, slots=True)
class Others:
    """The indexes of lines that are not the page's own text.

    ``cards``: all lines of cards with a headline and a summary, sure wherever they stand. ``listed``: summaries in a
    list of entries that only its regular return tells. ``comments``: what readers wrote. ``summaries``: the first
    text of each entry, be it in a card or a list.
    """

    cards: frozenset[int] = frozenset()
    listed: frozenset[int] = frozenset()
    comments: frozenset[int] = frozenset()

    summaries: frozenset[int] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        """All of them."""
        return self.cards | self.listed | self.comments


def texts_of_others(lines: Sequence[Line], names: PageNames) -> Others:
    """Return which lines of a page are summaries of other articles or comments.

    Args:
        lines: all lines of the page.
        names: what the page calls itself; a headline with such a name is its own, wherever it leads.
    """
    cards: set[int] = set()
    summaries: set[int] = set()
    loose: list[tuple[int, int]] = []  # headline and first text of entries without a card
    head: Line | None = None
    for line in lines:
        if line.place:
            continue
        if is_headline_of_another(line):
            head = None if names.fit_text(line.text) else line
        elif head is not None and weight(line):
            if line.index - head.index <= _SUMMARY_WITHIN:
                card = _card(lines, head, line, names)
                cards.update(card)
                if card:
                    summaries.add(line.index)
                else:
                    loose.append((head.index, line.index))
            head = None
    listed = _in_lists(lines, loose)
    comments = _comments(lines, cards | listed)
    return Others(frozenset(cards), frozenset(listed), frozenset(comments), frozenset(summaries | listed))


def _card(lines: Sequence[Line], head: Line, text: Line, names: PageNames) -> list[int]:
    """Return the lines of the smallest element with headline and text, none where it holds more than an entry."""
    card = _common(head.node, text.node)
    if card is None:
        return []
    span = _span(lines, head.index, card)
    texts = [line.index for line in span if weight(line)]
    if len(span) > _LONGEST_CARD or len(texts) > _MOST_TEXTS or any(names.fit_text(line.text) for line in span):
        return []
    first = next((line for line in span if line.kind != "image" and (line.linked or weight(line))), None)
    return [line.index for line in span] if first is not None and first.linked else []


def _common(one: etree._Element, other: etree._Element) -> etree._Element | None:
    around = set(_chain(other))
    return next((element for element in _chain(one) if element in around), None)


def _chain(element: etree._Element) -> list[etree._Element]:
    found = [element]
    while len(found) < _HIGHEST and (parent := found[-1].getparent()) is not None:
        found.append(parent)
    return found


def _span(lines: Sequence[Line], index: int, card: etree._Element) -> list[Line]:
    """Return the lines around one of a card that stand in the card, one more than a card has at most."""
    first = last = index
    while first > 0 and index - first <= _LONGEST_CARD and _stands_in(lines[first - 1], card):
        first -= 1
    while last + 1 < len(lines) and last - index <= _LONGEST_CARD and _stands_in(lines[last + 1], card):
        last += 1
    return list(lines[first : last + 1])


def _stands_in(line: Line, card: etree._Element) -> bool:
    node: etree._Element | None = line.node
    for _ in range(2 * _HIGHEST):
        if node is None or node is card:
            return node is card
        node = node.getparent()
    return False


def _in_lists(lines: Sequence[Line], loose: Sequence[tuple[int, int]]) -> set[int]:
    """Return the texts of entries that follow each other closely, one text under each headline."""
    found: set[int] = set()
    run: list[int] = []
    for number, (_, text) in enumerate(loose):
        run.append(text)
        following = loose[number + 1][0] if number + 1 < len(loose) else None
        between = lines[text + 1 : following] if following is not None else ()
        if following is not None and following - text <= _SUMMARY_WITHIN and not any(map(weight, between)):
            continue
        if len(run) >= _FEWEST:
            found.update(run)
        run = []
    return found


def _comments(lines: Sequence[Line], others: set[int]) -> set[int]:
    """Return the running text under a heading of readers' comments, up to the next heading."""
    found: set[int] = set()
    before = 0.0
    left = 0
    for line in lines:
        if line.place:
            continue
        if before >= _ARTICLE and is_comment_heading(line.text):
            left = _LONGEST_COMMENTS
        elif left and (line.level or is_headline_of_another(line)):
            left = 0
        elif weight(line):
            if left:
                found.add(line.index)
            elif line.index not in others:
                before += line.prose
        left = max(left - 1, 0)
    return found
