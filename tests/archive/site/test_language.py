"""Each page in the language of its address; what is shared or cached is the same for everybody."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from datasette.utils import PrefixedUrlString

from archive.serve import open_datasette
from archive.site.language import inner_path

if TYPE_CHECKING:
    from datasette.app import Datasette
    from httpx import Response

    from tests.archive.site.samples import Site

PAGES = ["/", "/search?q=dang", "/people", "/health", "/archive", "/archive/articles?kind=article&_facet=section",
         "/archive/mentions?_size=1", "/archive/portals/gio", "/archive/coverage_by_month?portal=gio"]  # fmt: skip
# Files are the same in every language; the other language is led to on purpose.
_ELSEWHERE = re.compile(r'href="(/-/static|[^"]*\.css)')


@pytest.fixture(params=[("/", False), ("/", True), ("/kho/", False)], ids=["private", "public", "below-a-path"])
def datasette(request: pytest.FixtureRequest, site: Site) -> Datasette:
    base, public = request.param
    return open_datasette(site.directory, public=public, hosts=["localhost"], base_url=base)


def get(datasette: Datasette, path: str) -> Response:
    async def ask() -> Response:
        return await datasette.client.get(PrefixedUrlString(path))

    return asyncio.run(ask())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stays_in_its_language(datasette: Datasette, page: str) -> None:
    base = datasette.setting("base_url")
    for language, other, beginning in (("vi", "en", base), ("en", "vi", f"{base}en/")):
        answer = get(datasette, f"{beginning}{page.removeprefix('/')}")
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.text
        leads = [link for link in re.findall(r"<(?:a|form)[^>]*>", answer.text) if "hreflang" not in link]
        own = re.findall(r'(?:href|action)="(/[^"]*)"', " ".join(leads))
        assert own, "leads nowhere"
        for address in own:
            inside = "/" + address.removeprefix(base).removeprefix("/")
            assert address.startswith(base)
            assert inner_path(inside)[0] == language, f"{page} leads to {address}"
        assert re.search(rf'<a [^>]*hreflang="{other}"', answer.text)


def test_the_other_language_is_the_same_page(datasette: Datasette) -> None:
    base = datasette.setting("base_url")
    answer = get(datasette, f"{base}en/search?q=%C4%91%E1%BA%A3ng+%26&year=2021")
    (there,) = set(re.findall(r'href="([^"]*)"[^>]*hreflang="vi"', answer.text))
    assert there == f"{base}search?q=%C4%91%E1%BA%A3ng+%26&amp;year=2021"


def test_the_home_page_without_its_slash(datasette: Datasette) -> None:
    base = datasette.setting("base_url")
    answer = get(datasette, f"{base}en")
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text


def test_a_closed_address_is_closed_in_every_language(datasette: Datasette) -> None:
    base = datasette.setting("base_url")
    for path in ("-/permissions", "-/logout", "archive/nothing"):
        plain = get(datasette, f"{base}{path}")
        assert plain.status_code == get(datasette, f"{base}en/{path}").status_code == 404


@pytest.mark.parametrize(
    ("path", "found"),
    [("/", ("vi", "/")), ("/en", ("en", "/")), ("/en/", ("en", "/")), ("/en/a/en/b", ("en", "/a/en/b")),
     ("/english", ("vi", "/english")), ("/archive/en/", ("vi", "/archive/en/"))],
)  # fmt: skip
def test_the_language_of_a_path(path: str, found: tuple[str, str]) -> None:
    assert inner_path(path) == found
