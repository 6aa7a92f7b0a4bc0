from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.commands.import_lines import collected_lines
from archive.database import reading, writing
from archive.dossier import read_capture
from archive.importing import ImportOptions, ImportSummary, import_files
from archive.importing.wayback import Collected, collect
from scraper.store import Answer
from scraper.warc import Record, read_records
from scraper.wayback.client import ArchiveClient, WebArchiveError
from scraper.wayback.index import IndexQuery
from scraper.wayback.replay import captured_answer
from tests.archive.importing.kept import HOST, capture, rows, url, written
from tests.archive.importing.web_archive import Held, WebArchive, held, memento_time, moved
from tests.portals.server import Reply


def brought_home(
    directory: Path, archive: WebArchive, *, budget: int = 1_000, **wanted: object
) -> tuple[Collected, ImportSummary, list[float]]:
    waits: list[float] = []
    query = IndexQuery(f"{HOST}/", server=archive.index, **wanted)  # type: ignore[arg-type]
    with (
        writing(directory) as db,
        ArchiveClient(delay=0.5, budget=budget, allow_loopback=True, sleep=waits.append) as client,
    ):
        collected = collect(db.conn, directory, query, client)
        return collected, import_files(db, directory, collected.files, None, collected.missing), waits


@pytest.mark.parametrize("form", ["json", "plain", "cdxj", "objects"])
@pytest.mark.parametrize("page", [2, 100])
def test_all_captures_come_home_whichever_form_the_index_has(archive_directory: Path, form: str, page: int) -> None:
    captures = [held(1, "2019-01-05"), held(1, "2020-01-05", "tu sửa"), held(1, "2021-01-05"), held(2, "2019-01-05"),
                held(3, "2019-01-05", mime="text/html; charset=utf-8")]  # fmt: skip
    with WebArchive(captures, form, page) as archive:
        collected, summary, _ = brought_home(archive_directory, archive)
    assert (collected.lines, collected.fetched, collected.same, collected.missing) == (5, 4, 1, [])
    assert (summary.captures, summary.damaged) == (5, 0)
    with reading(archive_directory) as db:
        assert rows(db, "SELECT url, revision_count, first_seen, last_seen FROM articles ORDER BY url") == [
            (url(1), 3, "2019-01-05T02:03:04+00:00", "2021-01-05T02:03:04+00:00"),
            (url(2), 1, "2019-01-05T02:03:04+00:00", "2019-01-05T02:03:04+00:00"),
            (url(3), 1, "2019-01-05T02:03:04+00:00", "2019-01-05T02:03:04+00:00"),
        ]


def test_a_capture_that_was_brought_home_names_the_web_archive(archive_directory: Path, tmp_path: Path) -> None:
    named = written(tmp_path / "town.warc.gz", [capture(2, "2019-01-05")])
    options = ImportOptions(source="captures of a portal in an index")
    with (
        WebArchive([held(1, "2019-01-05")]) as archive,
        writing(archive_directory) as db,
        ArchiveClient(delay=0.5, budget=10, allow_loopback=True, sleep=lambda _: None) as client,
    ):
        collected = collect(db.conn, archive_directory, IndexQuery(f"{HOST}/", server=archive.index), client)
        import_files(db, archive_directory, [named, *collected.files], options)
        db.conn.row_factory = sqlite3.Row
        found = [read_capture(db.conn, row["id"]) for row in db.conn.execute("SELECT id FROM captures").fetchall()]
    assert {one.row["url"]: one.row["import_source"] for one in found if one} == {
        url(1): options.source, url(2): str(named),
    }  # fmt: skip


