"""What an article is to the one that stood before it with the same text: moved with its portal, copied, or repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.lineage.descent import Descent
    from archive.lineage.likeness import Likeness
    from archive.lineage.members import Member

_DAY = 10  # characters of an ISO 8601 time that are its day
MOVED, COPY, REPEAT = "moved", "copy", "repeat"
_WORDS = {
    "same": "word for word the same text",
    "near": "{share:.0%} of the word sequences of both are in both",
    "contains": "{share:.0%} of the word sequences of the shorter text are in the longer one",
}


def relation(
    member: Member, original: Member, likeness: Likeness, descent: Descent, *, is_renamed: bool = False
) -> str:
    """Return what an article is to the one that stood first: ``moved``, ``copy`` or ``repeat``.

    Of two portals in one line of descent the articles are one that moved, unless they stood side by side before the
    newer one followed: seen there by then, or both with stamps, of two days by then. A part of a longer text moved
    where stamp or headline is the same. Within a portal an article moved where the old address is gone, or leads to the
    new one (``is_renamed``); else it stands there twice.
    """
    if member.portal == original.portal:
        return MOVED if is_renamed or (original.is_gone and _is_one(member, original)) else REPEAT
    if not descent.is_line(member.portal, original.portal):
        return COPY
    if likeness.kind == "contains" and not _is_one(member, original):
        return COPY
    newer = max(member, original, key=lambda one: descent.generation(one.portal))
    since = descent.since(newer.portal)
    if since is None:
        return MOVED
    days = member.stamp_day, original.stamp_day
    stamped_apart = None not in days and days[0] != days[1] and newer.day < since[:_DAY]
    return COPY if stamped_apart or newer.first_seen[:_DAY] < since[:_DAY] else MOVED


def basis(member: Member, original: Member, likeness: Likeness) -> str:
    """Return in words how alike two articles are and why the original is thought to have stood first."""
    said = [_WORDS[likeness.kind].format(share=likeness.similarity)]
    if member.names_as_source(original.publisher):
        said.append(f"prints {member.source!r} as its source")
    elif original.stamp_day and member.stamp_day:
        if original.stamp_day == member.stamp_day:
            said.append(f"both of {original.stamp_day}")
        else:
            said.append(f"of {original.stamp_day} there, of {member.stamp_day} here")
    else:
        said.append(f"seen first on {original.first_seen[:10]} there, on {member.first_seen[:10]} here")
    return "; ".join(said)


def _is_one(member: Member, original: Member) -> bool:
    """Tell whether stamp or headline says that two articles are one."""
    same_day = member.stamp_day is not None and member.stamp_day == original.stamp_day
    return same_day or (bool(member.words.title) and member.words.title == original.words.title)
