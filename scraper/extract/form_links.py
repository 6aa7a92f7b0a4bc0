"""Links that stand in forms: archives that are chosen from a list (month, year, section).

A choice whose values are addresses, and a form that is sent by GET and has nothing but choices. A form with a field to
write into is a search, and is left alone.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from scraper.canonical import absolute_url
from scraper.patterns import regex
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MAX_COMBINATIONS = 240  # of one form: twenty years of months
_MOST_CHOICES = 3
_ADDRESS = regex(r"(?:https?://|/|\?|\./)\S{1,1000}")
_WRITTEN = frozenset({"text", "search", "date", "month", "email", "tel", "number", "password", "file", ""})


def option_links(tree: etree._Element, url: str) -> Iterator[tuple[str, str]]:
    """Yield address and text of every choice whose value is an address (``<option value="/2024/05/">``)."""
    for option in tree.iter("option"):
        value = (option.get("value") or "").strip()
        if _ADDRESS.fullmatch(value) and (address := absolute_url(url, value)):
            yield address, nfc(collapse("".join(option.itertext())))


def form_links(tree: etree._Element, url: str) -> Iterator[tuple[str, str]]:
    """Yield address and text of what forms of choices lead to, each combination once, at most 240 of a form.

    Args:
        tree: the page.
        url: what relative addresses are relative to.
    """
    for form in tree.iter("form"):
        if (form.get("method") or "get").strip().lower() != "get":
            continue
        fixed, choices = _fields(form)
        action = absolute_url(url, form.get("action") or url)
        if not choices or len(choices) > _MOST_CHOICES or action is None:
            continue
        names = list(choices)
        for combination in islice(product(*choices.values()), MAX_COMBINATIONS):
            pairs = [*fixed, *((name, value) for name, (value, _) in zip(names, combination, strict=True))]
            text = " ".join(label for _, label in combination)
            yield f"{action.partition('?')[0]}?{urlencode(pairs)}", text


def _fields(form: etree._Element) -> tuple[list[tuple[str, str]], dict[str, list[tuple[str, str]]]]:
    """Return a form's hidden fields and its choices by name; no choices where there is anything to write into."""
    fixed: list[tuple[str, str]] = []
    choices: dict[str, list[tuple[str, str]]] = {}
    for field in form.iter("input", "select", "textarea"):
        name = field.get("name")
        kind = (field.get("type") or "").strip().lower()
        if field.tag == "textarea" or (field.tag == "input" and kind in _WRITTEN):
            return [], {}
        if not name:
            continue
        if field.tag == "input":
            fixed += [(name, field.get("value") or "")] if kind == "hidden" else []
            continue
        options = [(one.get("value"), nfc(collapse("".join(one.itertext())))) for one in field.iter("option")]
        found = [(value, label) for value, label in options if value]
        if not found or any(_ADDRESS.fullmatch(value) for value, _ in found):
            return [], {}
        choices[name] = found
    return fixed, choices
