"""The record: what ``congtin extract`` prints of a page, as :mod:`scraper.items` has it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from manual.markdown import code, prose, table
from scraper.items import Article

if TYPE_CHECKING:
    from collections.abc import Iterator


# The keys of the record itself; those of what is in it are told by the docstrings of their classes.
ARTICLE_KEYS = {
    "url": "the address that was asked for",
    "canonical_url": "the address that the page, or its portal, calls it by; the article is known by it",
    "portal": "the portal's id, null where no declared portal has the address",
    "kind": "article, document (a legal or administrative text), listing or other",
    "title": "the headline",
    "lead": "the opening (sapo) that the page sets apart",
    "text": "the body, paragraphs parted by an empty line; captions are no part of it",
    "author": "who wrote it, as printed, without the word before it",
    "source": "whom the portal has it from, as printed",
    "section": "the section of the portal",
    "published": "when it was published: local time with offset, or a day where no time is printed",
    "updated": "when it was edited, as the page says; likewise",
    "published_text": "the stamp of publication exactly as printed",
    "images": "the pictures of the article, see Image",
    "captions": "the words under pictures, see Caption",
    "attachments": "the files that it links to, see Attachment",
    "events": "the days on which something happened, see Event",
    "officials": "the officials who are named, see Official",
    "places": "the places that are named, see Place",
    "stats": "the page's own counters, see Stats",
    "problems": "what could not be read or be trusted, see Problem",
}


def record_parts() -> list[type]:
    """Return the record's class and those of the objects in it, each once, in the order in which they are met."""
    return list(dict.fromkeys(_parts(Article)))


def _parts(described: type) -> Iterator[type]:
    yield described
    for kind in get_type_hints(described).values():
        for inner in _classes(kind):
            yield from _parts(inner)


def _classes(kind: Any) -> Iterator[type]:
    if isinstance(kind, type) and is_dataclass(kind):
        yield kind
    for argument in get_args(kind):
        yield from _classes(argument)


def record_keys() -> str:
    """Return the keys of the record as Markdown, a table for each kind of object in it."""
    parts = [table(("key", "holds"), [(code(one.name), ARTICLE_KEYS[one.name]) for one in fields(Article)])]
    for described in record_parts():
        if described is not Article:
            keys = ", ".join(code(field.name) for field in fields(described))
            parts += [f"### {described.__name__}\n", f"Keys: {keys}.\n", f"{prose(described.__doc__ or '')}\n"]
    return "\n".join(parts)
