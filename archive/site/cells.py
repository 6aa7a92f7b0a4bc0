"""Cells of tables and query results as people read them; JSON and CSV keep the stored values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from archive.site.catalogue import say
from archive.site.formats import moment
from archive.site.html import filled
from archive.site.metadata import DATABASE
from archive.site.portal_cells import LISTS, listed, portal_link, portal_list
from archive.site.sentences import sentence
from archive.site.wording import is_known, label
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

# The table that a column's identifiers are of; foreign keys have these names too, so that views and queries that
# carry them through link like the tables they come from.
_TARGETS = {
    "portal": "portals",
    "crawl": "crawls",
    "capture": "captures",
    "article": "articles",
    "person": "people",
    "mention": "mentions",
    "other": "people",
    "revision": "revisions",
    "import": "imports",
    "original": "articles",
    "original_portal": "portals",
    "first_on": "portals",
    "successor": "portals",
    "line": "portals",
    "unit_id": "units",
}
# Where a column of the same name leads elsewhere than in the other tables.
_TARGETS_IN = {
    ("shared_bodies", "other"): "portals",
    ("unit_successors", "successor"): "units",
    ("unit_successors", "unit"): "units",
    ("unit_articles", "unit"): "units",
}
# A column of words that should lead where an identifier in the same row leads.
_WORDS_OF = {
    "article_title": "article",
    "title": "article",
    "name": "person",
    "original_title": "original",
    "unit": "unit_id",
    "beside": "other",
    "other_name": "other",
}
TIMES = frozenset({
    "first_seen", "last_seen", "gone_at", "gone_confirmed_at", "seen_at", "fetched_at", "started", "finished",
    "last_crawl", "found_at", "published", "updated", "first_published", "last_published", "event_date", "start", "end",
    "valid_from", "valid_to", "day", "first_day", "last_day",
    "decided_at", "title_day", "confirmed_at", "returned_at", "imported_at", "replaced_at", "learnt_at",
    "original_published", "original_first_seen", "since", "until", "sealed_at", "last_as_before",
})  # fmt: skip
YES_NO = frozenset({"in_caption_only", "tls_ok"})
LABELLED = {
    "outcome": "outcome",
    "kind": "kind",
    "part_of_day": "part_of_day",
    "basis": "basis",
    "level": "level",
    "role": "role",
    "other_roles": "role",
    "field": "field",
    "roles": "role",
    "rule": "rule",
    "change": "change",
    "verb": "verb",
    "relation": "relation",
    "likeness": "likeness",
    "start_page": "start_page",
}
_ONWARD = "→"
_LONGEST_RECORD = 2_000  # characters shown of it
NO_NAMES: Mapping[str, str | None] = {}
_COMPARISON = regex(r"/compare/[0-9]{1,16}\?from=[0-9]{1,9}&to=[0-9]{1,9}")


def named_portals(value: Any, column: str, table: str | None) -> list[str]:
    """Return the portals that a cell names by their ids alone, to be looked up before it is rendered."""
    if not isinstance(value, str) or not value:
        return []
    if column in LISTS:
        return [portal for portal, _ in listed(value, LISTS[column]) or ()]
    return [value] if table_meant(column, table) == "portals" else []


def table_meant(column: str, table: str | None) -> str:
    """Return the table that a column's identifiers are of; nothing where they are no identifiers."""
    return _TARGETS_IN.get((table or "", column), _TARGETS.get(column, ""))


def render(
    row: Any, value: Any, column: str, table: str | None, urls: Any, names: Mapping[str, str | None] = NO_NAMES
) -> Markup | None:
    """Return the HTML of a cell, ``None`` for Datasette's own.

    Args:
        row: the whole row.
        value: the cell's value; ``{"value": ..., "label": ...}`` for a foreign key that Datasette has looked up.
        column: the column's name.
        table: the table's or view's name, ``None`` for the result of a query.
        urls: Datasette's addresses.
        names: names by id of those of the :func:`named_portals` that the archive has.
    """
    if isinstance(value, dict):
        return _link(urls, table_meant(column, table), value["value"], value["label"], column)
    if value is None or value == "":
        return None
    if isinstance(value, str) and (said := _said(value, column)) is not None:
        return said
    if column in YES_NO:
        return escape(label("1" if value else "0", "yes_no"))
    if column == "digest":
        return filled('<code class="digest" title="SHA-256 %s">%s…</code>', value, str(value)[:12])
    if column == "compare" and isinstance(value, str) and _COMPARISON.fullmatch(value):
        return filled('<a href="%s">%s</a>', urls.path(value), say("cell-compare"))
    if column == "id" and table == "article_list":
        return _link(urls, "articles", value, value, column)
    if column in LISTS and isinstance(value, str):
        return portal_list(value, LISTS[column], names, urls)
    if table_meant(column, table) == "portals" and isinstance(value, str):
        beside = column == "portal" and _cell(row, "name") not in (None, "")
        return portal_link(value, value if beside else None, names, urls)
    return _identifier(row, value, column, table, urls)


