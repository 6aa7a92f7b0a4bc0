"""Units: which administrative unit an elided "phường", "huyện ủy", "tỉnh" of an article means.

In this order: what the portal's description says, what the page's host spells, what the text names most.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.extract.officials import names
from scraper.extract.officials.tokens import Shape
from scraper.vietnamese import collapse, fold, fold_tone, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.document import Context
    from scraper.extract.officials.tokens import Tokens

COMMUNE, DISTRICT, PROVINCE = "commune", "district", "province"
LEVELS = {
    "xã": COMMUNE, "phường": COMMUNE, "thị trấn": COMMUNE, "đặc khu": COMMUNE,
    "huyện": DISTRICT, "quận": DISTRICT, "thị xã": DISTRICT, "thành phố": DISTRICT, "tỉnh": PROVINCE,
}  # fmt: skip
# The units of first level: the 63 until 30 June 2025, which the 34 since then are drawn from.
_PROVINCES = (
    "An Giang,Bà Rịa - Vũng Tàu,Bạc Liêu,Bắc Giang,Bắc Kạn,Bắc Ninh,Bến Tre,Bình Dương,Bình Định,Bình Phước,Bình Thuận,"
    "Cà Mau,Cao Bằng,Đắk Lắk,Đắk Nông,Điện Biên,Đồng Nai,Đồng Tháp,Gia Lai,Hà Giang,Hà Nam,Hà Tĩnh,Hải Dương,Hậu Giang,"
    "Hòa Bình,Hưng Yên,Khánh Hòa,Kiên Giang,Kon Tum,Lai Châu,Lạng Sơn,Lào Cai,Lâm Đồng,Long An,Nam Định,Nghệ An,Ninh Bình,"
    "Ninh Thuận,Phú Thọ,Phú Yên,Quảng Bình,Quảng Nam,Quảng Ngãi,Quảng Ninh,Quảng Trị,Sóc Trăng,Sơn La,Tây Ninh,Thái Bình,"
    "Thái Nguyên,Thanh Hóa,Thừa Thiên Huế,Tiền Giang,Trà Vinh,Tuyên Quang,Vĩnh Long,Vĩnh Phúc,Yên Bái"
).split(",")
_CENTRAL_CITIES = ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh", "Huế")
_PROVINCE_BY_LABEL = {fold(name).replace(" ", "").replace("-", ""): f"tỉnh {name}" for name in _PROVINCES} | {
    fold(name).replace(" ", ""): f"thành phố {name}" for name in _CENTRAL_CITIES
}
_PROVINCE_BY_LABEL |= {"brvt": "tỉnh Bà Rịa - Vũng Tàu", "baria-vungtau": "tỉnh Bà Rịa - Vũng Tàu",
                       "daklak": "tỉnh Đắk Lắk", "daknong": "tỉnh Đắk Nông", "tphcm": "thành phố Hồ Chí Minh",
                       "hochiminhcity": "thành phố Hồ Chí Minh", "thuathienhue": "tỉnh Thừa Thiên Huế"}  # fmt: skip
_SAFE_LABEL = 6  # letters: a shorter name turns up inside other words
_LABEL_PREFIXES = ("phuong", "xa", "thitran", "tt", "huyen", "quan", "thixa", "tx", "thanhpho", "tp", "hdnd", "ubnd", "dang",
                   "hdndtinh", "tinh", "thanhuy", "tinhuy", "huyenuy", "dangbo", "bao", "congan", "mttq", "p")  # fmt: skip
_CAPITAL = "[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
_NAME = rf"(?:{_CAPITAL}[^\W\d_]{{0,11}}|\d{{1,2}})(?:[ \u00a0]{{1,2}}{_CAPITAL}[^\W\d_]{{0,11}}){{0,4}}"
_UNIT = re.compile(
    rf"\b([Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|TP\.?|[Tt]ỉnh|"
    rf"[Tt]ỉnh [uU][ỷy]|[Tt]hành [uU][ỷy]|[Hh]uyện [uU][ỷy]|[Tt]hị [uU][ỷy]|[Qq]uận [uU][ỷy])\s{{1,3}}({_NAME})"
)
COMMITTEE_OF = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "thị xã": "Thị ủy", "huyện": "Huyện ủy", "quận": "Quận ủy"}
_LEVEL_OF_COMMITTEE = {"tỉnh": "tỉnh", "thành": "thành phố", "thị": "thị xã", "huyện": "huyện", "quận": "quận"}
_BEGINNING = 600  # characters: title and lead
_NOT_IN_PLACES = frozenset(
    "ủy khóa lần nhiệm đại hội nghị kỳ họp làm việc đi chúc thăm tổ chức và với trong tại đoàn bí chủ trưởng ban đảng hđnd "
    "ubnd công an quân đội phó ông bà đồng ngày sáng chiều cùng đã khai mạc triển tiếp phát về của các ban giám đốc chánh "
    "thi sơ kết lễ".split()
) - {"an", "kỳ", "đại", "hội", "thi", "việc", "chúc", "ban", "quân", "đồng", "sáng", "công", "phát", "bà"}
_BODY_ENDS = ("ubnd", "hđnd", "nhân dân", "mttq", "quốc", "việt nam", "công an", "quân sự", "hội", "chqs", "vn", "ủy")


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit: its noun in small letters ("thị xã") and its name ("Kỳ Anh")."""

    noun: str
    name: str

    @property
    def level(self) -> str:
        """The level; a city is on the district level unless it is one under central government."""
        if self.noun == "thành phố" and self.name in _CENTRAL_CITIES:
            return PROVINCE
        return LEVELS[self.noun]

    def __str__(self) -> str:
        return f"{self.noun} {self.name}"


