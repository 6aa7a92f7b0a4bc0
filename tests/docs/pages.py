"""The Markdown that people read: what stands in its fences, what it leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from manual import filled

TOP = Path(__file__).parents[2]
DOCS = TOP / "docs"
FILES = [TOP / "README.md", TOP / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
FILES = [file for file in FILES if "_build" not in file.parts]

_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"(?<!\\)\[(?P<words>[^\]\n]*)\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fence: in which file and line it begins, what it is said to hold, and what it holds."""

    file: Path
    line: int
    info: str
    body: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(TOP)}:{self.line}"


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def blocks(file: Path) -> list[Block]:
    """The fences of a file as it stands, without what is made of its marks."""
    whole = text(file)
    return [
        Block(file, whole.count("\n", 0, found.start()) + 1, found["info"].strip(), found["body"])
        for found in _FENCE.finditer(whole)
    ]


def outside(markdown: str) -> str:
    """A page without its fences; the lines keep their numbers."""
    return _FENCE.sub(lambda found: "\n" * found[0].count("\n"), markdown)


def code_spans(file: Path) -> list[tuple[int, str]]:
    """Line and content of each piece of code within sentences."""
    return [
        (number, span)
        for number, line in enumerate(outside(text(file)).splitlines(), start=1)
        for span in _CODE.findall(line)
    ]


def links(file: Path) -> list[tuple[int, str]]:
    """Line and target of each link outside of code."""
    return [
        (number, found["target"])
        for number, line in enumerate(_CODE.sub("", outside(text(file))).splitlines(), start=1)
        for found in _LINK.finditer(line)
    ]


def anchors(file: Path) -> set[str]:
    """What a link may name behind ``#``: headings as slugs, and labels; those of parts made from the code too."""
    plain = outside(filled(text(file)))
    found = set(re.findall(r"^\(([\w-]+)\)=$", plain, re.MULTILINE))
    for heading in re.findall(r"^#{1,6} +(.+?) *$", plain, re.MULTILINE):
        words = re.sub(r"[`*_\\]|\]\([^)]*\)|\[", "", heading).lower()
        found.add(re.sub(r"[^\w -]", "", words).replace(" ", "-"))
    return found
