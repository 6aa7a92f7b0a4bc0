"""Vietnamese before Unicode: TCVN3 (ABC), VNI, VISCII and VPS, which look like western letters until they are known.

All fit into 8 bits by giving western characters another shape. Decoded as latin-1 they read "§¶ng bé" (Đảng bộ,
TCVN3) or "Ñaûng boä" (VNI). They are recognised by what they become: a conversion is right when it turns words that
are no Vietnamese syllables into words that are. Tables: :mod:`scraper.extract.legacy_tables`.
"""

from __future__ import annotations

import re
import unicodedata
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from scraper.extract.legacy_tables import TCVN3, VISCII, VNI_MARKS, VNI_SINGLE, VPS
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_VNI_BASES = "aeouyôöAEOUYÔÖ"
_VNI_PAIR = regex(f"([{_VNI_BASES}])([{''.join(VNI_MARKS)}{''.join(VNI_MARKS).upper()}])")
_VNI_LONE = regex(f"[{''.join(VNI_SINGLE)}]")


def _by_character(table: Mapping[int, str]) -> dict[int, str]:
    """Return a table by the characters that its bytes are read as: in latin-1, and in windows-1252 where that differs.

    A page in UTF-8 into which such text was pasted has the characters of windows-1252.
    """
    by_character = dict(table)
    for code, letter in table.items():
        if 0x80 <= code < 0xA0 and (western := bytes([code]).decode("cp1252", "ignore")):
            by_character[ord(western)] = letter
    return by_character


_TCVN3, _VISCII, _VPS = map(_by_character, (TCVN3, VISCII, VPS))
# Characters that a text has many of in one of them, and hardly any of in Unicode or western languages.
_TCVN3_ONLY = "µ¸¶¹¨®ª¬¼½¾"
_VNI_ONLY = "øûïåäëüöñØÛÏÅÄËÜÖÑ"
_VISCII_ONLY = "¡¢£¤¥¦§©ª¬®¯±²µ¶¸½¾ÆÇ×Øßåæçîïðñö÷øûüþ"
_VPS_ONLY = "†‡‰Š‹Œ¢£¤¥§©ª®¶º¿ÄÅÆÇÎÏÖÛÜåæëïøûŸ"

_WORD = regex(r"[^\W\d_]+(?:[µ¸¶·¹¨©®ª«¬§»¼½¾\xad×÷][^\W\d_]*)*")
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvxpwjzf])?"
_NUCLEUS = (
    "(?:[aăâeêioôơuưy]|[oôơuưi][aăâeêoôơuưy]|uy[aêe]|[ou]a[yoi]|[ou]e[o]|[iy]ê|[iy]êu|[uư][ôơ][iu]?|uây|uya|yê[u]?|"
    "oai|oay|uôi|ươi|ươu|iêu|uyê|[aăâeêiouư][iuyo]|uyu|ôi|ơi)"
)
_SYLLABLE = regex(f"{_ONSET}{_NUCLEUS}(?:ng|nh|ch|[cmnpt])?")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SAMPLE = 30_000
_MAX_WORDS = 400
_ENOUGH_WORDS = 3
_ENOUGH_LETTERS = 10
_UNICODE_ONLY = regex("[\u1ea0-\u1ef9đĐơƠưƯ]")  # letters that neither font has anything for in latin-1
_MOSTLY, _BETTER = 0.7, 0.2  # share of syllables from which a text is Vietnamese, and by which a conversion is right
_RARE_MOSTLY, _RARE_WORDS = 0.9, 4  # the share, and words with marks, of a piece in an encoding that is rare
RUNS = regex(r"(<[^<>]*>)")


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
    """Return ``text`` with text of older encodings turned into Unicode, and the name of one it was in, if any.

    A page may be Unicode in its menus and hold an article typed in a legacy font: then only those texts are converted
    that become Vietnamese by it. A page that is no Vietnamese anywhere is converted whole, attributes included.
    """
    if text.isascii() or not may_be_legacy(text):
        return text, None
    visible = _without_markup(text)
    before = vietnamese_share(visible)
    after, best = max(((vietnamese_share(one.convert(visible)), one) for one in _CONVERSIONS), key=itemgetter(0))
    if after >= _MOSTLY and after > before + _BETTER and not _UNICODE_ONLY.search(text):
        return unicodedata.normalize("NFC", best.convert(text)), best.name
    names: set[str] = set()
    mended = "".join(_converted_run(run, names) for run in RUNS.split(text))
    return (unicodedata.normalize("NFC", mended), min(names)) if names else (text, None)


