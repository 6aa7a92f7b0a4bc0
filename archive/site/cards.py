"""Rows of the tables that people read, as cards: what a row says, in the order in which a reader asks for it.

``?_view=table`` shows the columns instead. A card leaves out what its row does not have; a table may be asked for
without some of its columns (``_nocol``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from archive.site.card_pieces import (
    NOTHING,
    Row,
    called,
    clock,
    cut,
    head,
    joined,
    kicker,
    labelled,
    outside,
    paragraph,
    picture,
    tag,
    time,
)
from archive.site.catalogue import say
from archive.site.formats import day
from archive.site.html import filled
from archive.site.sentences import sentence, told
from archive.site.wording import host, label, web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def as_cards(rows: Iterable[Any], table: str, urls: Any) -> Markup:
    """Return the rows of ``table`` as items of a list, one of :data:`CARDS`.

    Args:
        rows: Datasette's ``display_rows``.
        table: its name.
        urls: Datasette's addresses.
    """
    card = CARDS[table]
    return Markup("\n").join(filled('<li class="card">%s</li>', card(Row(row, urls))) for row in rows)


def _changes(row: Row, revisions: str) -> Markup:
    tags = []
    if (row[revisions] or 1) > 1:
        tags.append(tag("changed", say("edited")))
    if row["gone_at"]:
        tags.append(tag("gone", say("gone")))
    return Markup(" ").join(tags)


def _kind_of_article(row: Row) -> Markup:
    kind = row["kind"]
    return labelled(kind, "kind") if kind and kind != "article" and label(kind, "kind") != row["section"] else NOTHING


def _article(row: Row) -> Markup:
    section = filled('<span lang="vi">%s</span>', row["section"]) if row["section"] else None
    about = Markup(" ").join(part for part in (_kind_of_article(row), _changes(row, "revision_count")) if part)
    words = cut(row["lead"] or row["text"])
    return Markup("").join((
        kicker(time(row["published"]), row.shown("portal"), section, about),
        head(row.link("articles", "id", called(row["title"], row["lead"], row["text"]))),
        paragraph("snippet", words if row["title"] else None),
    ))  # fmt: skip


def _listed_article(row: Row) -> Markup:
    section = filled('<span lang="vi">%s</span>', row["section"]) if row["section"] else None
    figures = []
    if row["captions"]:
        figures.append(say("card-captions", n=row["captions"]))
    if row["officials"]:
        figures.append(say("card-officials", n=row["officials"]))
    about = Markup(" ").join(part for part in (_kind_of_article(row), _changes(row, "revisions")) if part)
    return Markup("").join((
        kicker(time(row["published"]), row.shown("portal"), section, about),
        head(row.link("articles", "id", called(row["title"]))),
        kicker(*figures),
    ))  # fmt: skip


def _article_link(row: Row) -> Markup:
    words = row["article_title"]
    return row.link("articles", "article", called(words, row["sentence"])) if row["article"] else NOTHING


def _mention_of(row: Row) -> Markup:
    caption = tag("caption", say("card-in-captions-only")) if row["in_caption_only"] else None
    name = row.link("people", "person", row["name"])
    if row["honorific"]:
        name = filled('<span class="honorific">%s</span> %s', row["honorific"], name)
    roles = row.shown("roles")
    return Markup("").join((
        kicker(time(row["event_date"] or row["day"] or row["published"]), _article_link(row), caption),
        head(name),
        paragraph("printed-titles", row["titles"]),
        paragraph("", row["sentence"], quoted=True),
        filled('<p class="tags">%s</p>', roles) if roles else NOTHING,
    ))  # fmt: skip


def _mention(row: Row) -> Markup:
    caption = tag("caption", say("card-in-captions-only")) if row["in_caption_only"] else None
    roles = row.shown("role")
    name = filled('<span class="honorific">%s</span> ', row["honorific"]) if row["honorific"] else NOTHING
    article = row.shown("article")
    return Markup("").join((
        kicker(time(row["day"]), filled('<span lang="vi">%s</span>', article) if article else None, caption),
        head(filled("%s%s", name, row.link("people", "person", row["name"]))),
        paragraph("printed-titles", row["ranks"]),
        paragraph("", row["sentence"], quoted=True),
        filled('<p class="tags">%s</p>', roles) if roles else NOTHING,
    ))  # fmt: skip


def _post(row: Row) -> Markup:
    """A title with its organisation, and which kind of title it is where it is no plain post."""
    organization = row["organization"]
    words = filled('<span class="post">%s</span>', row["title"]) if row["title"] else NOTHING
    if organization and organization != row["title"]:
        words = filled('%s <span class="organization">%s</span>', words, organization)
    kind = row["kind"]
    mark = labelled(kind, "title_kind") if kind and kind != "position" else NOTHING
    return filled("%s %s", words, mark) if mark else words


def _person(row: Row) -> Markup:
    span = say("card-span", first=day(row["first_seen"]), last=day(row["last_seen"])) if row["first_seen"] else None
    portals = say("card-portals", n=row["portals"]) if (row["portals"] or 0) > 1 else None
    others = tag("suspect", say("card-candidates", n=row["candidates"])) if row["candidates"] else None
    articles = say("card-articles", n=row["articles"]) if row["articles"] else None
    latest = NOTHING
    if row["article"]:
        link = filled('<span lang="vi">%s</span>', _article_link(row))
        latest = filled('<p class="under">%s</p>', say("card-latest", article=link))
    return Markup("").join((
        head(row.link("people", "person", row["name"])),
        paragraph("printed-titles", _post(row)),
        kicker(articles, portals, span, others),
        latest,
    ))  # fmt: skip


def _tenure(row: Row) -> Markup:
    articles = say("card-articles", n=row["articles"]) if row["articles"] else None
    span = say("card-span", first=day(row["first_seen"]), last=day(row["last_seen"])) if row["first_seen"] else None
    announced = filled('<span lang="vi">%s</span>', row.shown("announced")) if row["announced"] else None
    level = labelled(row["level"], "level")
    return Markup("").join((
        head(row.link("people", "person", row["name"])),
        paragraph("printed-titles", _post(row)),
        kicker(span, articles, row.shown("unit") or None, level, announced),
        paragraph("", row["sentence"], quoted=True),
    ))  # fmt: skip


def _tenure_sentence(row: Row) -> Markup:
    change = labelled(row["change"], "change")
    return Markup("").join((
        kicker(time(row["day"]), _article_link(row), change or None),
        head(row.link("people", "person", row["name"])),
        paragraph("printed-titles", _post(row)),
        paragraph("", row["sentence"], quoted=True),
    ))  # fmt: skip


def _caption(row: Row) -> Markup:
    article = row.shown("article")
    return Markup("").join((
        paragraph("caption-text", row["text"]),
        kicker(filled('<span lang="vi">%s</span>', article) if article else None),
        picture(row["image"]),
    ))  # fmt: skip


def _revision(row: Row) -> Markup:
    number_of = row["number"]
    before = NOTHING
    if isinstance(number_of, int) and number_of > 1 and isinstance(row["article"], int):
        path = f"/compare/{row['article']}?from={number_of - 1}&to={number_of}"
        before = filled('<a href="%s">%s</a>', row._urls.path(path), say("card-compare"))
    return Markup("").join((
        kicker(clock(row["seen_at"]), row.link("revisions", "id", say("revision-number", number=str(number_of)))),
        head(row.shown("article")),
        filled('<p class="tags">%s</p>', row.shown("changed")) if row["changed"] not in (None, "[]") else NOTHING,
        filled('<p class="under">%s</p>', before) if before else NOTHING,
    ))  # fmt: skip


def _problem(row: Row) -> Markup:
    words = told(row["reason"], "reason")
    address = web_address(row["url"])
    link = outside(address, address) if address else NOTHING
    article = row.shown("article")
    return Markup("").join((
        kicker(clock(row["seen_at"]), row.shown("portal"), tag("field", label(str(row["field"]), "field"))),
        filled("<h3>%s</h3>", words),
        filled('<p class="under" lang="vi">%s</p>', article) if article else NOTHING,
        filled('<p class="under address">%s</p>', link) if link else NOTHING,
    ))  # fmt: skip


def _crawl(row: Row) -> Markup:
    counted = [
        say(f"card-{name}", n=row[name])
        for name in ("articles_new", "articles_changed", "articles_gone")
        if row[name] is not None
    ]
    asked = say("card-requests", n=row["requests"], stored=row["stored"] or 0, failed=row["failed"] or 0)
    return Markup("").join((
        kicker(row.shown("portal"), labelled(row["outcome"], "outcome") or tag("incomplete", say("card-running"))),
        filled("<h3>%s</h3>", row.link("crawls", "id", clock(row["started"]))),
        kicker(*counted),
        kicker(asked) if row["requests"] is not None else NOTHING,
        filled('<p class="note">%s</p>', _note(row["note"])) if row["note"] else NOTHING,
    ))  # fmt: skip


def _note(note: str) -> Markup:
    """The beginning of what a visit says; it is cut when it is said, for a half sentence is of no known form."""
    said = sentence(note, "note")
    return filled("%s", cut(said)) if said else filled('<span lang="en">%s</span>', cut(note))


def _portal(row: Row) -> Markup:
    where = joined(*(filled('<span lang="vi">%s</span>', row[name]) for name in ("unit", "province") if row[name]))
    address = web_address(row["url"])
    link = (
        filled('<a href="%s" rel="external noreferrer nofollow">%s ↗</a>', address, host(address)) if address else None
    )
    gone = tag("gone", say("card-portal-gone")) if row["gone_at"] else None
    return Markup("").join((
        head(row.link("portals", "id", row["name"])),
        kicker(where, link, row["family"], gone),
    ))  # fmt: skip


def _copy(row: Row) -> Markup:
    original = row.link("articles", "original", called(row["original_title"]))
    tags = Markup(" ").join((labelled(row["relation"], "relation"), labelled(row["likeness"], "likeness")))
    first = joined(time(row["original_published"]), row.shown("original_portal"))
    before = say("card-original", article=filled('<span lang="vi">%s</span>', original), where=first)
    return Markup("").join((
        kicker(time(row["published"]), row.shown("portal"), tags),
        head(row.link("articles", "article", called(row["title"]))),
        filled('<p class="under">%s</p>', before),
        filled('<p class="under">%s</p>', sentence(row["basis"], "basis") or row["basis"] or ""),
    ))  # fmt: skip


def _post_held(row: Row) -> Markup:
    span = say("card-span", first=day(row["first_day"]), last=day(row["last_day"])) if row["first_day"] else None
    people = say("card-people", n=row["people"]) if row["people"] is not None else None
    articles = say("card-articles", n=row["articles"]) if row["articles"] is not None else None
    return Markup("").join((
        head(row["title"] or say("untitled")),
        paragraph("printed-titles", row["organization"]),
        kicker(people, articles, span, labelled(row["level"], "level")),
    ))  # fmt: skip


CARDS: dict[str, Callable[[Row], Markup]] = {
    "articles": _article,
    "article_list": _listed_article,
    "official_mentions": _mention_of,
    "mentions": _mention,
    "people_list": _person,
    "tenures": _tenure,
    "tenure_list": _tenure,
    "tenure_mentions": _tenure_sentence,
    "tenure_events": _tenure_sentence,
    "posts_held": _post_held,
    "captions": _caption,
    "revisions": _revision,
    "problems": _problem,
    "crawls": _crawl,
    "portals": _portal,
    "article_copies": _copy,
}
