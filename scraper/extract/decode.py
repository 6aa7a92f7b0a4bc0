"""Bytes of a page to text: strict where the bytes are clear, by Vietnamese plausibility where they are not.

The rule, in this order; the first that holds wins:

1. nothing, too much (over :data:`MAX_BYTES`), or a file of another kind (PDF, ZIP, image ...): a reason, no text;
2. a byte order mark; UTF-16 without one (every other byte of mark-up is NUL);
3. UTF-8, strictly: no text in another encoding of Vietnamese happens to be valid UTF-8. A header that says latin-1
   loses against valid UTF-8. In a page of UTF-8 with texts in another encoding (a box of an older system) each piece
   between tags is read in its own; other broken bytes (cut page, pasted rubbish) are dropped;
4. the encoding (header, ``<meta charset>``, windows-1258, TCVN3, VNI, VISCII, VPS, latin-1) under which most of the
   words with marks are possible Vietnamese syllables; the declared one where nothing can be told;
5. bytes full of controls that none of this fits are no text: a reason.

TCVN3, VNI, VISCII and VPS are fonts more than encodings: a page may be valid UTF-8 and yet hold text typed in them, so
what comes out of 2 and 3 is looked at once more (:func:`scraper.extract.legacy.repaired`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from unicodedata import is_normalized

from scraper.extract.legacy import LEGACY, RUNS, may_be_legacy, readings, repaired, syllable_share, vietnamese_share
from scraper.patterns import regex
from scraper.vietnamese import is_storable, nfc

MAX_BYTES = 16 * 1024 * 1024
_SNIFF = 4_096
_DECLARED = regex(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED = regex(rb"^\s{0,99}<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEADER_CHARSET = regex(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"Rar!\x1a\x07", "a RAR file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"{\\rtf", "an RTF file"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes([*sorted(set(range(32)) - {9, 10, 12, 13}), 127])
_HIGH = bytes(range(128, 256))
_PLAIN_ASCII = bytes(set(range(128)) - {*_CONTROLS, 12})  # what any store keeps; a form feed is none of it
_MARK = "\ufeff"
# What is no Latin letter, punctuation, currency, sign or emoji that is in NFC by itself and composes with nothing
# before it: a text that has only these beyond ASCII is in NFC. Marks that stand behind their letter begin at U+0300.
_MAY_COMPOSE = regex(
    "[^\x80-\u02ff\u1e00-\u1eff\u2002-\u20cf\u2100-\u2125\u2127-\u2129\u212c-\u2328\u232b-\u2adb\u2add-\u2bff"
    "\ufe00-\ufe0f\U0001f000-\U0001faff]"
)
_BROKEN = regex("[\udc80-\udcff]")  # bytes that are no UTF-8, as surrogateescape keeps them
_PLAUSIBLE = 0.7  # share of words with marks that are syllables, from which a page is Vietnamese
_PLAUSIBLE_RUN = 0.8  # the same of a piece of a page
_FEWEST_GOOD = 10  # characters beyond ASCII from which a page is one of UTF-8 with texts in another encoding
_MOST_OTHER = 20  # broken bytes a good character of such a page
_GOOD_FOR_BROKEN = 20  # good characters a broken one, for the broken ones to be dropped
_NOISE = 0.02  # share of control characters from which bytes are no text


@dataclass(slots=True)
class Decoded:
    """The text of a page, in NFC and without what no store can keep; ``problem`` says why there is none or how sure."""

    text: str
    encoding: str
    problem: str | None = None
    readable: bool = True


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of a page's bytes; never raises.

    Args:
        body: the page as sent, without content encoding.
        content_type: the answer's ``Content-Type`` header, where there was one.
    """
    reason = _no_text(body)
    if reason is not None:
        return Decoded("", "none", reason, readable=False)
    plain = _plain_utf8(body)
    if plain is not None:
        return Decoded(plain, "utf-8")
    decoded = _by_mark(body) or _as_utf8(body, content_type) or _by_plausibility(body, content_type)
    if not decoded.readable:
        return decoded
    text = nfc(decoded.text)
    if decoded.encoding in LEGACY:
        return Decoded(text, decoded.encoding, decoded.problem)
    text, legacy = repaired(text)
    return Decoded(text, legacy or decoded.encoding, decoded.problem)


def _no_text(body: bytes) -> str | None:
    if not body.strip(b" \t\r\n\0"):
        return "the page is empty: 0 bytes" if not body else f"the page is empty: {len(body)} bytes of white space"
    if len(body) > MAX_BYTES:
        return f"the page is too large: {len(body):,} bytes, at most {MAX_BYTES:,} are read"
    start = body[:16].lstrip()
    for magic, name in _MAGIC:
        if start.startswith(magic):
            return f"the body is {name}, not a page"
    return None


