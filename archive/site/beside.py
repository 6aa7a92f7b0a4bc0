"""What stands beside an article as HTML: who is named, with titles and roles, what happened when, and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from archive.site.catalogue import say, say_text
from archive.site.formats import moment
from archive.site.html import filled, joined
from archive.site.metadata import DATABASE
from archive.site.prose import Named, Prose, Told
from archive.site.wording import in_full, label

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from archive.site.article import Official, Role

    Row = sqlite3.Row | Mapping[str, Any]

_NOTHING = Markup()
_MOST_SHOWN = 12  # officials; of a congress with sixty the others are folded away, or they would hide what follows
_NO_TITLES_OF_ITS_OWN = ("position", "rank")  # kinds of titles that need no word for their kind


@dataclass(frozen=True, slots=True)
class Beside:
    """Makes HTML of what stands beside an article.

    Attributes:
        people: address of the table of people, in the language of the request.
        units: address of the table of units.
    """

    people: str
    units: str

    @classmethod
    def of(cls, urls: Any) -> Beside:
        """Return one for ``datasette.urls``; addresses follow the language of the request that is being answered."""
        return cls(urls.table(DATABASE, "people"), urls.table(DATABASE, "units"))

    def prose(self, article: Mapping[str, Any]) -> Prose:
        """Return what makes HTML of the texts of ``article`` (:func:`archive.site.article.read_article`)."""
        names = {
            official.mention["position"]: Named(
                f"{self.people}/{official.mention['person']}", "; ".join(map(_title_words, official.titles))
            )
            for official in article["officials"]
        }
        days = {event["position"]: Told(event["start"], reading_of(event)) for event in article["events"]}
        return Prose(names, days)

    def officials(self, officials: Sequence[Official]) -> Markup:
        """Return the list of the officials, those after the first dozen folded away."""
        items = [self._official(official) for official in officials]
        first, others = items[:_MOST_SHOWN], items[_MOST_SHOWN:]
        shown = filled('<ul class="officials">%s</ul>', joined(first))
        if not others:
            return shown
        summary = say("article-officials-more", n=len(others))
        return shown + filled(
            '<details class="others"><summary>%s</summary><ul class="officials">%s</ul></details>',
            summary,
            joined(others),
        )

    def _official(self, official: Official) -> Markup:
        mention = official.mention
        honorific = filled('<span class="honorific">%s</span> ', mention["honorific"]) if mention["honorific"] else ""
        return filled(
            '<li id="official-%s"><h3 lang="vi">%s<a href="%s/%s">%s</a></h3>%s%s</li>',
            mention["position"],
            honorific,
            self.people,
            mention["person"],
            mention["name"],
            self._titles(official),
            _roles(official),
        )

    def _titles(self, official: Official) -> Markup:
        if not official.titles:
            return _NOTHING
        rows = joined(filled("<li>%s</li>", self._title(title)) for title in official.titles)
        return filled('<ul class="titles" lang="vi" id="titles-%s">%s</ul>', official.mention["position"], rows)

    def _title(self, title: Row) -> Markup:
        """Return a title as printed, what kind it is, in full where it is shortened, and of which organisation."""
        kind = _NOTHING
        if title["kind"] not in _NO_TITLES_OF_ITS_OWN:
            kind = filled('<span class="kind">%s</span> ', label(title["kind"], "title_kind"))
        full = in_full(title["text"], title["canonical"])
        written = (
            filled(' <span class="in-full" title="%s">= %s</span>', say("title-in-full"), full) if full else _NOTHING
        )
        return kind + escape(title["text"]) + written + self._organization(title)

    def _organization(self, title: Row) -> Markup:
        name, full = title["organization"], title["organization_full"]
        if not name or name == title["text"]:
            return _NOTHING
        inner = self._unit(title["unit_id"], name)
        if full and full != name:
            return filled(' <span class="organization" title="%s">%s</span>', full, inner)
        return filled(' <span class="organization">%s</span>', inner)

    def _unit(self, unit: str | None, words: str) -> Markup:
        return filled('<a href="%s/%s">%s</a>', self.units, tilde_encode(unit), words) if unit else escape(words)

    def places(self, places: Iterable[Row]) -> Markup:
        """Return the list of places as printed, each leading to its unit where it is known which one is meant."""
        items = joined(filled("<li>%s</li>", self._place(place)) for place in places)
        return filled('<ul class="plain places" lang="vi">%s</ul>', items)

    def events(self, events: Iterable[Row], words: Mapping[int, str]) -> Markup:
        """Return the list of events: the day, the words it was read from, and on what it rests.

        Args:
            events: rows of ``events``.
            words: position of an event to the anchor of its words in the text.
        """
        return filled('<ul class="events">%s</ul>', joined(_event(event, words) for event in events))

    def _place(self, place: Row) -> Markup:
        words = self._unit(place["unit_id"], place["text"])
        if not place["unit"] or place["unit"].casefold() == place["text"].casefold():
            return words
        return words + filled(" <small>%s</small>", place["unit"])


def _title_words(title: Row) -> str:
    """Return a title as it stands in the tip of a name."""
    former = f"{label(title['kind'], 'title_kind')} " if title["kind"] not in _NO_TITLES_OF_ITS_OWN else ""
    return f"{former}{title['text']}"


def _roles(official: Official) -> Markup:
    """Return what somebody did, each role leading to the words that tell it, with their sentences folded away."""
    tags = [_role(role) for role in official.roles]
    if official.mention["in_caption_only"]:
        tags.append(filled('<span class="tag tag-caption">%s</span>', say("article-in-captions-only")))
    if not tags:
        return _NOTHING
    told = [_said(role) for role in official.roles if role.words]
    shown = filled('<p class="tags">%s</p>', joined(tags, " "))
    if not told:
        return shown
    summary = filled('%s<span class="unseen"> %s</span>', say("article-role-words"), official.mention["name"])
    return shown + filled('<details class="said"><summary>%s</summary><dl>%s</dl></details>', summary, joined(told))


def _role(role: Role) -> Markup:
    words = label(role.role, "role")
    if role.anchor:
        return filled('<a class="tag tag-%s" href="#%s" title="“%s”">%s</a>', role.role, role.anchor, role.words, words)
    return filled('<span class="tag tag-%s">%s</span>', role.role, words)


def _said(role: Role) -> Markup:
    sentence, words = role.sentence or "", role.words or ""
    before, found, after = sentence.partition(words)
    quoted = (
        filled("%s<mark>%s</mark>%s", before, found, after) if found else filled("<mark>%s</mark> %s", words, sentence)
    )
    return filled('<dt>%s</dt><dd lang="vi">%s</dd>', label(role.role, "role"), quoted)


def reading_of(event: Row) -> str:
    """Return as which day the words of an event were read, and what its year rests on, as plain text."""
    if not event["start"]:
        return say_text("article-day-not-read", doubt=_doubt(event) or label("unknown", "basis"))
    return say_text("article-day-read", day=_days(event), basis=label(event["basis"], "basis"))


def _doubt(event: Row) -> str | None:
    return label(event["doubt"], "doubt") if event["doubt"] else None


def _days(event: Row) -> str:
    days = moment(event["start"])
    if event["end"] and event["end"] != event["start"]:
        days = f"{days} – {moment(event['end'])}"
    return f"{days}, {label(event['part_of_day'], 'part_of_day')}" if event["part_of_day"] else days


def _event(event: Row, words: Mapping[int, str]) -> Markup:
    day = (
        filled('<time datetime="%s">%s</time>', event["start"], _days(event)) if event["start"] else say("day-unknown")
    )
    quoted = filled('<q lang="vi">%s</q>', event["text"])
    anchor = words.get(event["position"])
    if anchor:
        quoted = filled('<a href="#%s">%s</a>', anchor, quoted)
    notes = [label(event["basis"], "basis")] if event["basis"] else []
    notes += [doubt] if (doubt := _doubt(event)) else []
    return filled(
        '<li id="event-%s"><p class="day">%s</p><p>%s <span class="under">%s</span></p></li>',
        event["position"],
        day,
        quoted,
        "; ".join(notes),
    )
