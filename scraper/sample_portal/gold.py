"""What should be read off each page of the sample portal, after the conventions of the archive's facts.

Beside a story stand its officials, one a line, and its events::

    Name | honorific | role role | title ; title          title: "text @ organization" is a position, "rank: ...",
                                                          "new: ...", "former: ...", "acting: ..." as they say,
                                                          "*text" a personal rank, which is of no organization
    words | start | end | part of day | basis             "-" for null

``~`` stands for the name of the town. A title stands once a person, as it is printed first: "Thị uỷ" and "Thị ủy",
"PBT Thị ủy" and "Phó Bí thư Thị ủy" are one.
"""

from __future__ import annotations

from typing import Any

from scraper.sample_portal.content import (
    DOCUMENT_FOLDER_LABEL,
    FOLDERS,
    LINK,
    Block,
    Document,
    Story,
    cells,
    documents,
    file_path,
    plain,
    stories,
)
from scraper.sample_portal.pages import COUNTERS
from scraper.vietnamese import collapse

TOWN = "Kỳ Anh"
_KINDS = ("rank", "new", "former", "acting")


def gold_records(visit: int = 1, origin: str = "") -> dict[str, dict[str, Any]]:
    """Return the record that each article and document should give, by its path.

    The keys are the contract's, except: ``text`` stands as a list too (``paragraphs``), an official has no
    ``mentions``, and places and problems are left out, for nobody has annotated them.

    Args:
        visit: 1 or 2.
        origin: put before the addresses in the records ("http://127.0.0.1:8765").
    """
    records = {story.path(): _record(story, visit, origin) for story in stories(visit)}
    return records | {document.path(): _document_record(document, visit, origin) for document in documents()}


def _record(story: Story, visit: int, origin: str) -> dict[str, Any]:
    paragraphs = [text for block in story.blocks for text in _texts(block)]
    lead = collapse(story.lead)
    leads_from = paragraphs.index(lead)
    paragraphs.pop(leads_from)
    shown = [block for block in story.blocks if block.kind == "picture"]
    captions = [
        {"image": origin + block.pictures[-1], "text": collapse(block.lines[0])}
        for block in shown
        if block.style not in "na"
    ]
    running = " ".join([story.title, lead, *paragraphs])
    return {
        "url": origin + story.path(),
        "canonical_url": origin + story.path(),
        "kind": "article",
        "title": story.title,
        "lead": lead,
        "text": "\n\n".join(paragraphs),
        "paragraphs": paragraphs,
        "author": story.author,
        "source": story.source,
        "section": FOLDERS[story.folders[0]],
        "published": _moment(story.created),
        "updated": _moment(story.modified) if story.modified else None,
        "images": _images(story, leads_from, origin),
        "captions": captions,
        "attachments": _attachments(story, origin),
        "events": [_event(text) for text in story.events],
        "officials": [_official(text, running) for text in story.officials],
        "stats": _stats(visit),
    }


def _images(story: Story, leads_from: int, origin: str) -> list[dict[str, Any]]:
    """Return the pictures; ``leads_from`` is which of the story's paragraphs is the lead, which none stands after."""
    images = []
    count = 0
    for block in story.blocks:
        alt = (block.lines[0] or None) if block.style == "a" else None
        after = count - (count > leads_from)
        images += [{"src": origin + picture, "alt": alt, "after": after} for picture in block.pictures]
        count += len(_texts(block))
    return images


def _texts(block: Block) -> list[str]:
    match block.kind:
        case "picture":
            return []
        case "list":
            return [f"- {collapse(plain(line))}" for line in block.lines]
        case "table":
            return [" | ".join(cells(line)) for line in block.lines]
        case _:
            return [collapse(plain(block.lines[0]))]


def _attachments(story: Story, origin: str) -> list[dict[str, str]]:
    inline = [(link[2], link[1]) for block in story.blocks for line in block.lines for link in LINK.finditer(line)]
    return [{"url": origin + file_path(name), "label": label} for name, label in [*inline, *story.files]]


def _moment(printed: str) -> str:
    return f"{printed.replace(' ', 'T')}+07:00"


def _event(line: str) -> dict[str, str | None]:
    text, *rest = (part.strip() for part in line.split("|"))
    start, end, part_of_day, basis = (None if part == "-" else part for part in rest)
    return {"text": text, "start": start, "end": end, "part_of_day": part_of_day, "basis": basis}


def _official(line: str, running: str) -> dict[str, Any]:
    """Read one line; ``running`` is the text outside captions, to tell who stands in captions only."""
    name, honorific, roles, titles = (part.strip() for part in line.split("|"))
    read = [_title(text.strip()) for text in titles.split(";") if text.strip()]
    return {
        "name": name,
        "honorific": None if honorific == "-" else honorific,
        "ranks": [title["text"] for title, personal in read if personal],
        "titles": [title for title, _ in read],
        "roles": [] if roles == "-" else roles.split(),
        "in_caption_only": name not in collapse(running),
    }


def _title(text: str) -> tuple[dict[str, str | None], bool]:
    kind = "rank" if text.startswith("*") else "position"
    for name in _KINDS:
        if text.startswith(f"{name}:"):
            kind, text = name, text.removeprefix(f"{name}:")
    printed, _, organization = (part.strip() for part in text.partition("@"))
    owner = organization.replace("~", TOWN) or None
    return {"text": printed.removeprefix("*"), "kind": kind, "organization": owner}, printed.startswith("*")


def _stats(visit: int) -> dict[str, int | None]:
    visits, online = (int(number.replace(".", "")) for number in COUNTERS[visit])
    empty = dict.fromkeys(("views", "comments", "rating_count", "rating_average"))
    return {**empty, "visits": visits, "online": online}


def _document_record(document: Document, visit: int, origin: str) -> dict[str, Any]:
    name, label = document.file
    return {
        "url": origin + document.path(),
        "canonical_url": origin + document.path(),
        "kind": "document",
        "title": document.name,
        "section": DOCUMENT_FOLDER_LABEL,
        "published": _moment(document.created),
        "attachments": [{"url": origin + file_path(name), "label": label}],
        "officials": [_signer(document)],
        "stats": _stats(visit),
    }


def _signer(document: Document) -> dict[str, Any]:
    """A signer is named in the table of the page, so not in captions only, and has no role (the signature is none)."""
    return _official(f"{document.signer} | - | - | {document.post} @ {document.organization}", document.signer)