def _plain_utf8(body: bytes) -> str | None:
    """Return the text of bytes of which nothing is left to tell or to mend, as of most pages; ``None`` of others.

    Nine in ten of a page's bytes are ASCII and are passed over, but for its controls; only the rest can be in another
    encoding, or hold what no store can keep.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    beyond = body.translate(None, _PLAIN_ASCII).decode("utf-8")
    if _MARK in beyond or not is_storable(beyond) or may_be_legacy(beyond):
        return None
    return text if _MAY_COMPOSE.search(beyond) is None or is_normalized("NFC", text) else None


def _by_mark(body: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(encoding, "replace").replace("\ufffd", ""), encoding)
    sample = body[:_SNIFF]
    half = max(len(sample) // 2, 1)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    # Only UTF-16 of mark-up has NUL in one half of the positions and hardly any in the other.
    if len(sample) >= 8 and max(even, odd) > 0.35 and min(even, odd) < 0.05:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return Decoded(body.decode(encoding, "replace").replace("\ufffd", ""), encoding)
    return None


def _as_utf8(body: bytes, content_type: str | None) -> Decoded | None:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _as_damaged_utf8(body, content_type)
    if _control_share(body) > _NOISE:
        return Decoded("", "none", "the body is binary data, not a page", readable=False)
    return Decoded(text, "utf-8")


def _as_damaged_utf8(body: bytes, content_type: str | None) -> Decoded | None:
    if _control_share(body) > _NOISE:
        return None
    text = body.decode("utf-8", "surrogateescape")  # each broken byte is one character, which is nothing else
    broken = len(_BROKEN.findall(text))
    ascii_only = len(body.translate(None, _HIGH))
    good = len(text) - broken - ascii_only
    if good < _FEWEST_GOOD or good * _MOST_OTHER < broken:
        return None if good < _GOOD_FOR_BROKEN * broken else _without_broken(text, broken)
    text = "".join(run if run.startswith("<") else _in_its_encoding(run) for run in RUNS.split(text))
    if broken > good:  # letters of another encoding side by side may look like UTF-8
        whole = _by_plausibility(body, content_type)
        if whole.problem is None and vietnamese_share(whole.text) > vietnamese_share(nfc(text)):
            return whole
    left = len(_BROKEN.findall(text))
    if good < _GOOD_FOR_BROKEN * left:
        return None
    return _without_broken(text, left) if left else Decoded(text, "utf-8")


def _without_broken(text: str, broken: int) -> Decoded:
    plural = "s" if broken != 1 else ""
    return Decoded(
        _BROKEN.sub("", text),
        "utf-8",
        f"{broken} character{plural} of the page were broken UTF-8 and are left out",
    )


def _in_its_encoding(run: str) -> str:
    """Return a piece of text between tags that is no UTF-8 as what it is, as it stands where that cannot be told."""
    if not _BROKEN.search(run):
        return run
    raw = run.encode("utf-8", "surrogateescape")
    share, _, text = max(
        (syllable_share(text), name != "cp1258", text)
        for name, text in (("cp1258", nfc(raw.decode("cp1258", "replace"))), *readings(raw))
    )
    return text if share >= _PLAUSIBLE_RUN else run


def _by_plausibility(body: bytes, content_type: str | None) -> Decoded:
    if _control_share(body) > _NOISE:
        return Decoded("", "none", "the body is binary data, not a page", readable=False)
    declared = declared_encodings(body, content_type)
    candidates = [name for name in dict.fromkeys([*declared, "cp1258", "cp1252"]) if name != "utf-8"]
    texts = [*((name, nfc(body.decode(name, "replace"))) for name in candidates), *readings(body)]
    best: tuple[float, str, str] = (0.0, "", "")
    for encoding, text in texts:
        share = vietnamese_share(text)
        if share > best[0]:
            best = (share, encoding, text)
    share, encoding, text = best
    if share >= _PLAUSIBLE:
        return Decoded(text, encoding)
    fallback = next((name for name in declared if name != "utf-8"), "cp1252")
    reason = f"the encoding cannot be told: neither UTF-8 nor a known encoding of Vietnamese; read as {fallback}"
    return Decoded(body.decode(fallback, "replace").replace("\ufffd", ""), fallback, reason)


def declared_encodings(body: bytes, content_type: str | None) -> list[str]:
    """Return the encodings that header and mark-up declare and Python knows, in that order, by Python's names."""
    head = body[:_SNIFF]
    names: list[str] = []
    if content_type and (match := _HEADER_CHARSET.search(content_type)):
        names.append(match[1])
    matches = (pattern.search(head) for pattern in (_DECLARED, _XML_DECLARED))
    names += [found[1].decode("ascii", "replace") for found in matches if found]
    known = []
    for name in names:
        try:
            info = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        if info._is_text_encoding:
            known.append("cp1252" if info.name in {"iso8859-1", "ascii"} else info.name)
    return known


def _control_share(body: bytes) -> float:
    """Return the share of control bytes; NUL alone may be stuffing of a careless CMS and counts only in numbers."""
    sample = body[:65_536] + body[-4_096:]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / len(sample)
