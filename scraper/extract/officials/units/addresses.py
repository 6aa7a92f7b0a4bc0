"""Addresses: the units that a page's address spells ("xuanbinh.dongnai.gov.vn", "/web/tx-tu-son")."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units import gazetteer
from scraper.extract.officials.units.gazetteer import spelling
from scraper.extract.officials.units.spoken_nouns import noun_spoken_of, nouns_spoken_of, speaks_as_commune
from scraper.extract.officials.units.unit import COMMUNE, DISTRICT, LEVELS, NOUN_OF_COMMITTEE, PROVINCE, Unit
from scraper.extract.place_names import FAMILY_NAMES, NEVER_LATER
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.text.tokens import Tokens

_DEPARTMENTS = ("so", "ubkt", "bantuyengiao", "bandanvan", "bantochuc", "bannoichinh", "congan", "hdnd", "daibieu",
"tinh",
                "truongchinhtri", "mttq", "phunu", "hoinongdan", "cchc", "bao")  # fmt: skip
_CAPITALS = frozenset({Shape.CAPITAL, Shape.CAPS})
_LABELS_OF_UNITS = 2  # a commune's and its district's
_LONGEST_SYLLABLE = 7  # letters: "nghieng"
_SAFE_LABEL = 6  # letters: a shorter name turns up inside other words
_LABEL_SUFFIXES = ("tv", "online", "news", "portal", "city", "gov")
_UNIT_SEGMENTS = ("tx-", "tp-", "xa-", "phuong-", "huyen-", "thi-xa-", "thi-tran-", "quan-", "thanh-pho-")
_LABEL_PREFIXES = ("phuong", "xa", "thitran", "tt", "huyen", "quan", "thixa", "tx", "thanhpho", "tp", "hdnd", "ubnd",
"dang",
                   "hdndtinh", "tinh", "thanhuy", "tinhuy", "huyenuy", "dangbo", "bao", "congan", "mttq",
                   "p")  # fmt: skip


@lru_cache(maxsize=4096)
def labels_of(url: str) -> tuple[str, ...]:
    """Return the words of an address that may spell a unit: path of a unit on a shared host first, then the host."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = parts.hostname or ""
    except ValueError:  # no address at all
        return ()
    labels = [
        label for label in host.split(".") if label not in {"www", "gov", "vn", "com", "sub", "edu", "dcs", "org"}
    ]
    segments = [segment.lower() for segment in parts.path.split("/")[1:4]]
    # Portals of many units on one host name the unit in the path: "/web/tx-tu-son", "/xuanbinh/".
    named = [segment for segment in segments if segment.startswith(_UNIT_SEGMENTS) and segment.count("-") <= 4]
    # "/web/buonho/" on a province's host is a district's; "/web/trang-chu/" is none's, but spells no unit.
    inner = segments[1:2] if segments[:1] == ["web"] else segments[:1]
    return (*named, *labels, *(segment for segment in inner if segment.isalpha()))


@lru_cache(maxsize=4096)
def province_of(labels: tuple[str, ...]) -> Unit | None:
    """Return the province that the host spells: a label of its own, or inside one ("baogialai", "nghean24h")."""
    known = gazetteer.provinces_by_spelling()
    for label in reversed(labels):
        for candidate in _stripped(spelling(label)):
            if candidate in known:
                return Unit(*known[candidate])
    for label in reversed(labels):
        whole = spelling(label)
        inside = [key for key in known if len(key) >= _SAFE_LABEL and key in whole]
        if inside:
            return Unit(*known[max(inside, key=len)])
    return None


@lru_cache(maxsize=1024)
def _stripped(label: str) -> tuple[str, ...]:
    """Return a label as it stands and without what often stands before or after a unit's name in it."""
    label = label.rstrip("0123456789")
    found = [label]
    starts = [prefix for prefix in _LABEL_PREFIXES if label.startswith(prefix) and len(label) - len(prefix) > 2]
    ends = [suffix for suffix in _LABEL_SUFFIXES if label.endswith(suffix) and len(label) - len(suffix) > 3]
    found += [label[len(prefix) :] for prefix in starts]
    found += [label[: -len(suffix)] for suffix in ends]
    return tuple(found)


def spelt_by_host(labels: Sequence[str], counts: dict[Unit, float], tokens: Sequence[Tokens]) -> Unit | None:
    """Return the unit whose name the host spells without marks ("xuanbinh" for "phường Xuân Bình").

    The lowest label speaks first: of "binhphu.cailay" the commune, even where the text names the district more.
    """
    capitals: list[_Capitals] = []
    for index, label in enumerate(labels):
        spellings = set(_stripped(spelling(label)))
        found = _counted(spellings, counts)
        if found is None and index < _LABELS_OF_UNITS and not _stands_apart(label):
            capitals = capitals or [_capitals_of(field) for field in tokens]
            found = _unit_spelt(spellings, counts, tokens, capitals)
        if found is not None:
            return found
    return None


