"""What a server has made before it is asked is not made within a page."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fluent.syntax import FluentParser
from jinja2 import Environment

from archive.serve import open_datasette
from archive.site import catalogue
from archive.site.preloaded import preload
from archive.site.sentences import forms
from tests.archive.site.samples import Site


def test_no_page_compiles_a_template_or_reads_a_catalogue(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled, parsed = Environment.compile, FluentParser.parse

    def compile_noted(self: Environment, source: Any, name: Any = None, *rest: Any, **named: Any) -> Any:
        made.append(f"template {name}")
        return compiled(self, source, name, *rest, **named)

    def parse_noted(self: FluentParser, source: str) -> Any:
        made.append(f"catalogue {source[:40]}")
        return parsed(self, source)

    article, person = site.articles["hop.html"], site.people["Lê Thị Mây"]
    pages = (
        "/", "/search?q=hop", "/people", "/units", "/health", "/health/gio", "/archive", "/archive/articles",
        f"/archive/articles/{article}", f"/en/archive/articles/{article}", f"/archive/people/{person}",
        "/nowhere", "/archive/captures/1", "/archive/portals/gio", "/archive/units/449-2023",
        "/archive?sql=select+1", f"/compare/{article}/1/2",
    )  # fmt: skip

    async def ask() -> None:
        datasette = open_datasette(site.directory)
        await preload(datasette)
        assert len(made) > 30  # the spies see what is made
        made.clear()
        for page in pages:
            await datasette.client.get(page)

    for kept in (catalogue._bundle, catalogue._catalogue, forms):
        kept.cache_clear()
    monkeypatch.setattr(Environment, "compile", compile_noted)
    monkeypatch.setattr(FluentParser, "parse", parse_noted)
    asyncio.run(ask())
    assert made == []
