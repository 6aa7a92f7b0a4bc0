"""The article of a page among the data of its scripts, and whether they list articles instead.

Front ends name things as their CMS does: ``title``, ``tieuDe`` or ``headline``; ``content``, ``noiDung`` or ``blocks``.
The same data holds related news with all of their text, so a candidate has to be the page's own: its id or slug stands
in the page's address, or its title in the page's head, or it is the only one and stands in no list.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from scraper.extract.bounds import bounded
from scraper.extract.script_data.blocks import document_html, is_document
from scraper.extract.wording import key
from scraper.patterns import regex
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_CONTAINERS = 100_000  # objects and lists that are looked at
_LONGEST_TITLE = 350
_SHORTEST_BODY = 40  # characters of HTML or text
_SURE_BODY = 200  # of a text that nothing but its being alone speaks for
_LIST = 3  # entries that make a list of articles
_ENTRY_TITLE = 25  # characters from which a title reads as an article's, not as an item of a menu

# What CMSs call a datum, spelt without case, "_" and "-"; the first that has a value counts.
TITLE = ("title", "tieude", "headline", "newstitle", "tenbaiviet", "tentin", "tenbai", "name", "ten", "subject")
_BODY = (
    "contenthtml", "bodyhtml", "html", "content", "noidung", "noidungchitiet", "contentjson", "contentblocks", "blocks",
    "body", "articlebody", "fulltext", "maincontent", "newscontent", "detailcontent", "detail", "chitiet", "noidungtin",
)  # fmt: skip
_LEAD = (
    "sapo", "lead", "tomtat", "excerpt", "customexcerpt", "summary", "trichdan", "motangan", "mota", "shortdescription",
    "shortcontent", "introtext", "intro", "description", "desc", "abstract",
)  # fmt: skip
_PUBLISHED = (
    "publishedat", "publishdate", "datepublished", "publisheddate", "publicationdate", "publishtime", "publishedtime",
    "publicdate", "firstpublishedat", "ngaydang", "ngaydangtin", "ngayxuatban", "ngayxb", "thoigiandang", "postdate",
    "postedat", "posteddate", "releasedate", "displaydate", "date", "createdat", "createddate", "datecreated",
    "created", "createdtime", "ngaytao",
)  # fmt: skip
_UPDATED = (
    "updatedat", "modifiedat", "updateddate", "modifieddate", "datemodified", "lastmodified", "modified", "updated",
    "ngaycapnhat", "ngaysua",
)  # fmt: skip
_AUTHOR = ("authorname", "author", "tacgia", "tentacgia", "butdanh", "writer", "byline", "penname", "primaryauthor")
_SOURCE = ("sourcename", "source", "nguontin", "nguon", "tennguon")
_SECTION = (
    "categoryname", "category", "tenchuyenmuc", "chuyenmuc", "danhmuc", "tendanhmuc", "section", "primarycategory",
    "categories", "primarytag", "topic", "zone", "loaitin", "nhomtin",
)  # fmt: skip
_VIEWS = ("views", "view", "viewcount", "viewscount", "luotxem", "soluotxem", "totalview", "totalviews", "hits")
_FILES = (
    "attachments", "files", "tepdinhkem", "filedinhkem", "dinhkem", "attachfiles", "attachmentfiles", "documents",
)  # fmt: skip
_ADDRESS = ("url", "duongdan", "path", "link", "href", "src", "filepath", "fileurl")
_LABEL = ("label", "ten", "tentep", "title", "originalname", "filename", "name")
_IDENTITY = ("slug", "alias", "seoname", "friendlyurl", "permalink", "id", "documentid", "uuid", "articleid")
_NAMES = ("name", "title", "ten", "fullname", "displayname", "penname", "hoten")
_INNER = ("rendered", "processed", "html", "value", "vi", "vn")  # of a text that is an object: WordPress, Drupal
_AROUND = ("attributes", "data", "fields", "node")  # of an object within an envelope: Strapi, Contentful, GraphQL
_TAG = regex(r"</?[a-zA-Z][^<>]{0,2000}>")
_ESCAPED_TAG = regex(r"&lt;(?:p|div|span|table|figure|h[1-6])\b")
_PARTS = regex(r"[/?&=.#]+")
_NUMBER_AT_THE_END = regex(r"[-_]([a-z]?\d{2,20})$")
_NUMBER_IN_FRONT = regex(r"^(\d{2,20})-")


@dataclass(slots=True)
class ScriptArticle:
    """An article as a page's data has it: texts as given, ``body`` HTML, dates as written, ``None`` where absent."""

    title: str
    body: str
    lead: str | None = None
    author: str | None = None
    source: str | None = None
    section: str | None = None
    published: str | None = None
    updated: str | None = None
    views: int | None = None
    files: list[tuple[str, str]] = field(default_factory=list)  # address and label


