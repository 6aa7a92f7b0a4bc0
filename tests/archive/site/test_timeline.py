"""The drawing of posts over time: each bar leads to its sentences, and what strangers wrote is escaped."""

from __future__ import annotations

import re

from markupsafe import Markup

from archive.site.language import in_language
from archive.site.timeline import Group, Mark, Span, axis_of, draw

ATTACK = '<script>"&'


def span(first: str, last: str, **fields: object) -> Span:
    given = {"label": Markup("<b>Bí thư</b>"), "name": "Bí thư", "articles": 3, "address": "/s?a=1&b=2", **fields}
    return Span(first=first, last=last, **given)  # type: ignore[arg-type]


def drawn(*groups: Group) -> str:
    line = axis_of(groups)
    assert line is not None
    return str(draw(groups, line))


def test_a_bar_lies_where_its_days_are() -> None:
    page = drawn(Group(Markup("Thị ủy"), [span("2020-01-01", "2020-12-31"), span("2021-12-31", "2021-12-31")]))
    bars = re.findall(r'<rect class="bar" x="([\d.]+)" y="8" width="([\d.]+)"', page)
    assert [(float(x), float(width)) for x, width in bars] == [(0, 500), (988, 12)]
    assert re.findall(r"<text [^>]*>(\d+)</text>", page) == ["2020", "2021"]
    assert page.count('href="/s?a=1&amp;b=2"') == 4  # the bar, and the words beside it
    assert "<b>Bí thư</b>" in page


def test_months_and_changes_are_drawn_and_said() -> None:
    marks = [Mark("2020-06-01", "được bầu, 01/06/2020")]
    page = drawn(Group(Markup(""), [span("2020-01-01", "2020-12-31", months=["2020-03", "2020-01"], marks=marks)]))
    (seen,) = re.findall(r'<path class="seen" d="([^"]*)"', page)
    assert re.findall(r"M([\d.]+) 8v12", seen) == ["0", "164.4"]
    assert "<title>được bầu, 01/06/2020</title>" in page
    assert "Bí thư: 01/01/2020 – 31/12/2020, 3 bài; xem từng câu" in page
    with in_language("en"):
        english = drawn(Group(Markup(""), [span("2020-01-01", "2020-12-31", articles=1)]))
    assert "Bí thư: 1 Jan 2020 – 31 Dec 2020, 1 article; to the sentences" in english


def test_what_others_wrote_is_escaped() -> None:
    page = drawn(Group(Markup(""), [span("2020-01-01", "2020-01-01", name=ATTACK, address=ATTACK)]))
    assert ATTACK not in page and "&lt;script&gt;&#34;&amp;" in page


def test_the_years_stand_below_a_long_drawing_as_well() -> None:
    short = Group(Markup(""), [span("2020-01-01", "2021-01-01")] * 3)
    assert drawn(short).count('class="years"') == 1
    assert drawn(short, short, short).count('class="years"') == 2
    assert axis_of([]) is None
