"""The page between bytes and record: what a reader of a page (HTML or plain-text dump) hands to the annotators."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.items import Attachment, Caption, Image, Kind, Official, Problem, Stats

BlockKind = Literal["paragraph", "heading", "list_item", "table", "caption", "image", "credit"]


@dataclass(slots=True)
class Block:
    """One piece of a page in reading order. ``image`` is the picture of an ``image`` or ``caption`` block."""

    kind: BlockKind
    text: str = ""
    image: Image | None = None


@dataclass(slots=True)
class Field:
    """A text of the record that people and dates are looked for in; ``name`` as in :class:`scraper.items.Mention`."""

    name: str
    text: str


@dataclass(slots=True)
class Context:
    """What is known before a text is read.

    ``unit`` is the administrative unit that publishes ("thị xã Kỳ Anh"), ``province`` the one above it ("tỉnh Hà
    Tĩnh"), ``party`` true for a party committee's portal; all from the portal's description, ``None`` where it has
    none. ``published`` is the publication stamp as in the record. ``furniture`` is the page text outside the article
    (breadcrumb, footer, site name), which may name the unit.
    """

    url: str = ""
    unit: str | None = None
    province: str | None = None
    published: str | None = None
    captured_at: datetime | None = None
    furniture: str = ""


@dataclass(slots=True)
class Reading:
    """What a family read off a page, before people, dates and places are looked for in it.

    ``family`` is the name of the one that read it, ``None`` where no page was there to read.
    """

    kind: Kind
    title: str | None = None
    lead: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    author: str | None = None
    source: str | None = None
    section: str | None = None
    published: str | None = None
    updated: str | None = None
    published_text: str | None = None
    images: list[Image] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    stats: Stats | None = None
    officials: list[Official] = field(default_factory=list)  # structured ones only (signer of a document)
    problems: list[Problem] = field(default_factory=list)
    canonical_url: str | None = None
    furniture: str = ""
    family: str | None = None