def district_of(labels: Sequence[str], province: Unit | None, tokens: Sequence[Tokens]) -> Unit | None:
    """Return the district that the host spells and the text does not name; its noun is the text's, if it has one."""
    for label in labels[:2]:
        for candidate in _stripped(spelling(label)):
            found = gazetteer.district_spelt(candidate, province.name if province else None)
            if found is not None and candidate not in gazetteer.provinces_by_spelling():
                return Unit(_noun_of_district(found, tokens), found.name)
    return None


def _noun_of_district(found: gazetteer.District, tokens: Sequence[Tokens]) -> str:
    """Return the noun that the text has for a district: its rank may have been another one then."""
    spoken = nouns_spoken_of(tokens)
    if found.province[0] == "thành phố":
        spoken.pop("thành phố", None)  # the city's above
    others = [noun for noun, _ in spoken.most_common() if LEVELS[noun] == DISTRICT]
    return found.noun if found.noun in spoken or not others else others[0]


# What an address puts before a commune's name, and the noun it means.
_COMMUNE_PREFIXES = {
    "phuong": "phường", "thitran": "thị trấn", "dackhu": "đặc khu", "xa": "xã", "tt": "thị trấn", "p": "phường",
}  # fmt: skip


def commune_of(
    labels: Sequence[str], province: Unit | None, tokens: Sequence[Tokens], *, names_commune: bool = False
) -> Unit | None:
    """Return the commune that the host spells and the text does not name.

    The address says that it is one ("phuongsongtri.hatinh", "linhxuan.thuduc"); or the text speaks of a commune's
    bodies and no district is spelt so, or none can be meant (:func:`speaks_as_commune`).

    Args:
        labels: the host's.
        province: the province, where it is known.
        tokens: the fields.
        names_commune: whether the text names a commune, of whatever name.
    """
    if not labels:
        return None
    word, inner = spelling(labels[0]), spelling(labels[1]) if len(labels) > 1 else ""
    own = province.name if province is not None else None
    if inner not in gazetteer.provinces_by_spelling() and gazetteer.district_spelt(inner, own) is not None:
        found = _commune_with_noun(labels[0], (inner,)) or gazetteer.commune_spelt(word, None, (inner,))
        return Unit(*found) if found is not None else None
    if _stands_apart(labels[0]):
        return None
    above = (*(spelling(label) for label in labels[1:]), *((spelling(own),) if own else ()))
    found = _commune_with_noun(labels[0], above)
    if found is None and LEVELS.get(noun := noun_spoken_of(tokens) or "") == COMMUNE:
        alone = gazetteer.district_spelt(word, own) is None or speaks_as_commune(tokens, names_commune=names_commune)
        found = gazetteer.commune_spelt(word, noun, above) if alone else None
    return Unit(*found) if found is not None else None


def _commune_with_noun(label: str, above: tuple[str, ...]) -> tuple[str, str] | None:
    word = spelling(label)
    for prefix, noun in _COMMUNE_PREFIXES.items():
        if word.startswith(prefix) and (found := gazetteer.commune_spelt(word[len(prefix) :], noun, above)):
            return found
    return None


@lru_cache(maxsize=4096)
def units_spelt(labels: tuple[str, ...]) -> tuple[Unit, ...]:
    """Return the units that an address may spell, the lowest first: communes, districts, the province.

    One label may spell a district and a commune ("phuly.ninhbinh"): which of them it was depends on the day.
    """
    province = province_of(labels)
    above = (spelling(province.name),) if province is not None else ()
    found: list[Unit] = []
    for label in labels[:2]:
        word = spelling(label)
        if word in gazetteer.provinces_by_spelling():
            continue
        commune = _commune_with_noun(label, above) or gazetteer.commune_spelt(word, None, above)
        if commune is not None:
            found.append(Unit(*commune))
        for candidate in _stripped(word):
            district = gazetteer.district_spelt(candidate, province.name if province else None)
            if district is not None:
                found.append(Unit(district.noun, district.name))
                break
    return (*found, province) if province is not None else tuple(found)


def _stands_apart(label: str) -> bool:
    """Tell whether a label is a province's or some department's: neither is a unit below."""
    bare = spelling(label)
    return bare in gazetteer.provinces_by_spelling() or bare in {
        "phunu",
        "hdnd",
        "ubnd",
        "mttq",
        "congan",
        "thads",
        "nhcsxh",
    }


