"""Files of tables and queries in every format: the rows of the page and all of them, with what their columns mean."""

from __future__ import annotations

import asyncio
import html
import io
import json
import re
import zipfile
from typing import Any
from urllib.parse import urlencode

import bibtexparser
import httpx
import openpyxl
import pyarrow.parquet
import pytest
import rispy

from archive.site import files
from archive.site.download_links import download_query
from archive.site.full_results import Limits
from tests.archive.site.samples import Site, opened

_LINK = re.compile(r'<a (?:rel="describedby" )?href="([^"]*)" title="[^"]*">([^<]*)</a>')
_FORMATS = ("csv", "xlsx", "jsonl", "parquet", "zip", "bib", "ris")


def got(site: Site, path: str, *, public: bool = False) -> httpx.Response:
    async def ask() -> httpx.Response:
        response: httpx.Response = await opened(site.directory, public).client.get(path)
        return response

    return asyncio.run(ask())


def titles(answer: httpx.Response, ending: str) -> list[str]:
    """The titles that a file of articles has."""
    if ending == "xlsx":
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].values)
        return [row[rows[0].index("title")] for row in rows[1:]]
    if ending == "parquet":
        return list(pyarrow.parquet.read_table(io.BytesIO(answer.content)).column("title").to_pylist())
    if ending == "jsonl":
        return [json.loads(line)["title"] for line in answer.text.splitlines()]
    if ending == "bib":
        return [entry["title"].strip("{}") for entry in bibtexparser.loads(answer.text).entries]
    return [entry["title"] for entry in rispy.loads(answer.text)]


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("ending", ["xlsx", "jsonl", "parquet", "bib", "ris"])
def test_a_table_is_whole_in_every_format(site: Site, ending: str, public: bool) -> None:
    answer = got(site, f"/archive/articles.{ending}?kind=article&_sort=id", public=public)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == files.MEDIA_TYPES[ending]
    assert answer.headers["content-disposition"] == f'attachment; filename="articles.{ending}"'
    assert int(answer.headers["content-length"]) == len(answer.content)
    found = titles(answer, ending)
    assert len(found) == 3 and "Đảng bộ Thị uỷ họp phiên thứ nhất" in found


@pytest.mark.parametrize("ending", ["xlsx", "jsonl", "parquet"])
def test_a_search_holds_in_every_format(site: Site, ending: str) -> None:
    answer = got(site, f"/archive/articles.{ending}?_search=dang+bo")
    assert titles(answer, ending) == ["Đảng bộ Thị uỷ họp phiên thứ nhất"]


@pytest.mark.parametrize("ending", _FORMATS)
def test_queries_too(site: Site, ending: str) -> None:
    assert got(site, f"/archive/search_articles.{ending}?words=dang+bo", public=True).status_code == 200
    sql = urlencode({"sql": "select id as article from articles"})
    assert got(site, f"/archive.{ending}?{sql}").status_code == 200
    assert got(site, f"/archive.{ending}?{sql}", public=True).status_code == 403


def test_a_zip_is_a_package_of_the_rows_that_were_asked_for(site: Site) -> None:
    answer = got(site, "/archive/articles.zip?kind=document", public=True)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        said = json.loads(archive.read("datapackage.json"))
        assert said["resources"][0]["rows"] == 1 and "where" in said["resources"][0]["sql"]
        assert archive.read("articles.csv").decode("utf-8-sig").count("Quyết định số 12") == 1


def test_what_the_columns_mean_is_linked_and_there(site: Site) -> None:
    answer = got(site, "/archive/articles.csv?kind=document&_labels=on", public=True)
    links = re.findall(r'<([^>]*)>; rel="describedby"; type="([^"]*)"', answer.headers["link"])
    assert [kind for _, kind in links] == ["text/csv", "application/json"]
    (dictionary, _), (package, _) = links
    said = got(site, dictionary, public=True)
    assert said.status_code == 200 and said.text.startswith("\ufefftable,column,type,key,")
    names = answer.text.removeprefix("\ufeff").partition("\r\n")[0].split(",")
    assert "portal_label" in names
    assert all(f"articles,{name}," in said.text for name in names)
    described = json.loads(got(site, package, public=True).text)
    assert [field["name"] for field in described["resources"][0]["schema"]["fields"]] == names
    assert described["resources"][0]["path"].endswith("/archive/articles.csv?kind=document&_labels=on")


