"""Languages of a portal: read off the text, never believed from an address or an attribute.

A portal's part in another language (``/en/``, ``?lang=en``) can wait until all else has been read, and is judged by
what its first pages turn out to be: Liferay serves Vietnamese text and duplicates under ``/en_US/``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from scraper.canonical import canonical_key
from scraper.hashes import Hashes
from scraper.patterns import regex
from scraper.vietnamese import fold, nfc

# Pages of a part in another language that are read before it is judged.
LANGUAGE_LOOKS = 2

_PART = regex(r"(en|fr|zh|cn|ja|jp|ko|kr|lo|la|km|ru|de|es|th|english|vi|vn)(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_WITH_REGION = regex(r"[a-z]{2}[-_][A-Z]{2}")  # no word: a language wherever it stands, as in a relative link
_NAMES = {"cn": "zh", "jp": "ja", "kr": "ko", "la": "lo", "vn": "vi", "english": "en"}
_PARAMETERS = frozenset({"lang", "language", "locale", "languageid", "ngonngu", "lg"})
_FIRST_SEGMENTS = 3  # of a path, in which a language may stand: /en/, /kyanh/en/portal, /web/en/home

_SCRIPTS = (
    ("ja", regex(r"[\u3040-\u30ff]")),
    ("ko", regex(r"[\uac00-\ud7af]")),
    ("zh", regex(r"[\u4e00-\u9fff]")),
    ("lo", regex(r"[\u0e80-\u0eff]")),
    ("th", regex(r"[\u0e00-\u0e7f]")),
    ("km", regex(r"[\u1780-\u17ff]")),
    ("ru", regex(r"[\u0400-\u04ff]")),
)
_OTHER_SCRIPT = regex(f"[{''.join(script.pattern[1:-1] for _, script in _SCRIPTS)}]")
# Letters that no other language written in Latin script has: horn, breve with tone, đ, dot below, hook above ...
_VIETNAMESE = regex(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
_LETTERS = regex(r"[^\W\d_]+")
_WORD = regex(r"[a-zà-ÿ]{1,20}")
_STOPWORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in for on with by is are was were has have that this from at as will be",
        "fr": "le la les des du et en une dans pour par sur est au aux qui que avec ce cette ont",
        "es": "el los las del y en una por para con que es se su al como más fue son",
        "de": "der die das und den von zu mit ist im des für auf eine dem nicht wird als auch",
    }.items()
}
_SAMPLE = 4_000  # characters that are looked at
_MOST_TITLES = 20_000
_ENOUGH = 80  # letters below which nothing is said
_VIETNAMESE_SHARE = 0.06  # of the letters; running Vietnamese has .2 to .3, names in an English text below .03
_FEW = 4  # letters of Vietnamese alone that a name may have
_SCRIPT_SHARE = 0.3
_STOPWORD_SHARE = 0.12  # of the words; running text has .25 and more


def text_language(text: str) -> str | None:
    """Return the language of a text (ISO 639-1), ``None`` where too little stands there to tell.

    Vietnamese without marks (typed without them, or in a font's own encoding) is no language that can be told, and so
    is never taken for another one.
    """
    sample = nfc(text[:_SAMPLE])
    letters = sum(map(len, _LETTERS.findall(sample)))
    for language, script in _SCRIPTS if _OTHER_SCRIPT.search(sample) else ():
        found = len(script.findall(sample))
        if found >= _ENOUGH / 4 and found > _SCRIPT_SHARE * letters:
            return language
    if len(_VIETNAMESE.findall(sample)) > max(_FEW, _VIETNAMESE_SHARE * letters):
        return "vi"
    if letters < _ENOUGH:
        return None
    words = _WORD.findall(sample.lower())
    counts = {
        language: sum(word in stopwords for word in words) / max(1, len(words))
        for language, stopwords in _STOPWORDS.items()
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= _STOPWORD_SHARE else None


def address_language(url: str) -> str | None:
    """Return the language that an address names, ``None`` where it names none: ``/en/``, ``/en_US/``, ``?lang=en``."""
    named = _named(url)
    return named[0] if named else None


@lru_cache(maxsize=1_024)
def _named(url: str) -> tuple[str, str] | None:
    """Return the language that an address names and the part that names it, as it is written there."""
    parts = urlsplit(url)
    for place, segment in enumerate(one for one in parts.path.split("/") if one):
        if (found := _PART.fullmatch(segment)) and (place < _FIRST_SEGMENTS or _WITH_REGION.fullmatch(segment)):
            return _code(found[1]), segment
    for name, value in parse_qsl(parts.query):
        if name.lower() in _PARAMETERS and (found := _PART.fullmatch(value)):
            return _code(found[1]), f"{name}={value}"
    return None


def _without_language(url: str) -> str:
    """Return an address's key without the part that names its language."""
    parts = urlsplit(url)
    named = _named(url)
    segments = [one for one in parts.path.split("/") if one]
    if named and named[1] in segments:
        segments.remove(named[1])
    pairs = [pair for pair in parse_qsl(parts.query) if pair[0].lower() not in _PARAMETERS]
    return canonical_key(parts._replace(path="/" + "/".join(segments), query=urlencode(pairs)).geturl())


def _code(name: str) -> str:
    return _NAMES.get(name.lower(), name.lower())


def unwanted(language: str) -> str:
    """Return the reason why a page in a language is left out, with what to do about it."""
    return f"in another language ({language}); ask for it with --language {language}"


@dataclass(slots=True)
class LanguageParts:
    """What the parts of a portal under a language's address turned out to be.

    Attributes:
        wanted: the languages (ISO 639-1) whose articles are kept.
    """

    wanted: frozenset[str] = frozenset({"vi"})
    _looks: Counter[str] = field(default_factory=Counter)  # by the part of the address
    _wanted_there: set[str] = field(default_factory=set)
    _titles: dict[int, int] = field(default_factory=dict)  # hashes: key without language -> title, of lists and such
    _copies: Counter[str] = field(default_factory=Counter)  # by the part: addresses of articles that have another one
    _twins: Hashes = field(default_factory=Hashes)  # hashes of the keys, without language, of pages in wanted languages

    def is_foreign(self, url: str) -> bool:
        """Tell whether an address names a language that is not wanted."""
        language = address_language(url)
        return language is not None and language not in self.wanted

    def place(self, url: str) -> None:
        """Take note of a page that has been read, as what the same address in another language is a twin of."""
        if not self.is_foreign(url):
            self._twins.add(hash(_without_language(url)))

    def note(self, url: str, language: str | None) -> None:
        """Take into account in which language a page turned out to be (``None``: it cannot be told)."""
        self.place(url)
        named = _named(url)
        if named is not None and named[0] not in self.wanted:
            self._looks[named[1]] += 1
            if language in self.wanted:
                self._wanted_there.add(named[1])

    def note_title(self, url: str, title: str | None) -> None:
        """Take into account what a page that is no article is called.

        Where it is called the same with the language in its address and without, it is the same page.
        """
        if not title:
            return
        named, key, digest = _named(url), hash(_without_language(url)), hash(fold(title))
        if named is None:
            if len(self._titles) < _MOST_TITLES:
                self._titles[key] = digest
        elif self._titles.get(key) == digest:
            self._copies[named[1]] += 1

    def note_copy(self, url: str) -> None:
        """Take into account that an address turned out to be another one of an article that is known without it."""
        named = _named(url)
        if named is not None and hash(_without_language(url)) in self._twins:
            self._copies[named[1]] += 1

    def doubt(self, url: str) -> str | None:
        """Return why an address will hardly bring an article in a wanted language, ``None`` for no reason.

        A wanted language may be named as well (``/vi/tin-tuc``) where it goes without saying.
        """
        named = _named(url)
        if named is None:
            return None
        if named[0] in self.wanted:
            is_twin = self._copies[named[1]] >= LANGUAGE_LOOKS and hash(_without_language(url)) in self._twins
            return f"pages under {named[1]} that are known without it" if is_twin else None
        if hash(_without_language(url)) in self._twins:
            return f"pages under {named[1]} that are known without it; {unwanted(named[0])}"
        if named[1] in self._wanted_there or self._looks[named[1]] < LANGUAGE_LOOKS:
            return None
        return unwanted(named[0])
