"""The record: what congtin knows of one page.

An :class:`Article` is what :func:`scraper.extract.extract` returns and what the archive loads. Its JSON form
(:meth:`Article.to_dict`) is a contract with other programs: names in it stay, absent values are ``None``, lists may
be empty, texts are NFC. Offsets count characters (code points) of the field they name, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["article", "listing", "document", "other"]
TitleKind = Literal["rank", "position", "former", "acting", "new"]
PartOfDay = Literal["morning", "noon", "afternoon", "evening"]
EventDoubt = Literal[
    "year_unknown",
    "no_such_day",
    "no_stamp",
    "weekday_disagrees",
    "stamp_before_event",
    "stamp_much_later",
    "month_mistyped",
]
Level = Literal["central", "province", "district", "commune", "below"]


@dataclass(slots=True)
class Image:
    """A picture that belongs to the article: absolute address and alternative text as written.

    ``after`` is how many paragraphs of the record's ``text`` stand before the picture (0: before the text), ``None``
    where that is not known. It is layout: a picture that only moved is no edit of the article.
    """

    src: str
    alt: str | None = None
    after: int | None = None


@dataclass(slots=True)
class Caption:
    """The words under a picture; ``image`` is the ``src`` it belongs to, ``None`` where no picture is known."""

    image: str | None
    text: str


@dataclass(slots=True)
class Attachment:
    """A file the article links to (PDF, Word, Excel, archive ...): absolute address and link text."""

    url: str
    label: str


@dataclass(slots=True)
class Event:
    """When something happened, in the article's words.

    ``start`` and ``end`` are ISO dates, ``None`` where the year cannot be known. ``basis`` says on what the year
    rests: ``in_event_string``, ``inferred_from_text``, ``publication_stamp``, ``relative`` or ``unknown``. ``doubt``
    says in one word why the day is missing or not to be trusted: ``year_unknown``, ``no_such_day``, ``no_stamp``,
    ``weekday_disagrees``, ``stamp_before_event``, ``stamp_much_later``, ``month_mistyped``; ``None`` where nothing
    speaks against it. A problem of the article says the same in a sentence.
    """

    text: str
    start: str | None
    end: str | None
    part_of_day: PartOfDay | None
    basis: str
    doubt: EventDoubt | None = None


@dataclass(slots=True)
class Title:
    """A rank or post as printed (whitespace collapsed), what kind it is, and whose it is.

    ``organization`` is the full name with its unit ("UBND phường Sông Trí"), ``unit`` the administrative unit alone
    ("phường Sông Trí"); both ``None`` where neither the text nor the portal tells. ``unit_id`` is that unit in the
    gazetteer (:mod:`scraper.units`) on the day that the article speaks of. ``canonical`` is the post in the words that
    all spellings of it share, without organisation and without what ``kind`` says ("PBT TT Thị ủy": "Phó Bí thư Thường
    trực"); ``organization_full`` is the organisation in full words, one for all its spellings ("Ủy ban nhân dân phường
    Sông Trí"); ``level`` is that of the organisation, ``None`` for personal ranks and where it cannot be told.
    """

    text: str
    kind: TitleKind
    organization: str | None = None
    unit: str | None = None
    unit_id: str | None = None
    canonical: str | None = None
    organization_full: str | None = None
    level: Level | None = None


@dataclass(slots=True)
class Mention:
    """Where a name stands: offsets into the record's ``field`` (``title``, ``lead``, ``text`` or ``captions[i]``)."""

    start: int
    end: int
    field: str


@dataclass(slots=True)
class RoleEvidence:
    """Where a role is told: the words that say it, as offsets into the record's ``field``."""

    role: str
    start: int
    end: int
    field: str


@dataclass(slots=True)
class Official:
    """A named person in a public post, with everything the page says of him or her.

    ``ranks`` are personal ranks as printed (military, police, academic, medical); they stand in ``titles`` too, with
    kind ``rank``. ``roles`` is the union over all mentions, in the order of first appearance; ``role_evidence`` holds
    for each but ``pictured`` the words that say it first.
    """

    name: str
    honorific: str | None = None
    ranks: list[str] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    in_caption_only: bool = False
    mentions: list[Mention] = field(default_factory=list)
    role_evidence: list[RoleEvidence] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """A place named in the text and, where it can be told, the administrative unit it is.

    ``unit`` is its name in normal form ("phường Phù Vân"), ``unit_id`` the unit of the gazetteer
    (:mod:`scraper.units`) that bore the name on the day that the article speaks of.
    """

    text: str
    unit: str | None = None
    unit_id: str | None = None


@dataclass(slots=True)
class Stats:
    """What the page prints about itself; ``None`` where it prints nothing (an empty rating is not a zero)."""

    views: int | None = None
    visits: int | None = None
    online: int | None = None
    comments: int | None = None
    rating_count: int | None = None
    rating_average: float | None = None


@dataclass(slots=True)
class Problem:
    """Something that could not be read, or not be trusted: which field, and why in one sentence."""

    field: str
    reason: str


@dataclass(slots=True)
class Article:
    """The record of one page. See the contract for each field."""

    url: str
    canonical_url: str
    portal: str | None = None
    kind: Kind = "other"
    title: str | None = None
    lead: str | None = None
    text: str = ""
    author: str | None = None
    source: str | None = None
    section: str | None = None
    published: str | None = None
    updated: str | None = None
    published_text: str | None = None
    images: list[Image] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    stats: Stats = field(default_factory=Stats)
    problems: list[Problem] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON-ready data, keys in the order of the contract."""
        record: dict[str, Any] = _plain(self)
        return record


def _plain(part: Any) -> Any:
    """Return a part of a record as JSON-ready data: what ``dataclasses.asdict`` gives, in a fifth of the time."""
    if isinstance(part, list):
        return [_plain(one) for one in part]
    if type(part) in _PARTS:
        return {name: _plain(getattr(part, name)) for name in part.__slots__}
    return part


_PARTS = frozenset(
    {Article, Attachment, Caption, Event, Image, Mention, Official, Place, Problem, RoleEvidence, Stats, Title}
)
