"""Documents of block editors to HTML: what headless CMSs keep instead of a string of HTML.

ProseMirror and TipTap, Lexical, Editor.js, Slate (Strapi), Portable Text (Sanity), Contentful's rich text and Draft.js
differ in the names of things and agree on the shape: a node has a type, its own data, and children or a text. So one
walk reads all of them by the names in use; a type that nobody knows gives its children.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from scraper.patterns import regex

MAX_DEPTH = 60
MAX_NODES = 20_000
_TYPE_KEYS = ("type", "nodeType", "_type", "__component", "blockType", "blockName", "tag")
_CHILD_KEYS = ("content", "children", "blocks", "items", "root", "innerBlocks", "nodes")
_OWN_KEYS = ("attrs", "data", "value", "fields", "file", "asset", "target", "attributes", "image", "media")
_ADDRESS_KEYS = ("url", "src", "href", "path")
_CAPTION_KEYS = ("caption", "chuThich")
_HEADING = regex(r"(?:heading|header|h)[-_]?(?P<level>[1-6]|one|two|three|four|five|six)?")
_LEVELS = {name: str(level) for level, name in enumerate(("one", "two", "three", "four", "five", "six"), start=1)}
_TAGS = {
    "paragraph": "p", "p": "p", "unstyled": "p", "block": "p", "blockquote": "blockquote", "quote": "blockquote",
    "bulletlist": "ul", "bulletedlist": "ul", "unorderedlist": "ul", "ul": "ul", "list": "ul", "orderedlist": "ol",
    "numberedlist": "ol", "ol": "ol", "listitem": "li", "li": "li", "tablerow": "tr", "tr": "tr", "table": "table",
    "tablecell": "td", "tableheader": "th", "tableheadercell": "th", "td": "td", "th": "th",
    "unorderedlistitem": "li", "orderedlistitem": "li",
}  # fmt: skip
_PICTURES = frozenset({"image", "img", "figure", "upload", "embeddedassetblock", "picture", "media", "inlineimage"})
_BREAKS = frozenset({"hardbreak", "linebreak", "br"})
_BOLD = frozenset({"bold", "strong"})
_ITALIC = frozenset({"italic", "em"})
_LEXICAL_BOLD, _LEXICAL_ITALIC = 1, 2  # bits of a Lexical text's format


def is_document(value: Any) -> bool:
    """Tell whether a value is the document of a block editor: typed nodes under a root, or a list of them."""
    if isinstance(value, dict):
        if isinstance(value.get("root"), dict):
            return True
        children = next(
            (value[key] for key in ("content", "blocks", "children") if isinstance(value.get(key), list)), None
        )
        return children is not None and is_document(children)
    if not isinstance(value, list) or not value:
        return False
    typed = [one for one in value[:20] if isinstance(one, dict) and _kind(one)]
    return len(typed) == len(value[:20]) and any(_has_matter(one) for one in typed)


def document_html(value: Any) -> str:
    """Return the HTML of a block editor's document, its texts escaped; texts that are HTML already stay so."""
    writer = _Writer()
    writer.node(value, 0)
    return "".join(writer.parts)


def _kind(node: dict[str, Any]) -> str:
    found = next((node[key] for key in _TYPE_KEYS if isinstance(node.get(key), str)), "")
    return re.sub(r"[-_\s]", "", str(found).rpartition(".")[2].rpartition("/")[2]).lower()


def _has_matter(node: dict[str, Any]) -> bool:
    return any(key in node for key in (*_CHILD_KEYS, "text", "data", "attrs", "value", "html", "body"))