@dataclass(slots=True)
class Units:
    """What is known of the units of one article.

    ``host`` is the publishing unit; ``by_level`` the unit each level means where it is elided; ``names`` folded names
    of every unit that was met.
    """

    host: Unit | None = None
    by_level: dict[str, Unit] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    nouns: dict[str, Unit] = field(default_factory=dict)

    def for_noun(self, noun: str) -> Unit | None:
        """Return the unit that "phường", "huyện" ... alone means in the article."""
        if noun in self.nouns:
            return self.nouns[noun]
        level = LEVELS.get(noun)
        unit = self.by_level.get(level) if level else None
        if noun == "thành phố" and unit is None:
            province = self.by_level.get(PROVINCE)
            return province if province is not None and province.noun == noun else None
        return unit if unit is not None and (unit.noun == noun or noun == "tỉnh") else None


def parse_unit(text: str | None) -> Unit | None:
    """Return the unit that a description names ("thị xã Kỳ Anh"); ``None`` where it begins with no unit's noun."""
    words = collapse(nfc(text or ""))
    lowered = fold_tone(words)
    for noun in sorted(LEVELS, key=len, reverse=True):
        if lowered.startswith(noun + " "):
            return Unit(noun, words[len(noun) + 1 :])
    return None


def find_units(texts: Iterable[str], context: Context, tokens: Sequence[Tokens]) -> Units:
    """Return the units of an article.

    Args:
        texts: the fields' texts, NFC.
        context: what the portal's description, the address and the page's furniture tell.
        tokens: the same fields as tokens, for names that the host spells without a noun before them.
    """
    counts = _named(texts)
    # The page around the article names its publisher, but also others: it counts less than the article.
    for unit, count in _named([context.furniture[:20_000]]).items():
        counts[unit] += count * 0.5
    units = Units(names={fold_tone(unit.name) for unit in counts})
    labels = _labels(context.url)
    described = parse_unit(context.unit)
    province = parse_unit(context.province) or _province_of(labels)
    for unit, _count in counts.most_common():
        units.nouns.setdefault(unit.noun, unit)
        units.by_level.setdefault(unit.level, unit)
    hosted = described or _spelt_by_host(labels, counts, tokens)
    for unit in filter(None, (province, hosted)):
        units.by_level[unit.level] = unit
        units.nouns[unit.noun] = unit
        units.names.add(fold_tone(unit.name))
    units.host = hosted or _likeliest_host(counts, units, province)
    return units


def _named(texts: Iterable[str]) -> Counter[Unit]:
    """Count the units named in texts; what stands in the first lines counts twice."""
    counts: Counter[Unit] = Counter()
    for text in texts:
        for match in _UNIT.finditer(text):
            noun = fold_tone(match.group(1)).rstrip(".")
            if noun.endswith("ủy"):
                noun = _LEVEL_OF_COMMITTEE[noun.split()[0]]
            noun = "thành phố" if noun == "tp" else noun
            name = _place_name(collapse(match.group(2)))
            if name and not (_person_like(name) and _in_title(text, match.start())):
                counts[Unit(noun, name)] += 2 if match.start() < _BEGINNING else 1
    return _trimmed(counts)


def _place_name(name: str) -> str | None:
    """Return the words of a run of capitals that can be a place's name, ``None`` where there are none."""
    words = name.split()
    for index, word in enumerate(words):
        if fold_tone(word) in _NOT_IN_PLACES:
            words = words[:index]
            break
    return " ".join(words) or None


