"""Where a place's name ends: before a person's, before an acronym, at the end of a unit that the gazetteer knows.

"Chủ tịch UBND xã Kỳ Hoa Nguyễn Văn A" names a commune and a person, "Chủ tịch UBND tỉnh Nguyễn Văn A" only a person,
"huyện Dương Minh Châu" only a district. The gazetteer tells where it knows the unit; where it does not (a commune that
was merged long ago, a village, a province abroad) the language has to.
"""

from __future__ import annotations

from functools import cache, lru_cache

from scraper.extract.place_names import ALSO_PLACES, FAMILY_NAMES, NEVER_FIRST, NEVER_LATER
from scraper.patterns import regex
from scraper.units import DISTRICT, PROVINCE, gazetteer, name_key
from scraper.vietnamese import fold, fold_tone

MAX_SYLLABLES = 4
_LONGEST_KNOWN = 6  # syllables: "phường Văn Miếu Quốc Tử Giám" has five, and another may follow
_PERSON = 2  # the syllables that a person's name has at least
_MIDDLE = frozenset({"văn", "thị"})
# Noun as written, folded -> noun in full. Nouns of places below the commune have no unit.
UNITS = {
    "tỉnh": "tỉnh", "thành phố": "thành phố", "tp": "thành phố", "t.p": "thành phố", "huyện": "huyện", "h": "huyện",
    "quận": "quận", "q": "quận", "thị xã": "thị xã", "tx": "thị xã", "t.x": "thị xã", "xã": "xã", "phường": "phường",
    "p": "phường", "thị trấn": "thị trấn", "tt": "thị trấn", "đặc khu": "đặc khu",
}  # fmt: skip
# Capitalised words that begin something else with the small word after them: "xã Kỳ Hoa Đồng chí", "Trung tá".
_OPENERS = regex(
    r"[ \xa0](?:chí|tá|tướng|úy|uý|lộ|ủy|uỷ|bộ|viên|nghị|an|thư|tịch|đốc|ban|dân|trận|quả|luận|hoạch|quyết"
    r"|phòng|trưởng|biểu"
    r"|hội|đoàn|trình|mừng|kỳ|sự)(?![^\W_])"
)
_TWO_VOWELS = regex(r"[aeiouy][^aeiouy]{1,3}[aeiouy]")
_NAMED_FREELY = frozenset(
    {"phường", "p", "xã", "đặc khu", "thôn", "tổ dân phố", "tdp", "khu phố", "khối phố", "làng", "xóm"}
)
_BEFORE_DASH = frozenset({"bàrịa", "phanrang", "thừathiên", "thừathiênhuế"})


def end_of_name(run: list[str], noun: str, after: str, *, after_post: bool) -> list[str]:
    """Return the words of a run of capitalised words that are a place's name; empty where the run names a person.

    Args:
        run: the capitalised words after the noun.
        noun: the noun as written, folded ("tp", "xã").
        after: the text that follows the run, a few characters of it.
        after_post: a post of this unit's bodies stands before the noun, so that its holder's name may follow.
    """
    begins_word = _OPENERS.match(after.lower()) is not None
    return list(_end(tuple(run), noun, begins_word, after[:1] in {",", ".", ")"}, after_post))


@lru_cache(maxsize=1 << 13)  # an article names its own unit again and again
def _end(words: tuple[str, ...], noun: str, begins_word: bool, closed: bool, after_post: bool) -> list[str]:
    """Return the words of a place's name; arguments as for :func:`end_of_name`.

    Args:
        words: the run.
        noun: the noun.
        begins_word: the last word goes on in small letters as one that begins something else ("Đồng chí").
        closed: a mark closes the run.
        after_post: a post stands before the noun.
    """
    run = list(words)
    syllables = _until_stop(run, begins_word=begins_word)
    if not syllables:
        return []
    if noun == "tỉnh":
        return _province(syllables, after_post)
    if len(syllables) == 1 and len(run) == 1:
        return syllables if _may_be_short(syllables[0], noun, closed=closed) else []
    known = _known_part(run, noun, after_post=after_post) if _is_doubtful(run, syllables) else 0
    if known:
        return run[:known]
    if after_post and len(run) > len(syllables) and fold_tone(run[0]) in FAMILY_NAMES:
        syllables = run  # a name's last word may be what begins something else: "Đặng Quý Bình trình bày"
    return _before_person(syllables, noun, after_post) if len(syllables) > 1 else []


@lru_cache(maxsize=1 << 13)
def known_length(kind: str, run: tuple[str, ...]) -> int:
    """Return how many words of ``run`` are the longest name that a unit of the kind bears or bore; 0 for none."""
    known = gazetteer()
    return next((n for n in range(len(run), 0, -1) if known.named(" ".join(run[:n]), kind)), 0)


@cache
def _province_keys() -> frozenset[str]:
    return frozenset(name_key(unit.name) for unit in gazetteer().of_level(PROVINCE)) | _BEFORE_DASH


def _is_doubtful(run: list[str], syllables: list[str]) -> bool:
    """Tell whether the language alone may go wrong: most names have two words, none of which is a person's."""
    return len(run) > 2 or len(syllables) < len(run) or fold_tone(run[0]) in FAMILY_NAMES