def may_be_legacy(text: str) -> bool:
    """Tell whether a text has so many letters of an older encoding that some of it may be in one.

    Args:
        text: the text, or all of it that is no ASCII.
    """
    counts = {letter: text.count(letter) for letter in _ANY if letter in text}  # a pattern takes six times as long
    return any(sum(counts.get(letter, 0) for letter in one.letters) >= _ENOUGH_LETTERS for one in _CONVERSIONS)


def _converted_run(run: str, names: set[str]) -> str:
    """Return a piece of text, or of mark-up, converted where that makes Vietnamese of what was none; note the name."""
    if run.isascii() or run.startswith("<"):
        return run
    before = syllable_share(run)
    after, best, converted = max(
        ((syllable_share(text := one.convert(run)), one, text) for one in _CONVERSIONS), key=itemgetter(0)
    )
    if after < best.mostly or after <= before + _BETTER or _marked_words(run) < best.fewest_words:
        return run
    names.add(best.name)
    return converted


def _marked_words(text: str) -> int:
    return sum(not word.isascii() for word in _WORD.findall(text[:_SAMPLE]))


def syllable_share(text: str) -> float:
    """Return which share (0-1) of the words with a mark of a piece of text are possible syllables, however few."""
    words = [word for word in _WORD.findall(text) if not word.isascii()][:_MAX_WORDS]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def from_tcvn3(text: str) -> str:
    """Return text that was TCVN3 read as latin-1 as Unicode."""
    return text.translate(_TCVN3)


def from_viscii(text: str) -> str:
    """Return text that was VISCII read as latin-1 or windows-1252 as Unicode."""
    return text.translate(_VISCII)


def from_vps(text: str) -> str:
    """Return text that was VPS read as latin-1 or windows-1252 as Unicode."""
    return text.translate(_VPS)


def from_vni(text: str) -> str:
    """Return text that was VNI read as latin-1 as Unicode."""

    def pair(match: re.Match[str]) -> str:
        base = VNI_SINGLE.get(match[1], match[1])
        return base + VNI_MARKS[match[2].lower()]

    joined = _VNI_PAIR.sub(lambda match: unicodedata.normalize("NFC", pair(match)).translate(_KEEP), text)
    lone = _VNI_LONE.sub(lambda match: VNI_SINGLE[match[0]], joined)
    return lone.translate(_UNKEEP)


# Letters that a pair has become and that would be taken for a lone VNI letter again stand aside meanwhile.
_KEEP = {ord(letter): 0xE000 + index for index, letter in enumerate(VNI_SINGLE)}
_UNKEEP = {place: letter for letter, place in _KEEP.items()}


class Conversion(NamedTuple):
    """An encoding: its name, characters that tell of it, and what makes Unicode of it.

    ``mostly`` and ``fewest_words`` are what a piece of a page in Unicode needs of it, to be taken for such text: the
    share of syllables that it then has, and words with marks. Those of which hardly any page is left need more.
    """

    name: str
    letters: str
    convert: Callable[[str], str]
    mostly: float = _MOSTLY
    fewest_words: int = 1


_CONVERSIONS = (
    Conversion("tcvn3", _TCVN3_ONLY, from_tcvn3),
    Conversion("vni", _VNI_ONLY, from_vni),
    Conversion("viscii", _VISCII_ONLY, from_viscii, _RARE_MOSTLY, _RARE_WORDS),
    Conversion("vps", _VPS_ONLY, from_vps, _RARE_MOSTLY, _RARE_WORDS),
)
LEGACY = frozenset(one.name for one in _CONVERSIONS)
_ANY = "".join(dict.fromkeys("".join(one.letters for one in _CONVERSIONS)))


def readings(body: bytes) -> Iterator[tuple[str, str]]:
    """Yield what bytes are in each of these encodings, as (name, text), whatever sense it makes."""
    western = body.decode("latin-1")
    for one in _CONVERSIONS:
        yield one.name, unicodedata.normalize("NFC", one.convert(western))


_MARKUP = regex(r"<(?:script|style)\b[^>]*>[^<]*|<[^<>]*>", re.IGNORECASE)


def _without_markup(text: str) -> str:
    return _MARKUP.sub(" ", text[:_SAMPLE]) if "<" in text[:_SAMPLE] else text[:_SAMPLE]
