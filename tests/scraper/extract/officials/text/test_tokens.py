"""Tokens: line ends in a row are one, wherever blanks stand between them."""

from __future__ import annotations

import pytest

from scraper.extract.officials.text.tokens import tokenise


@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n \n", "\n\n \n", " \n\n "])
@pytest.mark.parametrize("mark", ["", "'"])
def test_line_ends_in_a_row_are_one_token(between: str, mark: str) -> None:
    text = f"Hội nghị{mark}{between}Đồng chí"
    tokens = tokenise(text)
    assert tokens.keys == ["hội", "nghị", *mark, "\n", "đồng", "chí"]
    at = tokens.keys.index("\n")
    assert (tokens.starts[at], tokens.ends[at]) == (text.index("\n"), text.index("\n") + 1)
