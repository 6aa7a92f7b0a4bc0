"""What an archive says has happened, as events that a script can foretell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
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


def recorded(archive: Path, moments: list[str]) -> set[Event]:
    """Return every event that an archive has recorded.

    Args:
        archive: its folder.
        moments: when the visits began, UTC as stored, the first visit first; an event belongs to the last before it.
    """

    def visit(stamp: str) -> int:
        return sum(moment <= stamp for moment in moments)

    found = set(_revisions(archive, visit)) | set(_disappearances(archive, visit)) | set(_portals(archive, visit))
    return found | set(_moves(archive, visit))


def _revisions(archive: Path, visit: Callable[[str], int]) -> Iterable[Event]:
    for url, number, seen_at, changed in rows(
        archive, "SELECT a.url, r.number, r.seen_at, r.changed FROM revisions r JOIN articles a ON a.id = r.article"
    ):
        kind = "new" if number == 1 else "edited"
        yield Event(visit(seen_at), kind, _path(url), frozenset(json.loads(changed)))


def _disappearances(archive: Path, visit: Callable[[str], int]) -> Iterable[Event]:
    for url, *stamps in rows(
        archive,
        "SELECT a.url, d.gone_at, d.confirmed_at, d.returned_at FROM disappearances d "
        "JOIN articles a ON a.id = d.article",
    ):
        for kind, stamp in zip(("gone", "confirmed", "back"), stamps, strict=True):
            if stamp:
                yield Event(visit(stamp), kind, _path(url))


def _portals(archive: Path, visit: Callable[[str], int]) -> Iterable[Event]:
    for portal, gone_at, confirmed_at in rows(archive, "SELECT id, gone_at, gone_confirmed_at FROM portals"):
        for kind, stamp in (("portal gone", gone_at), ("portal confirmed", confirmed_at)):
            if stamp:
                yield Event(visit(stamp), kind, portal)


def _moves(archive: Path, visit: Callable[[str], int]) -> Iterable[Event]:
    for url, first_seen, original, relation in rows(
        archive,
        "SELECT a.url, a.first_seen, o.url, s.relation FROM similar_articles s JOIN articles a ON a.id = s.article "
        "JOIN articles o ON o.id = s.original",
    ):
        yield Event(visit(first_seen), relation, f"{_path(original)} to {_path(url)}")


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]