def _counted(spellings: set[str], counts: dict[Unit, float]) -> Unit | None:
    spellings = spellings - gazetteer.provinces_by_spelling().keys()
    spelt = [unit for unit in counts if spelling(unit.name) in spellings and unit.level != PROVINCE]
    return max(spelt, key=lambda unit: counts[unit]) if spelt else None


def units_above(
    labels: Sequence[str], counts: dict[Unit, float], host: Unit | None, province: Unit | None
) -> list[Unit]:
    """Return the units above the host that its address spells too ("songiang.songhinh.phuyen")."""
    found = []
    for label in labels[1:]:
        unit = _counted(set(_stripped(label)), counts)
        if unit is None and label not in gazetteer.provinces_by_spelling():
            district = gazetteer.district_spelt(label, province.name if province else None)
            unit = Unit(district.noun, district.name) if district is not None else None
        found.append(unit)
    return [unit for unit in found if unit is not None and unit != host]


class _Capitals(NamedTuple):
    """Where words with a capital stand in a field, and the words without marks."""

    places: list[int]
    words: list[str]


def _capitals_of(field: Tokens) -> _Capitals:
    places = list(compress(range(len(field)), map(_CAPITALS.__contains__, field.shapes)))
    return _Capitals(places, list(map(_bare, map(field.keys.__getitem__, places))))


def _unit_spelt(
    spellings: set[str], counts: dict[Unit, float], tokens: Sequence[Tokens], capitals: Sequence[_Capitals]
) -> Unit | None:
    """Find the name the host spells in the text, and the unit's noun with it or the one the text speaks of most.

    A name without a noun may be what is left of a longer one that stands there too: of "huyện Mỏ Cày Bắc", Mỏ Cày.
    """
    openings = {whole[:length] for whole in spellings for length in range(1, _LONGEST_SYLLABLE + 1)}
    for field, (places, words) in zip(tokens, capitals, strict=True):
        for index in compress(places, map(openings.__contains__, words)):
            end = _spelling_end(field, index, spellings)
            if end is None or (end == index + 1 and _noun_before(field, index) is None):
                continue  # one syllable is rather an acronym of the publisher's
            if _goes_on(field, end):
                continue
            name = field.printed(index, end)
            noun = _noun_before(field, index)
            if noun is None and (longer := [unit for unit in counts if unit.name.startswith(f"{name} ")]):
                return max(longer, key=lambda unit: counts[unit])
            noun = noun or noun_spoken_of(tokens)
            if noun is not None:
                return Unit(noun, name.title() if name.isupper() else name)
    return None


def _goes_on(tokens: Tokens, end: int) -> bool:
    """Tell whether a place's name goes on after what the host spells: "xã Xuân Động Thượng" is not "xuandong".

    A person's name may follow; what follows in a line of capitals tells nothing.
    """
    if end >= len(tokens) or tokens.shapes[end] not in {Shape.CAPITAL, Shape.DIGIT}:
        return False
    person = tokens.keys[end] in FAMILY_NAMES and tokens.shapes[end + 1 : end + 2] == [Shape.CAPITAL]
    return not person and tokens.keys[end] not in NEVER_LATER


_bare = lru_cache(maxsize=1 << 14)(fold)


def _spelling_end(tokens: Tokens, start: int, spellings: set[str]) -> int | None:
    spelling = ""
    shapes = set()
    for end in range(start, min(start + 4, len(tokens))):
        if tokens.shapes[end] != Shape.CAPITAL and tokens.shapes[end] != Shape.CAPS:
            return None
        shapes.add(tokens.shapes[end])
        spelling += _bare(tokens.keys[end])
        if not any(whole.startswith(spelling) for whole in spellings):
            return None
        if spelling in spellings:
            return end + 1 if len(shapes) == 1 else None  # "Hội LHPN" is an organisation
    return None


def _noun_before(tokens: Tokens, at: int) -> str | None:
    for words in (2, 1):
        noun = " ".join(tokens.keys[max(0, at - words) : at])
        if noun in LEVELS:
            return noun
        if noun.endswith(" ủy") and noun.split()[0] in NOUN_OF_COMMITTEE:
            return NOUN_OF_COMMITTEE[noun.split()[0]]
    return None


def speaks_for_province(label: str) -> bool:
    """Tell whether a host's first label is a province's own or one of its departments'."""
    bare = spelling(label)
    if any(candidate in gazetteer.provinces_by_spelling() for candidate in _stripped(bare)):
        return True
    return bare.startswith(_DEPARTMENTS)
