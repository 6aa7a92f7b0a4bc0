"""``congtin reextract``: stored pages read again by another extractor, or under another description of their portal."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive import portal_rows
from archive.reextraction import reading, run, worklist
from archive.reextraction.report import Report
from archive.reextraction.run import Options, reextract
from scraper.extract import complete_record
from scraper.items import Article
from scraper.portal import Portal, read_portal_file
from tests.portals.command import congtin, crawl, one, rows, tables
from tests.portals.server import LoopbackPortal, page
from tests.portals.stories import Story, stories

ARTICLES = 10
VILLAGES = ("An", "Bình", "Cúc", "Dung", "Giang", "Hà", "Lan", "Mai", "Nga", "Oanh")
# What is new with every run, whatever it finds.
MOMENTS = frozenset({"replaced_at", "seen_at", "last_seen"})


@dataclass(frozen=True)
class Made:
    """An archive of two visits (one article was edited), the file that describes its portal, and one that says more."""

    archive: Path
    described: Path
    with_section: Path


def served(made: list[Story], edited: str = "") -> dict[str, object]:
    """A portal that names the sections of its articles in an element that nobody can know of."""
    links = "".join(f'<li><a href="/tin/{number}.html">{story.title}</a></li>' for number, story in enumerate(made))
    pages = {"/": page(f"<html><body><h1>Tin tức</h1><ul>{links}</ul></body></html>")}
    for number, story in enumerate(made):
        texts = [*story.paragraphs, *([edited] if edited and number == 0 else [])]
        pages[f"/tin/{number}.html"] = page(
            f"<html><head><title>{story.title}</title></head><body><h1>{story.title}</h1>"
            f"<p>Ngày đăng: {number + 1:02}/03/2024 08:00</p><div class='bai'>"
            f"{''.join(f'<p>{text}</p>' for text in texts)}</div>"
            f"<p class='x-1'>Xã {VILLAGES[number]} đi đầu</p></body></html>"
        )
    return pages


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("reextract")
    crawled, told = folder / "archive", stories()[:ARTICLES]
    with LoopbackPortal() as portal:
        text = f'[kyho]\nname = "Xã Kỳ Hồ"\nurl = "{portal.url}"\nunit = "xã Kỳ Hồ"\n'
        described, with_section = folder / "kyho.toml", folder / "kyho-2.toml"
        described.write_text(text, encoding="utf-8")
        with_section.write_text(f'{text}selectors = {{ section = ".x-1" }}\n', encoding="utf-8")
        portal.pages = served(told)
        arguments = ("kyho", "--archive", crawled, "--portals", described, "--allow-loopback", "--delay", "0")
        assert congtin("crawl", *arguments, now="2026-11-01T08:00:00+07:00").returncode == 0
        portal.pages = served(told, "Lễ tổng kết sẽ diễn ra vào cuối tháng tại nhà văn hóa xã.")
        congtin("crawl", *arguments, "--full", now="2026-11-09T08:00:00+07:00")
    assert one(crawled, "SELECT count(*) FROM revisions") == ARTICLES + 1
    yield Made(crawled, described, with_section)


@pytest.fixture
def archive(made: Made, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made.archive, tmp_path / "archive"))


@pytest.fixture
def better(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[Article], None]], None]]:
    """Return what makes the extractor another one: a version of its own, and a change to each record."""
    portal_rows._reader.cache_clear()

    def install(change: Callable[[Article], None]) -> None:
        def changed(*arguments: Any, **options: Any) -> Article:
            article = complete_record(*arguments, **options)
            change(article)
            return article

        monkeypatch.setattr(reading, "complete_record", changed)
        monkeypatch.setattr(portal_rows, "extractor_version", lambda: "0.9.9+beefbeefbeef")
        portal_rows._reader.cache_clear()

    yield install
    portal_rows._reader.cache_clear()


def read_again(archive: Path, **options: Any) -> Report:
    return reextract(archive, Options(**{"jobs": 1, **options}), {})


def declared(file: Path) -> dict[str, Portal]:
    return {portal.id: portal for portal in read_portal_file(file)}


def everything(archive: Path) -> dict[str, list[str]]:
    return tables(archive, ignored_columns=MOMENTS)


def name_section(article: Article) -> None:
    article.section = "Tin trong xã"


def test_the_same_extractor_finds_nothing_to_do_and_all_again_changes_nothing(archive: Path) -> None:
    before = everything(archive)
    assert read_again(archive).pages == 0
    report = read_again(archive, everything=True)
    assert (report.pages, report.states["same"]) == (ARTICLES + 1, ARTICLES + 1)
    assert everything(archive) == before


def test_another_extractor_changes_records_and_adds_no_revision(
    archive: Path, better: Callable[[Callable[[Article], None]], None]
) -> None:
    kept = "SELECT id, article, number, seen_at, capture, changed FROM revisions ORDER BY id"
    before, former = rows(archive, kept), rows(archive, "SELECT id, record, extractor FROM revisions ORDER BY id")
    better(name_section)
    report = read_again(archive)
    assert report.states["other"] == ARTICLES + 1
    assert report.changed_articles == ARTICLES
    assert [(change.family, change.portal, change.field, change.articles) for change in report.field_changes()] == [
        ("generic", "kyho", "section", ARTICLES)
    ]
    assert rows(archive, kept) == before
    assert one(archive, "SELECT count(*) FROM articles WHERE section = 'Tin trong xã'") == ARTICLES
    assert rows(archive, "SELECT DISTINCT substr(extractor, 1, 18) FROM revisions") == [("0.9.9+beefbeefbeef",)]
    assert rows(archive, "SELECT revision, record, extractor FROM former_readings ORDER BY revision") == former
    assert read_again(archive).pages == 0


def test_an_older_revision_is_read_again_from_its_own_page(
    archive: Path, better: Callable[[Callable[[Article], None]], None]
) -> None:
    def count_words(article: Article) -> None:
        article.source = str(len(article.text.split()))

    better(count_words)
    read_again(archive)
    found = rows(archive, "SELECT record FROM revisions WHERE article IN (SELECT article FROM revisions "
                          "WHERE number = 2) ORDER BY number")  # fmt: skip
    first, second = (json.loads(record) for (record,) in found)
    assert (int(first["source"]), int(second["source"])) == (len(first["text"].split()), len(second["text"].split()))
    assert first["source"] != second["source"]
    assert one(archive, "SELECT changed FROM revisions WHERE number = 2") == '["text", "source"]'


def test_revisions_that_differed_in_noise_only_say_the_same_now_and_are_counted(
    archive: Path, better: Callable[[Callable[[Article], None]], None]
) -> None:
    def without_last_paragraph(article: Article) -> None:
        article.text = article.text.split("\n\n")[0]
        article.events, article.officials, article.places = [], [], []

    better(without_last_paragraph)
    assert read_again(archive).alike == 1
    assert rows(archive, "SELECT changed FROM revisions WHERE number = 2") == [("[]",)]


def test_another_description_of_the_portal_is_another_reader(made: Made, archive: Path) -> None:
    report = reextract(archive, Options(jobs=1), declared(made.with_section))
    assert next((change.field, change.articles) for change in report.field_changes()) == ("section", ARTICLES)
    assert one(archive, "SELECT count(*) FROM articles WHERE section LIKE 'Xã % đi đầu'") == ARTICLES
    # The archive keeps the description, so the next run needs no file and has nothing to do.
    assert read_again(archive).pages == 0


def test_people_and_search_follow(archive: Path, better: Callable[[Callable[[Article], None]], None]) -> None:
    def without_officials(article: Article) -> None:
        article.officials = []
        article.title = "Nhan đề đọc lại"

    assert one(archive, "SELECT count(*) FROM mentions") > 0
    better(without_officials)
    read_again(archive)
    assert one(archive, "SELECT count(*) FROM mentions") == 0
    assert one(archive, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH '\"nhan đề đọc lại\"'") == ARTICLES


def test_a_dry_run_says_the_same_and_writes_nothing(
    archive: Path, better: Callable[[Callable[[Article], None]], None]
) -> None:
    before = (archive / "archive.db").read_bytes()
    better(name_section)
    report = read_again(archive, dry_run=True)
    assert report.changed_articles == ARTICLES
    assert (archive / "archive.db").read_bytes() == before


def test_a_page_that_reads_as_no_article_keeps_its_record_and_is_told(
    archive: Path, better: Callable[[Callable[[Article], None]], None]
) -> None:
    def is_a_list(article: Article) -> None:
        article.kind = "listing"

    before = rows(archive, "SELECT id, record, extractor FROM revisions ORDER BY id")
    better(is_a_list)
    report = read_again(archive)
    assert (report.states["no_article"], report.unreadable) == (ARTICLES + 1, 0)
    assert rows(archive, "SELECT id, record, extractor FROM revisions ORDER BY id") == before
    assert one(archive, "SELECT count(*) FROM problems WHERE field = 'reading' AND reason LIKE '%as listing%'") == 11
    read_again(archive)
    assert one(archive, "SELECT count(*) FROM problems WHERE field = 'reading'") == ARTICLES + 1
    better(name_section)
    read_again(archive)
    assert one(archive, "SELECT count(*) FROM problems WHERE field = 'reading'") == 0


def test_an_extractor_that_fails_on_a_page_fails_on_no_other(
    archive: Path, better: Callable[[Callable[[Article], None]], None]
) -> None:
    def fail_on_one(article: Article) -> None:
        name_section(article)
        if article.url.endswith("/3.html"):
            raise RecursionError("too deep")

    better(fail_on_one)
    report = read_again(archive)
    assert (report.states["failed"], report.states["other"]) == (1, ARTICLES)
    [(url, reason)] = rows(archive, "SELECT url, reason FROM problems WHERE field = 'reading'")
    assert url.endswith("/tin/3.html")
    assert "RecursionError: too deep" in reason


def test_damaged_and_missing_pages_are_rows_with_their_place(
    archive: Path, better: Callable[[Callable[[Article], None]], None]
) -> None:
    warc, offset, length = rows(archive, "SELECT warc, warc_offset, warc_length FROM captures c JOIN revisions r "
                                         "ON r.capture = c.id ORDER BY warc_offset LIMIT 1")[0]  # fmt: skip
    path = archive / "pages" / warc
    content = bytearray(path.read_bytes())
    content[offset + length // 2] ^= 0xFF
    path.write_bytes(content)
    better(name_section)
    report = read_again(archive)
    assert (report.states["no_page"], report.states["other"]) == (1, ARTICLES)
    [(reason,)] = rows(archive, "SELECT reason FROM problems WHERE field = 'stored_page'")
    assert warc in reason
    assert str(offset) in reason
    path.unlink()
    assert read_again(archive, everything=True).states["no_page"] == ARTICLES + 1
    content[offset + length // 2] ^= 0xFF
    path.write_bytes(content)
    assert read_again(archive).states["other"] == 1
    assert read_again(archive, everything=True).states["same"] == ARTICLES + 1
    assert one(archive, "SELECT count(*) FROM problems WHERE field = 'stored_page'") == 0


def test_bytes_that_are_not_those_of_the_capture_are_no_page(archive: Path) -> None:
    with sqlite3.connect(archive / "archive.db") as connection:
        connection.execute("UPDATE captures SET digest = ? WHERE url LIKE '%/tin/4.html'", ("0" * 64,))
    connection.close()
    report = read_again(archive, everything=True)
    assert report.states["no_page"] == 1
    assert "not the bytes that were captured" in report.hindrances[0]


def test_a_page_stored_as_a_reference_is_read_with_the_body_it_refers_to(
    archive: Path, better: Callable[[Callable[[Article], None]], None]
) -> None:
    [(revision, later)] = rows(
        archive, "SELECT r.id, c.id FROM revisions r JOIN captures c ON c.url LIKE '%/tin/5.html' AND c.id > r.capture "
        "WHERE r.capture = (SELECT min(id) FROM captures WHERE url LIKE '%/tin/5.html')"
    )  # fmt: skip
    with sqlite3.connect(archive / "archive.db") as connection:
        connection.execute("UPDATE revisions SET capture = ? WHERE id = ?", (later, revision))
    connection.close()
    better(name_section)
    assert read_again(archive).states["other"] == ARTICLES + 1


def test_a_limited_run_is_gone_on_with(archive: Path, better: Callable[[Callable[[Article], None]], None]) -> None:
    better(name_section)
    assert read_again(archive, limit=4).pages == 4
    assert one(archive, "SELECT count(*) FROM former_readings") == 4
    assert read_again(archive).pages == ARTICLES + 1 - 4


def stop_after(pages: int, how: Callable[[], None]) -> Callable[[int, int], None]:
    def progress(done: int, _all: int) -> None:
        if done >= pages:
            how()

    return progress


def kill_this_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("pages", [2, 6, 10])
@pytest.mark.parametrize("how", [interrupt, kill_this_process])
def test_a_run_that_was_stopped_goes_on_to_what_one_run_makes(
    archive: Path,
    better: Callable[[Callable[[Article], None]], None],
    monkeypatch: pytest.MonkeyPatch,
    pages: int,
    how: Callable[[], None],
) -> None:
    monkeypatch.setattr(run, "_IN_ONE_TRANSACTION", 2)
    monkeypatch.setattr(worklist, "_BATCH", 2)
    better(name_section)
    whole = Path(shutil.copytree(archive, archive.parent / "whole"))
    read_again(whole)

    def stopped() -> None:
        reextract(archive, Options(jobs=1), {}, stop_after(pages, how))

    if how is interrupt:
        with pytest.raises(KeyboardInterrupt):
            stopped()
    else:
        process = multiprocessing.get_context("fork").Process(target=stopped)
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
    done = one(archive, "SELECT count(*) FROM former_readings")
    assert done == pages
    assert one(archive, "PRAGMA integrity_check") == "ok"
    assert read_again(archive).pages == ARTICLES + 1 - pages
    assert everything(archive) == everything(whole)


def test_two_processes_make_the_same_rows_as_one(made: Made, archive: Path) -> None:
    other = Path(shutil.copytree(archive, archive.parent / "other"))
    reextract(archive, Options(jobs=1), declared(made.with_section))
    report = reextract(other, Options(jobs=2), declared(made.with_section))
    assert report.states["other"] == ARTICLES + 1
    assert everything(other) == everything(archive)


def test_the_command_reports_for_people_and_for_machines(made: Made, archive: Path) -> None:
    arguments = ("reextract", "--archive", archive, "--portals", made.with_section)
    told = congtin(*arguments, "--dry-run", "--portal", "kyho")
    assert told.returncode == 0
    assert "fields that would differ, in 10 articles:" in told.stdout
    assert "generic, kyho: section 10" in told.stdout
    assert "nothing was written" in told.stdout
    report = json.loads(congtin(*arguments, "--json").stdout)
    assert (report["pages"], report["other"], report["remaining"]) == (ARTICLES + 1, ARTICLES + 1, 0)
    [section] = [change for change in report["changes"] if change["field"] == "section"]
    assert len(section["examples"]) == 3
    assert one(archive, "SELECT count(*) FROM articles WHERE id IN (?, ?, ?)", *section["examples"]) == 3


def test_where_nothing_is_outdated_that_is_said(archive: Path) -> None:
    done = congtin("reextract", "--archive", archive)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Nothing is outdated: this very version has read every page; --all reads them")
    assert "Nothing is outdated" not in congtin("reextract", "--archive", archive, "--all", "--dry-run").stdout


def test_wrong_names_and_no_archive_are_told_in_a_sentence(archive: Path, tmp_path: Path) -> None:
    unknown = congtin("reextract", "--archive", archive, "--portal", "songlam")
    assert (unknown.returncode, unknown.stderr.strip()) == (
        1, "congtin: the archive has no portal 'songlam'; it has kyho"
    )  # fmt: skip
    nowhere = congtin("reextract", "--archive", tmp_path / "nowhere")
    assert nowhere.returncode == 1
    assert "there is no archive here" in nowhere.stderr
    assert not (tmp_path / "nowhere").exists()


def test_the_later_visit_keeps_what_was_read_again(made: Made, archive: Path) -> None:
    """A crawl after a re-extraction sees no edits where only our reading has changed."""
    reextract(archive, Options(jobs=1), declared(made.with_section))
    told = stories()[:ARTICLES]
    address = one(archive, "SELECT url FROM portals")
    with LoopbackPortal(port=int(address.rstrip("/").rsplit(":", 1)[1])) as portal:
        portal.pages = served(told, "Lễ tổng kết sẽ diễn ra vào cuối tháng tại nhà văn hóa xã.")
        crawl("kyho", archive, "--portals", str(made.with_section), "--full", now="2026-11-20T08:00:00+07:00")
    assert one(archive, "SELECT count(*) FROM revisions") == ARTICLES + 1
