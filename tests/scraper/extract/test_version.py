"""The extractor's version says which code made a record: no more, no less, and the same on every machine."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import scraper
from scraper.extract.version import DECIDING_FOLDERS, DECIDING_MODULES, extractor_version, sources_digest
from scraper.settings import VERSION

PACKAGE = Path(scraper.__file__).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What decides a record, copied."""
    package = tmp_path / "scraper"
    for folder in DECIDING_FOLDERS:
        shutil.copytree(PACKAGE / folder, package / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for module in DECIDING_MODULES:
        shutil.copy(PACKAGE / module, package / module)
    return package


def imported(path: Path) -> Iterator[Path]:
    """The modules of the package that a module imports, as files."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if name.startswith("scraper."):
                place = PACKAGE.parent.joinpath(*name.split("."))
                yield from (one for one in (place.with_suffix(".py"), place / "__init__.py") if one.is_file())


def test_it_is_the_release_and_a_digest_of_what_is_installed() -> None:
    assert re.fullmatch(re.escape(VERSION) + r"\+[0-9a-f]{12}", extractor_version())
    assert extractor_version() == f"{VERSION}+{sources_digest(PACKAGE)}"


def test_every_module_that_reading_a_page_needs_is_part_of_it() -> None:
    """What decides a record, but is no part of the digest, would leave records of two extractors with one version."""
    waiting = [file for folder in DECIDING_FOLDERS for file in (PACKAGE / folder).rglob("*.py")]
    needed = set(waiting)
    while waiting:
        for file in imported(waiting.pop()):
            if file not in needed:
                needed.add(file)
                waiting.append(file)
    needed.discard(PACKAGE / "settings.py")  # the release, which is part of the version
    needed.discard(PACKAGE / "content_encoding.py")  # what the settings import
    beside = {file.relative_to(PACKAGE).as_posix() for file in needed}
    assert {name for name in beside if name.split("/")[0] not in DECIDING_FOLDERS} <= set(DECIDING_MODULES)


def test_line_ends_and_what_is_no_source_do_not_count(copy: Path) -> None:
    before = sources_digest(copy)
    assert before == sources_digest(PACKAGE)
    for file in copy.rglob("*.py"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (copy / "extract" / "__pycache__").mkdir()
    (copy / "extract" / "__pycache__" / "dates.cpython-311.pyc").write_bytes(b"\0")
    (copy / "extract" / "__pycache__" / "left.py").write_text("print()")
    (copy / "units" / "NOTES.md").write_text("...")
    assert sources_digest(copy) == before


@pytest.mark.parametrize(
    "name", ["vietnamese.py", "extract/officials/roles/verbs.py", "families/generic.py", "units/units.tsv.gz"]
)
def test_a_change_of_what_reads_or_of_its_data_is_another_version(copy: Path, name: str) -> None:
    before, content = sources_digest(copy), (copy / name).read_bytes()
    (copy / name).write_bytes(content + b"\n")
    assert sources_digest(copy) != before
    (copy / name).write_bytes(content)
    assert sources_digest(copy) == before


def test_a_file_that_comes_goes_or_is_renamed_is_another_version(copy: Path) -> None:
    digests = {sources_digest(copy)}
    (copy / "extract" / "more.py").write_text("x = 1\n")
    digests.add(sources_digest(copy))
    (copy / "extract" / "more.py").rename(copy / "extract" / "other.py")
    digests.add(sources_digest(copy))
    assert len(digests) == 3
