"""Which printed dates tell when something happened, and which tell of a law, a holiday, a plan, a birth or a deadline.

A date is judged by the words around it in its own sentence (fact sheet on officials and dates, sections 8.1, 8.2).
What names a part of the day ("Sáng ngày 5/3") is nearly always an event; a day alone is one when nothing else claims
it. Patterns are matched against text that :func:`scraper.vietnamese.fold_tone` has folded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.extract.dates import PARTS, DateMention, find_dates
from scraper.extract.stamps import MAX_STAMP, parse_stamp
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scraper.extract.document import Field

_LEFT = 160  # characters of the sentence before a date that are looked at
_RIGHT = 60
HEAD = 600  # characters of the text in which a year stands beside the news, and "sáng nay" means the day of writing
MAX_EVENT_DAYS = 62  # a longer span is a campaign, a term or a pair of anniversaries
RECENT = 14  # days before the stamp within which bare numbers are taken for a day
OLDEST_YEAR = 1997  # Vietnam has been on the Internet since; no portal reports anything earlier as news

# Its first character stands before the alternatives: a pattern that opens with a set is searched much faster.
_SENTENCE = regex(r"[.!?…\n;•](?:(?<=[\n;•])|[\"”’)\]]?(?=\s|đồng|sáng|chiều|ngày))")
_ABBREVIATED = regex(r"(?:\b(?:tp|tx|tt|ts|ths|gs|pgs|bs|đ/c|st|no|số|p|q|h|x)|\d)\.$")

# The document a day belongs to stands right before it: "Kế hoạch số 46/KH-UBND ngày 20/3/2024".
_DOCUMENT = (
    r"(?:kế hoạch|quyết định|nghị quyết|công văn|chỉ thị|thông tư|nghị định|hướng dẫn"
    r"|(?<!pháp )(?<!kỷ )luật(?! sư)|thông báo"
    r"|tờ trình|báo cáo"
    r"|chương trình|giấy mời|văn bản|kết luận|đề án|quy định|quy chế|công điện|pháp lệnh|hiến pháp|thư mời|biên bản"
    r"|hợp đồng|giấy phép|giấy chứng nhận|lệnh|(?<!bưu )điện(?! lực| thoại| tử| ảnh)"
    r"|(?<!bí )thư(?! ký| viện)|đơn(?! vị)|tối hậu thư|sắc lệnh|công hàm)"
)
_DOCUMENT_BEFORE = regex(
    rf"(?:\bsố\s?:?\s?[0-9]{{1,6}}[/-][^\s,;]{{1,30}}[^,;.]{{0,60}}|\bsố\s?:?\s?[0-9]{{1,6}}|/[0-9a-zđ]{{1,12}}(?:-[0-9a-zđ]{{1,20}}){{1,3}}[^,;.]{{0,40}}"
    rf"|\b{_DOCUMENT}\b[^,;.:]{{0,50}})[\s,(–-]{{0,3}}(?:ký|ban hành|đề)?\s?$"
)
# "Theo thông báo của UBKT, ngày 29/3, Ban Thường vụ đã họp": commas on both sides, and no number of the document.
_DOCUMENT_NUMBER = regex(r"\bsố\s?:?\s?[0-9]|[0-9]\s?[/-]\s?[a-zđ]")
# The document has its own day already: "Luật Đất đai có hiệu lực từ 01/8/2024, ngày 15/8 ...".
_DAY_OF_DOCUMENT = regex(r"\b(?:ngày|từ|đến)\s[0-9]")
# "Thực hiện hướng dẫn của Hội huyện, ngày 16/4 Hội xã mở đại hội": the day is of what was done by the document.
_BY_ORDER = regex(r"\s?(?:thực hiện|theo|căn cứ|triển khai|được sự)\b")
_OF_THE_DOCUMENT = regex(r"\s?(?:của|về|v/v|do|quy định|hướng dẫn|ban hành|có)\b")
_ISSUER_AFTER = regex(
    r"[\s,)]{0,3}của (?:ubnd|hđnd|thủ tướng|chính phủ|bộ |ban |tỉnh ủy|huyện ủy|thị ủy|thành ủy|đảng ủy"
    r"|chủ tịch|quốc hội|sở "
    r"|trung ương|hội đồng|ủy ban|văn phòng|liên |bch|btv)"
)
_PLANNED_BEFORE = regex(
    r"\b(?:(?P<strong>dự kiến|sẽ)\b[^.;]{0,90}|(?:chậm nhất|thời hạn|hạn (?:chót|cuối|nộp)|kể từ|có hiệu lực"
    r"|hiệu lực (?:thi hành )?(?:từ|kể)|tính (?:đến|tới|từ)|đến nay|lộ trình|hoàn thành|phấn đấu|sắp tới"
    r"|áp dụng từ|thi hành từ"
    r"|đăng ký|(?:tiếp nhận|nhận|nộp|bán|phát hành) hồ sơ|từ nay|lùi|hoãn|dời|yêu cầu|đề nghị)\b[^.;,]{0,70})$"
)
_DAY_WITHIN = regex(r"[0-9]\s?[/.-]\s?[0-9]|[0-9]\stháng\s[0-9]")
_DEADLINE_BEFORE = regex(
    r"\b(?:trước|đến|tới|hết|đến hết|kể từ|tính đến|tính từ|chậm nhất|muộn nhất)\s(?:[0-9hg:giờ\s]{1,12})?$"
)
_RECKONED_BEFORE = regex(r"\b(?:tính|lũy kế|kể|so với)\s$")  # "Tính từ 18h ngày 08/9 đến ..."
_LIFE_BEFORE = regex(
    r"\b(?:sinh|nhập ngũ|nhập viện|xuất ngũ|tái ngũ|kết nạp|vào đảng|cấp|thường trú|thành lập|ra đời"
    r"|khởi công|giải phóng|hiệp định)"
    r"(?: vào| đảng)?[\s,:(]{0,3}$"
)
_OCCASION_BEFORE = regex(
    r"\b(?:k[ỷỉ] niệm|chào mừng|hưởng ứng|nhân dịp|dịp|mừng|đợt|truyền thống|quốc khánh|quốc tế|liệt sĩ"
    r"|quốc phòng toàn dân|nhà giáo"
    r"|thầy thuốc|chiến thắng|tết dương lịch|cách mạng tháng tám|toàn quốc|lễ (?:giỗ|quốc khánh|30/4)|nghỉ lễ"
    r"|tuyên ngôn|lịch sử)\b[^.;,]{0,70}$"
)
_OCCASION_RIGHT_BEFORE = regex(
    r"(?:\b(?:dịp|đợt|lễ|tết|quốc khánh|quốc tế (?:lao động|phụ nữ|thiếu nhi)|liệt sĩ|toàn dân|việt nam|nhà giáo"
    r"|thầy thuốc"
    r"|chiến thắng|giải phóng|truyền thống|thành lập|(?:phụ nữ|thanh niên|nông dân|báo chí|công an"
    r"|quân đội)[^,;.]{0,20})"
    # "tọa đàm nhân ngày 20/10": on what occasion; but "công nhân ngày 5/3"
    r"|(?:^|[\s,])(?<!công )(?<!bệnh )(?<!nạn )(?<!cá )(?<!tư )(?<!quân )(?<!thân )(?<!doanh )(?<!nữ )(?<!phạm )"
    r"nhân)"
    r"[\s(:]{0,3}$"
)
_HELD_ON = regex(r"\b(?:tổ chức|diễn ra|khai mạc|bế mạc|họp|gặp mặt|mít tinh|vào|trong)\s(?:vào\s|trong\s)?$")
_LUNAR_BEFORE = regex(r"(?:\b(?:nhằm|tức|âm lịch)(?: là| vào)?|\(\s?âl)[\s,:]{0,3}$")
_LUNAR_DAY = regex(r"\b(?:m[ùồ]ng [0-9]|tháng (?:giêng|chạp)|âm lịch|tết)\b[^.;]{0,30}$")
_LUNAR_AFTER = regex(
    r"\s?\(?\s?(?:âm lịch|al\b|âl\b|tháng giêng|(?:năm )?(?:giáp|ất|bính|đinh|mậu|k[ỷỉ]|canh|tân|nhâm|quý)"
    r" (?:tý|tí|sửu|dần|mão|thìn|t[ỵị]|ngọ|mùi|thân|dậu|tuất|hợi)\b|năm (?:giáp|ất|bính|đinh|mậu|k[ỷỉ]|canh"
    r"|tân|nhâm|quý) )"
)
_COMING_AFTER = regex(r"\s?(?:tới đây|tới\b(?! ngày)|sắp tới|hằng năm|hàng năm|mỗi năm)")
_PLANNED_AFTER = regex(r"\s?,?\s?[^.;,]{0,45}\b(?:sẽ|dự kiến)\b")  # "Ngày 20/3, xã sẽ ra quân"
_OPENING = regex(
    r"[\s\"“(\[*+•–-]{0,4}(?:[0-9]{1,2}[.)/]\s{1,2})?"
    r"(?:(?:được biết|tiếp (?:đó|theo|tục)|sau đó|trước đó|cũng|đồng thời|vào|đến|trong"
    r"|và|thực hiện|theo|nhân|hôm|rạng"
    r"|cụ thể|hòa|nằm)\b[^.;]{0,120}[,:]?\s?)?$"
)


_NUMBER_OF_ITEM = regex(r"(?:^|\n)\s?[0-9]{1,2}[.)/]$")
_CUE_BEFORE = regex(r"\b(?:vào|hôm|đêm|sáng|trưa|chiều|tối)\s{1,2}$")
_HELD_BEFORE_BRACKET = regex(
    r"\b(?:hội nghị|hội thảo|đại hội|lễ|buổi|phiên|kỳ họp|cuộc họp|họp|tổ chức|diễn ra|khai mạc|bế mạc|khai giảng"
    r"|chương trình|ra quân|làm việc|thăm|kiểm tra|đến|tiếp|đối thoại|tọa đàm|hôm (?:nay|qua)|vừa qua|cuối tuần"
    r"|ngày (?:đầu|cuối))\b"
    r"[^.;()]{0,80}\($"
)
# What items of round-ups open with: a heading and a dash ("HỘI CHỮ THẬP ĐỎ - 19/8 khám mắt ...").
_ITEM_HEAD = regex(r"^[\s*+•–-]{0,4}(?:[0-9]{1,2}[.)/]\s)?[^.;:,]{2,60}\s[–-]\s$")
_SHARE_AFTER = regex(
    r"\s?\)?\s?(?:%|xã|phường|thôn|ấp|bản|khu|tổ|hộ|chi|tiêu chí|chỉ tiêu|đồng chí|đại biểu|phiếu|đơn vị|trường|lớp"
    r"|người|cơ sở|đảng viên|ý kiến|nội dung|nhiệm vụ|mục tiêu|dự án|công trình|bàn|giải|điểm|trận"
    r"|sản phẩm|mô hình|năm\b|tỷ|triệu)"
)


# A day and a minute side by side are a stamp's, whatever else a page prints beside it.
_DAY_AND_MINUTE = regex(
    r"[0-9][/.-](?:19|20)[0-9]{2}[\s,|–-]{1,4}[0-9]{1,2}[:h][0-9]{2}|[0-9]{1,2}[:h][0-9]{2}[\s,|–-]{1,4}[0-9]{1,2}[/.-]"
)
MAX_STAMP_LINE = 80
_PART_WORD = regex(r"\b(?:" + "|".join(PARTS) + r")\b")
_DECORATION = " \"“'*+•–-\n"


@dataclass(slots=True)
class Candidate:
    """A printed date that may be the day of an event: where it stands and how strongly it looks like one.

    ``opens`` is true where a sentence opens with it (alone or after an occasion): the way news tell when. ``heads`` is
    true where a paragraph or an item of a list does.
    """

    mention: DateMention
    field: str
    text: str
    opens: bool
    heads: bool

    @property
    def says_part(self) -> bool:
        """Whether a word says the part of the day ("sáng"); an hour alone is a programme's."""
        return self.mention.part_of_day is not None and _PART_WORD.search(self.text.lower()) is not None


