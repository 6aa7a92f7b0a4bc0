"""From an article to its sources: history, captures, revisions compared, citations, stored pages."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette

from archive.layout import PAGES_NAME
from archive.safe_page import CONTENT_POLICY
from archive.serve import open_datasette
from archive.site.metadata import PLUGIN, load_metadata
from tests.archive.site.samples import Answer, Site
from tests.archive.visited import ADDED, EDITED, GONE, HOSTILE, MOVED, PLAIN, Visited


@pytest.fixture(scope="module")
def pages(visited: Visited) -> Site:
    return Site(visited.directory, {}, {})


def captures_of(visited: Visited, number: int) -> list[sqlite3.Row]:
    sql = "SELECT * FROM captures WHERE article = ? ORDER BY fetched_at, id"
    return visited.connect().execute(sql, (visited.article(number),)).fetchall()


def test_the_history_of_an_article_is_told_in_words(visited: Visited, pages: Site) -> None:
    text = pages.get(f"/archive/articles/{visited.article(GONE)}").text
    history = re.findall(r'<li class="happening-(\w+)">.*?datetime="([^"T]*)', text, re.S)
    assert history == [("first", "2026-11-02"), ("gone", "2026-11-04"), ("returned", "2026-11-06")]
    assert "Các lần mất" in text
    edited = pages.get(f"/archive/articles/{visited.article(EDITED)}").text
    assert re.findall(r'<li class="happening-(\w+)">', edited) == ["first", "edited", "edited"]
    assert "Các lần mất" not in edited


def test_every_capture_is_listed_with_what_it_showed(visited: Visited, pages: Site) -> None:
    text = pages.get(f"/archive/articles/{visited.article(EDITED)}").text
    rows = re.findall(
        r'<td data-label="Số" class="type-int">(\d+)</td>.*?data-label="Cho thấy" class="type-str">(.*?)</td>',
        text,
        re.S,
    )
    assert [number for number, _ in rows] == ["6", "5", "4", "3", "2", "1"]
    assert [re.sub("<[^>]*>", "", shown) for _, shown in rows] == ["bản 3", "bản 3", "bản 3", "bản 3", "bản 2", "bản 1"]
    assert all(f"/archive/captures/{row['id']}" in text for row in captures_of(visited, EDITED))


def test_any_two_revisions_are_compared_without_a_script(visited: Visited, pages: Site) -> None:
    article = visited.article(EDITED)
    page = pages.get(f"/compare/{article}?from=1&to=2")
    assert page.status == 200
    assert re.search(rf'<ins><span class="unseen">thêm: </span>\s*{ADDED}', page.text)
    assert "<script" not in page.text
    back = pages.get(f"/compare/{article}?from=2&to=1").text
    assert re.search(rf'<del><span class="unseen">bỏ: </span>\s*{ADDED}', back)
    assert "Hai bản viết như nhau" in pages.get(f"/compare/{article}?from=1&to=3").text
    assert "Cùng một bản" in pages.get(f"/compare/{article}?from=2&to=2").text
    newest = pages.get(f"/compare/{article}").text
    assert '<del><span class="unseen">' in newest  # the newest with the one before


def test_a_comparison_is_the_same_in_both_languages(visited: Visited, pages: Site) -> None:
    path = f"/compare/{visited.article(EDITED)}?from=1&to=2"
    said = [pages.get(f"{prefix}{path}").text for prefix in ("", "/en")]
    texts = [re.search(r'<p class="difference" lang="vi">(.*?)</p>', text, re.S) for text in said]
    bare = [re.sub(r'<span class="(?:unseen|skipped)">.*?</span>', "", found[1]) for found in texts if found]
    assert len(bare) == 2 and bare[0] == bare[1] and ADDED in bare[0]
    assert '<span class="unseen">added: </span>' in said[1] and "Differences" in said[1]


def test_what_a_page_said_before_is_one_click_from_its_top(visited: Visited, pages: Site) -> None:
    text = pages.get(f"/archive/articles/{visited.article(EDITED)}").text
    head = text.partition("</header>\n\n")[0]
    assert f'href="/compare/{visited.article(EDITED)}"' in head.partition('<article class="record">')[2]
    unchanged = pages.get(f"/archive/articles/{visited.article(PLAIN)}").text
    assert "/compare/" not in unchanged


def test_a_revision_has_a_page_of_its_own_at_an_address_that_stays(visited: Visited, pages: Site) -> None:
    article = visited.article(EDITED)
    ids = [row[0] for row in visited.connect().execute(
        "SELECT id FROM revisions WHERE article = ? ORDER BY number", (article,)
    )]  # fmt: skip
    assert f'href="/archive/revisions/{ids[-1]}"' in pages.get(f"/archive/articles/{article}").text
    first, second, third = (pages.get(f"/archive/revisions/{key}").text for key in ids)
    assert ADDED in second and ADDED not in first.partition('<details class="raw">')[0]
    assert "bản 2 trong 3" in second and f"congtin-{ids[1]}" in second
    assert f'rel="prev" href="/archive/revisions/{ids[0]}"' in second
    assert f'rel="next" href="/archive/revisions/{ids[2]}"' in second
    assert f'href="/compare/{article}?from=1&amp;to=2"' in second
    assert "Đây là bản mới nhất" in third and "Đây là bản mới nhất" not in second
    assert re.search(r'<a class="name" href="/archive/people/\d+"', first)
    assert pages.get("/archive/revisions/1").status == 404


@pytest.mark.parametrize(
    "path",
    ["/compare/1", "/compare/{}?from=9", "/compare/{}?to=0", "/cite/{}.bib?revision=9", "/cite/{}.bib?revision=x",
     "/cite/1.ris", "/cite/{}.exe", "/stored/99999999"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(visited: Visited, pages: Site, path: str) -> None:
    assert pages.get(path.format(visited.article(EDITED))).status == 404


@pytest.mark.parametrize(
    ("ending", "media_type", "begins"),
    [
        ("bib", "application/x-bibtex", "@misc{"),
        ("ris", "application/x-research-info-systems", "TY  - ELEC"),
        ("json", "application/vnd.citationstyles.csl+json", "["),
        ("txt", "text/plain", "“"),
    ],
)
@pytest.mark.parametrize("public", [False, True])
def test_citations_are_files(
    visited: Visited, pages: Site, ending: str, media_type: str, begins: str, public: bool
) -> None:
    answer = pages.get(f"/cite/{visited.article(EDITED)}.{ending}?revision=2", public=public)
    assert answer.status == 200
    assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert re.fullmatch(rf'attachment; filename="congtin-\d+\.{ending}"', answer.headers["content-disposition"])
    assert answer.text.startswith(begins)
    assert captures_of(visited, EDITED)[1]["digest"] in answer.text


def test_the_page_of_a_capture_says_what_it_is_of(visited: Visited, pages: Site) -> None:
    second = captures_of(visited, EDITED)[1]
    text = re.sub(r"<[^>]*>|\s+", " ", pages.get(f"/archive/captures/{second['id']}").text)
    for part in ("lần tải thứ 2", "là nơi đầu tiên thấy", "bản 2", second["digest"], second["warc"], second["url"]):
        assert part in text
    gone = captures_of(visited, GONE)[2]
    page = pages.get(f"/archive/captures/{gone['id']}").text
    assert "HTTP 404" in page
    assert "Câu trả lời này thuộc lịch sử của bài" in page


def test_captures_lead_to_their_neighbours(visited: Visited, pages: Site) -> None:
    ids = [row["id"] for row in captures_of(visited, EDITED)]
    page = pages.get(f"/archive/captures/{ids[1]}").text
    assert re.findall(r'rel="(prev|next)" href="/archive/captures/(\d+)"', page) == [
        ("prev", str(ids[0])),
        ("next", str(ids[2])),
    ]
    assert 'rel="prev"' not in pages.get(f"/archive/captures/{ids[0]}").text


def test_a_redirect_leads_to_what_it_led_to(visited: Visited, pages: Site) -> None:
    row = visited.connect().execute("SELECT * FROM captures WHERE location = ?", (visited.urls[MOVED],)).fetchone()
    led = re.search(
        r'Dẫn tới</dt>.*?href="/archive/captures/(\d+)"', pages.get(f"/archive/captures/{row['id']}").text, re.S
    )
    assert led is not None
    assert int(led[1]) in {capture["id"] for capture in captures_of(visited, MOVED)}
    assert f"{row['url']}" in pages.get(f"/archive/articles/{visited.article(MOVED)}").text


def test_of_many_captures_the_newest_are_listed(visited: Visited, pages: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.site.article._MOST_CAPTURES", 2)
    text = pages.get(f"/archive/articles/{visited.article(EDITED)}").text
    assert re.findall(r'<td data-label="Số" class="type-int">(\d+)</td>', text) == ["6", "5"]
    assert f"/archive/captures?article={visited.article(EDITED)}&amp;_sort_desc=fetched_at" in text


def test_every_stored_page_is_shown(visited: Visited, pages: Site) -> None:
    for row in captures_of(visited, EDITED):
        answer = pages.get(f"/stored/{row['id']}")
        assert answer.status == 200
        assert "Đồng chí Trần Văn Thử" in answer.text
        assert row["digest"] in answer.text


def test_a_stored_page_does_nothing(visited: Visited, pages: Site) -> None:
    answer = pages.get(f"/stored/{captures_of(visited, HOSTILE)[0]['id']}")
    assert answer.headers.get_list("content-security-policy") == [CONTENT_POLICY]
    assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "no-store" in answer.headers["cache-control"]
    assert "Phần cuối." in answer.text
    for harmful in ("pwned", "evil.example", "<script", "<iframe", "onerror", "<form"):
        assert harmful not in answer.text


def test_the_public_sees_no_stored_pages(visited: Visited, pages: Site) -> None:
    capture = captures_of(visited, PLAIN)[0]["id"]
    assert pages.get(f"/stored/{capture}", public=True).status == 404
    for path in (f"/archive/articles/{visited.article(PLAIN)}", f"/archive/captures/{capture}"):
        assert "/stored/" not in pages.get(path, public=True).text
        assert f"/stored/{capture}" in pages.get(path).text


def ask(datasette: Datasette, path: str) -> int:
    async def asked() -> int:
        return int((await datasette.client.get(path)).status_code)

    return asyncio.run(asked())


def test_the_owner_decides_where_datasette_is_started_by_hand(visited: Visited) -> None:
    files = [str(visited.directory / "archive.db")]
    path = f"/stored/{captures_of(visited, PLAIN)[0]['id']}"
    assert ask(Datasette(files, metadata=load_metadata()), path) == 404
    allowed = load_metadata() | {"plugins": {PLUGIN: {"stored_copies": True}}}
    assert ask(Datasette(files, metadata=allowed), path) == 200


def test_without_the_pages_there_is_nothing_to_show(visited: Visited, tmp_path: Path) -> None:
    shutil.copy(visited.directory / "archive.db", tmp_path / "archive.db")
    assert ask(open_datasette(tmp_path), f"/stored/{captures_of(visited, PLAIN)[0]['id']}") == 404


def test_bytes_that_do_not_fit_are_not_shown(visited: Visited, tmp_path: Path) -> None:
    directory = tmp_path / "archive"
    shutil.copytree(visited.directory, directory)
    capture = captures_of(visited, PLAIN)[0]["id"]
    connection = sqlite3.connect(directory / "archive.db")
    connection.execute("UPDATE captures SET digest = ? WHERE id = ?", ("0" * 64, capture))
    connection.commit()
    connection.close()
    answer: Answer = Site(directory, {}, {}).get(f"/stored/{capture}")
    assert answer.status == 500
    assert "is not shown" in answer.text and "0" * 64 in answer.text
    assert "Đồng chí Trần Văn Thử" not in answer.text


def test_a_damaged_file_is_said_to_be(visited: Visited, tmp_path: Path) -> None:
    directory = tmp_path / "archive"
    shutil.copytree(visited.directory, directory)
    row = captures_of(visited, PLAIN)[0]
    file = directory / PAGES_NAME / row["warc"]
    file.write_bytes(file.read_bytes()[: row["warc_offset"] + 20])
    answer = Site(directory, {}, {}).get(f"/stored/{row['id']}")
    assert answer.status == 500
    assert "damaged" in answer.text


def test_json_of_a_row_is_as_it_was(visited: Visited, pages: Site) -> None:
    capture = captures_of(visited, PLAIN)[0]
    (row,) = json.loads(pages.get(f"/archive/captures/{capture['id']}.json?_shape=objects").text)["rows"]
    assert row["digest"] == capture["digest"]


def test_what_was_edited_leads_to_revision_and_comparison(visited: Visited, pages: Site) -> None:
    article = visited.article(EDITED)
    page = pages.get("/archive/changed_after_publication").text
    assert f'href="/compare/{article}?from=1&amp;to=2"' in page and f'href="/compare/{article}?from=2&amp;to=3"' in page
    (edit, _) = json.loads(pages.get("/archive/changed_after_publication.json?_shape=array").text)[::-1]
    assert json.loads(edit["changed"]) == ["text"] and edit["last_as_before"] < edit["seen_at"]
    assert f'href="/archive/revisions/{edit["revision"]}"' in page


def test_what_disappeared_says_when_it_came_back_and_what_was_answered(visited: Visited, pages: Site) -> None:
    (gone,) = json.loads(pages.get("/archive/disappeared_articles.json?_shape=array").text)
    assert gone["article"] == visited.article(GONE)
    assert gone["gone_at"] < gone["confirmed_at"] < gone["returned_at"]
    assert gone["reason"] == "status 404"


def test_every_capture_of_an_address_is_asked_by_the_address(visited: Visited, pages: Site) -> None:
    url = visited.urls[EDITED]
    found = json.loads(pages.get(f"/archive/captures_of_an_address.json?_shape=array&url={url}").text)
    assert [row["capture"] for row in found] == [row["id"] for row in captures_of(visited, EDITED)]
    assert {row["article"] for row in found} == {visited.article(EDITED)}


def test_an_id_of_any_kind_leads_to_the_bytes_it_rests_on(visited: Visited, pages: Site) -> None:
    capture = captures_of(visited, EDITED)[0]
    for kind, key in (("captures", capture["id"]), ("revisions", capture["revision"])):
        (row,) = json.loads(pages.get(f"/archive/where_a_row_stands.json?_shape=array&id={key}").text)
        assert (row["kind"], row["capture"], row["digest"]) == (kind, capture["id"], capture["digest"])
        assert (row["warc"], row["warc_offset"]) == (capture["warc"], capture["warc_offset"])
    (row,) = json.loads(pages.get(f"/archive/where_a_row_stands.json?_shape=array&id={visited.article(EDITED)}").text)
    assert (row["kind"], row["number"]) == ("articles", 3)


def test_a_record_is_folded_where_tables_show_it(pages: Site) -> None:
    assert '<details class="folded">' in pages.get("/archive/revisions?_view=table").text
