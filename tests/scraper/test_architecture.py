"""The one direction of the data: the scraper never imports the archive."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import scraper

MODULES = sorted(Path(scraper.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_the_scraper_does_not_import_the_archive(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert not [name for name in names if name.split(".")[0] == "archive"]
