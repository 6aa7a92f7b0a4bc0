"""What an archive says has happened, as events that a script can foretell."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.portals.command import rows


@dataclass(frozen=True, order=True)
class Event:
    """Something that happened to the article or portal ``what`` at a visit.

    ``kind`` is ``new``, ``edited``, ``gone``, ``confirmed`` (that it is gone), ``back``, ``portal gone``, ``portal
    confirmed`` or ``moved``; ``fields`` are those that an edit changed.
    """

    visit: int
    kind: str
    what: str
    fields: frozenset[str] = frozenset()


Named = Callable[[str], str]


def spoken(
    expected: Iterable[tuple[object, ...]], places: Collection[str]
) -> Iterator[tuple[str, str, object, frozenset[str]]]:
    """Yield what a script expects of a visit: kind, place, number of the article (if any), changed fields.

    Args:
        expected: of each event the kind, number and fields; behind the kind may stand the place where it is.
        places: what places are called; one that is not named is ``first``.
    """
    for said, *rest in expected:
        assert isinstance(said, str)
        words = said.split()
        where = words.pop() if words[-1] in places else "first"
        fields = rest[1] if len(rest) > 1 else frozenset()
        assert isinstance(fields, frozenset)
        yield " ".join(words), where, rest[0] if rest else None, fields


def path_of(url: str) -> str:
    """Return the path of an address, with its query."""
    return "/" + url.split("/", 3)[3]


def recorded(archive: Path, moments: list[str], named: Named = path_of) -> set[Event]:
    """Return every event that an archive has recorded.

    Args:
        archive: its folder.
        moments: when the visits began, UTC as stored, the first visit first; an event belongs to the last before it.
        named: what an article is called, given its address.
    """

    def visit(stamp: str) -> int:
        return sum(moment <= stamp for moment in moments)

    found = set(_revisions(archive, visit, named)) | set(_disappearances(archive, visit, named))
    return found | set(_portals(archive, visit)) | set(_moves(archive, visit, named))


def _revisions(archive: Path, visit: Callable[[str], int], named: Named) -> Iterable[Event]:
    for url, number, seen_at, changed in rows(
        archive, "SELECT a.url, r.number, r.seen_at, r.changed FROM revisions r JOIN articles a ON a.id = r.article"
    ):
        kind = "new" if number == 1 else "edited"
        yield Event(visit(seen_at), kind, named(url), frozenset(json.loads(changed)))


def _disappearances(archive: Path, visit: Callable[[str], int], named: Named) -> Iterable[Event]:
    for url, *stamps in rows(
        archive,
        "SELECT a.url, d.gone_at, d.confirmed_at, d.returned_at FROM disappearances d "
        "JOIN articles a ON a.id = d.article",
    ):
        for kind, stamp in zip(("gone", "confirmed", "back"), stamps, strict=True):
            if stamp:
                yield Event(visit(stamp), kind, named(url))


def _portals(archive: Path, visit: Callable[[str], int]) -> Iterable[Event]:
    for portal, gone_at, confirmed_at in rows(archive, "SELECT id, gone_at, gone_confirmed_at FROM portals"):
        for kind, stamp in (("portal gone", gone_at), ("portal confirmed", confirmed_at)):
            if stamp:
                yield Event(visit(stamp), kind, portal)


def _moves(archive: Path, visit: Callable[[str], int], named: Named) -> Iterable[Event]:
    for url, first_seen, original, relation in rows(
        archive,
        "SELECT a.url, a.first_seen, o.url, s.relation FROM similar_articles s JOIN articles a ON a.id = s.article "
        "JOIN articles o ON o.id = s.original",
    ):
        yield Event(visit(first_seen), relation, f"{named(original)} to {named(url)}")