def _trimmed(counts: Counter[Unit]) -> Counter[Unit]:
    """Count a longer run as the unit it begins with, where that one is named by itself (headlines in Title Case)."""
    trimmed: Counter[Unit] = Counter()
    for unit, count in counts.items():
        shorter = [
            other
            for other in counts
            if other.noun == unit.noun and unit.name.startswith(f"{other.name} ") and counts[other] >= count
        ]
        trimmed[min(shorter, key=lambda other: len(other.name)) if shorter else unit] += count
    return trimmed


def _person_like(name: str) -> bool:
    """Tell whether a run of capitals may be a person's name."""
    words = fold_tone(name).split()
    return (
        len(words) >= 2
        and words[0] in names.FAMILY_NAMES
        and (words[0] in names.FIRM_FAMILY_NAMES or (len(words) >= 3 and words[1] in names.MIDDLE_NAMES))
    )


def _in_title(text: str, at: int) -> bool:
    """Tell whether the unit's noun at ``at`` ends a body's name, so that a person's name may follow it."""
    before = fold_tone(text[max(0, at - 14) : at]).rstrip()
    return before.endswith(_BODY_ENDS) or fold_tone(text[at : at + 9]).rstrip().endswith(("ủy", "uỷ"))


def _labels(url: str) -> list[str]:
    host = (urlsplit(url).hostname or "") if "//" in url else url.split("/")[0]
    labels = [
        label for label in host.split(".") if label not in {"www", "gov", "vn", "com", "sub", "edu", "dcs", "org"}
    ]
    path = urlsplit(url).path.split("/")[1:2] if "//" in url else []
    return labels + [segment.lower() for segment in path if segment.isalpha()]


def _province_of(labels: Sequence[str]) -> Unit | None:
    """Return the province that the host spells: a label of its own, or inside one ("baogialai", "nghean24h")."""
    for label in reversed(labels):
        bare = label.replace("-", "")
        for candidate in _stripped(bare):
            if candidate in _PROVINCE_BY_LABEL:
                return parse_unit(_PROVINCE_BY_LABEL[candidate])
    for label in reversed(labels):
        inside = [key for key in _PROVINCE_BY_LABEL if len(key) >= _SAFE_LABEL and key in label.replace("-", "")]
        if inside:
            return parse_unit(_PROVINCE_BY_LABEL[max(inside, key=len)])
    return None


def _stripped(label: str) -> list[str]:
    return [label] + [
        label[len(prefix) :] for prefix in _LABEL_PREFIXES if label.startswith(prefix) and len(label) - len(prefix) > 3
    ]


def _spelt_by_host(labels: Sequence[str], counts: Counter[Unit], tokens: Sequence[Tokens]) -> Unit | None:
    """Return the unit whose name the host spells without marks ("xuanbinh" for "phường Xuân Bình")."""
    for label in labels:
        spellings = set(_stripped(label.replace("-", "")))
        spelt = [unit for unit in counts if fold(unit.name).replace(" ", "") in spellings and unit.level != PROVINCE]
        if spelt:
            return max(spelt, key=lambda unit: counts[unit])
    nouns = [noun for noun in ("huyện", "thị xã", "quận", "thành phố", "phường", "xã") if _speaks_of(noun, tokens)]
    if not nouns or not labels:
        return None
    name = _name_spelt(set(_stripped(labels[0].replace("-", ""))), tokens)
    return Unit(nouns[0], name) if name else None


def _speaks_of(noun: str, tokens: Sequence[Tokens]) -> bool:
    words = noun.split()
    committee = _committee_words(noun)
    for field_tokens in tokens:
        keys = field_tokens.keys
        for index in range(len(keys) - 1):
            if (
                keys[index : index + len(words)] == words
                and len(words) == 1
                and keys[index - 1] in {"ubnd", "hđnd", "dân"}
            ):
                return True
            if keys[index] == words[0] and keys[index : index + 2] in (
                committee,
                words if len(words) == 2 else committee,
            ):
                return True
    return False


def _committee_words(noun: str) -> list[str]:
    return fold_tone(COMMITTEE_OF.get(noun, f"{noun} ủy")).split()


def _name_spelt(spellings: set[str], tokens: Sequence[Tokens]) -> str | None:
    for field_tokens in tokens:
        shapes = field_tokens.shapes
        for index, shape in enumerate(shapes):
            if shape is not Shape.CAPITAL:
                continue
            spelling = ""
            for end in range(index, min(index + 4, len(shapes))):
                if shapes[end] is not Shape.CAPITAL:
                    break
                spelling += fold(field_tokens.keys[end])
                if spelling in spellings:
                    return field_tokens.printed(index, end + 1)
    return None


def _likeliest_host(counts: Counter[Unit], units: Units, province: Unit | None) -> Unit | None:
    named = [unit for unit, count in counts.most_common() if count > 0]
    return named[0] if named else province
