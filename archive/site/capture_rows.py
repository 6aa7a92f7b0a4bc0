"""The rows of an article's captures as HTML: when it was asked for, what was answered, and which revision it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from archive.site.catalogue import say, say_text
from archive.site.formats import moment, number
from archive.site.html import filled, joined
from archive.site.metadata import DATABASE
from archive.site.sentences import sentence
from archive.site.wording import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.dossier import Capture

_DIGEST_SHOWN = 12  # characters


def capture_rows(captures: Iterable[Capture], urls: Any, *, with_pages: bool) -> Markup:
    """Return the rows of a table of captures, the newest first.

    Args:
        captures: in the order of time.
        urls: ``datasette.urls``.
        with_pages: a column leads to the stored pages.
    """
    address, stored = urls.table(DATABASE, "captures"), urls.path("/stored/")
    made = [_row(capture, address, stored if with_pages else None) for capture in captures]
    return joined(made[::-1], "\n")


def _row(capture: Capture, address: str, stored: str | None) -> Markup:
    row = capture.row
    imported = filled(" <small>%s</small>", say("captures-imported")) if row["import_source"] else ""
    time = filled('<time datetime="%s">%s</time>', row["fetched_at"], moment(row["fetched_at"]))
    cells = [
        _cell("captures-number", capture.number, "type-int"),
        _cell("captures-fetched", filled('<a href="%s/%s">%s</a>%s', address, row["id"], time, imported)),
        _cell(
            "captures-outcome",
            filled('<span class="tag tag-%s">%s</span>', row["outcome"], label(row["outcome"], "outcome")),
        ),
        _cell("captures-status", "—" if row["status"] is None else row["status"]),
        _cell("captures-bytes", number(row["size"]), "type-int"),
        _cell("captures-shows", _shown(row)),
    ]
    if stored is not None:
        cells.append(_cell("captures-page", _page(row, stored)))
    return filled("<tr>%s</tr>", joined([*cells, _cell("captures-digest", _digest(row["digest"]))]))


def _cell(name: str, value: object, kind: str = "type-str") -> Markup:
    return filled('<td data-label="%s" class="%s">%s</td>', say_text(name), kind, value)


def _shown(row: Any) -> Markup:
    if row["revision_number"]:
        words = say("revision-number", number=row["revision_number"])
        return filled('<a href="#revision-%s">%s</a>', row["revision_number"], words)
    if not row["reason"] or row["outcome"] == "alias":
        return Markup("—")
    said = sentence(row["reason"], "reason")
    return filled("<small>%s</small>", said) if said else filled('<small lang="en">%s</small>', row["reason"])


def _page(row: Any, stored: str) -> Markup:
    if row["warc"] is None:
        return Markup("—")
    meant = say_text("captures-view-of", time=moment(row["fetched_at"]))
    return filled('<a href="%s%s" aria-label="%s">%s</a>', stored, row["id"], meant, say("row-view"))


def _digest(digest: str | None) -> Markup:
    if not digest:
        return Markup("—")
    return filled('<code class="digest" title="%s">%s…</code>', digest, digest[:_DIGEST_SHOWN])
