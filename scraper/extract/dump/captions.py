"""Captions of a dump, whose pictures are gone: told from paragraphs by their place, their length and their words.

A caption stands between paragraphs, is short, mostly has no full stop, and says who or what is seen (fact sheet on
officials and captions, section 7). Where the words leave it open ("Đồng chí N, T đọc báo cáo." may be either), a line
is a caption only on a page that certainly has captions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.wording import (
    MAX_CAPTION,
    ends_sentence,
    is_caption_shaped,
    is_show_opener,
    key,
    opens_with_person,
    opens_with_time,
    sentences,
    shows_something,
)
from scraper.vietnamese import collapse, fold, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTCODE = re.compile(r"\[/?caption[^\]]{0,300}\]")
_GLUED = re.compile(
    r"(?<=[.!?])(?=(?:Các )?[Đđ]ồng chí|Ông |Bà |Các (?:đồng chí|đại biểu)|Toàn cảnh|Quang cảnh"
    r"|Đoàn (?:Chủ tịch|đại biểu)|Đại biểu |Lãnh đạo )"
)
_SCENE = re.compile(
    r"\(?(?:toàn cảnh|quang cảnh|khung cảnh|cảnh |hình ảnh|một số (?:hình ảnh|tiết mục)|tiết mục|ảnh(?: \S{1,9}){0,2}\s?:)"
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{20,300})[”\"]")
_CREDIT = re.compile(
    r"\((?:ảnh|nguồn ảnh|nguồn|hình)\s?:[^()]{2,60}\)\s?\.?$|\b(?:ảnh|nguồn ảnh)\s?:\s?\S[^.:]{1,50}\.?$"
)
_HEADING = re.compile(
    r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[ivx]{1,4}|[a-zđ])[.)/]\s|[-–+*•●▪]"
    r"|(?:về|thứ (?:nhất|hai|ba|tư|năm))\b|phần [ivx0-9]"
)
_WORD = re.compile(r"\w+")
_SAME_TOPIC = 0.7  # share of a line's words that stand in title and lead, from which it repeats their topic
MIN_TOPIC_WORDS = 6
_GLUED_PIECE = 140  # characters: a shorter piece between glued captions is one, whatever it says


def is_certain_caption(text: str, after_image: bool, topic: set[str], others: str) -> bool:
    """Tell whether a line of the body is a caption beyond doubt.

    Args:
        text: the line.
        after_image: a picture's file name or dummy text stands right before it.
        topic: the folded words of title and lead.
        others: key (letters and digits) of the rest of the page, to find a quoted topic in.
    """
    if _SHORTCODE.match(text):
        return True
    if len(text) > MAX_CAPTION or (opens_with_time(text) and ends_sentence(text)):
        return False
    if text.startswith("(") and text.rstrip(". ").endswith(")"):
        return opens_with_person(text) or is_show_opener(text)
    if after_image and is_caption_shaped(text):
        return True
    folded = fold_tone(text)
    if _SCENE.match(folded) or _CREDIT.search(folded[-80:]):
        return shows_something(text)
    if ends_sentence(text) or text.endswith((":", ";", ",")) or len(text) > 300 or _HEADING.match(folded):
        return False
    if opens_with_person(text) or is_show_opener(text) or shows_something(text):
        return sentences(text) <= 2
    return _repeats_topic(text, topic, others)


def is_possible_caption(text: str) -> bool:
    """Tell whether a line may be a caption with a full stop or a sentence of the text that shows a person."""
    return len(text) <= MAX_CAPTION and opens_with_person(text) and ends_sentence(text) and shows_something(text)


def split_captions(text: str) -> list[str]:
    """Return the captions of a caption line: without WordPress shortcode, those glued without a space apart."""
    stripped = collapse(_SHORTCODE.sub(" ", text))
    pieces = [collapse(piece) for piece in _GLUED.split(stripped)]
    return [piece for piece in pieces if piece]


def is_glued(text: str) -> bool:
    """Tell whether a line holds three or more captions glued without spaces (as picture galleries print them)."""
    pieces = _GLUED.split(text)
    return len(pieces) >= 3 and all(
        shows_something(piece) or is_show_opener(piece) or len(piece) < 140 for piece in pieces
    )


def topic_words(texts: Sequence[str]) -> set[str]:
    """Return the folded words of the texts that name the topic."""
    return {word for text in texts for word in _WORD.findall(fold(text))}


def _repeats_topic(text: str, topic: set[str], others: str) -> bool:
    """Tell whether a line without a full stop is a noun phrase that names the event again, as captions do."""
    quoted = _QUOTED.search(text)
    if quoted is not None and key(quoted[1]) in others:
        return True
    words = _WORD.findall(fold(text))
    if len(words) < MIN_TOPIC_WORDS or len(text) < 30 or text.isupper():
        return False
    return sum(word in topic for word in words) >= _SAME_TOPIC * len(words)
