"""Canonical: the post that a title prints, in the words that all its spellings share.

Organisation, unit, term and what the title's kind says ("nguyên", "Quyền") are left out: they stand in fields of their
own. What neither they nor the table of posts explain stays ("Phó Đồn trưởng Nghiệp vụ").
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from scraper.extract.officials.text.phrases import phrase_set
from scraper.extract.officials.text.tokens import Shape, tokenise
from scraper.extract.posts.committee_ranks import OF_THE_COMMITTEE, RANKS, member_of
from scraper.extract.posts.personal_ranks import rank_in_full
from scraper.extract.posts.post_tables import CHARGES, LEADS, MODIFIERS, POSTS, TERMS
from scraper.extract.posts.slips import LONGEST_POST, misspelt_modifier, misspelt_post
from scraper.extract.posts.spellings import FULL, LONGEST
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.items import TitleKind

_MOST_STEPS = 8
_MOST_KEPT = 4  # words after the post that are its own: more are an organisation that was not told
_JOINS = {"-": " - ", "kiêm": " kiêm ", "&": " - "}
# Posts whose next words are their body's: "Trưởng ban Tuyên giáo", "Chánh Văn phòng Tỉnh đoàn".
_HEADS_OF_BODIES = ("Trưởng ", "Phó Trưởng ", "Chánh ", "Phó Chánh ")
_CHARGE = frozenset({"phụ trách", "điều hành"})
_NO_WORDS: Final[frozenset[str]] = frozenset()
# Modifiers that are printed after the organisation too.
_LATE = frozenset({"Thường trực", "chuyên trách", "không chuyên trách", "lâm thời"})
# Unions whose central committee is no committee of the party.
_UNIONS = frozenset({"đoàn", "hội", "mttq", "mặt", "ủy"})
# What an organisation or a unit begins with, where the title's own organisation does not tell.
_BODY_WORDS = phrase_set(
    ["ban", "bộ", "sở", "phòng", "ủy ban", "hội", "hội đồng", "đoàn", "đảng", "đảng ủy", "đảng bộ", "chi", "tỉnh",
     "thành", "thị", "huyện", "quận", "xã", "phường", "thị trấn", "đặc khu", "công an", "công đoàn", "viện", "tòa",
     "trung tâm", "trường", "văn phòng", "thanh tra", "mặt trận", "liên đoàn", "liên minh", "quân khu", "quân đoàn",
     "quân chủng", "cục", "vụ",
     "tổng cục", "đồn", "đội", "tổ", "thôn", "ấp", "khóm", "bản", "buôn", "làng", "xóm", "khu", "khối", "trạm", "hạt",
     "học viện", "bệnh viện", "nhà", "kho bạc", "ngân hàng", "chính phủ", "quốc hội", "nước", "trung ương", "cơ quan",
     "của", "tại", "các", "công ty", "tổng công ty", "quỹ", "bảo tàng", "báo", "đài", "tạp chí", "hợp tác xã",
     "bảo hiểm", "phụ trách", "đảo", "trại", "tiểu ban", "khoa", "là", "ngành", "lực lượng", "kiểm toán", "nguyên"]
)  # fmt: skip


def canonical_title(text: str, kind: TitleKind = "position", organisation: str | None = None) -> str:
    """Return the normal form of a title.

    Args:
        text: the title as printed.
        kind: what is told of it. "Quyền" is the kind "acting" itself and left out; "phụ trách" stays with a deputy who
            is in charge ("Phó Giám đốc phụ trách"): without it the post would be another one.
        organisation: the full name of the body it is held in, ``None`` where none is known.

    Returns:
        "Phó Bí thư Thường trực" for "PBT TT Thị ủy"; NFC, never empty for a text with words in it. What stands after
        the longest title there is is not looked at.
    """
    text = text[:LONGEST]
    form, settled = _without_body(text, kind)
    return form if settled else _with_body(text, kind, organisation)


class _Form(NamedTuple):
    """A normal form, and whether it is the same whatever body the title is held in."""

    words: str
    settled: bool = True


@lru_cache(maxsize=8192)
def _without_body(text: str, kind: TitleKind) -> _Form:
    """Return what a title is by its own words: "Chủ tịch UBND phường" is read once for all wards."""
    return _form(text, kind, None)


@lru_cache(maxsize=8192)
def _with_body(text: str, kind: TitleKind, organisation: str | None) -> str:
    form = _form(text, kind, organisation).words
    for _ in range(_MOST_STEPS):
        # Words that are no title at all may still be shortened: a normal form has to be its own.
        again = _form(form, kind, organisation).words
        if again == form:
            break
        form = again
    return form


def _form(text: str, kind: TitleKind, organisation: str | None) -> _Form:
    text = collapse(nfc(text))
    tokens = tokenise(text)
    if not len(tokens):
        return _Form(text)
    rank = rank_in_full(tokens)
    if rank is not None:
        return _Form(rank)
    at = _after_leads(tokens)
    member = _committee_rank(tokens, at, organisation)
    post, at = (member.words, member.end) if member is not None else _post(tokens, at)
    if not post:
        return _Form(_unknown(tokens, at, text, organisation), settled=False)
    parts = [post]
    at = _modifiers(tokens, at, kind, parts)
    at = _dual(tokens, at, kind, parts)
    settled = member is None or member.settled
    if not post.startswith(_HEADS_OF_BODIES) and at < len(tokens) and not _goes_on(tokens, at, _NO_WORDS, first=True):
        parts += _own_words(tokens, at, organisation)
        settled = False
    late = _late_modifier(tokens, at)
    if late is not None and late not in parts:
        parts.append(late)
    return _Form(collapse(" ".join(parts)), settled)


def _after_leads(tokens: Tokens) -> int:
    at, last = 0, len(tokens)
    while at < last:
        found = LEADS.match(tokens, at, last)
        if found is None and tokens.keys[at] not in {"-", ".", ",", ":", "("}:
            break
        at = found[0] if found else at + 1
    return at if at < last else 0


class _Member(NamedTuple):
    """The member of a committee that a title names, where its words end, whether they name the committee too."""

    words: str
    end: int
    settled: bool


def _committee_rank(tokens: Tokens, at: int, organisation: str | None) -> _Member | None:
    """Return the member of a party committee that a title names, called after the committee."""
    found = RANKS.match(tokens, at, len(tokens))
    if found is None:
        return None
    end, member = found
    if end < len(tokens) and tokens.keys[end] in _UNIONS:
        return None  # "Ủy viên Ban Chấp hành Trung ương Đoàn"
    heads = OF_THE_COMMITTEE.get(" ".join(tokens.keys[at:end]))
    if heads is None:
        return _Member(member, end, settled=True)
    if organisation is not None and organisation.startswith(heads):
        member = member_of(organisation) or member
    return _Member(member, end, settled=False)


def _post(tokens: Tokens, at: int) -> tuple[str, int]:
    """Return the post at ``at`` and where it ends; an empty text where the words are no post that is known."""
    found = POSTS.match(tokens, at, len(tokens))
    if found is not None and found[1] != "Ủy viên":
        return found[1], found[0]
    # "Ủy viên" begins a dozen posts, which may be misspelt behind it.
    misspelt = misspelt_post(tokens.keys[at : at + LONGEST_POST])
    if misspelt is not None and (found is None or at + misspelt[1] > found[0]):
        return misspelt[0], at + misspelt[1]
    if found is not None:
        return found[1], found[0]
    charge = CHARGES.match(tokens, at, len(tokens))
    return ("Phụ trách", charge[0]) if charge is not None else ("", at)


def _modifiers(tokens: Tokens, at: int, kind: TitleKind, parts: list[str]) -> int:
    """Add the modifiers that follow a post ("Thường trực", "chuyên trách") and return where they end."""
    while (found := _modifier(tokens, at)) is not None:
        at, modifier = found
        if modifier in _CHARGE and kind != "acting":
            return len(tokens)  # a share of work, not the charge of the body: "Phó Chủ tịch phụ trách văn xã"
        if modifier and modifier not in parts:
            parts.append(modifier)
    return at


def _modifier(tokens: Tokens, at: int) -> tuple[int, str] | None:
    found = MODIFIERS.match(tokens, at, len(tokens))
    if found is not None:
        return found
    meant = misspelt_modifier(tokens.keys[at : at + 2])
    return (at + 2, meant) if meant is not None else None


def _dual(tokens: Tokens, at: int, kind: TitleKind, parts: list[str]) -> int:
    """Add the second post of a dual one ("Phó Chỉ huy trưởng - Tham mưu trưởng", "Bí thư kiêm Chủ tịch")."""
    while at + 1 < len(tokens) and (join := _JOINS.get(tokens.keys[at])) is not None:
        found = POSTS.match(tokens, at + 1, len(tokens))
        if found is None:
            break
        parts += [join.strip(), found[1]]
        at = _modifiers(tokens, found[0], kind, parts)
    return at


def _own_words(tokens: Tokens, at: int, organisation: str | None) -> list[str]:
    """Return the words after a post that are neither its organisation's nor of a term: its field of work.

    "Phó Đồn trưởng Nghiệp vụ Đồn Biên phòng", "Tham tán Giáo dục Đại sứ quán Lào".
    """
    known = _words_of(organisation) if organisation else frozenset()
    end = at
    while end < len(tokens) and not _goes_on(tokens, end, known, first=end == at):
        end += 1
    if not 0 < end - at <= _MOST_KEPT or (end == len(tokens) and organisation is None):
        return []
    words = tokens.printed(at, end)
    return [words[0].upper() + words[1:]]


@lru_cache(maxsize=8192)
def _words_of(organisation: str) -> frozenset[str]:
    return frozenset(tokenise(organisation).keys)


def _goes_on(tokens: Tokens, index: int, known: frozenset[str], *, first: bool) -> bool:
    """Tell whether the organisation, a unit, a term or a mark begins at ``index``.

    A body's noun in small letters is one at the beginning only: "Nghiệp vụ" holds no "Vụ".
    """
    end = len(tokens)
    return (
        tokens.keys[index] in known
        or tokens.shapes[index] in {Shape.MARK, Shape.DIGIT}
        or TERMS.match(tokens, index, end) is not None
        or ((first or tokens.shapes[index] != Shape.LOWER) and _BODY_WORDS.match(tokens, index, end) is not None)
        or FULL.match(tokens, index, end) is not None
    )


def _late_modifier(tokens: Tokens, at: int) -> str | None:
    """Return a modifier printed after the organisation: "Phó Trưởng đoàn ĐBQH tỉnh chuyên trách"."""
    for index, end, modifier in MODIFIERS.everywhere(tokens, at + 1, len(tokens)):
        if end - index > 1:
            late = end == len(tokens) or TERMS.match(tokens, end, len(tokens)) is not None
            return modifier if late and modifier in _LATE else None
    return None


def _unknown(tokens: Tokens, at: int, text: str, organisation: str | None) -> str:
    """Return the words of a post that no table knows, up to its organisation."""
    known = _words_of(organisation) if organisation else frozenset()
    end = at + 1
    while end < len(tokens) and not _goes_on(tokens, end, known, first=False):
        end += 1
    words = collapse(tokens.printed(at, end)) or text
    return words[:1].upper() + words[1:]