@lru_cache(maxsize=4_096)
def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "").lstrip("$")


def find_article(data: Sequence[Any], url: str, heads: Sequence[str]) -> ScriptArticle | None:
    """Return the page's article, ``None`` where the data holds none or nothing tells which it is.

    Args:
        data: what :func:`scraper.extract.script_data.read_script_data` gives.
        url: the page's address.
        heads: the titles that the page's head gives.
    """
    best: tuple[int, ScriptArticle] | None = None
    alone: list[ScriptArticle] = []
    address = _address_parts(url)
    head_keys = {key(head) for head in heads}
    for fields, is_listed in _objects(data):
        article = _article(fields)
        if article is None:
            continue
        said = key(article.title)
        score = _in_address(fields, address) + 60 * any(
            said and (said == one or one.startswith(said)) for one in head_keys
        )
        if score and (best is None or score > best[0]):
            best = (score, article)
        if not is_listed and len(article.body) >= _SURE_BODY:
            alone.append(article)
    if best is not None:
        return best[1]
    return alone[0] if len(alone) == 1 else None


def lists_articles(data: Sequence[Any]) -> bool:
    """Tell whether the data holds a list of articles: objects with a headline and an id or slug each."""
    return any(
        sum(_is_entry(one) for one in container if isinstance(one, dict)) >= _LIST
        for container in containers(data)
        if isinstance(container, list)
    )


def _is_entry(entry: dict[str, Any]) -> bool:
    fields = fields_of(entry)
    title = text_of(_first(fields, TITLE))
    return title is not None and len(title) >= _ENTRY_TITLE and _first(fields, _IDENTITY) is not None


def containers(data: Sequence[Any]) -> Iterator[Any]:
    """Yield every object and list once, in reading order, however often it is referred to."""
    waiting = [one for one in reversed(data) if isinstance(one, dict | list)]
    seen = set(map(id, waiting))
    count = 0
    while waiting and count < MAX_CONTAINERS:
        container = waiting.pop()
        count += 1
        yield container
        children = container.values() if isinstance(container, dict) else container
        for child in reversed(list(children)):
            if isinstance(child, dict | list) and id(child) not in seen:
                seen.add(id(child))
                waiting.append(child)


def _objects(data: Sequence[Any]) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield the fields of every object, and whether it is one of several in a list."""
    listed: set[int] = set()
    for container in containers(data):
        if isinstance(container, list):
            entries = [one for one in container if isinstance(one, dict)]
            if len(entries) > 1:
                listed.update(id(one) for one in entries)
            continue
        if id(container) in listed:  # its envelope too
            listed.update(id(container[name]) for name in _AROUND if isinstance(container.get(name), dict))
        yield fields_of(container), id(container) in listed


def fields_of(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the members of an object that have a value, their names without case, "_" and "-"."""
    return {_plain(name): value for name, value in entry.items() if value not in (None, "", [], {})}


def _first(fields: dict[str, Any], names: Sequence[str]) -> Any:
    return next((fields[name] for name in names if name in fields), None)


