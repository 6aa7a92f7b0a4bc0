"""How to cite an article as it stood in one revision: in plain text, BibTeX, RIS and CSL-JSON.

Whoever follows a citation wants to know which text was read and whether it is still the same: beside author, title,
portal and address each format names the revision, the moment of the capture it was read from and the SHA-256 of the
bytes. The identifier is the revision's, not its number: numbers move when an older capture is imported later.

An author is kept as printed, as one literal name. Portals print people, offices and several people in one line, and
which part of a Vietnamese name is the family's is no question of commas.

Formats: BibTeX as LaTeX reads it (``btxdoc``; ``date``, ``urldate`` and ``langid`` are biblatex's), RIS as EndNote and
Zotero read it, CSL-JSON 1.0.2.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from archive.readable import en_time, headline, vn_time
from scraper.clock import VIETNAM
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

_DAY = regex(r"(\d{4})-(\d{2})-(\d{2})")
_TEX = {
    "\\": r"\textbackslash{}",
    # ``\{`` would do for LaTeX, but BibTeX counts braces before LaTeX sees them.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "%&$#_"},
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says, whatever its format.

    Attributes:
        key: identifier for reference managers: ``congtin-`` and the revision's id.
        author: as printed, ``None`` where the page names nobody.
        title: the headline; the first words in square brackets where the page prints none.
        portal: name of the portal.
        published: day or moment of publication (ISO 8601), ``None`` where it is not known.
        url: address of the article.
        revision: the revision's number in the order of time.
        revision_id: the revision's id in the archive.
        captured_at: when the page was fetched, UTC; ``None`` where the record was read from no stored page.
        digest: SHA-256 of the page, ``None`` where there is none.
    """

    key: str
    author: str | None
    title: str
    portal: str
    published: str | None
    url: str
    revision: int
    revision_id: int
    captured_at: str | None
    digest: str | None

    @property
    def published_day(self) -> tuple[str, str, str] | None:
        """Year, month and day of publication as printed, ``None`` where the day is not known."""
        return _day(self.published)

    @property
    def captured_day(self) -> tuple[str, str, str] | None:
        """Year, month and day of the capture in Vietnam, ``None`` where there is no capture."""
        if self.captured_at is None:
            return None
        return _day(datetime.fromisoformat(self.captured_at).astimezone(VIETNAM).date().isoformat())

    @property
    def provenance(self) -> str:
        """Revision, moment of the capture and digest, in one line."""
        parts = [f"Bản {self.revision} (revision {self.revision}, id {self.revision_id})"]
        if self.captured_at:
            parts.append(f"bản lưu (captured) {self.captured_at.replace('+00:00', 'Z')}")
        if self.digest:
            parts.append(f"SHA-256 {self.digest}")
        return "; ".join(parts)


def citation_of(
    article: sqlite3.Row,
    revision: sqlite3.Row,
    record: Mapping[str, Any] | sqlite3.Row,
    capture: sqlite3.Row | None,
) -> Citation:
    """Return the citation of an article as it stood in a revision.

    Args:
        article: row of ``articles`` with ``portal_name``.
        revision: row of ``revisions``; of its columns ``id`` and ``number`` are read.
        record: the record of that revision: a headline or an author may have been another one then.
        capture: row of ``captures`` that the record was read from, ``None`` where there is none.
    """
    title = _line(record["title"] or "") or f"[{headline(None, record['lead'], record['text'])}]"
    return Citation(
        f"congtin-{revision['id']}",
        _line(record["author"] or "") or None,
        title,
        _line(article["portal_name"]),
        record["published"],
        article["url"],
        revision["number"],
        revision["id"],
        capture["fetched_at"] if capture is not None else None,
        capture["digest"] if capture is not None else None,
    )


def plain(citation: Citation, language: str = "vi") -> str:
    """Return the citation as one line of plain text, moments in Vietnam's time.

    Args:
        citation: what is cited.
        language: in which revision, capture and dates are told: ``"vi"`` or ``"en"``.
    """
    words = _PLAIN[language]
    day = words.time(citation.published).partition(words.before_time)[0]
    parts = [citation.author, f"“{citation.title}”", citation.portal, day or words.undated]
    reference = ". ".join(part.rstrip(".") for part in parts if part) + f". {citation.url}"
    told = [words.revision.format(citation.revision, citation.revision_id)]
    if citation.captured_at:
        told.append(f"{words.captured} {words.time(citation.captured_at)} UTC+7")
    if citation.digest:
        told.append(f"SHA-256 {citation.digest}")
    return f"{reference} ({', '.join(told)})."


