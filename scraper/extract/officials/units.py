"""Units: which administrative unit an elided "phường", "huyện ủy", "tỉnh" of an article means.

In this order: what the portal's description says, what the page's host spells, what the text names most.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.extract.officials import gazetteer, names
from scraper.extract.officials.gazetteer import CENTRAL_CITIES, PROVINCE_NAMES, spelling
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
_DEPARTMENTS = ("so", "ubkt", "bantuyengiao", "bandanvan", "bantochuc", "bannoichinh", "congan", "hdnd", "daibieu", "tinh",
                "truongchinhtri", "mttq", "phunu", "hoinongdan", "cchc", "bao")  # fmt: skip
_FURNITURE = 20_000  # characters
_SAFE_LABEL = 6  # letters: a shorter name turns up inside other words
_LABEL_SUFFIXES = ("tv", "online", "news", "portal", "city", "gov")
_UNIT_SEGMENTS = ("tx-", "tp-", "xa-", "phuong-", "huyen-", "thi-xa-", "thi-tran-", "quan-", "thanh-pho-")
_LABEL_PREFIXES = ("phuong", "xa", "thitran", "tt", "huyen", "quan", "thixa", "tx", "thanhpho", "tp", "hdnd", "ubnd", "dang",
                   "hdndtinh", "tinh", "thanhuy", "tinhuy", "huyenuy", "dangbo", "bao", "congan", "mttq", "p")  # fmt: skip
_CAPITAL = "[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
_NAME = rf"(?:{_CAPITAL}[^\W\d_]{{0,11}}|\d{{1,2}})(?:[ \u00a0]{{1,2}}{_CAPITAL}[^\W\d_]{{0,11}}){{0,4}}"
_UNIT = re.compile(
    rf"\b([Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|TP\.?|[Tt]ỉnh|"
    rf"[Tt]ỉnh [uUủỦ][ỷyỶY]|[Tt]hành [uUủỦ][ỷyỶY]|[Hh]uyện [uUủỦ][ỷyỶY]|[Tt]hị [uUủỦ][ỷyỶY]|[Qq]uận [uUủỦ][ỷyỶY])\s{{1,3}}({_NAME})"
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
        if self.noun == "thành phố" and self.name in CENTRAL_CITIES:
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
    for unit, count in _named([context.furniture[:_FURNITURE]]).items():
        counts[unit] = counts.get(unit, 0) + count * 0.5
    units = Units(names={fold_tone(unit.name) for unit in counts} | PROVINCE_NAMES | gazetteer.district_names())
    labels = _labels(context.url)
    described = parse_unit(context.unit)
    province = parse_unit(context.province) or _province_of(labels)
    for unit, _count in sorted(counts.items(), key=lambda item: -item[1]):
        units.nouns.setdefault(unit.noun, unit)
        units.by_level.setdefault(unit.level, unit)
    spelt = None if described else _spelt_by_host(labels, counts, tokens) or _district_of(labels, province, tokens)
    province = province or _province_above(described or spelt, counts)
    # From the least to the most certain: what is set last stands.
    for known in (province, *_above(labels, counts, spelt, province), spelt, described):
        if known is not None:
            units.by_level[known.level] = known
            units.nouns[known.noun] = known
            units.names.add(fold_tone(known.name))
    units.host = described or spelt or _likeliest_host(labels, counts, province)
    return units


def _named(texts: Iterable[str]) -> dict[Unit, float]:
    """Count the units named in texts; what stands in the first lines counts twice."""
    counts: Counter[Unit] = Counter()
    doubtful: Counter[Unit] = Counter()
    for text in texts:
        for match in _UNIT.finditer(text):
            noun = fold_tone(match.group(1)).rstrip(".")
            if noun.endswith("ủy"):
                noun = _LEVEL_OF_COMMITTEE[noun.split()[0]]
            noun = "thành phố" if noun == "tp" else noun
            name = _place_name(noun, collapse(match.group(2)), in_title=_in_title(text, match.start()))
            if name is None:
                continue
            weight = 2 if match.start() < _BEGINNING else 1
            (doubtful if _person_like(name) else counts)[Unit(noun, name)] += weight
    # A ward may be named after somebody; a person's name follows a unit's noun once.
    counts.update({unit: count for unit, count in doubtful.items() if count > 2})
    return _trimmed(counts)


def _place_name(noun: str, name: str, *, in_title: bool) -> str | None:
    """Return the words of a run of capitals that can be a place's name, ``None`` where there are none."""
    words = name.split()
    if noun in {"tỉnh", "thành phố"}:
        for length in range(min(4, len(words)), 0, -1):
            if fold_tone(" ".join(words[:length])) in PROVINCE_NAMES:
                return " ".join(words[:length])
        if in_title and noun == "tỉnh" and fold_tone(words[0]) in names.FAMILY_NAMES:
            return None
    if len(words) == 1 and in_title and not words[0].isdigit():
        return None  # rather a verb with a capital: "UBND phường Báo cáo"
    for index, word in enumerate(words):
        if 0 < index <= len(words) - 3 and fold_tone(word) in names.FIRM_FAMILY_NAMES:
            words = words[:index]  # "phường Phú Xuân Nguyễn Việt Bằng"
            break
        if fold_tone(word) in _NOT_IN_PLACES or (len(word) > 1 and word.isupper()):
            words = words[:index]
            break
    if in_title and len(words) >= 3 and fold_tone(words[0]) in names.FAMILY_NAMES:
        return None
    return " ".join(words) or None