def _said(value: str, column: str) -> Markup | None:
    """Return what is stored as people read it; ``None`` where there are no other words for it."""
    if column in TIMES:
        return _time(value)
    if column in LABELLED and (labels := _labels(value, LABELLED[column])) is not None:
        return labels
    if column == "changed":
        return _changed(value)
    if column == "record":
        return _folded(value)
    said = sentence(value, column)
    if said and "\n" in value:
        return filled('<span class="lines" title="%s">%s</span>', value, said)
    return filled('<span title="%s">%s</span>', value, said) if said else None


def _identifier(row: Any, value: Any, column: str, table: str | None, urls: Any) -> Markup | None:
    """An identifier, or the words beside one, as a link to its row."""
    target_table = table_meant(column, table)
    if target_table:
        # Where the words that are known by this identifier stand beside it, they lead there too: sixteen digits more
        # say nothing.
        beside = any(_cell(row, words) for words, key in _WORDS_OF.items() if key == column)
        return _link(urls, target_table, value, _ONWARD if beside else value, column)
    key = _WORDS_OF.get(column)
    target = _cell(row, key) if key else None
    if key is None or target is None:
        return None
    if isinstance(target, dict):
        target = target["value"]
    return _link(urls, _TARGETS[key], target, value, column)


def _link(urls: Any, target: str, key: Any, words: Any, column: str) -> Markup | None:
    if not target or key is None:
        return None
    shown = words if words not in (None, "") else say("untitled")
    if column in {"crawl", "capture"}:
        shown = moment(str(shown)) or shown
    elif column == "revision" and str(shown) != str(key):  # which of its article it is
        shown = say("revision-number", number=str(shown))
    address = urls.row(DATABASE, target, tilde_encode(str(key)))
    kind = Markup(' class="onward"') if shown == _ONWARD else ""
    return filled('<a%s href="%s" title="%s %s">%s</a>', kind, address, target, key, shown)


def _time(value: str) -> Markup | None:
    shown = moment(value)
    return None if shown == value else filled('<time datetime="%s" title="%s">%s</time>', value, value, shown)


def _labels(value: str, kind: str) -> Markup | None:
    parts = value.split(", ")
    if not any(is_known(part, kind) for part in parts):  # a column of the same name that holds something else
        return None
    return Markup(" ").join(_tag(part, kind) for part in parts)


def _changed(value: str) -> Markup | None:
    """The names of the fields that a revision changed, kept as a JSON list; the first revision has none."""
    try:
        names = json.loads(value)
    except ValueError:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return Markup(" ").join(_tag(name, "field") for name in names) or Markup("—")


def _folded(value: str) -> Markup:
    """A record, folded under its headline: in a table it would hide all other columns; works without a script.

    Of a long one the beginning: a page of whole records weighs megabytes. The row's own page has all of it.
    """
    shown = value if len(value) <= _LONGEST_RECORD else f"{value[:_LONGEST_RECORD]} …"
    return filled(
        '<details class="folded"><summary>%s <small>%s</small></summary><pre tabindex="0">%s</pre></details>',
        _headline_of(value),
        say("characters", n=len(value)),
        shown,
    )


def _headline_of(record: str) -> str:
    try:
        title = json.loads(record).get("title")
    except (ValueError, AttributeError):
        title = None
    return title if isinstance(title, str) and title else "JSON"


def _tag(value: str, kind: str) -> Markup:
    if not is_known(value, kind):
        return filled('<span class="tag">%s</span>', value)
    return filled('<span class="tag tag-%s">%s</span>', _css_word(value), label(value, kind))


def _css_word(value: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in value)


def _cell(row: Any, key: str) -> Any:
    try:
        return row[key]
    except (IndexError, KeyError):
        return None
