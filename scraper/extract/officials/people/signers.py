"""Signers: the people that the page of a document names in a table of facts, not in a sentence.

Such a page prints post and body as a portal of that unit would say them ("Chủ tịch", "UBND thị xã"). They are completed
as in the text of an article, so that the signer of a document and the speaker of an article hold the same post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.completion import Completion
from scraper.extract.officials.reading import Article
from scraper.extract.officials.text.tokens import tokenise
from scraper.extract.officials.units.units import find_units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.document import Context
    from scraper.items import Official, Title

_LONGEST_NAME = 300  # characters of what is printed as a body; more is no name


def complete_signers(officials: Iterable[Official], context: Context) -> None:
    """Give every title of ``officials`` the full name of its organisation and its unit.

    Args:
        officials: as read off a table of facts; their titles' organisations are as printed, ``None`` where none is.
        context: what is known before: the publishing unit, the address, the page around the document.
    """
    for official in officials:
        for title in official.titles:
            if title.organization is not None:
                title.organization, title.unit = body_in_full(title.organization, context)
            else:
                _take_from_post(official.name, title, context)


def body_in_full(printed: str, context: Context) -> tuple[str, str | None]:
    """Return the full name of a body that stands by itself, and its unit: ("UBND thị xã Kỳ Anh", "thị xã Kỳ Anh").

    Args:
        printed: the body's name as printed, in any letter case ("ỦY BAN NHÂN DÂN THỊ XÃ").
        context: what is known before; its unit is the one that an elided name means.
    """
    tokens = tokenise(printed[:_LONGEST_NAME])
    if not len(tokens):
        return printed, None
    body = Completion(tokens, find_units(context, [tokens])).body_alone()
    if body.name is None or body.unit is None:
        return body.name or printed, None
    unit = str(body.unit)
    if body.name.lower().endswith(unit.lower()):  # "UBND Thị xã Kỳ Anh" and "UBND thị xã Kỳ Anh" are one
        return body.name[: -len(unit)] + unit, unit
    return body.name, unit


def _take_from_post(name: str, title: Title, context: Context) -> None:
    """Read the organisation off the post itself ("Chủ tịch UBND thị xã"), as in "Ông A, Chủ tịch UBND thị xã"."""
    found, _ = Article([("signer", tokenise(f"Ông {name}, {title.text}"))], context).read()
    for read in found[0].titles if found else []:
        if read.organization is not None:
            title.organization, title.unit = read.organization, read.unit
            return
