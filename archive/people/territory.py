"""Which unit lies in which, or took its place: commune in district, and the communes of July 2025 in old districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.people.posts import Post


def lies_in(inner: Post, outer: Post, day: int) -> bool:  # noqa: ARG001
    """Tell whether the unit of one post lies in that of another, or took the place of it or of a part of it."""
    return bool(
        inner.level == "commune" and outer.level == "district" and outer.unit and f", {outer.unit}" in inner.body
    )
