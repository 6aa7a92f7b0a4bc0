"""Pages that are only a script's shell: what people see of them is made in their browser."""

from __future__ import annotations

import re

from scraper.patterns import regex

SHELL_REASON = (
    "the page is built by a script (JavaScript) in the browser; congtin reads such portals with the extra [browser]"
)

_HEAD = 200_000  # bytes that are looked at
_MOST_TEXT = 400  # characters of visible text of a shell: a name, "please wait"
_ROOTS = regex(
    rb"<(?:div|main|section)\b[^<>]{0,200}?\bid\s{0,3}=\s{0,3}[\"']?(?:app|root|__next|__nuxt|main-app|application|"
    rb"svelte|q-app|app-root)[\"']?[^<>]{0,200}>\s{0,200}(?:</|<noscript)|<app-root\b",
    re.IGNORECASE,
)
_ASKS = regex(
    r"(?:enable|turn on|requires?|need)\s(?:\w{1,10}\s){0,3}(?:java\s?script|cookies)|(?:bật|hỗ trợ|cần)\s"
    r"(?:\w{1,10}\s){0,3}java\s?script",
    re.IGNORECASE,
)
# A script that sets a cookie and, right behind it, loads the page anew.
_COOKIE_OR_RELOAD = regex(
    rb"(?P<cookie>document\.cookie\s{0,9}=)|location\.(?:reload|replace|assign)\s{0,3}\(|location(?:\.href)?\s{0,9}=",
    re.IGNORECASE,
)
_RIGHT_BEHIND = 600  # bytes
# What a page without text may be instead: a picture or a map to click on, a frame, a form, a script that leads on.
_ANYTHING = regex(
    rb"<(?:a|area|img|frame|iframe|input|object|embed|video|meta\s{1,9}http-equiv\s{0,9}=\s{0,9}[\"']?refresh)\b"
    rb"|\blocation(?:\.href)?\s{0,9}=(?!=)|\blocation\.(?:replace|assign)\s{0,3}\(",
    re.IGNORECASE,
)
_LONGEST_WAIT = 60  # characters of a request to wait
_WAITS = regex(r"(?:loading|please wait|đang (?:tải|xử lý)|(?:xin |vui lòng )(?:chờ|đợi))", re.IGNORECASE)
# One "<" for all, and what may follow it first: "<" alone would be held against every name.
_UNSEEN = regex(r"(?is)<(?=[a-z!])(?:(script|style|head|template)\b.*?(?:</\1\s{0,9}>|\Z)|!--.*?(?:-->|\Z))")
_TAG = regex(r"<[^<>]{0,2000}>")


def is_script_shell(body: bytes) -> bool:
    """Tell whether a page has next to no text, and a script that makes it, that reloads it, or that is asked for.

    Args:
        body: the page as sent, without content encoding.
    """
    head = body[:_HEAD]
    if b"<script" not in head.lower() and b"<noscript" not in head.lower():
        return False
    text = visible_text(head)
    if len(text) > _MOST_TEXT:
        return False
    if _ROOTS.search(head) or _reloads(head) or _ASKS.search(text):
        return True
    says_nothing = not text or (len(text) <= _LONGEST_WAIT and _WAITS.match(text))
    return bool(says_nothing) and len(body) <= _HEAD and not _ANYTHING.search(head) and _is_whole(head)


def _reloads(head: bytes) -> bool:
    """Tell whether a page has a script that sets a cookie and loads the page anew."""
    cookie: int | None = None
    for found in _COOKIE_OR_RELOAD.finditer(head):
        if found["cookie"]:
            cookie = found.end()
        elif cookie is not None and found.start() - cookie <= _RIGHT_BEHIND:
            return True
    return False


def visible_text(body: bytes) -> str:
    """Return what a browser without scripts shows of the beginning of a page, white space collapsed.

    Args:
        body: the page as sent, without content encoding.
    """
    text = _TAG.sub(" ", _UNSEEN.sub(" ", body[:_HEAD].decode("utf-8", "replace")))
    return " ".join(text.split())


def _is_whole(head: bytes) -> bool:
    """Tell whether it is a page at all, no fragment that another page's script asks for."""
    lowered = head.lower()
    return b"<html" in lowered or b"<body" in lowered
