"""What those are told who err: readers in the language of the page, programs in English."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.views.base import DatasetteError

from archive.site.language import LANGUAGES, in_language
from archive.site.mistakes import _mistaken
from archive.site.refusal import MistakeError, Refusal
from archive.site.sentences import sentence
from tests.archive.site.samples import Site

# An address that is not answered, without its format, whether only strangers are refused it; what is said of it.
CASES = [
    ("/archive/articles{}?_trace=1", True, "Tham số &#39;_trace&#39; không", "The parameter '_trace' is not read"),
    ("/archive/articles{}?_next=9&_timelimit=x", False, "_timelimit phải là", "_timelimit must be a number"),
    ("/archive{}?sql=select+1", True, "không trả lời SQL tự viết", "SQL of one’s own is not answered"),
    ("/archive/articles{}?a=1" + "&a=1" * 20, True, "Không đọc quá 20 bộ lọc", "More than 20 filters are not read"),
    ("/archive/articles{}?" + "a=" + "b" * 8_001, False, "dài hơn 8.000 byte", "longer than 8,000 bytes"),
    ("/archive/captions/1{}", False, "Không có hàng này", "There is no such row"),
    ("/archive/articles{}?_sort=nope", False, "Không xếp bảng theo nope được", "Cannot sort table by nope"),
]  # fmt: skip


def told(text: str) -> str:
    """What the page says to the reader who erred."""
    found = re.search(r'<p class="message-error" role="alert">(.*?)</p>', text, re.S)
    assert found is not None, text
    return found[1]


@pytest.mark.parametrize(("address", "is_strangers", "vietnamese", "english"), CASES)
def test_readers_are_told_in_their_language_programs_in_english(
    site: Site, address: str, is_strangers: bool, vietnamese: str, english: str
) -> None:
    path = address.format("")
    answers = [site.get(f"{prefix}{path}", public=is_strangers) for prefix in ("", "/en")]
    assert all(400 <= answer.status < 500 for answer in answers)
    assert vietnamese in told(answers[0].text) and 'lang="en"' not in told(answers[0].text)
    assert english in told(answers[1].text).replace("&#39;", "'")
    for prefix in ("", "/en"):
        answer = site.get(prefix + address.format(".json"), public=is_strangers)
        body = json.loads(answer.text)
        assert english in body["error"] and body["ok"] is False and body["status"] == answer.status
        assert "said" not in body


def test_what_is_no_page_is_told_in_english(site: Site) -> None:
    answer = site.get("/archive/articles.csv?_trace=1", public=True)
    assert answer.status == 400
    assert answer.text == "The parameter '_trace' is not read here."


@pytest.mark.parametrize("path", ["/compare/1", "/cite/1.bib", "/stored/99999999"])
def test_what_leads_to_sources_errs_in_the_language_of_the_page(site: Site, path: str) -> None:
    said = [told(site.get(f"{prefix}{path}").text) for prefix in ("", "/en")]
    assert said[0].startswith(("Không có", "Ở đây không")) and said[1].startswith(("There is no", "Stored pages"))


def test_where_there_is_no_archive_the_pages_say_so_in_their_language(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    sqlite3.connect(path).execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY)")
    datasette = Datasette([str(path)])

    async def ask(address: str) -> tuple[int, str]:
        answer = await datasette.client.get(address)
        return answer.status_code, told(answer.text)

    for page in ("/search", "/people", "/health", "/compare/1", "/cite/1.bib"):
        assert asyncio.run(ask(page)) == (404, "Ở đây không có kho nào."), page
        assert asyncio.run(ask(f"/en{page}")) == (404, "There is no archive here."), page


def test_a_refusal_says_its_parts_in_each_language() -> None:
    refusal = Refusal(414, "refused-long-query", {"most": 8_000})
    said = {}
    for language in LANGUAGES:
        with in_language(language):
            said[language] = refusal.words()
            assert refusal.english == "What is asked for is longer than 8,000 bytes; filter by less."
    assert said["vi"] == "Yêu cầu dài hơn 8.000 byte; hãy lọc ít hơn."
    assert said["en"] == refusal.english
    assert str(MistakeError(refusal)) == refusal.english


class _Request:
    args: dict[str, str] = {}  # noqa: RUF012


@pytest.mark.parametrize(
    ("exception", "message"),
    [
        (QueryInterrupted(sqlite3.OperationalError("interrupted"), "select 1", ()), "mistake-too-slow"),
        (sqlite3.OperationalError("interrupted"), "mistake-too-slow"),
        (DatasetteError("_through x", title=None), "mistake-through-column"),
        (OverflowError("x"), "mistake-number"),
        (RecursionError("x"), "mistake-value"),
        (ValueError("x"), None),
        (sqlite3.DataError("string or blob too big"), "mistake-too-large"),
        (sqlite3.OperationalError("no such table: x"), None),
    ],
)
def test_whose_mistake_it_is(exception: Exception, message: str | None) -> None:
    assert _mistaken(exception, _Request()) == message


def test_what_datasette_answers_has_words_in_vietnamese() -> None:
    assert sentence("_size must be <= 1000", "mistake") == "_size nhiều nhất là 1000"
    assert sentence("something that nobody foresaw", "mistake") is None
    with in_language("en"):
        assert sentence("_size must be <= 1000", "mistake") == "_size must be <= 1000"
