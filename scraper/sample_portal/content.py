"""The sample portal's content: stories and documents, read from the TOML files of this package.

A story is text with a little markup, one block a paragraph::

    Plain text               a paragraph; [label](file.pdf) links to a file
    # Heading                a sub-heading
    - first                  a list, one item a line
    | a | b                  a table, one row a line
    !p: words                a picture, and how its caption stands (see CAPTION_STYLES); !p2: two pictures

What a reader of the page should find in it (officials, events) stands beside the text; :mod:`.gold` makes records
of it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import uuid
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any, Literal

from scraper.patterns import regex
from scraper.vietnamese import fold

APP = "/kyanh"
SITE_NAME = "Cổng thông tin điện tử thị xã Kỳ Anh"
VISITS = (1, 2)
# p: a plain paragraph after the picture, i: in italics, c: centred, t: second row of a table, f: figcaption,
# b: in the picture's own paragraph after <br>, n: none, a: none, but an alternative text.
CAPTION_STYLES = "pictfbna"

# The folders of the portal: slug and label, in the order of the menu.
FOLDERS = {
    "tin-tuc-su-kien": "Tin tức - Sự kiện",
    "xay-dung-ang": "Xây dựng Đảng",
    "hnd-ubnd": "HĐND - UBND",
    "mat-tran-oan-the": "Mặt trận - Đoàn thể",
    "quoc-phong-an-ninh": "Quốc phòng - An ninh",
    "van-hoa-xa-hoi": "Văn hóa - Xã hội",
    "kinh-te": "Kinh tế",
    "tin-xa-phuong": "Tin xã, phường",
}
DOCUMENT_FOLDER = "van-ban"
DOCUMENT_FOLDER_LABEL = "Văn bản"

BlockKind = Literal["paragraph", "heading", "list", "table", "picture"]
_PICTURE = regex(rf"!([{CAPTION_STYLES}])(\d?):\s*(.*)", re.DOTALL)
LINK = regex(r"\[([^\[\]\n]+)\]\(([^()\s]+)\)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a story: its lines (items of a list, rows of a table), or pictures with a caption style."""

    kind: BlockKind
    lines: tuple[str, ...] = ()
    style: str = ""
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One article: what the CMS keeps of it, and what a reader should find.

    ``folders``: where it is listed; the first is its own. ``byline`` and ``source_line`` are printed, ``author`` and
    ``source`` are what they say. ``officials`` and ``events`` are annotations, in the notation of :mod:`.gold`.
    """

    slug: str
    title: str
    folders: tuple[str, ...]
    created: str
    blocks: tuple[Block, ...]
    table: str = "tintuc"
    modified: str | None = None
    description: str | None = None
    author: str | None = None
    byline: str | None = None
    source: str | None = None
    source_line: str | None = None
    files: tuple[tuple[str, str], ...] = ()
    officials: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    changing: bool = False

    def path(self, folder: str | None = None) -> str:
        """The address of the story in a folder (its own by default), without the host."""
        return f"{APP}/portal/read/{folder or self.folders[0]}/{self.table}/{self.slug}.html"

    @property
    def lead(self) -> str:
        """The first paragraph."""
        return next(plain(block.lines[0]) for block in self.blocks if block.kind == "paragraph")

    @property
    def pictures(self) -> list[str]:
        """The addresses of its pictures, in order."""
        return [picture for block in self.blocks for picture in block.pictures]


@dataclass(frozen=True, slots=True)
class Document:
    """A legal document with its signer, as the CMS keeps it; ``signed`` as printed (``15-09-2014``)."""

    slug: str
    number: str
    name: str
    description: str
    signer: str
    post: str
    body: str
    organization: str
    signed: str
    created: str
    file: tuple[str, str] = field(default=("", ""))

    def path(self) -> str:
        """The address of the document, without the host."""
        return f"{APP}/portal/read/{DOCUMENT_FOLDER}/documents/{self.slug}.html"


def plain(text: str) -> str:
    """Return text of a block as a reader sees it: links as their labels."""
    return LINK.sub(r"\1", text)


def cells(row: str) -> list[str]:
    """Return the cells of a row of a table."""
    return [cell.strip() for cell in row.strip(" |").split(" | ")]


def slugify(title: str) -> str:
    """Return the slug that the CMS makes of a title: marks off, đ dropped, everything else a hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", fold(re.sub("[đĐ]", "", title))).strip("-")


