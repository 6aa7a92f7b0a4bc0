"""Who wrote an article and where it was taken from: the line at its end, or a label anywhere around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scraper.extract.pieces import parted
from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.wording import (
    ends_sentence,
    is_deed_of_office,
    is_name_line,
    is_office_line,
    is_writer_line,
    tells_a_deed,
)
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from scraper.extract.lines import Line

_PHOTO = r"(?:ảnh|hình(?: ảnh)?|video|clip)"
_AUTHOR_LABEL = (
    rf"(?:tác giả(?: bài viết)?|(?:{_PHOTO}\s?(?:,|và|-|–|/|&|\+)\s?)?(?:tin|bài)(?: bài| viết)?(?:\s?(?:,|và|-|–|/|"
    rf"&|\+|\s)\s?(?:{_PHOTO}|bài|tin)){{0,2}}|người (?:viết|thực hiện)|"
    r"người đăng|người đưa(?: tin)?|người gửi|người cập nhật|thực hiện|tổng hợp|lược ghi|sưu tầm|bút danh|biên tập|"
    r"người biên tập|"
    r"phóng viên|pv|ctv|cộng tác viên|bt|"
    r"nhóm (?:pv|phóng viên)|by|author|viết bởi)"
)
_SOURCE_LABEL = r"(?:nguồn(?: tin| bài| bài viết| trích| tham khảo)?|theo nguồn|trích nguồn|source|xuất xứ)"
_END = (
    r"(?=\s*(?:[|;]|$|(?:ngày|vào lúc|đã xem|lượt (?:xem|đọc)|lúc)\b|\(\s?(?:nguồn|theo)\b|\s[-–]\s?(?:nguồn|tác giả)|"
    r"[,.]?\s(?:nguồn(?: tin)?|tác giả)\s?:))"
)
_AUTHOR = regex(rf"(?:^|[|(\[;,•·–-]\s?|[.!?]\s){_AUTHOR_LABEL}\s?[:：]\s?(?P<value>[^|]{{2,80}}?){_END}")
_SOURCE = regex(rf"(?:^|[|(\[;,•·–-]\s?|[.!?]\s){_SOURCE_LABEL}\s?[:：]\s?(?P<value>[^|]{{2,120}}?){_END}")
_OF = regex(
    r"(?:ghi chép|phóng sự|bút ký|ký sự|bài|tin|thực hiện) của\s(?:tác giả\s|phóng viên\s|"
    r"pv\s)?(?P<value>[^:;,.]{3,50})"
)
_PHOTO_PART = regex(rf"[\s,;.|–-]{{1,4}}{_PHOTO}\s?:")
# A name set behind the last full stop of the last paragraph.
_AT_THE_END = regex(r"(?:\./\.?|[.!…”\"])\s+(?P<value>[^\s.,;:!?…][^.,;:!?…]{3,40})$")
_ACCORDING = regex(
    r"[(\[]?\s?theo\s(?:trang\s(?!tin|thông)|cổng\s(?=[^\W\d_])(?!tt|thông))?(?P<value>https?://\S{4,100}|"
    r"[^,:;()]{3,70}?)\s?[)\]]?\.?"
)
_BY = regex(r"\b(?:bởi|written by)\s?:?\s(?P<value>[^|,:/\d]{4,40}?)(?=\s(?:lúc|vào|ngày)\b|\s?[|,/\d—]|\s[-–]\s|$)")
# Who prints news of others, and is no writer: "(Báo Hòa Bình)", "TTXVN".
_PAPER = regex(r"(?:báo|tạp chí)(?: điện tử)? [^.:;!?,\d]{2,40}|ttxvn|thông tấn xã việt nam|vov|vtv|vietnam\+")
# "... với hội làng. (H.L)": initials, not an acronym that the sentence explains.
_INITIALS_AT_THE_END = regex(r"[.!…”\"]\s+\((?P<value>(?:[^\W\d_]{1,2}\.){1,4}[^\W\d_]{0,2}|BBT|C?TV|PV)\)[.\s]{0,2}$")
_PARTS = regex(r"[|·•]|\s[-–/]\s|\(|\)")
_NAME_AND_SOURCE = regex(r"([^()|:]{2,50}?)\s?[(\[-]\s?(?:[Tt]heo|[Nn]guồn\s?:?)\s([^()]{3,60})[)\]]?")
# "Ngô Hoàng Vũ (thực hiện)": what the name has done stands behind it in brackets.
_NAME_AND_DEED = regex(
    r"(?P<value>[^()|:]{4,50}?)\s?\((?:thực hiện|"
    r"(?:tin|bài)(?:,| và) ảnh|t/h)\)[.\s]{0,3}",
    re.IGNORECASE,
)
_INITIALS = regex(r"(?:[^\W\d_]{1,2}\.){1,4}[^\W\d_]{0,2}\.?|[^\W\da-z_]{2,5}")  # "T.H.L", "BBT"
_GROUP = regex(r"nhóm (?:phóng viên|pv|tác giả|ctv|cộng tác viên)")
_NEXT_FACT = regex(r"(?:\s[/|•·]\s|\s?•\s?)(?=.*\d|(?:thứ|chủ nhật)\b)", re.IGNORECASE)
_ENGLISH_BY = regex(r"^\s?[Bb]y\s(?=[^\W\d_])")
# Who wrote the words, among those who made a long form: "Nội dung: A", "Ảnh: B", "Thiết kế: C".
_WORDS_BY = regex(r"nội dung(?:\s?(?:,|và|-|–|&)\s?(?:hình )?ảnh)?\s?:\s?")
_UNCOLONED = regex(r"\(?(?:tin|bài|ảnh)(?:\s?(?:,|và|-|&|\s)\s?(?:tin|bài|ảnh)){0,2} ")
_NO_VALUE = regex(
    r"(?:admin\w*|super ?user|root|user|editor|webmaster|biên tập viên|administrator|quản trị(?: viên)?|n/a|null|"
    r"đang cập nhật|không rõ|thứ \w{2,4}|chủ nhật|(?:bản )?quyền.{0,20})\s*\d*"
)
_LONE_AUTHOR = regex(
    r"tác giả(?: bài viết)?|người (?:viết|đăng|gửi|đưa tin|cập nhật)|bút danh|author|by|viết bởi|đăng bởi|written by"
)
_LONE_SOURCE = regex(rf"(?:{_SOURCE_LABEL})")
_LONGEST = 140  # characters of a line of credits
_LONGEST_FACTS = 400  # characters of a line of facts in which "bởi" is looked for
_SHORTEST_SIGNED = 80  # characters of a last paragraph behind which a name may be set
_LONGEST_LABEL = 24  # characters of a line that is nothing but a label
_TRIM = " .,;:()[]|-–\"'"


@dataclass(slots=True)
class Credit:
    """What a line says about the origin of an article; as printed, without labels."""

    author: str | None = None
    source: str | None = None

    def __bool__(self) -> bool:
        return self.author is not None or self.source is not None


def lone_label(text: str) -> Literal["author", "source"] | None:
    """Return what a line says that is nothing but a label: that the next line names the writer, or the source."""
    if len(text) > _LONGEST_LABEL:
        return None
    folded = fold_tone(text).strip(" :：")
    if _LONE_AUTHOR.fullmatch(folded) is not None:
        return "author"
    return "source" if _LONE_SOURCE.fullmatch(folded) is not None else None


def labelled_credit(text: str) -> Credit:
    """Return what the labels on a line say ("Tác giả: ...", "Nguồn tin: ..."); empty where there are none."""
    if len(text) > _LONGEST or ":" not in text.replace("：", ":"):
        return Credit()
    folded = fold_tone(text)
    author, source = _AUTHOR.search(folded), _SOURCE.search(folded)
    if author is not None and folded[: author.start()].strip(_TRIM) and "|" not in folded[: author.start() + 1]:
        author = author if source is not None and source.end() <= author.start() else None
    if (
        source is not None
        and (author is None or source.start() < author.start())
        and folded[: source.start()].strip(_TRIM)
    ):
        source = source if "|" in folded[: source.start() + 1] else None
    return Credit(_value(text, author), _value(text, source))


def _value(text: str, match: re.Match[str] | None) -> str | None:
    """Return the value of a label; what asks or exclaims is said by somebody in an interview ("PV: Cảm ơn bà!")."""
    if match is None:
        return None
    value = text[match.start("value") : match.end("value")]
    value = _NEXT_FACT.split(value, maxsplit=1)[0]
    photo = _PHOTO_PART.search(fold_tone(value))  # "Tin: A; ảnh: B": who wrote is A
    stripped = (value[: photo.start()] if photo else value).strip(" .,;:|-–")
    if stripped.count("(") != stripped.count(")"):  # the bracket around the whole line
        stripped = stripped.strip("()")
    if not stripped or stripped.endswith(("!", "?")) or _NO_VALUE.fullmatch(fold_tone(stripped)):
        return None
    return stripped


def head_credit(line: Line) -> Credit:
    """Return what a line of facts under a headline says: labels, "Gửi bởi A lúc ...", or a name beside the stamp."""
    text = parted(line.text, line.pieces)
    labelled = labelled_credit(text)
    if labelled or line.prose > _LONGEST:
        return labelled
    by = _BY.search(fold_tone(text[:_LONGEST_FACTS]))
    if by is not None:
        name = text[by.start("value") : by.end("value")].strip(_TRIM)
        return Credit(author=name) if is_name_line(name) and not is_no_name(name) else Credit()
    stamp = line_stamp(line, None)
    if stamp is None:
        alone = (
            line.kind in {"text", "item"}
            and is_name_line(line.text)
            and not is_no_name(line.text)
            and not line.text.isupper()
        )
        return Credit(author=line.text) if alone and len(line.text.split()) >= 2 else Credit()
    rest = [
        _ENGLISH_BY.sub("", part).strip(_TRIM)
        for part in [*_PARTS.split(line.text.replace(stamp.text, "|")), *line.pieces]
    ]
    return Credit(author=next(filter(_may_have_written, rest), None))


def _may_have_written(part: str) -> bool:
    """Tell whether what stands beside a stamp is a name, or those who write together."""
    if _GROUP.fullmatch(fold_tone(part)):
        return True
    return is_name_line(part) and len(part.split()) >= 2 and not is_no_name(part)


def closing_credit(line: Line) -> Credit:
    """Return what a line at the end of the text says by its form: a name set to the right, "Theo ...", an office.

    The form says it only there: a name alone on a line in the middle of a text is a sub-heading or part of a list.
    """
    text = line.text
    if len(text) > _LONGEST or line.kind in {"table", "image"}:
        return Credit()
    labelled = labelled_credit(text)
    if labelled:
        return labelled
    folded = fold_tone(text)
    match = _OF.fullmatch(folded.strip(_TRIM))
    if match is not None and not line.linked:
        return Credit(author=text.strip(_TRIM)[match.start("value") :].strip())
    match = _ACCORDING.fullmatch(folded)
    set_apart = line.align == "right" or line.italic or line.bold or "(" in text
    if match is not None and len(text) < 80 and (set_apart or (text[5:6].isupper() and not ends_sentence(text))):
        return Credit(source=text[match.start("value") : match.end("value")].strip(_TRIM))
    if set_apart and (paper := text.strip(_TRIM)) and _PAPER.fullmatch(fold_tone(paper)) and not tells_a_deed(folded):
        return Credit(source=paper)
    if (line.kind == "heading" and line.align != "right") or line.linked:
        return Credit()
    return _in_words(text) or _by_its_look(line)


def _in_words(text: str) -> Credit:
    """Return what a line says by its words: "Tin Văn A", "Nội dung: Văn A", "Văn A (Theo báo X)"."""
    folded = fold_tone(text)
    if (named := _UNCOLONED.match(folded) or _WORDS_BY.match(folded)) is not None and is_name_line(text[named.end() :]):
        return Credit(author=text[named.end() :].strip(_TRIM))
    both = _NAME_AND_SOURCE.fullmatch(text)
    if both is not None and (is_name_line(both[1]) or _INITIALS.fullmatch(both[1])):
        return Credit(author=both[1], source=both[2].strip(_TRIM))
    did = _NAME_AND_DEED.fullmatch(text)
    if did is not None and is_name_line(did["value"]):
        return Credit(author=did["value"])
    return Credit()


def _by_its_look(line: Line) -> Credit:
    """Return what a line is by its look: initials, a name set to the right, an office or a name set apart."""
    text = line.text
    if (line.align == "right" or line.bold or line.italic) and is_initials(text):
        return Credit(author=text.strip(" ()"))
    if line.align == "right" and _is_signature(line) and not is_deed_of_office(text):
        return Credit(author=bare_name(text))
    if (line.bold or line.italic or line.align == "right") and is_office_line(text):
        return Credit(author=bare_name(text))
    if is_writer_line(text):
        return Credit(author=bare_name(text))
    return Credit()


def is_initials(text: str) -> bool:
    """Tell whether a text is what writers sign with in place of their names ("T.H", "Th.Tr", "PV")."""
    return _INITIALS.fullmatch(text.strip(" ()")) is not None


def is_no_name(text: str) -> bool:
    """Tell whether an author's field holds a CMS's account or nothing ("admin", "Super User", "null")."""
    return _NO_VALUE.fullmatch(fold_tone(text).strip(_TRIM)) is not None


def name_at_the_end(text: str) -> tuple[str, str] | None:
    """Return a last paragraph without the writer's name set behind its last full stop, and the name."""
    signed = _INITIALS_AT_THE_END.search(text[-60:])
    if signed is not None:
        end = len(text) - len(text[-60:]) + signed.start() + 1
        return text[:end], signed["value"]
    found = _AT_THE_END.search(text[-60:])
    if found is None or len(text) < _SHORTEST_SIGNED:
        return None
    if not is_name_line(found["value"]) or len(found["value"].split()) < 2:
        return None
    return text[: len(text) - len(found["value"])].rstrip(), bare_name(found["value"])


def bare_name(text: str) -> str:
    """Return a name line without the marks around it; brackets go only in pairs: "(Văn A)", but "Văn A (CTV)"."""
    bare = text.strip(" .,;:|-–")
    if bare[:1] in "([" and bare[-1:] in ")]":
        bare = bare[1:-1].strip()
    return bare


def _is_signature(line: Line) -> bool:
    """Tell whether a line set to the right is a writer's; the post over an official's signature is in capitals."""
    text = line.text
    if (
        len(text) > 90
        or (text.isupper() and len(text) > 24)
        or fold_tone(text).startswith(("tm.", "kt.", "(đã ký", "ngày ", "nơi nhận"))
    ):
        return False
    return not ends_sentence(text) or len(text) < 40
