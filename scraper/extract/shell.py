"""Pages that are only a script's shell: what people see of them is made in their browser."""

from __future__ import annotations

import re

SHELL_REASON = (
    "the page is built by a script (JavaScript) in the browser; congtin reads such portals with the extra [browser]"
)

_HEAD = 200_000  # bytes that are looked at
_MOST_TEXT = 400  # characters of visible text of a shell: a name, "please wait"
_ROOTS = re.compile(
    rb"<(?:div|main|section)\b[^<>]{0,200}?\bid\s{0,3}=\s{0,3}[\"']?(?:app|root|__next|__nuxt|main-app|application|"
    rb"svelte|q-app|app-root)[\"']?[^<>]{0,200}>\s{0,200}(?:</|<noscript)|<app-root\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:enable|turn on|requires?|need)\s(?:\w{1,10}\s){0,3}(?:java\s?script|cookies)|(?:bật|hỗ trợ|cần)\s"
    r"(?:\w{1,10}\s){0,3}java\s?script|checking your browser",
    re.IGNORECASE,
)
_RELOADS = re.compile(
    rb"document\.cookie\s{0,9}=[\s\S]{0,600}?(?:location\.(?:reload|replace|assign)\s{0,3}\(|location(?:\.href)?\s{0,9}=)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"(?is)<(script|style|head|template)\b.*?(?:</\1\s{0,9}>|\Z)|<!--.*?(?:-->|\Z)")
_TAG = re.compile(r"<[^<>]{0,2000}>")


def is_script_shell(body: bytes) -> bool:
    """Tell whether a page has next to no text, and a script that makes it, that reloads it, or that is asked for.

    Args:
        body: the page as sent, without content encoding.
    """
    head = body[:_HEAD]
    if b"<script" not in head.lower() and b"<noscript" not in head.lower():
        return False
    text = _TAG.sub(" ", _UNSEEN.sub(" ", head.decode("utf-8", "replace")))
    text = " ".join(text.split())
    if len(text) > _MOST_TEXT:
        return False
    return bool(_ROOTS.search(head) or _RELOADS.search(head) or _ASKS.search(text))
