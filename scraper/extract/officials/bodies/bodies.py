"""Bodies: how far the name of an organisation reaches after a title head.

A body is read word by word until a word that cannot belong to it: a verb, another head, an honorific, a person's name,
a separator. A separator belongs to the name only where the words after it carry the name on ("phòng, chống dịch",
"Ban Kinh tế - Ngân sách", "Sở Văn hóa, Thể thao và Du lịch").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scraper.extract.officials.bodies import body_tables as tables
from scraper.extract.officials.bodies.body_words import MORE_STOPS, TOPICS, WORDS_WITH_STOPS
from scraper.extract.officials.bodies.joints import and_joins, joined_end
from scraper.extract.officials.names import names
from scraper.extract.officials.names.honorifics import honorific_at
from scraper.extract.officials.names.runs import (
    COMMITTEES,
    OCCASIONS,
    UNIT_NOUNS,
    begins_person_or_post,
    introduces,
    name_in_run,
    place_may_begin,
    run_end,
)
from scraper.extract.officials.roles.verbs import NOT_VERBS, STOPS, VERBS
from scraper.extract.officials.text.phrases import Beginnings, word_set
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from collections.abc import Container

    from scraper.extract.officials.text.tokens import Tokens

# After these, a verb in small letters still belongs to the name: "Đoàn kiểm tra", "Ban chỉ đạo", "Tổ giúp việc".
_TEAMS = word_set("ban đoàn tổ tiểu đồng đội phận cục viện tra bộ lý phòng công tác")
_LEVEL_NOUNS = frozenset({"tỉnh", "huyện", "quận", "phường", "xã"})
# Nouns of places that a number names wholly: "VKSND khu vực 4", "UBND phường 11", "Chi bộ khu phố 4".
_NUMBERED_PLACES = frozenset({"vực", "phường", "quận", "phố", "khu", "ấp", "thôn", "xóm", "khóm", "bản", "buôn"})
_LEVEL_PAIRS = frozenset({("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu")})
# A noun of a unit inside another word or body: "xã hội", "tỉnh đội".
_NO_UNITS = frozenset({("xã", "hội"), ("tỉnh", "đội"), ("huyện", "đội"), ("xã", "đội"), ("xã", "viên"), ("ủy", "viên"),
                       ("huyện", "thị"), ("tỉnh", "thành")})  # fmt: skip
# Institutions that mostly bear a proper name, and what may follow it in small letters.
_BEARERS_OF_NAMES = frozenset({"trường", "bệnh", "đồn", "trạm"})
_BEHIND_NAMES = word_set("và thành thị đặc số cơ phân khu khóa ủy tại")
# Schools bear the names of people: "Hiệu trưởng Trường THCS Lý Thái Tổ".
_NAMED_AFTER_PEOPLE = frozenset({"thcs", "thpt", "học", "non", "giáo", "chuyên", "dtnt"})
_LONGEST_NAME = 4  # syllables; more are the school's name and its head's
_ENDS = Beginnings({1: (STOPS, VERBS, MORE_STOPS)})
_INSIDE = Beginnings({1: (NOT_VERBS, WORDS_WITH_STOPS)})
_FIRST_INSIDE = _INSIDE.first_words
_WORK_OF_COUNCILS = frozenset({"phối", "thi", "xét", "giám", "tư", "đánh", "nghiệm", "thẩm"})
_EMPTY: frozenset[str] = frozenset()


def read_body(
    tokens: Tokens, at: int, limit: int, *, may_name: bool, places: Container[str] = _EMPTY
) -> tuple[int, int | None]:
    """Return the end of the organisation's name that begins at ``at``, and where a person's name begins after it.

    Args:
        tokens: the field.
        at: the first token after the title head.
        limit: the end of the sentence.
        may_name: whether a person's name may follow without a separator ("Bí thư Huyện ủy Quảng Văn Ngọc").
        places: folded names of places known from the article.
    """
    index, placed = at, False
    while index < limit:
        shape = tokens.shapes[index]
        if shape >= Shape.MARK:
            joined = joined_end(tokens, at, index, limit)
            if joined is None:
                return index, None
            index, placed = joined, False
            continue
        inside = index == at or not (placed or _level_noun_ends(tokens, index))
        if inside and (skipped := _inside_word(tokens, index, limit)):
            index = skipped
            continue
        if shape == Shape.LOWER:
            beyond = (placed and tokens.keys[index] != "và") or _behind_name(tokens, at, index, limit)
            if beyond or _ends_body(tokens, at, index, limit):
                return index, None
        elif (index > at and shape != Shape.DIGIT and _begins_anew(tokens, index, limit)) or (
            (placed and OCCASIONS.match(tokens, index, limit))
            or (shape == Shape.CAPS and tokens.follows(index, "nhiệm", "kỳ"))
            or _verb_in_capitals(tokens, at, index, limit)
        ):
            return index, None
        if shape in {Shape.CAPITAL, Shape.CAPS} and _run_begins(tokens, at, index):
            run = _read_run(tokens, index, limit, may_name=may_name, places=places)
            if run.ends_body:
                return index, None
            if run.name_at is not None:
                return run.name_at, run.name_at
            index, placed = run.end, run.placed
            continue
        placed = placed or (shape == Shape.DIGIT and tokens.keys[index - 1] in _NUMBERED_PLACES)
        index += 1
    return index, None


class _Run(NamedTuple):
    """A run of capitals in a body: where to read on, whether it is a place, a name in it, whether it ends the body."""

    end: int
    placed: bool = False
    name_at: int | None = None
    ends_body: bool = False


def _run_begins(tokens: Tokens, start: int, index: int) -> bool:
    """Tell whether a run of capitals that may be a place or a person begins at ``index``, not a word inside one."""
    return index == start or place_may_begin(tokens, index) or not names.syllable(tokens, index - 1, caps=True)


def _read_run(tokens: Tokens, index: int, limit: int, *, may_name: bool, places: Container[str]) -> _Run:
    """Read the run of capitals at ``index``; arguments as for :func:`read_body`."""
    after_noun = place_may_begin(tokens, index)
    if after_noun and _verb_with_capital(tokens, index, limit):
        return _Run(index, ends_body=True)
    end = run_end(tokens, index, limit)
    introduced = after_noun and not names.firm(tokens, index, end) and introduces(tokens, end, limit)
    split = name_in_run(tokens, index, end, places) if may_name and not introduced else None
    if split is not None and end - split <= _LONGEST_NAME and tokens.keys[split - 1] in _NAMED_AFTER_PEOPLE:
        split = None
    if split is not None and not names.historical(tokens, split, end):  # "Đoàn TNCS Hồ Chí Minh phường"
        return _Run(split, name_at=split)
    placed = after_noun and tokens.shapes[index] == Shape.CAPITAL and tokens.keys[index - 2] != "đảng"
    return _Run(max(index + 1, end if after_noun else index + 1), placed)


def _inside_word(tokens: Tokens, index: int, limit: int) -> int | None:
    """Return the end of a word of bodies that holds a verb ("hội đồng", "Đăng ký"), ``None`` where none stands."""
    keys = tokens.keys
    if keys[index] not in _FIRST_INSIDE or not _INSIDE.at(keys, index, limit):
        return None
    if tokens.shapes[index] == Shape.CAPITAL and not (
        index + 1 < limit and tokens.shapes[index + 1] == Shape.LOWER and STOPS.match(tokens, index + 1, limit)
    ):
        return None
    if tokens.shapes[index] > Shape.CAPITAL:
        return None
    found = NOT_VERBS.match(tokens, index, limit) or WORDS_WITH_STOPS.match(tokens, index, limit)
    return found[0] if found else None


def _verb_with_capital(tokens: Tokens, at: int, limit: int) -> bool:
    """Tell whether a verb was begun with a capital by mistake ("UBND phường Báo cáo kết quả")."""
    return at + 1 < limit and tokens.shapes[at + 1] == Shape.LOWER and VERBS.match(tokens, at, limit) is not None


def _verb_in_capitals(tokens: Tokens, start: int, index: int, limit: int) -> bool:
    """Tell whether a verb stands at ``index`` in a line all in capitals ("CHỦ TỊCH UBND HUYỆN PHÁT BIỂU")."""
    if tokens.shapes[index] != Shape.CAPS or start < 2 or index == start:
        return False
    if tokens.shapes[start - 2 : start] != [Shape.CAPS, Shape.CAPS] or tokens.keys[index - 1] in _TEAMS:
        return False
    found = VERBS.match(tokens, index, limit)
    return found is not None and found[0] > index + 1


def _begins_anew(tokens: Tokens, index: int, limit: int) -> bool:
    before = tokens.keys[index - 1]
    if before in {"đoàn", "hội", "ban"} and tokens.follows(index, "chủ", "tịch"):
        return False
    if before in {"đoàn", "tổ"} and tokens.keys[index] in {"đbqh", "đại"}:
        return False
    return begins_person_or_post(tokens, index, limit)


def _ends_body(tokens: Tokens, start: int, index: int, limit: int) -> bool:
    """Tell whether the word in small letters at ``index`` cannot belong to the body that began at ``start``."""
    keys = tokens.keys
    key = keys[index]
    before = keys[index - 1] if index > start else ""
    if key == "và":
        return not and_joins(tokens, start, index, limit)
    if before == "đồng" and key in _WORK_OF_COUNCILS:
        return False  # "Hội đồng phối hợp phổ biến, giáo dục pháp luật"
    if before == "hội" and key == "đồng":
        return False  # "Chủ tịch Hội đồng chủ trì"
    if before == "và":
        return False  # what "và" joins has been looked at
    if (
        index > start
        and _level_noun_ends(tokens, index)
        and key not in UNIT_NOUNS
        and key not in {"và", "khóa", "ủy", "đoàn"}
    ):
        return (before, key) not in _NO_UNITS
    if key == "về" and (before in {"đạo", "phạm"} or tokens.follows(index, "về", "trật", "tự")):
        return False  # "Ban Chỉ đạo về phát triển ...", "tội phạm về ma túy"
    if key == "các" and before == "," and tokens.follows(index, "các", "đoàn", "thể"):
        return False
    if key == "các" and before in {"ủy", "lý", "hiệp", "bộ", "đoàn", "dựng", "khối", "án", "đạo"} and index > start:
        return False
    staff = before == "bộ" and index - 2 >= start and keys[index - 2] == "cán"  # "Phòng Tổ chức cán bộ công bố ..."
    if ((not staff and before in _TEAMS) or (index == start and index > 0 and keys[index - 1] in _TEAMS)) and key in {
        "kiểm",
        "giám",
        "chỉ",
        "giúp",
        "đại",
        "xây",
        "công",
        "khảo",
        "điều",
        "thẩm",
        "tổ",
        "thông",
        "báo",
        "đối",
    }:
        return False
    if _begins_anew(tokens, index, limit) if index > start else honorific_at(tokens, index, limit) is not None:
        return True
    if not _ENDS.at(keys, index, limit):
        return False
    return any(words.match(tokens, index, limit) is not None for words in (STOPS, VERBS, MORE_STOPS))


def _behind_name(tokens: Tokens, start: int, index: int, limit: int) -> bool:
    """Tell whether the sentence goes on behind the proper name of a school, hospital or post.

    "Hiệu trưởng Trường Mầm non Ánh Dương xúc động cảm ơn": behind two capitals in a row only a unit, a number or what
    the institution is for still belongs to its name.
    """
    if tokens.keys[start] not in _BEARERS_OF_NAMES or index - start < 3:
        return False
    if tokens.shapes[index - 2 : index] != [Shape.CAPITAL, Shape.CAPITAL]:
        return False
    key = tokens.keys[index]
    if key in UNIT_NOUNS or key in _BEHIND_NAMES:
        return False
    return NOT_VERBS.match(tokens, index, limit) is None and TOPICS.match(tokens, index, limit) is None


def _level_noun_ends(tokens: Tokens, at: int) -> bool:
    """Tell whether a unit's noun or a committee ends before ``at``: after it only the unit's name can stand."""
    before = tokens.keys[at - 1]
    if before == "ủy":
        return tokens.keys[at - 2] in COMMITTEES - {"đảng"}
    if before in _LEVEL_NOUNS:
        return True
    if before in tables.SMALL_UNITS and tokens.keys[at - 2] in {"bộ", "trận"}:
        # "Mặt trận khu vận động", "Chi bộ ấp ôn lại", but "Chi bộ khu dân cư", "Mặt trận thôn bản"
        return tokens.keys[at] not in {"phố", "dân", "vực"} | tables.SMALL_UNITS
    return (tokens.keys[at - 2], before) in _LEVEL_PAIRS
