"""Officials: who is named in a public post, with which titles and in which role.

A grammar over tokens, not a model: general name recognisers find about half of these names. The way of a text:
:mod:`tokens` cuts it into words, :mod:`sentences` into sentences; :mod:`scan` finds honorifics, ranks, titles, names
and verbs in each; :mod:`introductions` says which title is whose, :mod:`lists` what a line says of those under it;
:mod:`roles` who did what; :mod:`completion` which organisation and unit a title belongs to, with :mod:`institutions`
for what is inside of another body and :mod:`settling` for the unit; :mod:`people` brings together the mentions of a
person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.reading import Article
from scraper.extract.officials.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.document import Context, Field
    from scraper.items import Official, Problem


def find_officials(fields: Sequence[Field], context: Context) -> tuple[list[Official], list[Problem]]:
    """Return the officials of an article and what is doubtful about them.

    Args:
        fields: the texts of the record (title, lead, text, captions); mentions are offsets into them.
        context: what is known before: the publishing unit, the address, the page around the article.

    Returns:
        Officials in the order of their first mention, and a problem for each person who could not be read for sure.
    """
    return Article([(field.name, tokenise(field.text)) for field in fields], context).read()