@dataclass(frozen=True, slots=True)
class _Words:
    """What a plain citation says in a language; ``before_time`` parts the day of a moment from its hour."""

    undated: str
    revision: str
    captured: str
    time: Callable[[str | None], str]
    before_time: str


_PLAIN = {
    "vi": _Words("không rõ ngày đăng (n.d.)", "bản {}, mã {}", "lưu", vn_time, " "),
    "en": _Words("n.d.", "revision {}, id {}", "captured", en_time, ", "),
}


def bibtex(citation: Citation) -> str:
    """Return the citation as a BibTeX entry in UTF-8: ``@misc``, which every style has, with biblatex's dates."""
    fields: dict[str, str | None] = {
        # A second pair of braces: one name that is not taken apart, a title whose capitals stay.
        "author": f"{{{_tex(citation.author)}}}" if citation.author else None,
        "title": f"{{{_tex(citation.title)}}}",
        "howpublished": _tex(citation.portal),
        "publisher": f"{{{_tex(citation.portal)}}}",
        "url": _tex_url(citation.url),
        "langid": "vietnamese",
        "note": _tex(citation.provenance),
    }
    if citation.published_day:
        year, month, _ = citation.published_day
        fields |= {"date": "-".join(citation.published_day), "year": year, "month": str(int(month))}
    if citation.captured_day:
        fields["urldate"] = "-".join(citation.captured_day)
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{citation.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(citation: Citation) -> str:
    """Return the citation as a RIS reference of the type ``ELEC``, lines ending in CR LF."""
    author = citation.author
    fields = [
        ("TY", "ELEC"),
        ("ID", citation.key),
        # A comma parts the family's name from the rest; one at the end says that there is no such part.
        ("AU", author.replace(",", ";").rstrip(";. ") + "," if author else None),
        ("TI", citation.title),
        ("T2", citation.portal),
        ("PB", citation.portal),
        ("PY", citation.published_day[0] if citation.published_day else None),
        ("DA", "/".join(citation.published_day) if citation.published_day else None),
        ("Y2", "/".join(citation.captured_day) if citation.captured_day else None),
        ("LA", "vi"),
        ("UR", citation.url),
        ("N1", citation.provenance),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def csl_json(citation: Citation) -> str:
    """Return the citation as CSL-JSON: a list with one item of the type ``webpage``."""
    return json.dumps([csl_item(citation)], ensure_ascii=False, indent=2) + "\n"


def csl_item(citation: Citation) -> dict[str, Any]:
    """Return the citation as an item of CSL-JSON."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "container-title": citation.portal,
        "publisher": citation.portal,
        "URL": citation.url,
        "language": "vi",
        "version": str(citation.revision),
        "note": citation.provenance,
    }
    if citation.author:
        item["author"] = [{"literal": citation.author}]
    for name, day in (("issued", citation.published_day), ("accessed", citation.captured_day)):
        if day:
            item[name] = {"date-parts": [[int(part) for part in day]]}
    return item


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how files of it end, their media type, and what writes it."""

    ending: str
    media_type: str
    write: Callable[[Citation], str]


FORMATS = {
    "plain": Format("txt", "text/plain", lambda citation: plain(citation) + "\n"),
    "bibtex": Format("bib", "application/x-bibtex", bibtex),
    "ris": Format("ris", "application/x-research-info-systems", ris),
    "csl-json": Format("json", "application/vnd.citationstyles.csl+json", csl_json),
}


def _line(text: str) -> str:
    """Return a text as one line: in RIS a line break ends the field."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _day(value: str | None) -> tuple[str, str, str] | None:
    match = _DAY.match(value or "")
    return (match[1], match[2], match[3]) if match else None


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _tex_url(url: str) -> str:
    r"""Return an address as ``\url`` takes it: verbatim, so nothing is escaped, but braces must be balanced."""
    return quote(url, safe="".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '{}\\"<>^`|'))