def file_path(name: str) -> str:
    """Return the address of a file that stories and documents link to."""
    return f"{APP}/static/uploads/files/{name}"


def picture_path(slug: str, number: int) -> str:
    """Return the address of a story's picture: a random-looking UUID, the same each time."""
    digest = hashlib.sha256(f"{slug}/{number}".encode()).digest()
    return f"{APP}/static/uploads/ckeditor/images.thumb.{uuid.UUID(bytes=digest[:16], version=4)}.jpg"


def parse_blocks(slug: str, body: str) -> tuple[Block, ...]:
    """Return the blocks of a story's text."""
    blocks: list[Block] = []
    count = 0
    for part in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in part.splitlines()]
        joined = " ".join(lines)
        if picture := _PICTURE.fullmatch(joined):
            number = int(picture[2] or 1)
            paths = tuple(picture_path(slug, count + index) for index in range(number))
            count += number
            blocks.append(Block("picture", (picture[3],), picture[1], paths))
        elif joined.startswith("# "):
            blocks.append(Block("heading", (joined[2:],)))
        elif joined.startswith("- "):
            blocks.append(Block("list", tuple(line[2:] for line in lines)))
        elif joined.startswith("| "):
            blocks.append(Block("table", tuple(line[2:] for line in lines)))
        else:
            blocks.append(Block("paragraph", (joined,)))
    return tuple(blocks)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _pair(text: str) -> tuple[str, str]:
    name, _, label = text.partition("|")
    return name.strip(), label.strip()


def _story(entry: dict[str, Any], taken: set[str]) -> Story:
    base = slug = slugify(entry["title"])
    number = 0
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    taken.add(slug)
    optional = ("table", "modified", "description", "author", "byline", "source", "source_line")
    return Story(
        slug=slug,
        title=entry["title"],
        folders=tuple(entry["folders"]),
        created=entry["created"],
        blocks=parse_blocks(slug, entry["body"]),
        files=tuple(_pair(text) for text in entry.get("files", [])),
        officials=_lines(entry.get("officials", "")),
        events=_lines(entry.get("events", "")),
        changing="second_visit" in entry,
        **{key: entry[key] for key in optional if key in entry},
    )


def _second_visit(story: Story, entry: dict[str, Any]) -> Story | None:
    """Return the story as it stands on the second visit, ``None`` where it is gone."""
    change = entry.get("second_visit")
    if change is None:
        return story
    if change.get("removed"):
        return None
    old, new = change["paragraph"]
    body = entry["body"]
    if body.count(old) != 1:
        raise ValueError(f"{story.slug}: the paragraph to change stands {body.count(old)} times")
    return replace(
        story,
        title=change["title"],
        modified=change["modified"],
        blocks=parse_blocks(story.slug, body.replace(old, new)),
        officials=_lines(change["officials"]),
    )


@cache
def stories(visit: int = 1) -> tuple[Story, ...]:
    """Return the stories that stand on the portal at a visit, newest first."""
    folder = resources.files(__package__).joinpath("articles")
    entries: list[dict[str, Any]] = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            entries += tomllib.loads(file.read_text(encoding="utf-8"))["article"]
    entries.sort(key=lambda entry: entry["created"])  # the older of two with one title has the bare slug
    taken: set[str] = set()
    found = [(_story(entry, taken), entry) for entry in entries]
    kept = [story if visit == 1 else _second_visit(story, entry) for story, entry in found]
    return tuple(story for story in reversed(kept) if story is not None)


@cache
def documents() -> tuple[Document, ...]:
    """Return the legal documents, newest first."""
    text = resources.files(__package__).joinpath("documents.toml").read_text(encoding="utf-8")
    found = [
        Document(slug=slugify(entry["name"]), **{**entry, "file": _pair(entry["file"])})
        for entry in tomllib.loads(text)["document"]
    ]
    return tuple(sorted(found, key=lambda document: document.created, reverse=True))