def _known_part(run: list[str], noun: str, *, after_post: bool) -> int:
    """Return how many words are a unit of the gazetteer, with nothing after it but what no name goes on with."""
    kind = UNITS.get(noun)
    length = known_length(kind, tuple(run[:_LONGEST_KNOWN])) if kind is not None else 0
    rest = [fold_tone(word) for word in run[length:]]
    if not length or (length == 1 and (after_post or rest)):
        return 0
    if not rest:
        # "Chủ tịch UBND phường Nguyễn Thái Bình" may be the ward, but who holds the post is named there more often.
        # Few districts are named after people, and they are known: "Bí thư Huyện ủy Trần Văn Thời".
        person = after_post and noun in _NAMED_FREELY and length > 2 and fold_tone(run[0]) in FAMILY_NAMES
        return 0 if person and fold_tone(run[0]) not in ALSO_PLACES else length
    if after_post and len(run) > MAX_SYLLABLES and length > 1 and len(rest) >= _PERSON and not _family_in(rest[1:]):
        return length  # a holder whose family name no list has: "xã Phú Mỹ Dư Minh Tặng"
    begins_person = rest[0] in FAMILY_NAMES and len(rest) >= _PERSON
    acronym = len(run[length]) > 1 and run[length].isupper()
    return length if begins_person or rest[0] in NEVER_LATER or acronym else 0


def _family_in(words: list[str]) -> bool:
    return any(word in FAMILY_NAMES for word in words[:-1])


@cache
def _names_above() -> frozenset[str]:
    units = (*gazetteer().of_level(PROVINCE), *gazetteer().of_level(DISTRICT))
    return frozenset(name_key(unit.name) for unit in units)


def goes_on_with(noun: str, name: str) -> bool:
    """Tell whether ``name`` is a further unit of a list that has the noun once: "xã Xím Vàng, Hang Chú".

    Only a commune's name that is no district's or province's, which may stand there for what the first one lies in.
    """
    kind = UNITS.get(noun)
    words = tuple(name.split())
    if kind is None or len(words) < 2 or fold_tone(words[0]) in FAMILY_NAMES:
        return False
    return known_length(kind, words) == len(words) and name_key(name) not in _names_above()


def _until_stop(run: list[str], *, begins_word: bool) -> list[str]:
    """Cut a run of capitalised words before an acronym and before a word that begins something else."""
    kept: list[str] = []
    for index, syllable in enumerate(run):
        low = fold_tone(syllable)
        acronym = len(syllable) > 1 and syllable.isupper() and syllable.isalpha()
        if acronym or low in (NEVER_LATER if index else NEVER_FIRST):
            return kept
        kept.append(syllable)
    return kept[:-1] if len(kept) > 1 and begins_word else kept


def _province(syllables: list[str], after_post: bool) -> list[str]:
    """Return the words of a province's name; abroad there are others, but not where the holder of a post may follow."""
    for length in range(min(MAX_SYLLABLES, len(syllables)), 1, -1):
        if name_key(" ".join(syllables[:length])) in _province_keys():
            return syllables[:length]
    low = [fold_tone(syllable) for syllable in syllables]
    is_person = low[0] in FAMILY_NAMES or (after_post and len(low) > 2)
    return [] if is_person or len(syllables) > MAX_SYLLABLES else syllables


def _before_person(syllables: list[str], noun: str, after_post: bool) -> list[str]:
    """Cut the name of a person off the end of a place's name; nothing remains where it is all a person's."""
    low = [fold_tone(syllable) for syllable in syllables]
    before_letter = tuple(syllables[:-1]) if len(low[-1]) == 1 and noun in UNITS else ()
    if before_letter and known_length(UNITS[noun], before_letter) == len(before_letter):
        return syllables  # "huyện Châu Thành B": one of the parts of a unit that was divided
    if after_post and low[1] == "thị" and len(low) > _PERSON and low[0] in FAMILY_NAMES:
        return []  # "Chủ tịch UBND huyện Đặng Thị Bạch Yến": "Bạch" is a family name too, but "Thị" names a woman
    if noun == "buôn" and low[:2] == ["ma", "thuột"]:
        return []
    for index in range(1, len(low) - 1):
        rest = len(low) - index
        named = low[index] in FAMILY_NAMES and (low[index] not in ALSO_PLACES or (after_post and index > 1))
        # One syllable before the person only where three remain: "xã Ba Nguyễn Văn A".
        if named and (rest >= 3 or (index >= 2 and after_post)):
            return syllables[:index] if index > 1 or low[0] not in FAMILY_NAMES else []
    if after_post and len(low) >= MAX_SYLLABLES and noun not in _NAMED_FREELY:
        return []  # no district that is not known has so long a name
    if after_post and len(low) == _PERSON and noun not in _NAMED_FREELY and _is_family(low[0]):
        return []  # "Bí thư Huyện ủy Trần Hoàng": no such district is known
    is_family = low[0] in FAMILY_NAMES and len(low) >= 3
    if is_family and (after_post or (noun not in _NAMED_FREELY and low[0] not in ALSO_PLACES)):
        return []  # "Chủ tịch UBND thành phố Nguyễn Văn A"
    if after_post and len(low) >= 3 and low[1] in _MIDDLE:
        return []  # a family name that no list has
    return syllables[:MAX_SYLLABLES]


def _is_family(word: str) -> bool:
    """Tell whether a folded word is a family name that begins no places."""
    return word in FAMILY_NAMES and word not in ALSO_PLACES


def _may_be_short(syllable: str, noun: str, *, closed: bool) -> bool:
    """Tell whether a name of one syllable is one: "TP Huế", "thôn Đông", "xã Ba," but not "xã Nguyễn"."""
    if len(syllable) < 2 or fold_tone(syllable) in FAMILY_NAMES:
        return False
    if "-" in syllable:
        return True  # abroad: "huyện Bua-la-pha"
    if noun not in UNITS or noun in ("thành phố", "tp"):
        return True
    if noun in ("xã", "thị trấn") and closed:
        return True
    if noun in ("xã", "phường", "p") and not _TWO_VOWELS.search(fold(syllable)):
        return False  # rather the first word of something else, unless no Vietnamese syllable: "phường Pleiku"
    return known_length(UNITS[noun], (syllable,)) > 0