def test_a_server_that_cannot_go_on_is_asked_for_all(archive_directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.wayback.index._PAGE", 3)
    with WebArchive([held(n, "2019-01-05") for n in range(8)], "objects", goes_on=False) as archive:
        collected, _, _ = brought_home(archive_directory, archive)
    assert collected.lines == 8 + 0
    assert collected.fetched == 8


def test_lines_that_cannot_be_read_fill_a_page_as_well(
    archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scraper.wayback.index._PAGE", 3)
    captures = [held(0, "2019-01-05"), Held(f"{HOST}/x", "2019"), *(held(n, "2019-01-05") for n in range(1, 5))]
    with WebArchive(captures, "objects", goes_on=False) as archive:
        collected, _, _ = brought_home(archive_directory, archive)
    assert (collected.lines, collected.fetched, collected.left_out.total()) == (5, 5, 1)


def test_a_server_that_numbers_its_pages_is_asked_for_each(
    archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scraper.wayback.index._PAGE", 3)
    with WebArchive([held(n, "2019-01-05") for n in range(8)], "cdxj", goes_on=False, block=3) as archive:
        collected, _, _ = brought_home(archive_directory, archive)
    assert (collected.lines, collected.fetched) == (8, 8)


def _cut(archive: WebArchive, times: int) -> Callable[[int], Reply | None]:
    """Have the index stop in the middle of its answer so many times."""

    def answer(count: int) -> Reply | None:
        if count >= times:
            return None
        return Reply(json.dumps([list(archive.captures[0].fields), *([*c.fields.values()] for c in archive.captures)])
                     .encode()[:-40])  # fmt: skip

    return answer


def test_an_index_that_stops_in_the_middle_of_its_answer_is_asked_again(archive_directory: Path) -> None:
    with WebArchive([held(n, "2019-01-05") for n in range(4)]) as archive:
        archive.pages["index"] = _cut(archive, 2)
        collected, _, _ = brought_home(archive_directory, archive)
        assert (collected.lines, collected.stopped) == (4, None)
        archive.pages["index"] = _cut(archive, 99)
        with pytest.raises(WebArchiveError, match="stops in the middle of its answer"):
            brought_home(archive_directory.with_name("other"), archive)


def test_what_came_before_the_index_broke_off_is_taken_in(archive_directory: Path) -> None:
    def index(path: str) -> Reply | None:
        return Reply(b"", 500) if "resumeKey=2" in path else None

    with WebArchive([held(n, "2019-01-05") for n in range(4)], page=2) as archive:
        archive.fault = index
        collected, summary, _ = brought_home(archive_directory, archive)
        assert collected.stopped is not None and "status 500" in collected.stopped
        assert (collected.fetched, summary.captures) == (2, 2)
        archive.fault = lambda _: None
        again, more, _ = brought_home(archive_directory, archive)
    assert (again.known, again.fetched, more.captures) == (2, 2, 2)


@pytest.mark.parametrize(
    ("where", "had_come"),
    [("archive.importing.wayback.captured_answer", 2), ("archive.importing.importing.SecondPass.take_in", 4)],
)
def test_what_a_stopped_run_has_brought_home_is_not_asked_for_again(
    archive_directory: Path, monkeypatch: pytest.MonkeyPatch, where: str, had_come: int
) -> None:
    given = 0

    def stops(*arguments: Any) -> Answer:
        nonlocal given
        given += 1
        if "captured_answer" not in where or given > had_come:
            raise KeyboardInterrupt
        return captured_answer(*arguments)

    with WebArchive([held(n, "2019-01-05") for n in range(4)]) as archive:
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(where, stops)
            brought_home(archive_directory, archive)
        collected, summary, _ = brought_home(archive_directory, archive)
    assert (collected.known, collected.fetched, summary.captures) == (had_come, 4 - had_come, 4)


def test_the_capture_of_another_time_is_not_taken_for_the_one_asked_for(archive_directory: Path) -> None:
    """pywb gives out the nearest capture where it cannot open the one that its index names."""
    other = {"Memento-Datetime": memento_time("20200707020304"), "Content-Type": "text/html"}
    nearest = held(1, "2019-01-05", answers=lambda _: Reply(held(1, "2020-07-07", "tu sửa").body, 200, other))
    with WebArchive([nearest, held(2, "2019-01-05")]) as archive:
        collected, summary, _ = brought_home(archive_directory, archive)
    assert (collected.fetched, summary.captures) == (1, 1)
    ((address, _, reason),) = collected.missing
    assert address == url(1)
    assert "of another time (20200707020304)" in reason


def test_addresses_with_letters_as_they_are(archive_directory: Path) -> None:
    page = held(1, "2019-01-05")
    page.url = f"{HOST}/tin-tức/bài-1.html"
    with WebArchive([page, held(2, "2019-01-05")]) as archive:
        collected, summary, _ = brought_home(archive_directory, archive)
    assert (collected.fetched, collected.missing, summary.captures) == (2, [], 2)


@pytest.mark.parametrize("address", ["archive.example/cdx", "ftp://archive.example/cdx", "http://127.0.0.1:99999/cdx",
                                     "http://[::1/cdx"])  # fmt: skip
def test_the_address_of_an_index_that_is_none_is_told_in_a_sentence(address: str) -> None:
    with ArchiveClient(delay=0, budget=9) as client, pytest.raises(WebArchiveError, match="is no address"):
        client.get(address)


def test_the_web_archive_is_asked_as_it_asks_to_be(archive_directory: Path) -> None:
    """One request after the other with a pause; Retry-After is obeyed; we say who we are."""
    busy = held(
        1, "2019-01-05", answers=lambda count: Reply(b"slow down", 429, {"Retry-After": "7"}) if count == 0 else None
    )
    with WebArchive([busy, held(2, "2019-01-05")]) as archive:
        collected, _, waits = brought_home(archive_directory, archive)
    assert collected.fetched == 2
    assert waits == [0.5, 7.0, 0.5, 0.5]
    assert all("congtin" in asked.headers["user-agent"] for asked in archive.asked)
    assert {asked.headers["accept-encoding"] for asked in archive.asked} == {"identity"}


def test_one_that_asks_to_be_left_alone_for_long_is_left_alone_and_gone_on_with_later(archive_directory: Path) -> None:
    tired = [held(2, "2019-01-05", answers=lambda _: Reply(b"", 429, {"Retry-After": "86400"}))]
    with WebArchive([held(1, "2019-01-05"), *tired, held(3, "2019-01-05")]) as archive:
        collected, summary, _ = brought_home(archive_directory, archive)
        assert collected.stopped is not None and "left alone" in collected.stopped
        assert summary.captures == 1
        tired[0].answers = lambda _: None
        again, more, _ = brought_home(archive_directory, archive)
    assert (again.known, again.fetched, again.stopped) == (1, 2, None)
    assert more.captures == 2
    assert sum("/20190105020304id_/" in asked.path for asked in archive.asked) == 4  # 1, 2 in vain, 2, 3


def test_the_budget_of_a_run_and_going_on(archive_directory: Path) -> None:
    with WebArchive([held(n, "2019-01-05") for n in range(6)]) as archive:
        first, _, _ = brought_home(archive_directory, archive, budget=4)
        assert (first.fetched, "budget" in (first.stopped or "")) == (3, True)
        second, _, _ = brought_home(archive_directory, archive, budget=4)
        third, summary, _ = brought_home(archive_directory, archive)
    assert (second.fetched, third.known, third.fetched, summary.files) == (3, 6, 0, 0)


def test_gaps_and_errors_are_told_and_the_rest_comes_home(archive_directory: Path) -> None:
    wrong_time = {
        "Location": f"/web/20200101000000id_/{url(4)}",
        "X-Archive-Redirect-Reason": "found capture at 20200101000000",
    }
    captures = [
        held(1, "2019-01-05", answers=lambda _: Reply(b"Hrm.", 404)),
        held(2, "2019-01-05", answers=lambda _: Reply(b"", 503)),
        held(3, "2019-01-05", answers=lambda _: Reply(reset=True)),
        held(4, "2019-01-05", answers=lambda _: Reply(b"", 302, wrong_time)),
        held(5, "2019-01-05", answers=lambda count: Reply(b"", 502) if count < 2 else None),
        held(6, "2019-01-05"),
    ]  # fmt: skip
    with WebArchive(captures) as archive:
        collected, summary, _ = brought_home(archive_directory, archive)
    assert collected.fetched == 2
    assert [address for address, _, _ in collected.missing] == [url(1), url(2), url(3), url(4)]
    with reading(archive_directory) as db:
        told = rows(db, "SELECT url, reason FROM import_problems ORDER BY id")
        assert [address for address, _ in told] == [url(1), url(2), url(3), url(4)]
        assert all("not brought home" in reason for _, reason in told)
        assert rows(db, "SELECT records = captures + damaged + skipped FROM imports") == [(1,)]
    assert summary.captures == 2


def test_what_was_not_given_out_is_named_whole_where_no_table_holds_it() -> None:
    missing = [(url(number), "20190105020304", "status 404") for number in range(12)]
    lines = list(collected_lines(Collected(lines=12, missing=missing)))
    assert [url(number) in line for number, line in enumerate(lines[1:])] == [True] * 12
    noted = list(collected_lines(Collected(files=[Path("a.warc.gz")], lines=13, fetched=1, missing=missing)))
    assert noted[-1] == "  and 4 more (table import_problems)"


@pytest.mark.parametrize(("status", "given", "stops"), [(404, 1, False), (503, 0, True)])
def test_captures_that_an_archive_does_not_give_out_stop_nothing_and_one_that_is_down_is_left_alone(
    archive_directory: Path, status: int, given: int, *, stops: bool
) -> None:
    refused = [held(n, "2019-01-05", answers=lambda _: Reply(b"Hrm.", status)) for n in range(12)]
    with WebArchive([*refused, held(12, "2019-01-05")]) as archive:
        collected, _, _ = brought_home(archive_directory, archive)
    assert (collected.fetched, len(collected.missing)) == (given, 10 if stops else 12)
    assert (collected.stopped is not None) is stops


def test_revisits_deletions_and_redirects_of_the_index(archive_directory: Path) -> None:
    page = held(1, "2019-01-05")
    again = Held(page.url, "20200105020304", b"", "-", "warc/revisit", digest=page.fields["digest"])
    alone = Held(url(2), "20200105020304", held(2, "2019-01-05").body, "-", "warc/revisit")
    gone = [Held(page.url, f"2021010{day}020304", b"gone", "404") for day in (3, 8)]
    with WebArchive([page, again, *gone, alone, moved(7, "2019-01-05", url(1))]) as archive:
        collected, summary, _ = brought_home(archive_directory, archive)
    assert (collected.fetched, collected.same, collected.missing) == (4, 2, [])
    assert summary.damaged == 0
    with reading(archive_directory) as db:
        assert rows(db, "SELECT url, last_seen, gone_at, gone_confirmed_at FROM articles ORDER BY url") == [
            (url(1), "2020-01-05T02:03:04+00:00", "2021-01-03T02:03:04+00:00", "2021-01-08T02:03:04+00:00"),
            (url(2), "2020-01-05T02:03:04+00:00", None, None),
        ]
        assert rows(db, "SELECT location FROM captures WHERE outcome = 'redirect'") == [(url(1),)]


def test_duplicates_files_and_errors_of_the_index_are_not_asked_for(archive_directory: Path) -> None:
    captures = [held(1, "2019-01-05"), held(1, "2019-01-05"), held(1, "2019-02-05", status="503"),
                Held(f"{HOST}/a.png", "20190105020304", b"png", mime="image/png"),
                Held(f"{HOST}/robots.txt", "20190105020304"),
                Held(f"{HOST}/tim-kiem?q=a", "20190105020304", b"x"), Held("ftp://x/", "20190105020304"),
                Held(f"{HOST}/x", "2019", b"")]  # fmt: skip
    with WebArchive(captures) as archive:
        archive.captures = captures
        collected, summary, _ = brought_home(archive_directory, archive)
    assert collected.fetched == 1
    assert (summary.captures, summary.damaged) == (1, 0)
    assert sum(asked.path.startswith("/web/") for asked in archive.asked) == 1


def test_the_days_that_are_wanted(archive_directory: Path) -> None:
    with WebArchive([held(1, f"20{year}-01-05", word) for year, word in ((18, "a"), (19, "b"), (20, "c"))]) as archive:
        collected, _, _ = brought_home(archive_directory, archive, first=date(2019, 1, 1), last=date(2019, 12, 31))
    assert (collected.lines, collected.fetched) == (1, 1)


def test_a_day_begins_and_ends_when_it_does_in_vietnam(archive_directory: Path) -> None:
    moments = ["20190104165959", "20190104170000", "20190105165959", "20190105170000"]
    captures = [Held(url(number), moment, held(number, "2019-01-05").body) for number, moment in enumerate(moments)]
    with WebArchive(captures) as archive:
        day = date(2019, 1, 5)
        collected, _, _ = brought_home(archive_directory, archive, first=day, last=day)
    assert (collected.lines, collected.fetched) == (2, 2)


def test_what_came_home_says_where_it_comes_from(archive_directory: Path) -> None:
    with WebArchive([held(1, "2019-01-05")]) as archive:
        collected, _, _ = brought_home(archive_directory, archive)
    (file,) = collected.files
    described, response = [one for one in read_records(file) if isinstance(one, Record)]
    assert archive.index in described.content.decode()
    assert response.header("WARC-Date") == "2019-01-05T02:03:04Z"
    assert f"{archive.url}web/20190105020304id_/{url(1)}" in (response.header("WARC-JSON-Metadata") or "")
    assert b"Server: nginx" in response.content and b"Memento" not in response.content


def test_a_run_that_was_killed_leaves_what_it_has_brought_home_to_the_next(archive_directory: Path) -> None:
    with WebArchive([held(1, "2019-01-05"), held(2, "2019-01-05")]) as archive:
        collected, _, _ = brought_home(archive_directory, archive)
        other = archive_directory.with_name("other")
        (file,) = collected.files
        left = other / "pages" / "imported" / f"{file.name}.unfinished"
        left.parent.mkdir(parents=True)
        left.write_bytes(file.read_bytes()[:-30])
        again, summary, _ = brought_home(other, archive)
    assert not left.exists()
    assert (again.known, again.fetched, summary.captures, summary.damaged) == (1, 1, 2, 0)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Reply(b"<html>hello</html>"), "is no index"),
        (Reply(b"org.archive.AccessControlException: Blocked", 403), "status 403: org.archive"),
        (Reply(b"", 503), "no answer after 4 tries"),
    ],
)
def test_an_index_that_is_none_is_told_in_a_sentence(archive_directory: Path, answer: Reply, words: str) -> None:
    with WebArchive([]) as archive:
        archive.pages["index"] = lambda _: answer
        with pytest.raises(WebArchiveError, match=words):
            brought_home(archive_directory, archive)


