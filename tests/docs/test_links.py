"""Every link within README, CONTRIBUTING and the manual leads to something that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs import pages


@pytest.mark.parametrize("file", pages.FILES, ids=lambda file: str(file.relative_to(pages.TOP)))
def test_every_link_leads_somewhere(file: Path) -> None:
    lost = []
    for line, target in pages.links(file):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        led = (file.parent / path).resolve() if path else file
        if not led.exists() or (anchor and led.suffix == ".md" and not has_anchor(led, anchor, anywhere=not path)):
            lost.append(f"line {line}: {target}")
    assert lost == []


def has_anchor(file: Path, anchor: str, *, anywhere: bool) -> bool:
    """Whether a page has it; a link without a file may name a label of any page of the manual."""
    files = pages.FILES if anywhere and pages.DOCS in file.parents else [file]
    return any(anchor in pages.anchors(one) for one in files)


def test_links_outside_are_https() -> None:
    plain = [
        f"{file.relative_to(pages.TOP)}:{line}: {target}"
        for file in pages.FILES
        for line, target in pages.links(file)
        if target.startswith("http:") and "127.0.0.1" not in target
    ]
    assert plain == []


def test_every_page_is_in_the_table_of_contents() -> None:
    listed = {
        f"{entry}.md"
        for block in pages.blocks(pages.DOCS / "index.md")
        if block.info == "{toctree}"
        for entry in block.body.split()
    }
    there = {str(file.relative_to(pages.DOCS)) for file in pages.FILES if pages.DOCS in file.parents}
    assert there - listed == {"index.md"}


def test_no_page_is_called_as_one_of_sphinx() -> None:
    """``search.md`` would be written to search.html, and Sphinx's own page of that name over it."""
    assert {file.stem for file in pages.FILES if file.parent == pages.DOCS} & {
        "search",
        "genindex",
        "modindex",
    } == set()


def test_files_that_the_developers_pages_name_are_there() -> None:
    """A path from the top is a file or a folder; of neighbours the name alone may be told, and is not looked for."""
    lost = [
        f"{file.name}:{line}: {span}"
        for file in (pages.TOP / "CONTRIBUTING.md", pages.DOCS / "design.md", pages.DOCS / "add-a-cms-family.md")
        for line, span in pages.code_spans(file)
        if re.fullmatch(r"(?:scraper|archive|tests|docs)/[\w./-]+", span) and "drupal" not in span
        if not (pages.TOP / span).exists()
    ]
    assert lost == []


def test_every_link_has_words() -> None:
    """The pages are read as they stand, too, where nobody puts a page's title in."""
    mute = [
        f"{file.relative_to(pages.TOP)}: {target}"
        for file in pages.FILES
        for target in re.findall(r"(?<!\\)\[\]\(([^)\s]+)\)", pages.outside(pages.text(file)))
    ]
    assert mute == []
