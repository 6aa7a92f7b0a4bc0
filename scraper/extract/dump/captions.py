"""Captions of a dump, whose pictures are gone: told from paragraphs by their place, their length and their words.

A caption stands between paragraphs, is short, mostly has no full stop, and says who or what is seen (fact sheet on
officials and captions, section 7). Where the words leave it open ("Đồng chí N, T đọc báo cáo." may be either), a line
is a caption only on a page that certainly has captions.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from scraper.extract.dump.furniture import is_image_mark
from scraper.extract.dump.galleries import (
    announces_gallery,
    has_shortcode,
    is_gallery_heading,
    is_glued,
    is_photo_report,
)
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
from scraper.patterns import regex
from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCENE = regex(
    r"\(?(?:toàn cảnh|quang cảnh|khung cảnh|cảnh |hình ảnh|một số (?:hình ảnh|tiết mục)"
    r"|tiết mục|ảnh(?: \S{1,9}){0,2}\s?:)"
)
_QUOTED = regex(r"[“\"]([^“”\"]{20,300})[”\"]")
_CREDIT = regex(
    r"\((?:ảnh|nguồn ảnh|nguồn|hình)\s?:[^()]{2,60}\)\s?\.?$|\b(?:ảnh|nguồn ảnh)\s?:\s?\S(?:[^.:]|\.(?!\s)){1,50}\.?$"
)
# Who stands where in the picture: nothing but a caption opens so.
_WHERE_IN_PICTURE = regex(
    r"\(?(?:từ (?:trái|phải) (?:qua|sang)|trong (?:ảnh|hình)|(?:ảnh|hình) (?:trên|dưới|trái|phải|giữa|minh họa)"
    r"|hàng (?:đầu|trước|sau|đứng|ngồi))\b"
)
# "Đồng chí N phát biểu tại Hội nghị." says nothing but what is seen; the text would say what the speech was about.
_ONLY_SEEN = regex(
    r"\b(?:tại|dự) (?:buổi |cuộc |phiên |chương trình )?(?:hội nghị|hội thảo|kỳ họp|cuộc họp|buổi lễ|lễ|đại hội"
    r"|tọa đàm|diễn đàn|chương trình|buổi làm việc|buổi họp|họp mặt|gặp mặt|tiếp xúc cử tri|ra quân"
    r"|hội thi|ngày hội)\s?\.$"
)
# A field of minutes, forms and question pages ("Thư ký: N", "Người hỏi: N").
_FIELD = regex(r"(?!đồng chí|đ/c|ông|bà|ảnh|hình|trong ảnh|từ )[^:,.;–-]{2,40}:\s?\S")
_HEADING = regex(
    r"(?:từ )?[0-9]{1,2}\s?(?:giờ|h|g|:)\s?[0-9]{0,2}\b"  # a programme
    r"|(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[ivx]{1,4}|[a-zđ])[.)/]\s|[-–+*•●▪]"
    r"|(?:về|thứ (?:nhất|hai|ba|tư|năm))\b|phần [ivx0-9]"
)
# A heading over paragraphs speaks of matters, a caption of people, things and places that can be seen.
_SUBHEADING = regex(
    r"(?:những|một số|các|nhiều|vài) (?:kết quả|khó khăn|hạn chế|nhiệm vụ|giải pháp|bài học|kinh nghiệm"
    r"|vấn đề|mục tiêu|nội dung|thành tựu"
    r"|chỉ tiêu|dấu ấn|tồn tại|chuyển biến|yêu cầu)|(?:kết quả|nhiệm vụ|giải pháp|phương hướng|mục tiêu"
    r"|khó khăn|hạn chế|nguyên nhân|thực trạng"
    r"|kinh nghiệm|ý nghĩa|bài học|kiến nghị|đề xuất|tăng cường|nâng cao|đẩy mạnh|phát huy|tiếp tục|đổi mới"
    r"|hiệu quả|xây dựng|thực hiện|từ |để |vì "
    r"|khi |chung tay|quyết tâm|phấn đấu|công tác|tình hình|vai trò|đánh giá|phát triển|bảo đảm|đảm bảo"
    r"|chú trọng|quan tâm|khơi dậy|lan tỏa"
    r"|giữ vững"
    r"|hướng (?:tới|đến|dẫn (?:về|thực hiện|chi tiết|cách|sử dụng))"
    r"|lĩnh vực|thành tích|chỉ tiêu|tổ chức|giới thiệu|quy (?:trình|định)"
    r"|đối tượng|thời gian|địa điểm|thành phần)"
)
_WORD = regex(r"\w+")
_PICTOGRAM = frozenset({"So", "Sk", "Mn"})  # Unicode categories of pictograms, skin tones and variation selectors
_SAME_TOPIC = 0.7  # share of a line's words that stand in title and lead, from which it repeats their topic
MIN_TOPIC_WORDS = 6
MIN_WORDS = 4
MAX_HEADING_WORDS = 6
MAX_RUN = 6  # captions and pictures in a row, as in a gallery; more lines without a full stop are a list
_SEARCHED = 50_000  # characters of the page in which a quoted topic is looked for
MAX_GUESTS = 30  # lines of one list of people
_PARAGRAPH = 110  # characters from which a line is taken for a paragraph
_BRIEF = 40
_SHORT = 200
_LONG = 300
MIN_IN_GALLERY = 8  # characters
MAX_IN_GALLERY = 300


def find_captions(lines: Sequence[str], title: str) -> set[int]:
    """Return the indices of the lines of a body that are captions.

    Args:
        lines: the lines between title and end of the article, in reading order, with the file names and dummy texts
            that stand for pictures.
        title: the title, "" where the page prints none.
    """
    page = _Page(lines, title)
    certain = {index for index in range(len(lines)) if page.is_certain(index)} | page.in_gallery()
    # "Đồng chí N, T đọc báo cáo." may be either; it is a caption where the page ends its captions in a full stop.
    if any(ends_sentence(lines[index]) for index in certain):
        certain |= {index for index in range(len(lines)) if page.is_possible(index)}
    return certain


class _Page:
    """The lines of a body and what is asked of each of them in the light of the others."""

    def __init__(self, lines: Sequence[str], title: str) -> None:
        self.lines = lines
        first = next((line for line in lines if ends_sentence(line)), "")
        self.topic = set(_WORD.findall(fold(f"{title} {first}")))
        self.keys = [key(line) for line in lines]
        self.everything = " ".join(self.keys)[:_SEARCHED]
        self.punctuated = self._is_punctuated()
        self.gallery = self._gallery(title)

    def _gallery(self, title: str) -> int:
        """Return the index from which the lines are captions: of a photo report, or below "Một số hình ảnh ...:"."""
        for index, line in enumerate(self.lines):
            if is_gallery_heading(line) or announces_gallery(line):
                return index + 1
        if is_photo_report(title):
            return 0
        return len(self.lines)

    def in_gallery(self) -> set[int]:
        """Return the lines of a photo report or gallery, whether or not they end in a full stop."""
        return {
            index
            for index in range(self.gallery, len(self.lines))
            if MIN_IN_GALLERY <= len(self.lines[index]) <= MAX_IN_GALLERY
            and sentences(self.lines[index]) <= 2
            and not self.lines[index].endswith(":")
            and not (opens_with_time(self.lines[index]) and not _WHERE_IN_PICTURE.match(fold_tone(self.lines[index])))
        }

    def _is_punctuated(self) -> bool:
        """Tell whether the paragraphs end as sentences, so that a line that does not is something else."""
        paragraphs = [line for line in self.lines if len(line) > _PARAGRAPH]
        if not paragraphs:  # news in brief: what is longer than most captions
            paragraphs = [line for line in self.lines if len(line) > _BRIEF]
        return bool(paragraphs) and sum(map(ends_sentence, paragraphs)) >= 0.5 * len(paragraphs)

    def is_certain(self, index: int) -> bool:
        """Tell whether a line is a caption beyond doubt."""
        text = self.lines[index]
        if has_shortcode(text) or is_glued(text):
            return True
        before = self.lines[index - 1] if index else ""
        folded = fold_tone(text)
        if _WHERE_IN_PICTURE.match(folded) and len(text) <= MAX_CAPTION:
            return True
        if len(text) > MAX_CAPTION or self._is_listed(index) or (opens_with_time(text) and ends_sentence(text)):
            return False
        if text.startswith("(") and text.rstrip(". ").endswith(")"):
            return opens_with_person(text) or is_show_opener(text)
        if before and is_image_mark(before) and is_caption_shaped(text):
            return True
        if _SCENE.match(folded) or _CREDIT.search(folded[-80:]):
            return shows_something(text)
        if (
            (opens_with_person(text) or is_show_opener(text))
            and _ONLY_SEEN.search(folded[-60:])
            and sentences(text) == 1
        ):
            return True
        if _is_closed(text) or text.endswith((":", ";", ",")) or len(text) > _LONG or _HEADING.match(folded):
            return False
        if opens_with_person(text) or is_show_opener(text) or shows_something(text):
            return sentences(text) <= 2
        return self._repeats_topic(index) or self._stands_out(index)

    def _is_listed(self, index: int) -> bool:
        """Tell whether a line is an item of the list of people that a colon opens ("Về dự có:")."""
        for before in reversed(self.lines[max(0, index - MAX_GUESTS) : index]):
            if before.endswith(":"):
                return not is_scene(before)
            if not opens_with_person(before):
                return False
        return False

    def is_possible(self, index: int) -> bool:
        """Tell whether a line may be a caption with a full stop or a sentence of the text that shows a person."""
        text = self.lines[index]
        return len(text) <= MAX_CAPTION and opens_with_person(text) and ends_sentence(text) and shows_something(text)

    def _repeats_topic(self, index: int) -> bool:
        """Tell whether a line without a full stop names the event again, as captions do."""
        text = self.lines[index]
        quoted = _QUOTED.search(text)
        if quoted is not None:
            topic = key(quoted[1])
            if self.everything.count(topic) > self.keys[index].count(topic):
                return True
        words = _WORD.findall(fold(text))
        if len(words) < MIN_TOPIC_WORDS or text.isupper():
            return False
        return sum(word in self.topic for word in words) >= _SAME_TOPIC * len(words)

    def _stands_out(self, index: int) -> bool:
        """Tell whether a line without a full stop stands among paragraphs that have one, and heads none of them."""
        text = self.lines[index]
        if not self.punctuated or text.isupper() or len(text) > _SHORT or len(text.split()) < MIN_WORDS:
            return False
        folded = fold_tone(text)
        if opens_with_time(text) or _SUBHEADING.match(folded) or _FIELD.match(folded):
            return False
        if folded.startswith("những ") and len(folded.split()) <= MAX_HEADING_WORDS:  # "Những con số biết nói"
            return False
        run = 1  # of lines without a full stop: a list, a table or a poem
        for step in (-1, 1):
            place = index + step
            while run <= MAX_RUN and 0 <= place < len(self.lines) and not ends_sentence(self.lines[place]):
                run += 1  # pictures between captions count too: a row of them is short
                place += step
        return run <= MAX_RUN


def _is_closed(text: str) -> bool:
    """Tell whether a line ends as running text does; in social posts a picture of a face stands for the full stop."""
    return ends_sentence(text) or unicodedata.category(text[-1]) in _PICTOGRAM


def has_photo_credit(text: str) -> bool:
    """Tell whether a line ends in the name of who took the picture ("... - Ảnh: X", "(Ảnh: X)")."""
    return _CREDIT.search(fold_tone(text[-80:])) is not None


def is_scene(text: str) -> bool:
    """Tell whether a line opens as nothing but a caption does ("Toàn cảnh ...", "Quang cảnh ...", "Ảnh: ...")."""
    return _SCENE.match(fold_tone(text[:60])) is not None
