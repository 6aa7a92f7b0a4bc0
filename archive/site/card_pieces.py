"""What cards are made of: a row as a card sees it, and the pieces that several kinds of cards have."""

from __future__ import annotations

from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from archive.readable import headline
from archive.site.catalogue import say
from archive.site.formats import day, moment
from archive.site.html import filled
from archive.site.metadata import DATABASE
from archive.site.wording import file_name, host, is_known, label, web_address

NOTHING = Markup("")
_BETWEEN = Markup(" · ")
_SNIPPET = 260  # characters


class Row:
    """A row as a card sees it: stored values, those of foreign keys with what they are called, and addresses."""

    def __init__(self, row: Any, urls: Any) -> None:
        self._row = row
        self._urls = urls

    def __getitem__(self, column: str) -> Any:
        """Return the stored value, ``None`` where the page does not have the column."""
        try:
            value = self._row[column]
        except (KeyError, IndexError):
            return None
        return value["value"] if isinstance(value, dict) else value  # of a foreign key that has been looked up

    def shown(self, column: str) -> Markup:
        """Return the cell as a table shows it, as Markup."""
        try:
            value = self._row.display(column)
        except (KeyError, IndexError, AttributeError):
            return NOTHING
        return NOTHING if value in (None, "") or self[column] in (None, "") else escape(value)

    def path(self, path: str) -> str:
        """Return the address of a page of ours in the language of the request."""
        return str(self._urls.path(path))

    def link(self, table: str, key: str, words: Any) -> Markup:
        """Return ``words`` leading to the row of ``table`` that the column ``key`` names; alone where it names none."""
        value = self[key]
        if value is None:
            return escape(words or "")
        address = self._urls.row(DATABASE, table, tilde_encode(str(value)))
        return filled('<a href="%s">%s</a>', address, words)


def joined(*parts: Markup | str | None) -> Markup:
    """Return the parts that there are, with a point between them."""
    return _BETWEEN.join(part for part in parts if part)


def kicker(*parts: Markup | str | None) -> Markup:
    """Return a line of small print, nothing where it has no parts."""
    found = joined(*parts)
    return filled('<p class="kicker">%s</p>', found) if found else NOTHING


def paragraph(kind: str, words: Markup | str | None, quoted: bool = False) -> Markup:
    """Return a paragraph of what a page printed: Vietnamese, whatever language the page is in."""
    if not words:
        return NOTHING
    if quoted:
        return filled('<blockquote lang="vi">%s</blockquote>', words)
    return filled('<p class="%s" lang="vi">%s</p>', kind, words)


def head(words: Markup | str) -> Markup:
    """Return the line by which a card is known: Vietnamese, whatever language the page is in."""
    return filled('<h3 lang="vi">%s</h3>', words)


def time(value: str | None) -> Markup:
    """Return the day of a stored time; that it is not known where there is none."""
    if not value:
        return say("day-unknown")
    return filled('<time datetime="%s">%s</time>', value, day(value) or value)


def clock(value: str | None) -> Markup:
    """Return a stored time with its hour; that it is not known where there is none."""
    if not value:
        return say("day-unknown")
    return filled('<time datetime="%s">%s</time>', value, moment(value))


def tag(kind: str, words: str | Markup) -> Markup:
    """Return a short word with a border; its kind says in which colour."""
    return filled('<span class="tag tag-%s">%s</span>', kind, words)


def labelled(value: Any, kind: str) -> Markup:
    """Return what a stored value of ``kind`` is called, nothing where it has no words."""
    return tag(str(value), label(str(value), kind)) if value and is_known(str(value), kind) else NOTHING


def called(*texts: str | None) -> str | Markup:
    """Return the first of ``texts`` that there is, as a headline; that there is none where there is none."""
    return headline(texts[0], *texts[1:]) if any(texts) else say("untitled")


def cut(text: str | None) -> str:
    """Return the beginning of a text, whole words."""
    text = text or ""
    return text if len(text) <= _SNIPPET else f"{text[:_SNIPPET].rsplit(' ', 1)[0]} …"


def picture(address: str | None) -> Markup:
    """Return where a picture stands at the portal: the archive keeps addresses of pictures, no pictures."""
    found = web_address(address)
    if found is None:
        return NOTHING
    return filled('<p class="under">%s</p>', joined(outside(found, file_name(found)), host(found)))


def outside(address: str, words: str) -> Markup:
    """Return a link to a page that is not ours."""
    return filled(
        '<a href="%s" rel="external noreferrer nofollow">%s<span aria-hidden="true"> ↗</span></a>', address, words
    )
