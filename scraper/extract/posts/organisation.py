"""Organisation: the full name of a body, one for all spellings of it.

"UBND phường Sông Trí" and "Ủy ban nhân dân phường Sông Trí" are one body, so are "Đảng bộ thị xã Kỳ Anh", "BTV Thị ủy
Kỳ Anh" and "Thị ủy Kỳ Anh": a post in the standing committee is a post in the committee, and what the post is in it
stands in the title. What a record prints stays as it is; this is what records are grouped by.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import phrase_set, word_set
from scraper.extract.officials.text.tokens import Shape, tokenise
from scraper.extract.officials.units.unit import COMMITTEE_OF, LEVELS, NOUN_OF_COMMITTEE, Unit, parse_unit
from scraper.extract.posts.spellings import FULL, KEPT, LONGEST, YOUTH
from scraper.vietnamese import collapse, fold_tone, nfc

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

# Parts of a body that speak for it: members of the standing committee are members of the committee.
_ORGANS = frozenset({"ban thường vụ", "ban chấp hành", "thường trực"})
_HAVE_ORGANS = word_set("đảng chi tỉnh thành thị huyện quận hội đoàn liên công ủy")
_YOUTH_OF = {"tỉnh": "tỉnh", "thành": "thành phố", "thị": "thị xã", "huyện": "huyện", "quận": "quận", "xã": "xã"}
# Bodies that every unit has one of: printed without a unit, they are those of the title's.
_EACH_UNIT_HAS = phrase_set(
    ["hội đồng nhân dân", "ủy ban nhân dân", "ủy ban mặt trận tổ quốc việt nam", "đảng ủy", "công an", "thanh tra",
     "hội liên hiệp phụ nữ", "hội cựu chiến binh", "hội nông dân", "đoàn thanh niên cộng sản hồ chí minh",
     "ban chỉ huy quân sự", "bộ chỉ huy quân sự", "tòa án nhân dân", "viện kiểm sát nhân dân", "ủy ban bầu cử"]
)  # fmt: skip
# The first words of units and hamlets, which stand in small letters at the beginning too ("thôn Nậm Sò").
_BEGIN_UNITS = word_set(
    "tỉnh huyện quận xã phường thị thành đặc thôn bản ấp khu khóm buôn làng xóm tổ khối bon plei phố"
)
_MOST_STEPS = 4
_JOINERS = word_set('và & - , . / ( ) – — " “ ”')


def full_organisation(name: str | None, unit: str | None = None) -> str | None:
    """Return the full name of a body with its unit, in the words that all spellings of it share.

    Args:
        name: the body as a record has it ("UBND phường", "BCH Quân sự huyện Sầm Tớ").
        unit: the administrative unit that the title belongs to ("phường Sông Trí"), for a name that leaves it out.

    Returns:
        "Ủy ban nhân dân phường Sông Trí", "Ban Chỉ huy Quân sự huyện Sầm Tớ"; ``None`` where there is no body. A text
        too long for a name is returned as it is.
    """
    name = collapse(nfc(name or ""))
    if len(name) > LONGEST:
        return name
    return _full(name, unit) if name else None


def organisation_key(name: str | None) -> str:
    """Return what two spellings of a body's name have in common, for comparing: folded full words without marks.

    "Phòng Tài chính - Kế hoạch" and "Phòng Tài chính và Kế hoạch" are one. An empty text where there is no body.
    """
    full = full_organisation(name)
    return _key(full[:LONGEST]) if full else ""


@lru_cache(maxsize=8192)
def _key(full: str) -> str:
    return " ".join(key for key in tokenise(full).keys if key not in _JOINERS)


@lru_cache(maxsize=8192)
def _full(name: str, unit: str | None) -> str:
    place = parse_unit(unit)
    head = before_name(name, place)
    if head is None or place is None:
        full = _body(name)
        full = _with_unit(full, place) if place is not None else full
    else:
        full = f"{_body(head)} {place.name}"
    full = _without_noun_twice(full).replace("Thành ủy Hồ Chí Minh", "Thành ủy thành phố Hồ Chí Minh")
    return full.replace("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh")


@lru_cache(maxsize=8192)
def _body(name: str) -> str:
    """Return a body's name in full words, by its own words alone."""
    for _ in range(_MOST_STEPS):
        # Words that stand together by chance may read as another body once they are spelt out: a full name is its own.
        full = _border_guard(_youth_union(_committee_of_party(_without_organ(spelt_out(name)))))
        if full == name:
            break
        name = full
    return name


def before_name(name: str, unit: Unit | None) -> str | None:
    """Return what stands before a unit's name at the end of a body's ("UBND phường"), ``None`` where it is not there.

    The bodies of all units of a kind share these words: what is worked out of them is worked out once. A number is no
    name that says enough ("Phòng Nghiệp vụ 3" of the "phường 3").
    """
    if unit is None or unit.name.isdigit() or not name.endswith(f" {unit.name}"):
        return None
    return name[: -len(unit.name) - 1] or None


def spelt_out(name: str) -> str:
    """Return a name with every abbreviation of :mod:`spellings` in full words, units' nouns in small letters."""
    tokens = tokenise(collapse(nfc(name)))
    parts: list[str] = []
    index, last = 0, len(tokens)
    while index < last:
        found = FULL.match(tokens, index, last)
        if found is None or found[1] is KEPT:
            following = found[0] if found else index + 1
            printed = tokens.printed(index, following)
        else:
            following = found[0]
            printed = _noun(tokens, found[1], following) if found[1] in LEVELS else found[1]
        if parts and not (tokens.glued(index) and _sticks(tokens, index, parts[-1])):
            parts.append(" ")
        parts.append(printed)
        index = following
    text = collapse("".join(parts)).replace("–", "-")
    return text[:1].upper() + text[1:] if text[:1].islower() and not _begins_with_unit(text) else text


