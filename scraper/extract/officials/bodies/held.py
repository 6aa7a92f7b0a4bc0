"""Held: the bodies that the people of an article hold posts in, for the next one's post that names none.

"... bầu đồng chí A giữ chức Chủ tịch HĐND xã, đồng chí B giữ chức Phó Chủ tịch": the deputy is the same council's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.institutions import has_party_committee
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from scraper.extract.officials.bodies.body import Body

_MOST = 64  # bodies remembered
_KINDS = frozenset({"ban", "tiểu ban", "phòng", "đoàn"})  # "Phó ban" is the deputy of a "Trưởng ban"
_IN_LETTERS = {"pct": "chủ tịch", "ct": "chủ tịch", "pgđ": "giám đốc", "gđ": "giám đốc", "phó ct": "chủ tịch"}


class Held:
    """What posts were held in, by the words of the post without "phó"."""

    def __init__(self) -> None:
        self._by_head: dict[str, Body] = {}
        self._institution: Body | None = None

    def remember(self, head: str, body: Body) -> None:
        """Take in the body of a post.

        Args:
            head: the post's folded words ("phó chủ tịch").
            body: with its unit.
        """
        if body.name is None:
            return
        if len(self._by_head) < _MOST:
            self._by_head[_family(head)] = body
        if has_party_committee(fold_tone(body.name)):
            self._institution = body

    def by_head(self, head: str) -> Body | None:
        """Return what the last holder of a like post held it in."""
        return self._by_head.get(_family(head))

    def institution(self) -> Body | None:
        """Return the last institution that somebody held a post in."""
        return self._institution


def _family(head: str) -> str:
    head = _IN_LETTERS.get(head, head.removeprefix("phó "))
    return f"trưởng {head}" if head in _KINDS else head
