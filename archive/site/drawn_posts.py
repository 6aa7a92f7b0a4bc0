"""The drawings of posts over time: those of an official by body, those of a unit with who was named in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from markupsafe import Markup

from archive.site.formats import moment
from archive.site.html import filled
from archive.site.metadata import DATABASE
from archive.site.record_chart import drawn, drawn_months
from archive.site.timeline import Group, Mark, Span, axis_of, draw
from archive.site.wording import label

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from archive.site.holders import Holder, PostHeld
    from archive.site.person import Tenure

# Titles that say that somebody holds a post; others are tagged as what they are, and drawn lightly.
_PLAIN = frozenset({"position", "rank"})


def sentences_of(urls: Any, person: int, tenure: str, year: int | None = None) -> str:
    """Return the address of the sentences that name ``person`` in the post of ``tenure``, those of a year if given."""
    asked = {"person": person, "tenure": tenure}
    if year is not None:
        asked["day__startswith"] = f"{year}-"
    return f"{urls.table(DATABASE, 'tenure_mentions')}?{urlencode(asked)}"


def is_rank(tenure: Tenure) -> bool:
    """Tell whether a tenure is of a personal rank (colonel, member of a committee), not of a post."""
    return tenure.kind == "rank"


def draw_person(urls: Any, person: dict[str, Any]) -> Markup:
    """Return the drawing of an official's posts, a heading a body; nothing where no post was seen.

    Args:
        urls: Datasette's, for addresses in the language of the page.
        person: what :func:`archive.site.person.read_person` returned.
    """
    groups: dict[str, Group] = {}
    for tenure in person["tenures"]:
        if not is_rank(tenure):
            body = tenure.organization or ""
            heading = _body(urls, tenure) if body else Markup("")
            groups.setdefault(body, Group(heading)).spans.append(_tenure_span(urls, person["row"]["id"], tenure))
    return _drawn(list(groups.values()))


def draw_unit(urls: Any, drawn: Iterable[tuple[sqlite3.Row, list[PostHeld]]]) -> Markup:
    """Return the drawing of who was named in which post of a unit and of its line, a heading a post.

    Args:
        urls: Datasette's.
        drawn: units with their posts: ``drawn`` of :func:`archive.site.unit.read_unit`.
    """
    return _drawn(
        [
            Group(post_words(post.title, post.organization), [_holder_span(urls, one) for one in post.holders])
            for _, posts in drawn
            for post in posts
        ]
    )


def _drawn(groups: list[Group]) -> Markup:
    line = axis_of(groups)
    return draw(groups, line) if line is not None else Markup("")


def post_words(title: str, organization: str | None) -> Markup:
    """Return a post and its body as HTML, the body once where it is the post's own words."""
    if not organization or organization == title:
        return filled('<span lang="vi">%s</span>', title)
    return filled('<span lang="vi">%s <span class="organization">%s</span></span>', title, organization)


def _body(urls: Any, tenure: Tenure) -> Markup:
    if tenure.unit is None:
        return filled('<span lang="vi">%s</span>', tenure.organization)
    return filled('<a lang="vi" href="%s">%s</a>', urls.row(DATABASE, "units", tenure.unit), tenure.organization)


def _tenure_span(urls: Any, person: int, tenure: Tenure) -> Span:
    words = filled('<span lang="vi">%s</span>', tenure.title)
    if tenure.kind not in _PLAIN:
        words = filled('%s <span class="kind">%s</span>', words, label(tenure.kind, "title_kind"))
    return Span(
        label=words,
        name=f"{tenure.title}, {tenure.organization}" if tenure.organization else tenure.title,
        first=tenure.first,
        last=tenure.last,
        articles=tenure.articles,
        address=sentences_of(urls, person, tenure.id),
        months=tenure.months,
        marks=[Mark(row["day"], f"{label(row['change'], 'change')}, {moment(row['day'])}") for row in tenure.changes],
        faint=tenure.kind not in {"position", "new"},
    )


def _holder_span(urls: Any, holder: Holder) -> Span:
    is_acting = holder.kinds == {"acting"}
    words = filled('<a lang="vi" href="%s">%s</a>', urls.row(DATABASE, "people", holder.person), holder.name)
    if is_acting:
        words = filled('%s <span class="kind">%s</span>', words, label("acting", "title_kind"))
    return Span(
        label=words,
        name=holder.name,
        first=holder.first,
        last=holder.last,
        articles=holder.articles,
        address=sentences_of(urls, holder.person, holder.tenure),
        months=holder.months,
        faint=is_acting,
    )


def years_chart(counts: Sequence[tuple[str, int]], words: str, beginning: str) -> Markup:
    """Return articles a year as bars with their table; each leads where the address that begins so leads."""
    return drawn(counts, words, lambda year: f"{beginning}{year}")


def months_chart(counts: Sequence[tuple[str, int]], words: str, beginning: str) -> Markup:
    """Return articles a month likewise; years lead there as well."""
    return drawn_months(counts, words, lambda month: f"{beginning}{month}")
