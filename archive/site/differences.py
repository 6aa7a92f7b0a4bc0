"""What became of the fields of a revision as HTML, word by word, readable without colours and by ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from archive.site.catalogue import say
from archive.site.html import filled, joined
from archive.site.wording import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.difference import Piece
    from archive.revision_difference import FieldDifference


def differences(changes: Iterable[FieldDifference], heading: str = "h4") -> Markup:
    """Return the fields that changed, each under its name.

    Args:
        changes: from :func:`archive.revision_difference.record_differences`.
        heading: the element of the names: ``h3`` or ``h4``, as they stand under others.
    """
    if heading == "h3":
        return joined(
            filled('<div class="change"><h3>%s</h3>%s</div>', label(change.field, "field"), _field(change))
            for change in changes
        )
    return joined(
        filled('<div class="change"><h4>%s</h4>%s</div>', label(change.field, "field"), _field(change))
        for change in changes
    )


def _field(change: FieldDifference) -> Markup:
    return filled('<p class="difference" lang="vi">%s</p>', joined(map(_piece, change.pieces)))


def _piece(piece: Piece) -> Markup:
    # A screen reader may say nothing of ins and del: the words do.
    if piece.change == "added":
        return filled('<ins><span class="unseen">%s </span>%s</ins>', say("difference-added"), piece.text)
    if piece.change == "removed":
        return filled('<del><span class="unseen">%s </span>%s</del>', say("difference-removed"), piece.text)
    if piece.change == "skipped":
        return filled('<span class="skipped"> … %s … </span>', say("words-skipped", n=int(piece.text)))
    return escape(piece.text)
