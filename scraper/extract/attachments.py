"""Files an article links to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

from scraper.canonical import absolute_url, resolved_reference
from scraper.items import Attachment
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone, nfc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_FILE = regex(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|zip|rar|7z|csv|dwg)$", re.IGNORECASE)
_DOWNLOAD = regex(
    r"/(?:download|tai-?ve|get_?file|documents?)/|/\w{0,20}(?:download|tai_?file|get_?file)\w{0,20}\.\w{3,4}\b|"
    r"linkclick\.aspx|[?&](?:fileticket|download|file(?:id|name)?)=|"
    r"/documents/\d+/",
    re.IGNORECASE,
)
# A picture or the text read aloud is no file of the article, although it is offered for download.
_MEDIA = regex(r"\.(?:jpe?g|png|gif|webp|bmp|svg|mp[34]|m4[av]|wav|ogg|webm|avi|wmv|flv)(?:$|[?#])", re.IGNORECASE)
# A file that a script opens: window.open('/uploads/a.pdf').
_QUOTED = regex(r"""["']([^"'\s]{1,300}\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:\?[^"'\s]{0,100})?)["']""", re.IGNORECASE)
# A link's text that is a file's name, wherever it leads.
_IS_NAME = regex(r"[^/:]{1,150}\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:\s?\([^()]{1,20}\))?", re.IGNORECASE)
# Where viewers keep the address of the file that they show, in an element that is no link.
_VIEWED = ("data-src", "data-href", "data-file", "data-pdf", "data-pdf-url", "data-url", "data-document")
_VIEWERS = ("data-file", "data-pdf", "data-pdf-url", "data-document")
_HAS_VIEWER = etree.XPath(" or ".join(f".//@{name}" for name in _VIEWERS))
_LONGEST_QUERY = 2_000  # characters
_LONGEST_ADDRESS, _LONGEST_LABEL = 4_000, 400  # characters of a file's address, of the words that are its link
_FILE_IN_QUERY = regex(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:$|[&#/])", re.IGNORECASE)
_SAYS_DOWNLOAD = regex(r"\b\d{1,4}(?:[.,]\d{1,2})?\s?[KMG]B\b|^(?:tải |download|tệp |file )", re.IGNORECASE)
_SAYS_FILE = regex(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)\b", re.IGNORECASE)
_FILE_HEADING = regex(
    r"(?:(?:các |danh sách )?(?:tệp|tập|file|tài liệu|văn bản|tệp tin|tập tin|files?)(?: tin)? ?(?:đính kèm|kèm theo|"
    r"gửi kèm|liên quan|tải về|download)|"
    r"tải (?:về|xuống|file|tệp|tài liệu|đính kèm)|đính kèm|attachments?|downloads?)[\w ]{0,20}"
)
# Words before a file's name that say what a click does; they are no part of the label.
_CLICK = regex(
    r"(?:tải (?:về|xuống|file|tệp|tài liệu)|download|xem(?: file| tệp)?|file(?: đính kèm)?)\s?:\s?", re.IGNORECASE
)


@lru_cache(maxsize=8_192)
def is_file_heading(text: str) -> bool:
    """Tell whether a line heads the list of an article's files ("Tệp đính kèm:")."""
    return len(text) < 60 and _FILE_HEADING.fullmatch(fold_tone(text).strip(" .:•-")) is not None


def heads_its_files(text: str) -> bool:
    """Tell whether a line opens with the heading of files and goes on with their names ("Tệp đính kèm: Tờ trình")."""
    heading, colon, _ = text.partition(":")
    return bool(colon) and is_file_heading(heading)


def is_file_link(href: str | None, label: str) -> bool:
    """Tell whether a link, as written, leads to a file."""
    return href is not None and len(href) <= _LONGEST_ADDRESS and _is_file(href, label[:_LONGEST_LABEL])


def find_attachments(
    anchors: Iterable[etree._Element], base_url: str, declared: Collection[etree._Element] = ()
) -> list[Attachment]:
    """Return the files that anchors of an article lead to, each once, in reading order.

    Args:
        anchors: ``<a>`` and ``<iframe>``, ``<embed>``, ``<object>`` elements inside the article.
        base_url: what relative addresses are relative to.
        declared: those of them that stand under a heading like "Tệp đính kèm": files whatever their addresses say.
    """
    found: dict[str, Attachment] = {}
    for anchor in anchors:
        href = _reference(anchor)
        address = resolved_reference(base_url, nfc(href)) if href else None
        if address is None or address == base_url.split("#")[0]:
            continue
        address = _viewed_file(address) or address
        if len(address) > _LONGEST_ADDRESS:
            continue
        label = nfc(collapse("".join(anchor.itertext()) or anchor.get("title") or "")) if anchor.tag == "a" else ""
        offered = anchor.get("download") is not None and not _MEDIA.search(address)
        if not (anchor in declared or offered or _is_file(address, label[:_LONGEST_LABEL])):
            continue
        label = label[click.end() :] if (click := _CLICK.match(label)) else label
        known = found.get(address)
        if known is None:
            found[address] = Attachment(address, label or _file_name(address))
        elif label and known.label == _file_name(address):
            known.label = label
    return list(found.values())


def viewers(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements inside one in which a script shows a file (``<div data-pdf="/u/a.pdf">``)."""
    for name in _VIEWERS if _HAS_VIEWER(container) else ():
        for element in container.iterfind(f".//*[@{name}]"):
            if element.tag not in {"a", "iframe", "embed", "object"} and _FILE.search(element.get(name) or ""):
                yield element


def _reference(anchor: etree._Element) -> str | None:
    """Return what an anchor or embedded object points to, also where a script opens it."""
    for name in ("href", "src", "data"):
        value = (anchor.get(name) or "").strip()
        if value and value != "#" and not value.lower().startswith("javascript:"):
            return value
    viewed = next((anchor.get(name) for name in _VIEWED if anchor.get(name)), None)
    if viewed:
        return viewed
    quoted = _QUOTED.search(f"{anchor.get('href') or ''} {anchor.get('onclick') or ''}"[:_LONGEST_QUERY])
    return quoted[1] if quoted else None


def _viewed_file(address: str) -> str | None:
    """Return the file that a viewer in a frame shows (``viewer.html?file=/a.pdf``), ``None`` where it is no viewer."""
    query = urlsplit(address).query
    if "=" not in query or len(query) > _LONGEST_QUERY:
        return None
    for name, value in parse_qsl(query):
        if name.lower() in {"file", "url", "src", "document"} and _FILE.search(value.split("?")[0]):
            return absolute_url(address, value)
    return None


@lru_cache(maxsize=4_096)
def _is_file(address: str, label: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if _FILE.search(unquote(parts.path)) or _FILE_IN_QUERY.search(unquote(parts.query)):
        return True
    if _SAYS_FILE.search(parts.path) and "/documents/" in parts.path:  # Liferay: /documents/1/2/name.pdf/<uuid>
        return True
    if _IS_NAME.fullmatch(label):
        return True
    return bool(_DOWNLOAD.search(address)) and bool(_SAYS_FILE.search(label) or _SAYS_DOWNLOAD.search(label))


def _file_name(address: str) -> str:
    parts = urlsplit(address)
    for piece in reversed(unquote(parts.path).split("/")):
        if _SAYS_FILE.search(piece):
            return nfc(piece)
    return nfc(unquote(parts.path).rsplit("/", 1)[-1]) or address
