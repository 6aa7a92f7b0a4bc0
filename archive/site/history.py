"""The history of an article in words: first seen, edited, gone, back, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from archive.dossier import Dossier, Revision

Kind = Literal["first", "edited", "gone", "returned"]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to an article.

    Attributes:
        at: when we saw it, UTC, ISO 8601; it happened between the capture before and this one.
        kind: what happened.
        revision: the revision that began, ``None`` for a disappearance.
        reason: how the page said that it was gone, ``None`` where it was not.
        confirmed_at: for a disappearance, when it was seen again on a later day.
        capture: the capture that shows it (id).
    """

    at: str
    kind: Kind
    revision: Revision | None = None
    reason: str | None = None
    confirmed_at: str | None = None
    capture: int | None = None


def happenings(dossier: Dossier) -> list[Happening]:
    """Return what happened to an article, the first first.

    A revision that begins where a disappearance ends stands behind it: the article came back otherwise than it went.
    """
    told = [
        Happening(
            revision.row["seen_at"],
            "first" if position == 0 else "edited",
            revision=revision,
            capture=revision.row["capture"],
        )
        for position, revision in enumerate(dossier.revisions)
    ]
    for row in dossier.disappearances:
        told.append(
            Happening(
                row["gone_at"],
                "gone",
                reason=row["reason"],
                confirmed_at=row["confirmed_at"],
                capture=row["capture"],
            )
        )
        if row["returned_at"]:
            told.append(Happening(row["returned_at"], "returned"))
    order = ("gone", "returned", "first", "edited")
    return sorted(told, key=lambda happening: (happening.at, order.index(happening.kind)))
