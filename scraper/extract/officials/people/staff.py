"""Staff: officers whom a text calls by their work, not by a post: "Đại úy N, Trợ lý Dân quân"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import phrase_set

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

_WORK = phrase_set(["trợ lý", "chuyên viên", "nhân viên", "kiểm sát viên", "điều tra viên", "chấp hành viên"])
_MARKS = frozenset({",", "-", "("})


def is_staff(tokens: Tokens, name_end: int) -> bool:
    """Tell whether the name that ends at a token is followed by the word of somebody who holds no post.

    A rank makes an official of an officer whose post is not printed; of whom the text says that he is an assistant,
    it says that there is none.

    Args:
        tokens: the field.
        name_end: the end of the name (exclusive).
    """
    at = name_end + 1 if name_end < len(tokens) and tokens.keys[name_end] in _MARKS else name_end
    return at < len(tokens) and _WORK.match(tokens, at, len(tokens)) is not None
