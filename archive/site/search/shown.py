"""Hits as HTML; twenty of them are some thousand pieces, which a template of Datasette's puts together slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from archive.readable import headline
from archive.site.card_pieces import NOTHING, head, joined, kicker, labelled, paragraph, tag, time
from archive.site.catalogue import say
from archive.site.html import filled
from archive.site.metadata import DATABASE
from archive.site.wording import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.site.search.results import Hit
    from archive.site.search.snippets import Run

_PLAIN_PLACES = frozenset({"lead", "body"})


def hit_cards(hits: Iterable[Hit], urls: Any) -> Markup:
    """Return hits as items of a list.

    Args:
        hits: of one page.
        urls: Datasette's addresses.
    """
    return Markup("\n").join(filled('<li class="card">%s</li>', _card(hit, urls)) for hit in hits)


def marked(runs: Iterable[Run]) -> Markup:
    """Return words with those that were found marked."""
    return Markup("").join(filled("<mark>%s</mark>", run.text) if run.found else escape(run.text) for run in runs)


def _card(hit: Hit, urls: Any) -> Markup:
    row = hit.row
    section = filled('<span lang="vi">%s</span>', row["section"]) if row["section"] else None
    title = marked(hit.title) if row["title"] else headline(None, row["lead"], row["beginning"]) or say("untitled")
    place = NOTHING
    if hit.place not in _PLAIN_PLACES:
        place = filled('<span class="place">%s</span> ', label(hit.place, "place"))
    snippet = paragraph("snippet", marked(hit.snippet))
    if snippet and place:
        snippet = filled('<p class="snippet">%s<span lang="vi">%s</span></p>', place, marked(hit.snippet))
    return Markup("").join((
        kicker(time(row["published"]), filled('<span lang="vi">%s</span>', row["portal_name"]), section, _tags(row)),
        head(filled('<a href="%s">%s</a>', urls.row(DATABASE, "articles", row["id"]), title)),
        snippet,
    ))  # fmt: skip


def _tags(row: Any) -> Markup:
    tags = []
    if row["kind"] != "article" and label(row["kind"], "kind") != row["section"]:
        tags.append(labelled(row["kind"], "kind"))
    if row["revision_count"] > 1:
        tags.append(tag("changed", say("edited")))
    if row["gone_at"]:
        tags.append(tag("gone", say("gone")))
    return joined(*tags)
