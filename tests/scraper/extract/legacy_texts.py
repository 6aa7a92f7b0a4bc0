"""Texts as pages before Unicode have them: what the decoder undoes, done."""

from __future__ import annotations

import unicodedata

from scraper.extract.legacy_tables import TCVN3, VISCII, VNI_MARKS, VNI_SINGLE, VPS


def cp1258(text: str) -> bytes:
    """Return text as windows-1258 has it: letters with one mark, tones as marks of their own."""
    out = b""
    for character in text:
        marks = unicodedata.normalize("NFD", character)
        tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        rest = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        out += rest.encode("cp1258") + tones.encode("cp1258")
    return out


def tcvn3(text: str) -> str:
    """Return text as TCVN3 read as latin-1; its capitals with tones do not exist and become small."""
    letters = {letter: chr(code) for code, letter in TCVN3.items()}
    return "".join(letters.get(one) or letters.get(one.lower()) or one for one in text)


def vni(text: str) -> str:
    """Return text as VNI read as latin-1."""
    marks = {mark: letter for letter, mark in VNI_MARKS.items()}
    single = {letter: code for code, letter in VNI_SINGLE.items()}
    out = ""
    for one in text:
        if one in single:
            out += single[one]
            continue
        base, rest = unicodedata.normalize("NFD", one)[:1], unicodedata.normalize("NFD", one)[1:]
        if "\u031b" in rest:  # ơ, ư are letters of their own
            base, rest = single[unicodedata.normalize("NFC", base + "\u031b")], rest.replace("\u031b", "")
        for order in (rest, rest[::-1]):
            if order in marks:
                out += base + marks[order]
                break
        else:
            out += one
    return out


def viscii(text: str) -> bytes:
    """Return text as VISCII has it."""
    return _by_table(text, VISCII)


def vps(text: str) -> bytes:
    """Return text as VPS has it; the capitals that it keeps at controls become small."""
    return _by_table(text, VPS)


def _by_table(text: str, table: dict[int, str]) -> bytes:
    codes = {letter: code for code, letter in table.items()}
    known = (codes.get(one, codes.get(one.lower(), ord(one))) for one in text)
    return bytes(code if code < 256 else ord("?") for code in known)
