"""A record over time as an SVG drawn on the server, and the same figures as a table folded beside it.

Horizontal measures are per cent of the width, heights are pixels: the chart fits any window, its letters stay as large
as the page's, and nothing moves when it appears.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from archive.site.catalogue import say, say_text
from archive.site.formats import number
from archive.site.html import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Counts = Sequence[tuple[str, int]]
    # Where a year or a month leads to; nowhere where that is None.
    Address = Callable[[str], str | None]

_TOP = 16  # pixels above the tallest bar, for the number at its height
_PLOT = 112  # pixels of the tallest bar
_HEIGHT = _TOP + _PLOT + 22
_MOST_LABELS = 7  # of the years on a telephone
_WIDEST = 12.5  # per cent of a bar; a chart of three years is no wall
_GAP = 0.16  # of a bar's share of the width; none between a hundred bars
_MANY = 60  # bars that stand without gaps
_STEPS = (1, 2, 5)
_NOTHING = Markup("")


def drawn(
    counts: Counts,
    words: str,
    address: Address | None = None,
    folded: Markup | None = None,
    chosen: str | None = None,
) -> Markup:
    """Return a figure of bars, one for each label, that lead where ``address`` says, with its table.

    Args:
        counts: ``(label, count)`` in order: years, or months (``2021-03``), without gaps.
        words: what the chart shows, for whoever does not see it.
        address: where the bar of a label leads.
        folded: another table of the figures than one row a bar.
        chosen: the label that the page is narrowed to.
    """
    if not counts:
        return _NOTHING
    share = min(100 / len(counts), _WIDEST)
    scale = _PLOT / max(max(count for _, count in counts), 1)
    bars = _bars(counts, share, scale)
    zones = (
        _NOTHING if address is None else _zones([(label, 1, count) for label, count in counts], share, address, chosen)
    )
    return _figure(counts, share, scale, Markup("").join((bars, zones)), words, address, folded)


def drawn_months(counts: Counts, words: str, address: Address | None = None) -> Markup:
    """Return a figure of many years' months: a thin bar each, whole years leading where ``address`` says.

    Args:
        counts: ``(month, count)`` of whole years, ``2021-01`` to ``2021-12``.
        words: what the chart shows, for whoever does not see it.
        address: where a year or a month leads.
    """
    if not counts:
        return _NOTHING
    share = min(100 / len(counts), _WIDEST / 6)
    scale = _PLOT / max(max(count for _, count in counts), 1)
    years = [(year, list(months)) for year, months in groupby(counts, key=lambda one: one[0][:4])]
    zones = _NOTHING
    if address is not None:
        zones = _zones([(year, len(of), sum(n for _, n in of)) for year, of in years], share, address)
    bars = _bars(counts, share, scale)
    return _figure(counts, share, scale, Markup("").join((bars, zones)), words, address, months_table(counts, address))


def months_table(counts: Counts, address: Address | None = None) -> Markup:
    """Return months as a table of a row a year, each number leading where ``address`` says."""
    rows = []
    for year, months in groupby(counts, key=lambda one: one[0][:4]):
        of = list(months)
        cells = Markup("").join(filled("<td>%s</td>", _linked(month, count, address)) for month, count in of)
        total = _linked(year, sum(count for _, count in of), address)
        rows.append(filled('<tr><th scope="row">%s</th>%s<td class="sum">%s</td></tr>', year, cells, total))
    heads = Markup("").join(filled('<th scope="col">%s</th>', month) for month in range(1, 13))
    return filled(
        '<div class="months-wrapper" tabindex="0" role="region" aria-label="%s"><table class="numbers"><thead><tr>'
        '<th scope="col">%s</th>%s<th scope="col">%s</th></tr></thead><tbody>%s</tbody></table></div>',
        say("record-months-table"),
        say("column-year"),
        heads,
        say("record-whole-year"),
        Markup("").join(reversed(rows)),
    )


def _linked(label: str, count: int, address: Address | None) -> Markup:
    target = address(label) if address and count else None
    return filled('<a href="%s">%s</a>', target, number(count)) if target else filled("%s", number(count))


def _bars(counts: Counts, share: float, scale: float) -> Markup:
    """The bars, none where there is nothing; among many no gaps, which would be wider than they are."""
    gap = 0 if len(counts) > _MANY else _GAP * share
    drawn = (
        filled(
            '<rect x="%s%%" y="%s" width="%s%%" height="%s"/>',
            _per_cent(place * share),
            _pixels(_TOP + _PLOT - height),
            _per_cent(share - gap),
            _pixels(height),
        )
        for place, (_, count) in enumerate(counts)
        if (height := max(count * scale, 1.5 if count else 0))
    )
    return filled('<g class="bars">%s</g>', Markup("").join(drawn))


def _zones(spans: Sequence[tuple[str, int, int]], share: float, address: Address, chosen: str | None = None) -> Markup:
    """What can be clicked: the whole height over each label's bars; ``(label, bars, count)``."""
    found, place = [], 0
    for label, length, count in spans:
        target = address(label) if count else None
        words = say_text("record-bar", label=said(label), n=count)
        zone = filled(
            '<rect class="reach" x="%s%%" y="0" width="%s%%" height="%s"><title>%s</title></rect>',
            _per_cent(place * share),
            _per_cent(length * share),
            _TOP + _PLOT,
            words,
        )
        current = Markup(' aria-current="true"') if label == chosen else ""
        found.append(filled('<a href="%s" aria-label="%s"%s>%s</a>', target, words, current, zone) if target else zone)
        place += length
    return Markup("").join(found)


