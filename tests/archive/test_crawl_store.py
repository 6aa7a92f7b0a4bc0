from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from archive import recording
from archive.crawl_store import ArchiveCrawlStore
from archive.database import writing
from archive.visits import VisitOptions
from scraper.canonical import canonical_key
from scraper.errors import ArchiveError
from scraper.items import Article, Problem
from scraper.portal import Portal
from scraper.store import Answer, FoundLink, Outcome, PageResult, Target

HOME = "https://songlam.example.vn/"
PORTAL = Portal(id="songlam", name="Sông Lam", url=HOME)


def link(path: str, priority: int = 3, cut: str | None = None) -> FoundLink:
    return FoundLink(canonical_key(HOME + path), HOME + path, priority, 1, cut)


@pytest.fixture
def db(archive_directory: Path) -> Iterator[Database]:
    with writing(archive_directory) as opened:
        yield opened


@pytest.fixture
def store(db: Database, archive_directory: Path) -> ArchiveCrawlStore:
    opened = ArchiveCrawlStore(db, archive_directory)
    opened.begin(PORTAL, [link("", 0)])
    return opened


def result(target: Target, outcome: Outcome = "stored", kind: str = "article", **more: Any) -> PageResult:
    article = Article(
        target.url, more.pop("canonical", target.url), "songlam", kind=kind, title=target.url, text="Văn bản"
    )  # type: ignore[arg-type]
    answer = Answer(target.url, datetime.now(UTC), 200, [("ETag", '"1"')], target.url.encode(), target.url.encode())
    return PageResult(target, answer, outcome, article=article if outcome == "stored" else None, **more)


def asked(store: ArchiveCrawlStore) -> Target:
    target = store.next_target()
    assert target is not None
    return target


def state(db: Database, path: str) -> tuple[Any, ...]:
    return db.execute(
        "SELECT state, outcome, kind, reason FROM frontier WHERE key = ?", [canonical_key(HOME + path)]
    ).fetchone()


def test_the_frontier_hands_out_by_priority_and_nothing_twice(store: ArchiveCrawlStore) -> None:
    store.save(result(asked(store), kind="listing", links=[link("c", 5), link("a", 1), link("b", 3), link("a", 4)]))
    assert [asked(store).url.removeprefix(HOME) for _ in range(3)] == ["a", "b", "c"]
    assert store.next_target() is None
    assert store.has_pending(), "what is being asked for is not done"


def test_only_a_record_that_is_kept_is_annotated(store: ArchiveCrawlStore) -> None:
    annotated: list[str] = []
    home = asked(store)
    store.save(result(home, kind="listing", links=[link("a", 1), link("b", 2), link("c", 3)],
                      annotate=lambda: annotated.append("home")))  # fmt: skip
    for name, canonical in {"a": None, "b": HOME + "a", "c": None}.items():
        more = {"canonical": canonical, "alias_of": link("a")} if canonical else {}
        store.save(result(asked(store), annotate=lambda name=name: annotated.append(name), **more))
    assert annotated == ["a", "c"]


def test_what_is_cut_is_in_the_frontier_until_somebody_wants_it(store: ArchiveCrawlStore, db: Database) -> None:
    home = asked(store)
    store.save(result(home, kind="listing", links=[link("x", cut="a trap")]))
    assert state(db, "x") == ("done", "cut", None, "a trap")
    assert store.next_target() is None
    again = replace(home, url=HOME + "2", key=canonical_key(HOME + "2"))
    store.save(result(again, kind="listing", links=[link("x")]))
    assert asked(store).url == HOME + "x"


def test_an_alias_leaves_its_record_to_the_article(store: ArchiveCrawlStore, db: Database) -> None:
    store.save(result(asked(store), kind="listing", links=[link("alias", 1)]))
    alias = asked(store)
    store.save(result(alias, canonical=HOME + "bai", alias_of=link("bai")))
    assert state(db, "alias")[:2] == ("done", "alias")
    assert db["articles"].count == 0
    store.save(result(asked(store)))
    assert [row["url"] for row in db["articles"].rows] == [HOME + "bai"]


@pytest.mark.parametrize("ending", ["gone", "failed", "listing"])
def test_an_alias_of_what_is_no_article_has_the_record_itself(
    store: ArchiveCrawlStore, db: Database, ending: str
) -> None:
    store.save(result(asked(store), kind="listing", links=[link("alias", 1)]))
    store.save(result(asked(store), canonical=HOME + "bai", alias_of=link("bai")))
    target = asked(store)
    store.save(result(target, kind="listing") if ending == "listing" else result(target, ending))  # type: ignore[arg-type]
    back = asked(store)
    assert back.url == HOME + "alias"
    store.save(result(back, canonical=HOME + "bai", alias_of=link("bai")))
    assert [row["url"] for row in db["articles"].rows] == [HOME + "alias"]
    assert store.next_target() is None
    assert store.finish("finished").outcome in {"ok", "suspect"}