def _noun(tokens: Tokens, noun: str, following: int) -> str:
    """Return a unit's noun: in small letters, but "Quận 15" and "Phường 29" are names as a whole."""
    numbered = following < len(tokens) and tokens.shapes[following] == Shape.DIGIT
    return noun.capitalize() if numbered else noun


def _sticks(tokens: Tokens, index: int, before: str) -> bool:
    """Tell whether a token printed without a space before it stays so: "phòng, chống", "Sa-vẳn", not "KH&ĐT"."""
    return (
        before != "và"
        and tokens.keys[index] not in {"&"}
        and not (before and before[-1].islower() and (tokens.shapes[index] == Shape.CAPS))
    )


def _begins_with_unit(text: str) -> bool:
    return text.split(" ", 1)[0] in _BEGIN_UNITS


def _without_organ(name: str) -> str:
    """Name the body, not its organ: "Ban Thường vụ Thị ủy Kỳ Anh" gives "Thị ủy Kỳ Anh"."""
    words = name.split()
    for length in (3, 2):
        rest = words[length:]
        if " ".join(words[:length]).lower() in _ORGANS and rest:
            second = rest[0].lower()
            if second in _HAVE_ORGANS or fold_tone(" ".join(rest[:3])) in {"trung ương hội", "trung ương đoàn"}:
                return " ".join(rest)
    return name


def _committee_of_party(name: str) -> str:
    """Name the committee: a post of the "Đảng bộ thị xã Kỳ Anh" is held in the "Thị ủy Kỳ Anh"."""
    head, _, rest = name.partition(" bộ ")
    if head != "Đảng" or not rest:
        return "Đảng ủy" if name == "Đảng bộ" else name
    for noun, committee in COMMITTEE_OF.items():
        if rest == noun or rest.startswith(noun + " "):
            return f"{committee}{rest[len(noun) :]}"
    return f"Đảng ủy {rest}"


def _youth_union(name: str) -> str:
    """Name the youth union in full, in a longer name too: "Tỉnh đoàn Nghệ An", "Đoàn xã Kỳ Hoa", "Huyện đoàn"."""
    words = name.split()
    folded = [word.lower() for word in words]
    for index, word in enumerate(folded):
        if word == "đoàn" and index and folded[index - 1] in _YOUTH_OF:
            before = words[: index - 1]
            return " ".join([*before, YOUTH, _YOUTH_OF[folded[index - 1]], *words[index + 1 :]])
    if folded[:1] == ["đoàn"] and len(words) > 1 and (folded[1] in LEVELS or " ".join(folded[1:3]) in LEVELS):
        return " ".join([YOUTH, *words[1:]])
    if name in {"Trung ương Đoàn", "Đoàn"}:
        return name.replace("Đoàn", YOUTH)
    return name


def _border_guard(name: str) -> str:
    """Name the command of a province's border guard; without a province it is the force of the country."""
    guard = "Bộ đội Biên phòng "
    return f"Bộ Chỉ huy {name}" if name.startswith((guard + "tỉnh", guard + "thành phố")) else name


def _without_noun_twice(name: str) -> str:
    """Leave out what is said twice: "Thị ủy thị xã Kỳ Anh", "Thành ủy TP Đồng Hới", "UBKT Đảng ủy Đảng ủy".

    "Thành ủy Thành phố Hồ Chí Minh" keeps it: without the noun the name is a person's.
    """
    name = name.replace("Đảng ủy Đảng ủy", "Đảng ủy")
    for noun, committee in COMMITTEE_OF.items():
        at = name.find(f"{committee} {noun} ")
        if at >= 0 and not name.endswith(" Hồ Chí Minh"):
            end = at + len(committee)
            return name[:end] + name[end + len(noun) + 1 :]
    return name


def _with_unit(name: str, unit: Unit) -> str:
    """Return a name that leaves its unit out ("Thị ủy", "UBND phường", "Công an") with the title's unit."""
    if name.endswith(f" {unit.name}"):
        return name
    for noun, head in NOUN_OF_COMMITTEE.items():
        if name.endswith((f"{noun} ủy", f"{noun.capitalize()} ủy")):
            return f"{name} {_after_committee(unit)}" if unit.noun == head else name
    if name == unit.noun or name.endswith(f" {unit.noun}"):
        return f"{name.removesuffix(unit.noun)}{_noun_before_name(unit)} {unit.name}"
    tokens = tokenise(name)
    found = _EACH_UNIT_HAS.match(tokens, 0, len(tokens))
    if not found or found[0] != len(tokens):
        return name
    return f"{name} {_noun_before_name(unit)} {unit.name}"


def _noun_before_name(unit: Unit) -> str:
    return unit.noun.capitalize() if unit.name.isdigit() else unit.noun


def _after_committee(unit: Unit) -> str:
    """Return what follows "Quận ủy": the unit's name; a number keeps the noun ("Quận ủy Quận 15"), Hồ Chí Minh too."""
    return f"{unit.noun.capitalize()} {unit.name}" if unit.name.isdigit() or unit.name == "Hồ Chí Minh" else unit.name
