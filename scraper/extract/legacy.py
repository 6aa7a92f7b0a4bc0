"""Vietnamese before Unicode: TCVN3 (ABC) and VNI, which look like western letters until their font is lost.

Both fit into 8 bits by giving western characters another shape. Decoded as latin-1 they read "§¶ng bé" (Đảng bộ,
TCVN3) or "Ñaûng boä" (VNI). They are recognised by what they become: a conversion is right when it turns words that
are no Vietnamese syllables into words that are. Tables: TCVN 5712:1993 (VN3) and the VNI-Windows code page.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TCVN3 = {
    0xA1: "Ă", 0xA2: "Â", 0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư", 0xA7: "Đ", 0xA8: "ă", 0xA9: "â", 0xAA: "ê",
    0xAB: "ô", 0xAC: "ơ", 0xAD: "ư", 0xAE: "đ", 0xB5: "à", 0xB6: "ả", 0xB7: "ã", 0xB8: "á", 0xB9: "ạ", 0xBB: "ằ",
    0xBC: "ẳ", 0xBD: "ẵ", 0xBE: "ắ", 0xC6: "ặ", 0xC7: "ầ", 0xC8: "ẩ", 0xC9: "ẫ", 0xCA: "ấ", 0xCB: "ậ", 0xCC: "è",
    0xCE: "ẻ", 0xCF: "ẽ", 0xD0: "é", 0xD1: "ẹ", 0xD2: "ề", 0xD3: "ể", 0xD4: "ễ", 0xD5: "ế", 0xD6: "ệ", 0xD7: "ì",
    0xD8: "ỉ", 0xDC: "ĩ", 0xDD: "í", 0xDE: "ị", 0xDF: "ò", 0xE1: "ỏ", 0xE2: "õ", 0xE3: "ó", 0xE4: "ọ", 0xE5: "ồ",
    0xE6: "ổ", 0xE7: "ỗ", 0xE8: "ố", 0xE9: "ộ", 0xEA: "ờ", 0xEB: "ở", 0xEC: "ỡ", 0xED: "ớ", 0xEE: "ợ", 0xEF: "ù",
    0xF1: "ủ", 0xF2: "ũ", 0xF3: "ú", 0xF4: "ụ", 0xF5: "ừ", 0xF6: "ử", 0xF7: "ữ", 0xF8: "ứ", 0xF9: "ự", 0xFA: "ỳ",
    0xFB: "ỷ", 0xFC: "ỹ", 0xFD: "ý", 0xFE: "ỵ",
}  # fmt: skip

# VNI writes a letter and then its marks as a second character.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_SINGLE = {
    "ñ": "đ", "Ñ": "Đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư",
    "Í": "Í", "Ì": "Ì", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ", "Ô": "Ơ", "Ö": "Ư",
}  # fmt: skip
_VNI_BASES = "aeouyôöAEOUYÔÖ"
_VNI_PAIR = re.compile(f"([{_VNI_BASES}])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")
_VNI_LONE = re.compile(f"[{''.join(_VNI_SINGLE)}]")
# cp1252 gives 0x80-0x9f to typographic marks; neither code page uses them for letters, so latin-1 letters suffice.
_TCVN3_TABLE = dict(_TCVN3.items())
# Characters that a text has many of in one of them, and hardly any of in Unicode or western languages.
_TCVN3_ONLY = "µ¸¶¹¨®ª¬¼½¾"
_VNI_ONLY = "øûïåäëüöñØÛÏÅÄËÜÖÑ"
_EITHER = _TCVN3_ONLY + _VNI_ONLY

_WORD = re.compile(r"[^\W\d_]+(?:[µ¸¶·¹¨©®ª«¬§»¼½¾\xad×÷][^\W\d_]*)*")
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvxpwjzf])?"
_NUCLEUS = (
    "(?:[aăâeêioôơuưy]|[oôơuưi][aăâeêoôơuưy]|uy[aêe]|[ou]a[yoi]|[ou]e[o]|[iy]ê|[iy]êu|[uư][ôơ][iu]?|uây|uya|yê[u]?|"
    "oai|oay|uôi|ươi|ươu|iêu|uyê|[aăâeêiouư][iuyo]|uyu|ôi|ơi)"
)
_SYLLABLE = re.compile(f"{_ONSET}{_NUCLEUS}(?:ng|nh|ch|[cmnpt])?")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SAMPLE = 30_000
_MAX_WORDS = 400
_ENOUGH_WORDS = 3
_ENOUGH_LETTERS = 10
_UNICODE_ONLY = re.compile("[\u1ea0-\u1ef9đĐơƠưƯ]")  # letters that neither font has anything for in latin-1
_MOSTLY, _BETTER = 0.7, 0.2  # share of syllables from which a text is Vietnamese, and by which a conversion is right
_RUNS = re.compile(r"(<[^<>]{0,2000}>)")


def vietnamese_share(text: str) -> float:
    """Return which share (0-1) of the words with a mark are possible Vietnamese syllables; 0 for too few."""
    words = [word for word in _WORD.findall(_without_markup(text)) if not word.isascii()][:_MAX_WORDS]
    return sum(map(is_syllable, words)) / len(words) if len(words) >= _ENOUGH_WORDS else 0.0


def is_syllable(word: str) -> bool:
    """Tell whether a word can be one syllable of Vietnamese: onset, nucleus, coda, at most one tone."""
    if len(word) > 7:
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    toneless = decomposed.translate(_TONES)
    if len(decomposed) - len(toneless) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def repaired(text: str) -> tuple[str, str | None]:
    """Return ``text`` with TCVN3 or VNI turned into Unicode where it holds such text, and the name of what it was.

    A page may be Unicode in its menus and hold an article typed in a legacy font: then only those texts are converted
    that become Vietnamese by it. A page that is no Vietnamese anywhere is converted whole, attributes included.
    """
    if not any(letter in text for letter in _EITHER):  # a search by pattern takes six times as long
        return text, None
    for name, letters, convert in (("tcvn3", _TCVN3_ONLY, from_tcvn3), ("vni", _VNI_ONLY, from_vni)):
        if sum(map(text.count, letters)) < _ENOUGH_LETTERS:
            continue
        visible = _without_markup(text)
        before, after = vietnamese_share(visible), vietnamese_share(convert(visible))
        if after >= _MOSTLY and after > before + _BETTER and not _UNICODE_ONLY.search(text):
            return unicodedata.normalize("NFC", convert(text)), name
        runs = [_converted_run(run, convert) for run in _RUNS.split(text)]
        mended = "".join(runs)
        if mended != text:
            return unicodedata.normalize("NFC", mended), name
    return text, None


def _converted_run(run: str, convert: Callable[[str], str]) -> str:
    """Return a piece of text, or of mark-up, converted where that makes Vietnamese of what was none."""
    if run.isascii() or run.startswith("<"):
        return run
    converted = convert(run)
    before, after = _share(run), _share(converted)
    return converted if after >= _MOSTLY and after > before + _BETTER else run


def _share(text: str) -> float:
    words = [word for word in _WORD.findall(text) if not word.isascii()][:_MAX_WORDS]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def from_tcvn3(text: str) -> str:
    """Return text that was TCVN3 read as latin-1 as Unicode."""
    return text.translate(_TCVN3_TABLE)


def from_vni(text: str) -> str:
    """Return text that was VNI read as latin-1 as Unicode."""

    def pair(match: re.Match[str]) -> str:
        base = _VNI_SINGLE.get(match[1], match[1])
        return base + _VNI_MARKS[match[2].lower()]

    joined = _VNI_PAIR.sub(lambda match: unicodedata.normalize("NFC", pair(match)).translate(_KEEP), text)
    lone = _VNI_LONE.sub(lambda match: _VNI_SINGLE[match[0]], joined)
    return lone.translate(_UNKEEP)


# Letters that a pair has become and that would be taken for a lone VNI letter again stand aside meanwhile.
_KEEP = {ord(letter): 0xE000 + index for index, letter in enumerate(_VNI_SINGLE)}
_UNKEEP = {place: letter for letter, place in _KEEP.items()}

_MARKUP = re.compile(r"<(?:script|style)\b[^>]*>[^<]*|<[^<>]{0,2000}>", re.IGNORECASE)


def _without_markup(text: str) -> str:
    return _MARKUP.sub(" ", text[:_SAMPLE]) if "<" in text[:_SAMPLE] else text[:_SAMPLE]