@pytest.mark.parametrize("said", [b"", b'{"message": "No Captures found for: songlam.example.vn/*"}'])
def test_an_index_that_has_no_captures_is_no_fault(archive_directory: Path, said: bytes) -> None:
    with WebArchive([]) as archive:
        archive.pages["index"] = lambda _: Reply(said, 404)
        collected, _, _ = brought_home(archive_directory, archive)
    assert (collected.lines, collected.files, collected.stopped) == (0, [], None)


def test_an_address_inside_this_machine_is_not_asked(archive_directory: Path) -> None:
    with WebArchive([held(1, "2019-01-05")]) as archive, ArchiveClient(delay=0, budget=9) as client:
        with pytest.raises(WebArchiveError, match="inside this machine"):
            client.get(archive.index)
        with pytest.raises(WebArchiveError, match="inside this machine"):
            client.get(archive.index.replace("127.0.0.1", "localhost"))
    assert archive.asked == []


def test_an_archive_without_mementos(archive_directory: Path) -> None:
    """Servers that say nothing of their own: what the index says of the status is believed."""
    with WebArchive([held(1, "2019-01-05"), Held(url(2), "20190105020304", b"gone", "404")]) as archive:
        archive.memento = False
        collected, summary, _ = brought_home(archive_directory, archive)
    assert (collected.fetched, collected.missing, summary.captures) == (2, [], 2)
