"""What is done to written pages: nothing is asked of other hosts, everything can be reached by keys."""

from __future__ import annotations

import pytest

from manual.accessible import mended
from manual.assets import foreign_assets


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<script src="//cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="https://fonts.example/css?family=Noto">',
        '<link rel="preconnect" href="https://fonts.example">',
        '<img alt="" src=" https://img.example/badge.svg">',
        '<img alt="" src="a.png" srcset="a.png 1x, https://img.example/b.png 2x">',
        '<iframe src="http://video.example/1"></iframe>',
        '<form action="https://search.example/">',
        "<style>@import 'https://fonts.example/a.css';</style>",
        "<style>p { background: url(//img.example/a.png) }</style>",
        '<svg><use href="https://img.example/a.svg#x"/></svg>',
    ],
)
def test_what_asks_another_host_is_found(page: str) -> None:
    assert len(foreign_assets(page)) == 1


def test_links_and_own_files_are_none() -> None:
    page = (
        '<a href="https://datasette.io/">Datasette</a><link rel="canonical" href="https://x.example/">'
        '<link rel="stylesheet" href="_static/a.css"><script src="../x.js"></script>'
        '<img alt="" src="data:image/png;base64,AAAA"><style>p { background: url(a.png) }</style>'
    )
    assert foreign_assets(page) == []


def test_what_axe_found_is_mended_once() -> None:
    page = (
        '<p class="caption" role="heading"><span>Begin</span></p><aside class="sidebar-drawer"></aside>'
        '<aside class="toc-drawer no-toc"></aside><pre>long</pre><div class="table-wrapper docutils container"></div>'
        '<th class="head"><p></p></th><div id="search-results"></div>'
    )
    once = mended(page)
    assert 'role="heading" aria-level="2"' in once
    assert 'class="sidebar-drawer" aria-label=' in once and 'class="toc-drawer no-toc" aria-label=' in once
    assert '<pre tabindex="0">' in once and 'docutils container" tabindex="0">' in once
    assert "<th" not in once
    assert once.count("<h1>") == 1
    assert mended(once) == once
