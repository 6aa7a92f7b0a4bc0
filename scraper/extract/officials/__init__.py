"""Officials: who is named in a public post, with which titles and in which role.

A grammar over tokens, not a model: general name recognisers find about half of these names. The way of a text:
:mod:`text` cuts it into words and sentences; :mod:`scan` finds honorifics, ranks, titles, names and verbs in each, by
what :mod:`names`, :mod:`titles` and :mod:`bodies` know of how they are written; :mod:`introductions` says which title
is whose; :mod:`roles` who did what, and what a line says of those under it; :mod:`bodies` which organisation a title
is held in where the text leaves it out, and :mod:`units` of which unit it is; :mod:`people` brings together the
mentions of a person and leaves out who is no official. :mod:`reading` does all this sentence by sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    # Who asks what a unit's address spells imports this package as well, and needs no grammar for that.
    from scraper.extract.officials.reading import Article
    from scraper.extract.officials.text.tokens import tokenise

    return Article([(field.name, tokenise(field.text)) for field in fields], context).read()