def _trimmed(counts: Counter[Unit]) -> dict[Unit, float]:
    """Count a longer run as the unit it begins with, where that one is named by itself (headlines in Title Case)."""
    trimmed: dict[Unit, float] = {}
    for unit, count in counts.items():
        shorter = [
            other
            for other in counts
            if other.noun == unit.noun and unit.name.startswith(f"{other.name} ") and counts[other] >= count
        ]
        kept = min(shorter, key=lambda other: len(other.name)) if shorter else unit
        trimmed[kept] = trimmed.get(kept, 0) + count
    return trimmed


def _person_like(name: str) -> bool:
    """Tell whether a run of capitals may be a person's name."""
    words = fold_tone(name).split()
    return len(words) >= 3 and (
        words[0] in names.FIRM_FAMILY_NAMES or (words[0] in names.FAMILY_NAMES and words[1] in names.MIDDLE_NAMES)
    )


def _in_title(text: str, at: int) -> bool:
    """Tell whether the unit's noun at ``at`` ends a body's name, so that a person's name may follow it."""
    before = fold_tone(text[max(0, at - 14) : at]).rstrip()
    return before.endswith(_BODY_ENDS) or fold_tone(text[at : at + 9]).split(maxsplit=1)[-1][:2] == "ủy"


def _labels(url: str) -> list[str]:
    host = (urlsplit(url).hostname or "") if "//" in url else url.split("/")[0]
    labels = [
        label for label in host.split(".") if label not in {"www", "gov", "vn", "com", "sub", "edu", "dcs", "org"}
    ]
    segments = [segment.lower() for segment in urlsplit(url).path.split("/")[1:4]] if "//" in url else []
    # Portals of many units on one host name the unit in the path: "/web/tx-tu-son", "/xuanbinh/".
    named = [segment for segment in segments if segment.startswith(_UNIT_SEGMENTS) and segment.count("-") <= 4]
    return named + labels + [segment for segment in segments[:1] if segment.isalpha()]


def _province_of(labels: Sequence[str]) -> Unit | None:
    """Return the province that the host spells: a label of its own, or inside one ("baogialai", "nghean24h")."""
    known = gazetteer.PROVINCES_BY_SPELLING
    for label in reversed(labels):
        for candidate in _stripped(spelling(label)):
            if candidate in known:
                return Unit(*known[candidate])
    for label in reversed(labels):
        inside = [key for key in known if len(key) >= _SAFE_LABEL and key in spelling(label)]
        if inside:
            return Unit(*known[max(inside, key=len)])
    return None


def _stripped(label: str) -> list[str]:
    """Return a label as it stands and without what often stands before or after a unit's name in it."""
    label = label.rstrip("0123456789")
    found = [label]
    for prefix in _LABEL_PREFIXES:
        if label.startswith(prefix) and len(label) - len(prefix) > 2:
            found.append(label[len(prefix) :])
    for suffix in _LABEL_SUFFIXES:
        if label.endswith(suffix) and len(label) - len(suffix) > 3:
            found.append(label[: -len(suffix)])
    return found


def _spelt_by_host(labels: Sequence[str], counts: dict[Unit, float], tokens: Sequence[Tokens]) -> Unit | None:
    """Return the unit whose name the host spells without marks ("xuanbinh" for "phường Xuân Bình")."""
    for label in labels:
        spellings = set(_stripped(spelling(label)))
        found = _counted(spellings, counts)
        if found is not None:
            return found
    for label in labels[:2]:
        found = _unit_spelt(set(_stripped(spelling(label))), tokens)
        if found is not None:
            return found
    return None


def _district_of(labels: Sequence[str], province: Unit | None, tokens: Sequence[Tokens]) -> Unit | None:
    """Return the district that the host spells and the text does not name; its noun is the text's, if it has one."""
    for label in labels[:2]:
        for candidate in _stripped(spelling(label)):
            found = gazetteer.district_spelt(candidate, province.name if province else None)
            if found is not None and candidate not in gazetteer.PROVINCES_BY_SPELLING:
                spoken = _noun_spoken_of(tokens)
                noun = spoken if spoken is not None and LEVELS[spoken] == DISTRICT else found.noun
                return Unit(noun, found.name)
    return None


