"""A stored page as a page that can be opened without harm: what it says, and nothing that it does.

Only elements and attributes that are named here are kept (nh3: an HTML5 parser and an allowlist). No script, handler,
frame, form, style sheet or refresh is among them, and nothing that a browser would load; the content policy in the page
says so once more to the browser. In the place of pictures stands what they are called: they were not stored, and
asking their host would tell it who reads what. A banner says what the page is, and the page cannot write over it, for
it keeps no position.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import nh3
from lxml import etree
from markupsafe import Markup

from archive.readable import en_time, vn_time
from scraper.canonical import absolute_url
from scraper.extract.decode import decode
from scraper.extract.parse import parse

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from archive.stored_copy import StoredCopy
    from scraper.store import Answer

# The page's own ``main`` is not among them: what stands under the banner is in one.
_TAGS = {
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center",
    "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "ins", "kbd", "label",
    "li", "mark", "nav", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strike", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var",
    "wbr",
}  # fmt: skip
# What is within these is no text of the page, or is text to the browser only where scripts do not run.
_DROPPED_WITH_CONTENT = {
    "applet", "audio", "canvas", "datalist", "embed", "frameset", "iframe", "math", "noembed", "noframes", "noscript",
    "object", "option", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign", "scope"},
    "details": {"open"},
    "time": {"datetime"},
    "p": {"align"},
    "div": {"align"},
    "ol": {"start", "type"},
}
# How words look, not where things stand: nothing may cover the banner. What a page says of it in ``style`` becomes a
# class of ours, for a policy that lets in any style in a page lets in those that we forgot.
_LOOKS = {
    ("font-style", "italic"): "s-italic",
    ("font-style", "oblique"): "s-italic",
    ("font-weight", "bold"): "s-bold",
    ("font-weight", "bolder"): "s-bold",
    ("font-weight", "600"): "s-bold",
    ("font-weight", "700"): "s-bold",
    ("font-weight", "normal"): "s-normal",
    ("font-weight", "400"): "s-normal",
    ("text-align", "left"): "s-left",
    ("text-align", "right"): "s-right",
    ("text-align", "center"): "s-center",
    ("text-align", "justify"): "s-justify",
    ("text-decoration", "underline"): "s-underline",
    ("text-decoration", "line-through"): "s-struck",
    ("vertical-align", "sub"): "s-sub",
    ("vertical-align", "super"): "s-super",
}
_CLASSES = set(_LOOKS.values())
_LONGEST_STYLE = 2_000  # characters
_LONGEST_NAME = 200  # characters of what a picture is called
_LONGEST_TEXT = 4_000_000  # characters that are shown of a page that is no HTML

_STYLE = Markup("""
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1d1f23; background: #fff; overflow-wrap: anywhere; }
.congtin-banner { background: #fff6d6; border-bottom: 3px solid #97211b; padding: 12px 20px; font-size: 14px; }
.congtin-banner :is(h1, p) { margin: 0 0 4px; }
.congtin-banner h1 { font-size: 1em; }
.congtin-banner .bad { color: #9d1c1c; font-weight: bold; }
.congtin-page { max-width: 60rem; margin: 0 auto; padding: 16px 20px; contain: paint; }
table { border-collapse: collapse; max-width: 100%; } td, th { vertical-align: top; padding: 2px 6px; }
pre { white-space: pre-wrap; }
.s-italic { font-style: italic; } .s-bold { font-weight: bold; } .s-normal { font-weight: normal; }
.s-left { text-align: left; } .s-right { text-align: right; } .s-center { text-align: center; }
.s-justify { text-align: justify; } .s-underline { text-decoration: underline; }
.s-struck { text-decoration: line-through; } .s-sub { vertical-align: sub; } .s-super { vertical-align: super; }
""")
# The one style sheet in the page is let in by its digest.
_POLICY_IN_PAGE = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
    "form-action 'none'; base-uri 'none'"
)
# For the answer's header. ``sandbox`` and ``frame-ancestors`` can be said in a header only.
CONTENT_POLICY = f"sandbox; {_POLICY_IN_PAGE}; frame-ancestors 'none'"

_PAGE = Markup("""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{banner}
<main class="congtin-page">
{content}
</main>
</body>
</html>
""")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the banner says: capture, address asked for, when (UTC, ISO 8601), digest, and whether it fits."""

    capture: int
    url: str
    fetched_at: str
    status: int | None
    digest: str | None
    is_intact: bool = True


def provenance_of(capture: sqlite3.Row, copy: StoredCopy) -> Provenance:
    """Return what the banner says of a capture, given its row in ``captures`` and its stored page."""
    return Provenance(
        capture["id"], capture["url"], capture["fetched_at"], capture["status"], copy.digest, copy.is_intact
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What the page says of itself in a language; ``{}`` stands for what is put in."""

    title: str
    banner: str
    lacking: str
    captured: str
    capture: str
    picture: str
    altered: str
    empty: str
    no_text: str
    time: Callable[[str | None], str]


_WORDS = {
    "vi": _Words(
        title="Bản lưu {} · {}",
        banner="Bản lưu trong kho cổng tin, không phải trang của cổng.",
        lacking="Không có mã lệnh, hình ảnh, biểu mẫu và kiểu dáng của trang gốc.",
        captured="lưu {} UTC+7",
        capture="bản lưu số {}",
        picture="ảnh",
        altered="Nội dung không khớp mã băm đã ghi: tệp lưu đã hỏng hoặc bị sửa.",
        empty="Câu trả lời này không có thân trang.",
        no_text="Nội dung không phải là trang đọc được: {}.",
        time=vn_time,
    ),
    "en": _Words(
        title="Stored copy {} · {}",
        banner="A stored copy in an archive of congtin, not the portal’s page.",
        lacking="It is without the page’s scripts, pictures, forms and style.",
        captured="captured {} UTC+7",
        capture="capture no. {}",
        picture="picture",
        altered="The bytes do not have the digest that was noted: the file is damaged or was altered.",
        empty="This answer has no body.",
        no_text="Not a page that can be read as text: {}.",
        time=en_time,
    ),
}


def safe_page(answer: Answer, provenance: Provenance, language: str = "vi") -> str:
    """Return a stored answer as a whole HTML page, in UTF-8 when encoded, that runs and loads nothing.

    HTML is cleaned; JSON and plain text are shown as text; of anything else only what it is.

    Args:
        answer: the stored answer, its body with the content encoding undone.
        provenance: what the banner says.
        language: in which it is said: ``"vi"`` or ``"en"``.
    """
    words = _WORDS[language]
    page = _PAGE.format(
        language=language,
        policy=_POLICY_IN_PAGE,
        title=words.title.format(words.time(provenance.fetched_at), provenance.url),
        style=_STYLE,
        banner=_banner(provenance, words),
        content=_content(answer, words),
    )
    return str(page)


def _banner(provenance: Provenance, words: _Words) -> Markup:
    status = f"HTTP {provenance.status}" if provenance.status is not None else "—"
    lines = [
        Markup("<h1>{}</h1>\n<p>{}</p>").format(words.banner, words.lacking),
        Markup("<p>{} · {} ({}) · {} · {}</p>").format(
            provenance.url,
            words.captured.format(words.time(provenance.fetched_at)),
            provenance.fetched_at,
            status,
            words.capture.format(provenance.capture),
        ),
    ]
    if provenance.digest:
        lines.append(Markup("<p>SHA-256 <code>{}</code></p>").format(provenance.digest))
    if not provenance.is_intact:
        lines.append(Markup('<p class="bad">{}</p>').format(words.altered))
    return Markup('<aside class="congtin-banner">\n{}\n</aside>').format(Markup("\n").join(lines))


def _content(answer: Answer, words: _Words) -> Markup:
    """Return what the page said; its own language is not ours to tell."""
    content_type = (answer.header("Content-Type") or "").split(";")[0].strip().lower()
    decoded = decode(answer.body, answer.header("Content-Type"))
    if not answer.body:
        return _note(words.empty)
    if not decoded.readable:
        return _note(words.no_text.format(decoded.problem or content_type))
    if _is_markup(content_type, decoded.text):
        return Markup(clean_html(decoded.text, answer.url, words.picture))  # nosec B704 # noqa: S704  cleaned by nh3
    return Markup("<pre>{}</pre>").format(_laid_out(decoded.text, content_type)[:_LONGEST_TEXT])


def clean_html(text: str, base: str, picture: str = "ảnh") -> str:
    """Return the HTML of a page with nothing in it but text, structure and links to the web.

    Args:
        text: the page, whole or a fragment.
        base: its address; links are made absolute.
        picture: the word for a picture, which stands in the place of each.
    """
    # Read as the extractor reads it: the tree is no deeper than pages are, and nh3 takes quadratic time with depth.
    tree = parse(text)
    if tree is None:
        return ""
    _pictures_to_words(tree, base, picture)
    _styles_to_classes(tree)
    return nh3.clean(
        etree.tostring(tree, encoding="unicode", method="html"),
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter_for(base),
        allowed_classes=dict.fromkeys(_TAGS, _CLASSES),
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )


def _pictures_to_words(tree: etree._Element, base: str, called: str) -> None:
    """Put in the place of every picture what it is called, with its address as the title."""
    for picture in tree.iter("img"):
        address = _printable(absolute_url(base, picture.get("src") or picture.get("data-src") or "") or "")
        words = _printable((picture.get("alt") or address.rstrip("/").rpartition("/")[2])[:_LONGEST_NAME])
        picture.attrib.clear()
        picture.tag = "span"
        picture.text = f"[{called}: {words}]" if words else f"[{called}]"
        if address:
            picture.set("title", address)


def _styles_to_classes(tree: etree._Element) -> None:
    """Put in the place of what a page says of the looks of words a class that says the same."""
    for element in tree.iter(etree.Element):
        element.attrib.pop("class", None)
        style = str(element.attrib.pop("style", ""))[:_LONGEST_STYLE].lower()
        pairs = (declaration.replace("!important", "").partition(":") for declaration in style.split(";"))
        found = {_LOOKS.get((name.strip(), value.strip())) for name, _, value in pairs} - {None}
        if found:
            element.set("class", " ".join(sorted(filter(None, found))))


def _printable(text: str) -> str:
    """Return a text that a tree can hold: a character reference may have brought a control character."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _filter_for(base: str) -> Callable[[str, str, str], str | None]:
    def kept(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return absolute_url(base, value)
        return value

    return kept


def _is_markup(content_type: str, text: str) -> bool:
    if content_type:
        return "html" in content_type or "xml" in content_type
    return "<" in text[:2_000]


def _laid_out(text: str, content_type: str) -> str:
    if "json" not in content_type:
        return text
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return text


def _note(words: str) -> Markup:
    return Markup("<p>{}</p>").format(words)