class _Writer:
    """The HTML of one document; how many nodes are read is bounded, for a document may hold a node many times."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.nodes = 0

    def node(self, node: Any, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            return
        if isinstance(node, list):
            self._list(node, depth)
        elif isinstance(node, str):
            self.parts.append(node if "<" in node else escape(node, quote=False))
        elif isinstance(node, dict):
            self._typed(node, _kind(node), depth)

    def _list(self, nodes: list[Any], depth: int) -> None:
        """Write nodes; items that stand in no list of their own (Portable Text, Draft.js) are put into one."""
        inside = False
        for node in nodes:
            loose = isinstance(node, dict) and ("listItem" in node or _kind(node).endswith("orderedlistitem"))
            if loose != inside:
                self.parts.append("<ul>" if loose else "</ul>")
                inside = loose
            if loose:
                self._wrapped("li", node, depth)
            else:
                self.node(node, depth + 1)
        if inside:
            self.parts.append("</ul>")

    def _typed(self, node: dict[str, Any], kind: str, depth: int) -> None:
        if kind in _BREAKS:
            self.parts.append("<br>")
        elif kind in _PICTURES:
            self._picture(node)
        elif kind in {"text", "span"} and isinstance(node.get("text", node.get("value")), str):
            self._text(node)
        elif not kind and isinstance(node.get("text"), str) and not _children(node):
            self._text(node)  # Slate's leaves have no type
        elif kind in {"table", "list"} and isinstance(node.get("data"), dict):
            self._editor_js(node["data"], kind)
        elif (tag := self._tag(node, kind)) is not None:
            self._wrapped(tag, node, depth)
        else:
            self._contents(node, depth)

    def _tag(self, node: dict[str, Any], kind: str) -> str | None:
        style = str(node.get("style") or "").lower()  # Portable Text: a block's look
        heading = _HEADING.fullmatch(style) or _HEADING.fullmatch(kind)
        if heading is None:
            return _TAGS.get(kind)
        level = heading["level"] or _own(node, "level") or str(node.get("tag") or "")[-1:]
        return (
            f"h{_LEVELS.get(str(level), level)}" if str(_LEVELS.get(str(level), level)) in "123456" and level else "h3"
        )

    def _wrapped(self, tag: str, node: dict[str, Any], depth: int) -> None:
        align = _own(node, "textAlign") or _own(node, "alignment")
        style = f' style="text-align:{align}"' if align in {"right", "center"} else ""
        self.parts.append(f"<{tag}{style}>")
        self._contents(node, depth)
        self.parts.append(f"</{tag}>")

    def _contents(self, node: dict[str, Any], depth: int) -> None:
        children = _children(node)
        if children is not None:
            self.node(children, depth + 1)
            return
        for source in (node, node.get("data"), node.get("attrs")):
            if isinstance(source, dict):
                text = next((source[key] for key in ("html", "body", "text", "content") if source.get(key)), None)
                if text is not None:
                    self.node(text, depth + 1)
                    return

    def _text(self, node: dict[str, Any]) -> None:
        text = escape(str(node.get("text", node.get("value"))), quote=False).replace("\n", "<br>")
        marks = {_kind(mark) if isinstance(mark, dict) else str(mark).lower() for mark in node.get("marks") or ()}
        bits = node["format"] if isinstance(node.get("format"), int) else 0
        if marks & _BOLD or node.get("bold") is True or bits & _LEXICAL_BOLD:
            text = f"<b>{text}</b>"
        if marks & _ITALIC or node.get("italic") is True or bits & _LEXICAL_ITALIC:
            text = f"<i>{text}</i>"
        self.parts.append(text)

    def _picture(self, node: dict[str, Any]) -> None:
        address = next((found for key in _ADDRESS_KEYS if (found := _own(node, key))), None)
        if address is None:
            return
        caption = next((found for key in _CAPTION_KEYS if (found := _own(node, key))), None)
        alt = _own(node, "alt") or _own(node, "alternativeText") or ""
        words = f"<figcaption>{caption if '<' in caption else escape(caption)}</figcaption>" if caption else ""
        self.parts.append(f'<figure><img src="{escape(address)}" alt="{escape(alt)}">{words}</figure>')

    def _editor_js(self, data: dict[str, Any], kind: str) -> None:
        """Write a list or a table of Editor.js, whose items are strings of HTML or objects that hold one."""
        if kind == "list":
            items = [one.get("content") if isinstance(one, dict) else one for one in _rows(data.get("items"))]
            self.parts.append("<ul>" + "".join(f"<li>{one}</li>" for one in items if isinstance(one, str)) + "</ul>")
            return
        self.parts.append("<table>")
        for row in _rows(data.get("content")):
            cells = [cell for cell in _rows(row) if isinstance(cell, str)]
            self.parts.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        self.parts.append("</table>")


def _rows(value: Any) -> list[Any]:
    return value[:MAX_NODES] if isinstance(value, list) else []


def _children(node: dict[str, Any]) -> Any:
    """Return a node's children, ``None`` where it has none."""
    return next((node[key] for key in _CHILD_KEYS if isinstance(node.get(key), list | dict) and node[key]), None)


def _own(node: dict[str, Any], name: str, depth: int = 0) -> str | None:
    """Return a text or number that a node says of itself, wherever it is kept (``attrs``, ``data.file`` ...)."""
    value = node.get(name)
    if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
        return str(value)
    for key in _OWN_KEYS if depth < 4 else ():
        inner = node.get(key)
        if isinstance(inner, dict) and (found := _own(inner, name, depth + 1)):
            return found
    return None