def _province_above(host: Unit | None, counts: dict[Unit, float]) -> Unit | None:
    """Return the province of the host's district, or of the district that the article names most."""
    named = sorted((unit for unit in counts if unit.level == DISTRICT), key=lambda unit: -counts[unit])
    for unit in (host, *named[:1]):
        if unit is not None and unit.level == DISTRICT:
            above = gazetteer.province_of_district(unit.noun, unit.name)
            if above is not None:
                return Unit(*above)
    return None


def _counted(spellings: set[str], counts: dict[Unit, float]) -> Unit | None:
    spelt = [unit for unit in counts if fold(unit.name).replace(" ", "") in spellings and unit.level != PROVINCE]
    return max(spelt, key=lambda unit: counts[unit]) if spelt else None


def _above(labels: Sequence[str], counts: dict[Unit, float], host: Unit | None, province: Unit | None) -> list[Unit]:
    """Return the units above the host that its address spells too ("songiang.songhinh.phuyen")."""
    found = [_counted(set(_stripped(label)), counts) for label in labels[1:]]
    for label in labels[1:]:
        district = gazetteer.district_spelt(label, province.name if province else None)
        if district is not None and label not in gazetteer.PROVINCES_BY_SPELLING:
            found.append(Unit(district.noun, district.name))
    return [unit for unit in found if unit is not None and unit != host]


def _unit_spelt(spellings: set[str], tokens: Sequence[Tokens]) -> Unit | None:
    """Find the name the host spells in the text, and the unit's noun with it or the one the text speaks of most."""
    for field in tokens:
        for index, shape in enumerate(field.shapes):
            if shape is not Shape.CAPITAL and shape is not Shape.CAPS:
                continue
            end = _spelling_end(field, index, spellings)
            if end is None:
                continue
            name = field.printed(index, end)
            noun = _noun_before(field, index) or _noun_spoken_of(tokens)
            if noun is not None:
                return Unit(noun, name.title() if name.isupper() else name)
    return None


def _spelling_end(tokens: Tokens, start: int, spellings: set[str]) -> int | None:
    spelling = ""
    for end in range(start, min(start + 4, len(tokens))):
        if tokens.shapes[end] is not Shape.CAPITAL and tokens.shapes[end] is not Shape.CAPS:
            return None
        spelling += fold(tokens.keys[end])
        if spelling in spellings:
            return end + 1
    return None


def _noun_before(tokens: Tokens, at: int) -> str | None:
    for words in (2, 1):
        noun = " ".join(tokens.keys[max(0, at - words) : at])
        if noun in LEVELS:
            return noun
        if noun.endswith(" ủy") and noun.split()[0] in _LEVEL_OF_COMMITTEE:
            return _LEVEL_OF_COMMITTEE[noun.split()[0]]
    return None


def _noun_spoken_of(tokens: Sequence[Tokens]) -> str | None:
    """Return the noun that the article's bodies have most: "Huyện ủy", "UBND huyện" speak of a huyện."""
    spoken: Counter[str] = Counter()
    for field in tokens:
        keys = field.keys
        for index in range(1, len(keys)):
            if keys[index] == "ủy" and keys[index - 1] in _LEVEL_OF_COMMITTEE and keys[index - 1] != "tỉnh":
                spoken[_LEVEL_OF_COMMITTEE[keys[index - 1]]] += 1
            elif keys[index - 1] in {"ubnd", "hđnd", "dân"}:
                two = " ".join(keys[index : index + 2])
                noun = two if two in LEVELS else keys[index]
                if noun in LEVELS and noun != "tỉnh":
                    spoken[noun] += 1
    return spoken.most_common(1)[0][0] if spoken else None


def _likeliest_host(labels: Sequence[str], counts: dict[Unit, float], province: Unit | None) -> Unit | None:
    """Return who publishes where neither the description nor the host's spelling tells.

    A host that is a province's own or one of its departments' speaks for the province; else the unit named most does.
    """
    if province is not None and labels and _stands_for_province(labels[0]):
        return province
    named = sorted((unit for unit, count in counts.items() if count > 0), key=lambda unit: -counts[unit])
    return named[0] if named else province


def _stands_for_province(label: str) -> bool:
    bare = spelling(label)
    if any(candidate in gazetteer.PROVINCES_BY_SPELLING for candidate in _stripped(bare)):
        return True
    return bare.startswith(_DEPARTMENTS)