def _article(fields: dict[str, Any]) -> ScriptArticle | None:
    title = text_of(_first(fields, TITLE))
    if title is None or not 2 <= len(title) <= _LONGEST_TITLE:
        return None
    body = next((html for name in _BODY if name in fields and (html := _html(fields[name]))), None)
    if body is None:
        return None
    body, _ = bounded(nfc(body))  # data may hold what a page's text cannot: escapes of controls and of half characters
    views = _first(fields, _VIEWS)
    return ScriptArticle(
        title,
        body,
        lead=text_of(next((fields[name] for name in _LEAD if name in fields and _html(fields[name]) != body), None)),
        author=_name(_first(fields, _AUTHOR)),
        source=_name(_first(fields, _SOURCE)),
        section=_name(_first(fields, _SECTION)),
        published=_moment(_first(fields, _PUBLISHED)),
        updated=_moment(_first(fields, _UPDATED)),
        views=views if isinstance(views, int) and not isinstance(views, bool) and views >= 0 else None,
        files=list(_files(_first(fields, _FILES))),
    )


def _html(value: Any) -> str | None:
    """Return a body as HTML: a string of HTML or of plain lines, an editor's document, or an object around one."""
    if isinstance(value, str):
        return _html_of_text(value) if len(value) >= _SHORTEST_BODY else None
    if isinstance(value, dict):
        inner = _first(fields_of(value), _INNER)
        if isinstance(inner, str):
            return _html(inner)
    if is_document(value):
        return document_html(value) or None
    return None


def _html_of_text(text: str) -> str | None:
    if text[:1] in "{[" and text[-1:] in "}]":
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if is_document(value):
            return document_html(value) or None
    if _TAG.search(text):
        return text
    if _ESCAPED_TAG.search(text):
        return unescape(text)
    if " " not in text:  # an address, an id
        return None
    lines = [line.replace("<", "&lt;") for line in text.splitlines() if line.strip()]
    return "".join(f"<p>{line}</p>" for line in lines)


def text_of(value: Any) -> str | None:
    """Return a text in one line, without tags; also that of an object around it."""
    if isinstance(value, dict):
        value = _first(fields_of(value), _INNER)
    if not isinstance(value, str):
        return None
    return collapse(nfc(unescape(_TAG.sub(" ", value)))) or None


def _name(value: Any, depth: int = 0) -> str | None:
    """Return a name: a string, an object's name, or the first of a list; an account's name and an address are none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        fields = fields_of(value)
        inner = _first(fields, _NAMES)
        if inner is None and depth < 4:
            inner = _first(fields, _AROUND)
        return _name(inner, depth + 1) if inner is not None and depth < 6 else None
    text = text_of(value)
    if text is None or "@" in text or "://" in text or (text.isascii() and " " not in text and not text[:1].isupper()):
        return None
    return text


def _moment(value: Any) -> str | None:
    if isinstance(value, dict):  # {"$date": ...}, {"iso": ...}
        value = next((one for one in value.values() if isinstance(one, str | int)), None)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return collapse(str(value)).removeprefix("/Date(").removesuffix(")/") or None


def _files(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        value = value.get("data", [value])
    for one in value[:200] if isinstance(value, list) else ():
        fields = fields_of(one) if isinstance(one, dict) else {}
        if isinstance(inner := _first(fields, _AROUND), dict):
            fields = fields_of(inner)
        address = one if isinstance(one, str) else _first(fields, _ADDRESS)
        if isinstance(address, str):
            yield address, text_of(_first(fields, _LABEL)) or ""


def _address_parts(url: str) -> set[str]:
    parts = urlsplit(url)
    found = {part for part in _PARTS.split(unquote(f"{parts.path}?{parts.query}").lower()) if part}
    for part in list(found):
        for number in (_NUMBER_AT_THE_END.search(part), _NUMBER_IN_FRONT.search(part)):
            if number is not None:
                found.add(number[1])
                found.add(part.replace(number[0], ""))
    return found


def _in_address(fields: dict[str, Any], address: set[str]) -> int:
    """Return how far an object's id or slug says that the page's address is its own: a slug sooner than a number."""
    best = 0
    for name in _IDENTITY:
        value = fields.get(name)
        if not isinstance(value, str | int) or isinstance(value, bool):
            continue
        said = unquote(str(value)).lower().strip("/").rpartition("/")[2].removesuffix(".html")
        if len(said) >= 2 and said in address:
            best = max(best, 40 if said.isdigit() else 80 if "-" in said else 50)
    return best