def _figure(
    counts: Counts,
    share: float,
    scale: float,
    shapes: Markup,
    words: str,
    address: Address | None,
    folded: Markup | None,
) -> Markup:
    table = folded if folded is not None else _table(counts, address)
    return filled(
        '<figure class="record"><svg width="100%%" height="%s" role="%s" aria-label="%s">%s%s%s</svg>'
        '<details class="in-figures"><summary>%s</summary>%s</details></figure>',
        _HEIGHT,
        "img" if address is None else "group",
        words,
        shapes,
        _heights(max(count for _, count in counts), scale),  # over the bars: the tallest would hide its number
        _labels(counts, share),
        say("record-in-figures"),
        table,
    )


def _heights(tallest: int, scale: float) -> Markup:
    """Lines at round numbers, each with its number."""
    lines = [filled('<line class="ground" x1="0" x2="100%%" y1="%s" y2="%s"/>', _TOP + _PLOT, _TOP + _PLOT)]
    step = _step(tallest)
    for value in range(step, tallest + 1, step):
        at = _pixels(_TOP + _PLOT - value * scale)
        lines.append(filled('<line class="height" x1="0" x2="100%%" y1="%s" y2="%s"/>', at, at))
        lines.append(
            filled('<text class="height" x="100%%" y="%s" aria-hidden="true">%s</text>', at - 3, number(value))
        )
    return Markup("").join(lines)


def _step(tallest: int) -> int:
    """Return the round number between two lines of which two or three fit under ``tallest``."""
    power = 1
    while True:
        for step in _STEPS:
            if tallest < 4 * step * power:
                return step * power
        power *= 10


def _labels(counts: Counts, share: float) -> Markup:
    """Years under their middle, as many as a telephone has room for; of few months each as month/year."""
    of_years = len(counts) > 12 and len(counts) % 12 == 0 and counts[0][0].endswith("-01")
    width = 12 if of_years else 1
    starts = [(counts[place][0], place) for place in range(0, len(counts), width)]
    shown = starts[:: -(-len(starts) // _MOST_LABELS)]
    texts = (
        filled(
            '<text x="%s%%" y="%s" aria-hidden="true">%s</text>',
            _per_cent((place + width / 2) * share),
            _HEIGHT - 5,
            label[:4] if of_years else said(label),
        )
        for label, place in shown
        if (place + width / 2) * share < 100
    )
    return Markup("").join(texts)


def said(label: str) -> str:
    """Return a year or month as people write it: ``2021``, ``3/2021``."""
    return label if len(label) == 4 else f"{int(label[5:])}/{label[:4]}"


def _table(counts: Counts, address: Address | None) -> Markup:
    rows = (
        filled('<tr><th scope="row">%s</th><td>%s</td></tr>', said(label), _linked(label, count, address))
        for label, count in reversed(counts)
    )
    head = say("column-month" if len(counts[0][0]) == 7 else "column-year")
    return filled(
        '<table class="numbers narrow-table"><thead><tr><th scope="col">%s</th><th scope="col">%s</th></tr></thead>'
        "<tbody>%s</tbody></table>",
        head,
        say("record-count"),
        Markup("").join(rows),
    )


def _per_cent(value: float) -> float:
    return round(value, 3)


def _pixels(value: float) -> float:
    return round(value, 1)
