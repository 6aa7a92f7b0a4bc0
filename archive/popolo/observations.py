"""What the archive holds of one person: mentions, titles and announced changes, in the order of the days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.vietnamese import collapse

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from archive.popolo.selection import Selection

_MENTIONS = """
SELECT m.id, m.day, m.name, m.honorific, m.ranks, m.sentence, m.article, a.url, a.portal, p.province, p.url,
       coalesce(c.fetched_at, a.last_seen),
       (a.published IS NOT NULL OR EXISTS (SELECT 1 FROM events e WHERE e.article = a.id AND e.start IS NOT NULL))
FROM mentions m JOIN articles a ON a.id = m.article JOIN portals p ON p.id = a.portal
LEFT JOIN captures c ON c.id = a.capture
WHERE m.person = :person{narrowed}
ORDER BY m.day, a.url, m.position
"""
TITLE_COLUMNS = ("text", "kind", "organization", "unit", "unit_id", "canonical", "organization_full", "level")
_TITLES = f"""
SELECT mention, position, {", ".join(TITLE_COLUMNS)} FROM titles WHERE person = ? ORDER BY mention, position
"""  # nosec B608 # noqa: S608  columns are ours
_CHANGES = """
SELECT c.mention, c.change, c.title, c.words, c.sentence FROM mentions m JOIN announced_changes c ON c.mention = m.id
WHERE m.person = ? ORDER BY c.mention, c.position
"""


@dataclass(frozen=True, slots=True)
class MentionSeen:
    """A mention with its article: where, when fetched (UTC), and the day that the article speaks of.

    ``is_dated`` is 0 where that day is only the one on which the archive first saw the page.
    """

    identifier: int
    day: str
    name: str
    honorific: str | None
    ranks: str | None
    sentence: str | None
    article: int
    url: str
    portal: str
    province: str | None
    home: str
    retrieved_at: str
    is_dated: int

    def source(self, sentence: str | None = None) -> dict[str, str]:
        """Return the article as a source: with the sentence of the mention, or another one of the article."""
        note = sentence or self.sentence
        return {
            "url": self.url,
            **({"note": note} if note else {}),
            "observed": self.day,
            "retrieved_at": self.retrieved_at,
        }


@dataclass(frozen=True, slots=True)
class TitleSeen:
    """A title of a mention; the columns of ``titles``."""

    mention: MentionSeen
    position: int
    text: str
    kind: str
    organization: str | None
    unit: str | None
    unit_id: str | None
    canonical: str | None
    organization_full: str | None
    level: str | None

    @property
    def post(self) -> str:
        """The post in the words that all spellings of it share; as printed where none are known."""
        return self.canonical or collapse(self.text)

    @property
    def words(self) -> tuple[str | None, ...]:
        """All that it says, in the order of :data:`TITLE_COLUMNS`."""
        return (self.text, self.kind, self.organization, self.unit, self.unit_id, self.canonical,
                self.organization_full, self.level)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """An announced change; ``title`` is what it is about, ``None`` where the text names no post."""

    mention: MentionSeen
    change: str
    title: TitleSeen | None
    words: str
    sentence: str

    def announcement(self) -> dict[str, str]:
        """Return it as the further property ``announced_changes`` has it."""
        return {
            "change": self.change,
            **({"date": self.mention.day} if self.mention.is_dated else {}),
            **({"words": self.words} if self.words else {}),
            **self.mention.source(self.sentence),
        }


@dataclass(slots=True)
class PersonSeen:
    """All that is asked for of one person; ``mentions`` are never empty."""

    identifier: int
    name: str
    mentions: list[MentionSeen]
    titles: list[TitleSeen] = field(default_factory=list)
    changes: list[ChangeSeen] = field(default_factory=list)
    candidates: list[tuple[int, str]] = field(default_factory=list)


def people_seen(connection: sqlite3.Connection, selection: Selection) -> Iterator[PersonSeen]:
    """Yield everybody whom the articles asked for name, in the order of the identifiers; one at a time is in memory."""
    narrowed, values = selection.of_mentions()
    sql = _MENTIONS.format(narrowed=narrowed)
    whom, asked = selection.of_people()
    for identifier, name in connection.execute(f"SELECT id, name FROM people {whom} ORDER BY id", asked):  # nosec B608 # noqa: S608  ours
        rows = connection.execute(sql, {"person": identifier, **values})
        mentions = {row[0]: MentionSeen(*row) for row in rows}
        if not mentions:
            continue
        person = PersonSeen(identifier, name, list(mentions.values()))
        _read_titles(connection, person, mentions, selection)
        if selection.unit is not None:
            person.mentions = _those_of(person)
            if not person.mentions:
                continue
        if selection.is_everything:  # else the other one may be left out, and the reference would lead nowhere
            _read_candidates(connection, person)
        yield person


def _read_titles(
    connection: sqlite3.Connection, person: PersonSeen, mentions: Mapping[int, MentionSeen], selection: Selection
) -> None:
    """Read titles and changes, in the order of the mentions."""
    of_mention: dict[int, list[TitleSeen]] = defaultdict(list)
    for row in connection.execute(_TITLES, (person.identifier,)):
        if row[0] in mentions:
            of_mention[row[0]].append(TitleSeen(mentions[row[0]], *row[1:]))
    person.titles = [title for key in mentions for title in of_mention.get(key, ()) if selection.takes(title)]
    changes: dict[int, list[ChangeSeen]] = defaultdict(list)
    for mention, change, position, words, sentence in connection.execute(_CHANGES, (person.identifier,)):
        if mention in mentions:
            title = next((one for one in of_mention[mention] if one.position == position), None)
            if selection.unit is None or (title is not None and selection.takes(title)):
                changes[mention].append(ChangeSeen(mentions[mention], change, title, words, sentence))
    person.changes = [change for key in mentions for change in changes.get(key, ())]


def _those_of(person: PersonSeen) -> list[MentionSeen]:
    """Return the mentions that have a title asked for."""
    wanted = {title.mention.identifier for title in person.titles}
    return [mention for mention in person.mentions if mention.identifier in wanted]


def _read_candidates(connection: sqlite3.Connection, person: PersonSeen) -> None:
    person.candidates = connection.execute(
        "SELECT other AS one, reason FROM person_candidates WHERE person = ?1 "
        "UNION SELECT person, reason FROM person_candidates WHERE other = ?1 ORDER BY one, reason",
        (person.identifier,),
    ).fetchall()
