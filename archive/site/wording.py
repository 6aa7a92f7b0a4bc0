"""How stored values read on the screen: times, kinds, roles and fields, in Vietnamese with the English beside it.

Times and headlines are in :mod:`archive.readable`.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from archive.site import health_wording, lineage_wording, people_wording
from archive.site.answer_wording import ANSWERS
from archive.site.sentences import in_vietnamese
from scraper.vietnamese import fold_tone

Label = tuple[str, str]

ROLES: dict[str, Label] = {
    "attended": ("dự", "attended"),
    "directed": ("chỉ đạo", "directed"),
    "chaired": ("chủ trì", "chaired"),
    "co_chaired": ("đồng chủ trì", "co-chaired"),
    "moderated": ("điều hành", "moderated"),
    "opened": ("khai mạc", "opened"),
    "concluded": ("kết luận", "concluded"),
    "spoke": ("phát biểu", "spoke"),
    "reported": ("báo cáo", "reported"),
    "led_delegation": ("dẫn đầu đoàn", "led the delegation"),
    "accompanied": ("cùng đi", "accompanied"),
    "received_delegation": ("đón, tiếp đoàn", "received the delegation"),
    "inspected": ("kiểm tra", "inspected"),
    "supervised": ("giám sát", "supervised"),
    "visited": ("thăm", "visited"),
    "dialogue": ("đối thoại", "held a dialogue"),
    "met_voters": ("tiếp xúc cử tri", "met voters"),
    "presented": ("trao, tặng", "presented"),
    "received": ("nhận", "received"),
    "elected": ("được bầu", "elected"),
    "re_elected": ("tái cử", "re-elected"),
    "appointed": ("được bổ nhiệm", "appointed"),
    "dismissed": ("thôi giữ chức", "dismissed"),
    "answered": ("trả lời", "answered"),
    "pictured": ("trong ảnh", "pictured"),
}
TITLE_KINDS: dict[str, Label] = {
    "rank": ("cấp bậc", "rank"),
    "position": ("chức vụ", "position"),
    "former": ("nguyên", "former"),
    "acting": ("quyền, phụ trách", "acting"),
    "new": ("mới nhận", "new post"),
}
KINDS: dict[str, Label] = {
    "article": ("Tin bài", "article"),
    "document": ("Văn bản", "document"),
    "listing": ("Danh mục", "listing"),
    "other": ("Trang khác", "other page"),
}
PARTS_OF_DAY: dict[str, Label] = {
    "morning": ("sáng", "morning"),
    "noon": ("trưa", "noon"),
    "afternoon": ("chiều", "afternoon"),
    "evening": ("tối", "evening"),
}
BASES: dict[str, Label] = {
    "in_event_string": ("năm có trong câu", "year printed with it"),
    "inferred_from_text": ("năm suy từ bài", "year inferred from the text"),
    "publication_stamp": ("năm lấy từ ngày đăng", "year from the publication date"),
    "relative": ("tính từ ngày đăng", "relative to the publication date"),
    "unknown": ("không rõ năm", "year unknown"),
}
FIELDS: dict[str, Label] = {
    "kind": ("Loại trang", "kind"),
    "title": ("Tiêu đề", "title"),
    "lead": ("Sa-pô", "lead"),
    "text": ("Nội dung", "text"),
    "author": ("Tác giả", "author"),
    "source": ("Nguồn", "source"),
    "section": ("Chuyên mục", "section"),
    "published": ("Ngày đăng", "published"),
    "updated": ("Ngày cập nhật", "updated"),
    "images": ("Ảnh", "images"),
    "captions": ("Chú thích ảnh", "captions"),
    "attachments": ("Tệp đính kèm", "attachments"),
    # What we derive from the words; only another reading of ours changes these (former_readings).
    "officials": ("Người được nêu", "officials"),
    "events": ("Sự việc", "events"),
    "places": ("Địa danh", "places"),
    "stats": ("Lượt xem và đánh giá", "counters"),
    "problems": ("Chỗ chưa đọc được", "problems"),
}
OUTCOMES: dict[str, Label] = {
    "ok": ("tốt", "ok"),
    "suspect": ("đáng ngờ", "suspect"),
    "incomplete": ("chưa xong", "incomplete"),
    "failed": ("hỏng", "failed"),
}
CAPTURE_OUTCOMES: dict[str, Label] = {
    "stored": ("đã lưu", "stored"),
    "unchanged": ("không đổi", "unchanged"),
    "redirect": ("chuyển hướng", "redirect"),
    "alias": ("địa chỉ khác của bài", "another address"),
    "gone": ("đã mất", "gone"),
    "refused": ("không được hỏi", "not asked for"),
    "retried": ("sẽ thử lại", "to be retried"),
}
_FURTHER_OUTCOMES: dict[str, Label] = {
    "cut": ("bỏ ra", "left out"),  # an address that was never asked for
    "damaged": ("có phần hỏng", "damaged"),  # an import
}
START_PAGES: dict[str, Label] = {
    "answered": ("cổng trả lời", "answered"),
    "down": ("cổng không trả lời như trước", "down"),
    "gone": ("cổng đã mất", "gone"),
}
# Where words were found or stand, by the name of the text.
PLACES_OF_WORDS: dict[str, Label] = {
    "title": ("trong tiêu đề", "in the title"),
    "lead": ("trong sa-pô", "in the lead"),
    "text": ("trong bài", "in the text"),
    "body": ("trong bài", "in the text"),
    "captions": ("trong chú thích ảnh", "in a caption"),
    "officials": ("trong chức danh", "in the titles held"),
}
LEVELS: dict[str, Label] = {
    "central": ("trung ương", "central"),
    "province": ("tỉnh", "province"),
    "district": ("huyện", "district"),
    "commune": ("xã", "commune"),
    "below": ("dưới xã", "below the commune"),
}
_TABLES: dict[str, dict[str, Label]] = {
    "role": ROLES,
    "title_kind": TITLE_KINDS,
    "kind": KINDS | TITLE_KINDS,
    "part_of_day": PARTS_OF_DAY,
    "basis": BASES | lineage_wording.SUCCESSIONS,
    "field": FIELDS,
    "level": LEVELS,
    "outcome": OUTCOMES | CAPTURE_OUTCOMES | _FURTHER_OUTCOMES,
    "place": PLACES_OF_WORDS,
    "rule": people_wording.RULES,
    "change": people_wording.CHANGES,
    "verb": people_wording.VERBS,
    "relation": lineage_wording.RELATIONS,
    "likeness": lineage_wording.LIKENESSES,
    "succession": lineage_wording.SUCCESSIONS,
    "start_page": START_PAGES,
    "yes_no": {"1": ("có", "yes"), "0": ("không", "no")},
}
# Columns that hold English sentences, and the forms of these.
_SENTENCES: dict[str, dict[str, str]] = {
    "evidence": lineage_wording.EVIDENCE,
    "note": lineage_wording.SHARED,
    "basis": lineage_wording.ALIKE,
    "reason": ANSWERS,
    "finding": health_wording.FINDINGS,
}
_WORD = re.compile(r"\w+")


def label(value: str | None, table: str) -> Label:
    """Return Vietnamese and English for a stored value of ``table`` ("role", "kind" ...); unknown ones as they are."""
    if value is None:
        return ("—", "none")
    return _TABLES[table].get(value, (value, value))


def is_known(value: str, table: str) -> bool:
    """Tell whether ``table`` has words for ``value``."""
    return value in _TABLES[table]


def sentence(value: str | None, column: str) -> str | None:
    """Return the English sentence of a column in Vietnamese, ``None`` where there are no words for it."""
    return in_vietnamese(value, _SENTENCES[column]) if value and column in _SENTENCES else None


def in_full(text: str, canonical: str | None) -> str | None:
    """Return a title's normal form where the printed words do not hold it ("PBT TT": "Phó Bí thư Thường trực").

    ``None`` where each of its words is printed: then it says nothing that the reader does not see.
    """
    if not canonical:
        return None
    printed = set(_WORD.findall(fold_tone(text)))
    return None if printed.issuperset(_WORD.findall(fold_tone(canonical))) else canonical


def vn_number(value: int | None) -> str:
    """Return a count with the thousands separator of Vietnam: ``644.092``; a dash where there is none."""
    return "—" if value is None else f"{value:,}".replace(",", ".")


def web_address(value: str | None) -> str | None:
    """Return ``value`` if it is an address that a link may lead to (http or https), else ``None``.

    Addresses come from pages: ``javascript:`` and the like must never become a link.
    """
    try:
        parts = urlsplit(value or "")
    except ValueError:
        return None
    return value if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def host(value: str | None) -> str:
    """Return the host of an address, without "www."; nothing where there is none."""
    try:
        return (urlsplit(value or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def file_name(value: str | None) -> str:
    """Return the last part of an address's path as people write it (percent signs decoded), or its host."""
    try:
        path = urlsplit(value or "").path
    except ValueError:
        return ""
    return unquote(path.rstrip("/").rpartition("/")[2]) or host(value)