def test_no_address_ends_the_header_that_it_stands_in(site: Site) -> None:
    async def ask() -> list[str]:
        query = '_size=1&name=x>; rel="preload", <https://elsewhere.example/đ'
        path = "/archive/units.csv"
        scope = {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
            "headers": [(b"host", b"localhost")], "scheme": "http", "http_version": "1.1",
        }  # fmt: skip
        links: list[str] = []

        async def send(message: dict[str, Any]) -> None:
            links.extend(value.decode() for name, value in message.get("headers", ()) if name == b"link")

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b""}

        await opened(site.directory, False).app()(scope, receive, send)
        return links

    [link] = asyncio.run(ask())
    assert "preload%22" in link and re.findall(r'rel="([^"]*)"', link) == ["describedby"] * 2
    assert link.isascii() and all(address.startswith("/archive/") for address in re.findall("<([^>]*)>", link))


def test_what_cannot_be_had_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = got(site, "/archive/units.bib")
    assert answer.status_code == 400 and "article" in html.unescape(answer.text)
    assert got(site, "/archive/articles/1.xlsx").status_code == 404
    assert got(site, "/archive/frontier.xlsx", public=True).status_code == 403
    assert got(site, "/archive/frontier.dictionary.csv", public=True).status_code == 403
    assert got(site, "/archive/nothing.parquet").status_code == 404
    monkeypatch.setattr(files, "has_parquet", lambda: False)
    answer = got(site, "/archive/articles.parquet")
    assert answer.status_code == 404 and "congtin[parquet]" in html.unescape(answer.text)


@pytest.mark.parametrize("ending", _FORMATS)
@pytest.mark.parametrize("limit", [Limits(rows=2), Limits(size=200), Limits(seconds=0)])
def test_no_format_goes_beyond_the_limits(
    site: Site, monkeypatch: pytest.MonkeyPatch, ending: str, limit: Limits
) -> None:
    monkeypatch.setitem(files.LIMITS, "public", limit)
    assert got(site, f"/archive/articles.{ending}", public=True).status_code == 400


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_page_leads_to_all_of_its_files(site: Site, language: str) -> None:
    page = got(site, f"{language}/archive/articles?kind=article&_size=1&_next=", public=True).text
    part = page.partition('<div class="downloads">')[2].partition("</div>")[0]
    links = {words: html.unescape(address) for address, words in _LINK.findall(part)}
    assert list(links)[:7] == ["CSV", "XLSX", "JSON Lines", "Parquet", "ZIP", "BibTeX", "RIS"]
    for address in links.values():
        assert "_size" not in address and "_next" not in address and "kind=article" in address
        assert got(site, address, public=True).status_code == 200
    assert ("1 of 3 rows" if language else "1 trong 3 hàng") in part


def test_a_query_with_more_rows_than_shown_says_so(site: Site) -> None:
    sql = "with recursive n(i) as (select 1 union all select i+1 from n where i<1500) select i from n"
    page = got(site, f"/en/archive?{urlencode({'sql': sql})}").text
    part = page.partition('<div class="downloads">')[2].partition("</div>")[0]
    assert re.search("first [0-9,]+ rows; the files have all of them", part)
    links = {words: html.unescape(address) for address, words in _LINK.findall(part)}
    assert got(site, links["JSON Lines"]).text.count("\n") == 1500


def test_a_query_that_ends_by_itself_says_so(site: Site) -> None:
    sql = "with recursive n(i) as (select 1 union all select i+1 from n limit 7) select i from n"
    assert "may end at 7 rows" in got(site, f"/en/archive?{urlencode({'sql': sql})}").text
    assert (
        "may end at" not in got(site, f"/en/archive?{urlencode({'sql': sql.replace('limit 7', 'where i < 7')})}").text
    )


def test_a_page_of_more_rows_than_a_file_may_have_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(files.LIMITS, "public", Limits(rows=2))
    page = got(site, "/en/archive/articles", public=True).text
    assert "More than 2 rows are not given as a file" in page and "articles.csv" not in page


def test_what_is_of_a_page_alone_is_left_out_of_its_files() -> None:
    class Request:
        query_string = "kind=article&_size=5&_next=3&_facet=portal&_search=a+b&_sort_desc=id&_nocol=text&_view=table"

    assert download_query(Request()) == "kind=article&_search=a+b&_sort_desc=id&_nocol=text"