@pytest.mark.parametrize("outcome", ["failed", "refused"])
def test_what_fails_for_a_while_leaves_its_record_to_no_other_address(
    store: ArchiveCrawlStore, db: Database, archive_directory: Path, outcome: Outcome
) -> None:
    store.save(result(asked(store), kind="listing", links=[link("bai", 1), link("alias", 2)]))
    store.save(result(asked(store)))
    store.save(result(asked(store), canonical=HOME + "bai", alias_of=link("bai")))
    store.finish("finished")
    later = ArchiveCrawlStore(db, archive_directory, visit=VisitOptions(full=True))
    later.begin(PORTAL, [link("", 0)])
    later.save(result(asked(later), kind="listing", links=[link("moi", 3)]))
    article = asked(later)
    assert article.url == HOME + "bai"
    later.save(result(article, outcome, reason="status 500"))
    new = asked(later)
    assert new.url == HOME + "moi", "what is another address of it is not asked for"
    later.save(result(new, canonical=HOME + "bai", alias_of=link("bai")))
    assert [state(db, path)[:2] for path in ("alias", "moi")] == [("done", "alias")] * 2
    assert [row["url"] for row in db["articles"].rows] == [HOME + "bai"]


def test_what_cannot_be_kept_leaves_nothing_behind(
    store: ArchiveCrawlStore, db: Database, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = asked(store)
    before = {name: db[name].count for name in ("captures", "articles", "frontier")}
    size = sum(path.stat().st_size for path in archive_directory.rglob("*.warc.zst"))

    def broken(*_: Any, **__: Any) -> None:
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")

    with monkeypatch.context() as patched:
        patched.setattr(recording, "load_article", broken)
        with pytest.raises(UnicodeEncodeError):
            store.save(result(home, links=[link("a")]))
    assert {name: db[name].count for name in before} == before
    assert sum(path.stat().st_size for path in archive_directory.rglob("*.warc.zst")) == size
    store.save(PageResult(home, result(home).answer, "failed", "congtin failed", links=[link("a")]))
    assert asked(store).url == HOME + "a", "the links of the page are not lost with its record"


def test_problems_are_those_of_the_last_answer(store: ArchiveCrawlStore, db: Database) -> None:
    home = asked(store)

    def problems() -> list[tuple[str, str]]:
        return sorted(db.execute("SELECT field, reason FROM problems").fetchall())

    first = result(home)
    assert first.article is not None
    first.article.problems = [Problem("published", "no date"), Problem("published", "no date")]
    store.save(first)
    assert problems() == [("published", "no date")]
    known = replace(home, kind="article")
    store.save(result(known, "failed", reason="status 500"))
    assert problems() == [("answer", "status 500"), ("published", "no date")]
    store.save(PageResult(known, Answer(known.url, datetime.now(UTC), 304), "unchanged"))
    assert problems() == [("published", "no date")]
    clean = result(known)
    clean.answer.body = clean.answer.raw_body = b"another body"
    store.save(clean)
    assert problems() == []


def test_a_database_that_cannot_be_written_is_a_sentence(store: ArchiveCrawlStore, db: Database) -> None:
    home = asked(store)
    db.execute("PRAGMA query_only = on")
    with pytest.raises(ArchiveError, match=r"archive\.db: cannot be written: .* MB are free there"):
        store.save(result(home))
    db.execute("PRAGMA query_only = off")  # the fixture seals what was written


def test_a_crawl_that_fetched_nothing_failed(store: ArchiveCrawlStore) -> None:
    store.save(result(asked(store), "failed", reason="the connection was refused"))
    summary = store.finish("finished")
    assert summary.outcome == "failed"
    *said, advice = summary.notes
    assert said == ["no page could be fetched", f"1 failed: the connection was refused ({HOME})"]
    assert advice.endswith("run it again later")


@pytest.mark.parametrize("between", [None, "failed"])
def test_what_was_said_of_a_page_lasts_as_long_as_its_bytes(
    db: Database, archive_directory: Path, between: Outcome | None
) -> None:
    for outcome, reason in (("stored", "no page: image/png"), (between, "status 500"), ("unchanged", None)):
        if outcome is not None:
            visit = ArchiveCrawlStore(db, archive_directory)
            visit.begin(PORTAL, [link("", 0)])
            visit.save(result(asked(visit), outcome, kind="listing", reason=reason))
            visit.finish("finished")
    expected = None if between else "no page: image/png"  # a failure's own reason is over with it
    assert state(db, "")[1::2] == ("unchanged", expected)


def test_fewer_than_half_of_the_known_articles_is_suspect(db: Database, archive_directory: Path) -> None:
    first = ArchiveCrawlStore(db, archive_directory)
    first.begin(PORTAL, [link("", 0)])
    first.save(result(asked(first), kind="listing", links=[link(str(number)) for number in range(10)]))
    for _ in range(10):
        first.save(result(asked(first)))
    assert first.finish("finished").outcome == "ok"
    db.execute("UPDATE articles SET last_seen = '2020-01-01T00:00:00+00:00', first_seen = last_seen")
    db.execute("UPDATE frontier SET found_at = '2020-01-01T00:00:00+00:00'")
    second = ArchiveCrawlStore(db, archive_directory, visit=VisitOptions(full=True))
    second.begin(PORTAL, [link("", 0)])
    for number in range(11):
        target = asked(second)
        outcome: Outcome = "unchanged" if target.kind == "listing" or number < 5 else "gone"
        second.save(PageResult(target, Answer(target.url, datetime.now(UTC), 304), outcome))
    assert second.next_target() is None
    summary = second.finish("finished")
    assert summary.outcome == "suspect"
    assert summary.notes[0] == "only 4 of 10 known articles that were asked for were found again"


def test_a_sitemap_is_asked_for_again_when_its_index_gives_it_another_day(
    db: Database, archive_directory: Path
) -> None:
    def visit(days: dict[str, str]) -> list[str]:
        store = ArchiveCrawlStore(db, archive_directory)
        store.begin(PORTAL, [link("", 0)])
        paths = []
        while (target := store.next_target()) is not None:
            paths.append(target.url.removeprefix(HOME))
            listed = [replace(link(name, 1), modified=day) for name, day in days.items()]
            found = {"": [link("index.xml", 1)], "index.xml": listed}.get(paths[-1], [])
            kind = "listing" if paths[-1] == "" else "other"
            answer = result(target, kind=kind, links=found)
            answer.answer.body = answer.answer.raw_body = repr(days).encode()  # the index differs from visit to visit
            answer.machine_list = None if paths[-1] == "" else "sitemap"
            store.save(answer)
        store.finish("finished")
        return paths

    assert visit({"2025.xml": "2025-12-31", "2026.xml": "2026-11-01"}) == ["", "index.xml", "2025.xml", "2026.xml"]
    assert visit({"2025.xml": "2025-12-31", "2026.xml": "2026-11-01"}) == ["", "index.xml"]
    assert visit({"2025.xml": "2025-12-31", "2026.xml": "2026-11-02"}) == ["", "index.xml", "2026.xml"]


@pytest.mark.parametrize(("named", "outcome"), [(1, "ok"), (12, "suspect")])
def test_a_list_that_lists_nothing_any_more_is_suspect_unless_it_named_one_or_two(
    db: Database, archive_directory: Path, named: int, outcome: str
) -> None:
    first = ArchiveCrawlStore(db, archive_directory)
    first.begin(PORTAL, [link("", 0)])
    days = [replace(link(str(number)), place="list") for number in range(named)]
    articles = [replace(link(f"bai-{number}"), place="list") for number in range(20)]
    first.save(result(asked(first), kind="listing", links=[link("ngay", 1), *articles]))
    first.save(result(asked(first), kind="listing", links=days))
    while (target := first.next_target()) is not None:
        first.save(result(target))
    assert first.finish("finished").outcome == "ok"
    second = ArchiveCrawlStore(db, archive_directory, visit=VisitOptions(full=True))
    second.begin(PORTAL, [])
    while (target := second.next_target()) is not None:
        if target.url == HOME + "ngay":
            emptied = result(target, kind="other")
            assert emptied.article is not None
            emptied.article.problems = [Problem("kind", "a list of articles stood at this address")]
            emptied.answer.body = emptied.answer.raw_body = b"empty"
            second.save(emptied)
        else:
            second.save(PageResult(target, Answer(target.url, datetime.now(UTC), 304), "unchanged"))
    assert second.finish("finished").outcome == outcome


def test_an_article_that_shows_nothing_at_first_is_looked_at_once_more(store: ArchiveCrawlStore, db: Database) -> None:
    def is_due(path: str) -> bool:
        [(due,)] = db.execute("SELECT due_at FROM frontier WHERE key = ?", [canonical_key(HOME + path)]).fetchall()
        return due is not None

    named, page = "tin/xa-hop-giao-ban-12.html", "lien-he"
    store.save(result(asked(store), kind="listing", links=[link(named, 1), link(page, 2)]))
    first = asked(store)
    store.save(result(first, kind="other"))
    store.save(result(asked(store), kind="other"))
    assert (is_due(named), is_due(page)) == (True, False)
    store.save(result(replace(first, kind="other"), kind="other"))
    assert not is_due(named), "what shows no article on a second day is none"


def test_captures_without_an_answer_are_counted_back_to_the_last_one(store: ArchiveCrawlStore) -> None:
    assert store.silence() == 0
    store.save(result(asked(store), kind="listing", links=[link(str(number)) for number in range(4)]))
    for silent in (1, 2):
        target = asked(store)
        store.save(PageResult(target, Answer(target.url, datetime.now(UTC), None, [], b"", None), "failed", "timeout"))
        assert store.silence() == silent
    store.save(result(asked(store)))
    assert store.silence() == 0