def event_dates(fields: list[tuple[Field, str]], published: date | None) -> Iterator[Candidate]:
    """Yield the dates of ``fields`` (each with its folded text) that may be an event's day, in reading order.

    ``published`` is the day of the publication stamp: numbers near it are more likely a day than a share.
    """
    for field, folded in fields:
        for mention in find_dates(field.text):
            candidate = _judge(field, folded, mention, published)
            if candidate is not None and not _is_stamp_line(field.text, mention):
                yield candidate


def sentence_before(folded: str, position: int) -> str:
    """Return the part of the sentence that stands before ``position``, at most 160 characters."""
    start = max(0, position - _LEFT)
    window = folded[start:position]
    cut = 0
    for end in _SENTENCE.finditer(window):
        if end.group()[0] != "." or not _ABBREVIATED.search(window[max(0, end.start() - 6) : end.start() + 1]):
            cut = end.end()
    return window[cut:]


def _judge(field: Field, folded: str, mention: DateMention, published: date | None) -> Candidate | None:
    """Return the candidate that a mention is, ``None`` where its words say that it is no event's day."""
    left = sentence_before(folded, mention.start)
    right = folded[mention.end : mention.end + _RIGHT]
    item = _ITEM_HEAD.match(left) is not None
    opens = item or (len(left) < _LEFT and _OPENING.match(left) is not None)
    if _is_another_kind_of_number(mention, left, right, published) or _is_lunar(mention, left, right):
        return None
    if mention.part_of_day is None and (_is_of_a_document(left, right) or (not item and _is_a_holiday(mention, left))):
        return None
    if _is_ahead(mention, left, right) or (mention.part_of_day is None and _LIFE_BEFORE.search(left)):
        return None
    text = field.text[mention.text_start : mention.end]
    return Candidate(mention, field.name, text, opens, item or (opens and _heads(folded, mention.start)))


def _heads(folded: str, position: int) -> bool:
    """Tell whether nothing but a bullet stands between the start of a paragraph and ``position``."""
    before = folded[max(0, position - 8) : position].rstrip(_DECORATION.replace("\n", ""))
    return not before or before.endswith("\n") or _NUMBER_OF_ITEM.search(before) is not None


def _is_stamp_line(text: str, mention: DateMention) -> bool:
    """Tell whether the date stands in a line that is a publication stamp and nothing else."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    line = text[start : end if end >= 0 else len(text)]
    return (len(line) <= MAX_STAMP and parse_stamp(line) is not None) or (
        len(line) <= MAX_STAMP_LINE and line.rstrip()[-1:] != "." and _DAY_AND_MINUTE.search(line) is not None
    )


def _is_another_kind_of_number(mention: DateMention, left: str, right: str, published: date | None) -> bool:
    """Tell whether the numbers only look like a date ("8/10 thôn"), or span more than an event can."""
    if mention.first.year is not None and mention.first.year < OLDEST_YEAR:
        return True
    if mention.first.month == 0 or mention.last.month == 0:  # "tháng Giêng", "tháng Chạp"
        return True
    days = mention.days(2024)  # a leap year: only lengths matter
    if days is not None and (days[1] - days[0]).days > MAX_EVENT_DAYS:
        return True
    if mention.since and mention.first == mention.last and mention.part_of_day is None:  # "từ ngày 01/4/2024"
        return True
    return not mention.cued and not _is_bare_day(mention, left, right, published)


def _is_bare_day(mention: DateMention, left: str, right: str, published: date | None) -> bool:
    """Tell whether numbers that no word calls a day are one: "16/5. Đoàn kiểm tra ...", "hội nghị (28/12)".

    "7/8 chỉ tiêu" is a share; "28/12" cannot be one, and what lies within days of the stamp hardly is.
    """
    if _CUE_BEFORE.search(left):
        return True
    before = left.strip(_DECORATION)
    if mention.year is not None:
        return not before or before.endswith(",") or _in_brackets(left, right)
    if _SHARE_AFTER.match(right):
        return False
    if not before and right.lstrip()[:1] in (*",.:;–-",):
        return True
    if mention.first.day <= mention.first.month and not _is_recent(mention, published):
        return False
    return _in_brackets(left, right) or _ITEM_HEAD.match(left) is not None


def _in_brackets(left: str, right: str) -> bool:
    """Tell whether a day stands in brackets behind what was held on it."""
    return left.endswith("(") and right.startswith(")") and _HELD_BEFORE_BRACKET.search(left) is not None


def _is_recent(mention: DateMention, published: date | None) -> bool:
    """Tell whether a day lies within two weeks before the publication stamp."""
    if published is None:
        return False
    days = (mention.first.on(year) for year in (published.year, published.year - 1))
    return any(day is not None and 0 <= (published - day).days <= RECENT for day in days)


def _is_lunar(mention: DateMention, left: str, right: str) -> bool:
    if (converted := _LUNAR_BEFORE.search(left[-24:])) and _LUNAR_DAY.search(
        left[: len(left) - len(converted.group())]
    ):
        return False  # "mùng 8 tháng Giêng (tức ngày 17/2)": the day behind "tức" is the solar one
    if _LUNAR_BEFORE.search(left[-24:]) or _LUNAR_AFTER.match(right):
        return not (mention.part_of_day and mention.year)
    return mention.counted and ("tết" in right[:12] or "tháng" in right[:8])


def _is_of_a_document(left: str, right: str) -> bool:
    if _ISSUER_AFTER.match(right):
        return True
    found = _DOCUMENT_BEFORE.search(left[-110:])
    if found is None or _DAY_OF_DOCUMENT.search(found.group()):
        return False
    apart = left.rstrip().endswith(",") and (
        right.startswith(",") or (_BY_ORDER.match(left) is not None and not _OF_THE_DOCUMENT.match(right))
    )
    return not apart or _DOCUMENT_NUMBER.search(found.group()) is not None


def _is_a_holiday(mention: DateMention, left: str) -> bool:
    if mention.cued and _HELD_ON.search(left[-24:]):  # "Lễ kỷ niệm ... diễn ra ngày 20/12"
        return False
    if _OCCASION_RIGHT_BEFORE.search(left[-40:]):
        return True
    if mention.cued and left.rstrip().endswith(","):  # "Nhân kỷ niệm 71 năm ngày thành lập, ngày 21/12 ..."
        return False
    return _OCCASION_BEFORE.search(left) is not None


def _is_ahead(mention: DateMention, left: str, right: str) -> bool:
    """Tell whether the text speaks of a day to come, a deadline or a day of reckoning."""
    if _RECKONED_BEFORE.search(left[-10:]) or (_DEADLINE_BEFORE.search(left[-30:]) and not mention.since):
        return True
    if _COMING_AFTER.match(right) or _PLANNED_AFTER.match(right):
        return True
    found = _PLANNED_BEFORE.search(left)
    if found is None or (mention.part_of_day and not found["strong"]):
        return False
    # What is planned may have its own day before this one: "kỳ họp dự kiến khai mạc ngày 8/12, sáng 5/12 ...".
    return not (found["strong"] and "," in found.group() and (mention.part_of_day or _DAY_WITHIN.search(found.group())))
