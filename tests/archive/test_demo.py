"""The demo as a newcomer runs it: the sample portal crawled twice by one command."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.database import reading
from archive.verify.counts import RECOUNTED, check_counts
from scraper.sample_portal import article_paths, document_paths, listing_paths
from scraper.sample_portal.gold import gold_records
from scraper.vietnamese import fold
from tests.archive.popolo.checks import left_out, read_checked
from tests.portals.command import books_balance, congtin, one, rows, tables
from tests.portals.server import reserved_port


@dataclass
class Demo:
    archive: Path
    port: str
    outputs: list[str]
    tables: list[dict[str, list[str]]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Two runs of ``congtin demo``: the first and the second visit."""
    archive = tmp_path_factory.mktemp("demo") / "demo"
    made = Demo(archive, str(reserved_port()), [], [])
    for _ in range(2):
        done = congtin("demo", "--archive", archive, "--no-serve", "--sample-port", made.port)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stderr == ""
        made.outputs.append(done.stdout)
        made.tables.append(tables(archive))
    return made


def stored_paths(archive: Path) -> list[str]:
    return sorted("/" + url.split("/", 3)[3] for (url,) in rows(archive, "SELECT url FROM articles"))


def test_every_article_and_document_once_none_missing_no_listing_among_them(demo: Demo) -> None:
    assert stored_paths(demo.archive) == sorted([*article_paths(1), *document_paths()])
    assert not set(stored_paths(demo.archive)) & set(listing_paths(1))
    assert len(article_paths(1)) >= 60


def test_the_first_visit_says_what_it_did(demo: Demo) -> None:
    assert demo.outputs[0].startswith("sample: ok\n")
    assert f"{len(article_paths(1)) + len(document_paths())} new, 0 changed, 0 gone" in demo.outputs[0]


def test_the_second_visit_keeps_one_edit_and_one_removal_and_writes_nothing_else(demo: Demo) -> None:
    assert "0 new, 1 changed, 1 gone" in demo.outputs[1]
    assert one(demo.archive, "SELECT count(*) FROM health_findings") == 0, "nothing but that is other than it was"
    first, second = demo.tables
    edited = one(demo.archive, "SELECT article FROM revisions WHERE number = 2")
    removed = one(demo.archive, "SELECT id FROM articles WHERE gone_at IS NOT NULL")
    assert edited != removed
    [missing] = set(article_paths(1)) - set(article_paths(2))
    assert one(demo.archive, "SELECT url FROM articles WHERE id = ?", removed).endswith(missing)
    assert len(second["revisions"]) == len(first["revisions"]) + 1
    of_article = {"articles", "revisions", "images", "captions", "attachments", "events", "places", "mentions",
                  "titles", "roles", "people", "problems", "identifications", "announced_changes",
                  "resolved_names", "person_places", "rarity_spans", "counted_names", "name_words",
                  "disappearances", "text_sketches", "sketch_hashes"}  # fmt: skip
    changed = {name for name in second if first[name] != second[name] and "fts" not in name}
    assert changed - RECOUNTED.keys() <= of_article
    with reading(demo.archive) as db:
        assert list(check_counts(db.conn)) == [], "counts follow what was written"
    ids = {int(row.split(",")[0].strip("(")) for row in set(second["articles"]) ^ set(first["articles"])}
    assert ids == {edited, removed}


def test_the_revision_names_the_fields_that_changed(demo: Demo) -> None:
    changed = json.loads(one(demo.archive, "SELECT changed FROM revisions WHERE number = 2"))
    assert changed
    assert set(changed) <= {"title", "lead", "text", "updated", "captions", "images"}


def test_the_books_balance(demo: Demo) -> None:
    books_balance(demo.archive)
    assert rows(demo.archive, "PRAGMA foreign_key_check") == []
    assert {outcome for (outcome,) in rows(demo.archive, "SELECT outcome FROM crawls")} == {"ok"}


def test_an_archive_of_an_older_congtin_is_brought_up_to_date(demo: Demo, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(demo.archive, older)
    newest = one(older, "SELECT name FROM _sqlite_migrations ORDER BY name DESC LIMIT 1")
    with closing(sqlite3.connect(older / "archive.db")) as connection, connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (newest,))
    done = congtin("demo", "--archive", older, "--no-serve", "--sample-port", demo.port)
    assert (done.returncode, done.stderr) == (0, "")
    assert one(older, "SELECT count(*) FROM _sqlite_migrations WHERE name = ?", newest) == 1


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = congtin("demo", "--archive", tmp_path, "--no-serve", "--sample-port", port)
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--sample-port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_changes_is_refused_with_the_reason(tmp_path: Path) -> None:
    done = congtin("demo", "--archive", tmp_path / "demo", "--sample-port", "0")
    assert done.returncode == 2
    assert "other addresses on every visit" in done.stderr
    assert not (tmp_path / "demo").exists()


def test_two_demos_from_scratch_ask_for_the_same_addresses_in_the_same_order(demo: Demo, tmp_path: Path) -> None:
    other = congtin("demo", "--archive", tmp_path / "demo", "--no-serve", "--sample-port", str(reserved_port()))
    assert other.returncode == 0, other.stdout + other.stderr
    orders = [
        ["/" + url.split("/", 3)[3] for (url,) in rows(archive, "SELECT url FROM captures WHERE crawl = 1 ORDER BY id")]
        for archive in (demo.archive, tmp_path / "demo")
    ]
    assert len(orders[0]) > len(article_paths(1))
    assert orders[0] == orders[1]


def test_the_people_leave_as_popolo_complete_and_the_same_each_time(demo: Demo, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        done = congtin("export", "popolo", "--archive", demo.archive, "-o", tmp_path / name)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    document = read_checked(tmp_path / "one.json")
    assert done.stderr == f"{tmp_path / 'two.json'}: {len(document['persons'])} persons\n"
    assert left_out(demo.archive, document) == []
    assert {f"person:{key}" for (key,) in rows(demo.archive, "SELECT DISTINCT person FROM mentions")} == {
        person["id"] for person in document["persons"]
    }


def test_who_was_secretary_of_the_town_is_answered_as_the_gold_has_it(demo: Demo, tmp_path: Path) -> None:
    """The one question for which the project is made, from pages to a file, against who wrote the pages."""
    names: dict[str, set[str]] = {}
    for path, record in gold_records(1).items():
        for official in record["officials"]:
            held = [title for title in official["titles"] if title["kind"] in {"position", "new"}]
            if any(fold(title["text"]).startswith("bi thu thi uy") for title in held):
                names.setdefault(official["name"], set()).add(path)
    congtin("export", "popolo", "--archive", demo.archive, "-o", tmp_path / "popolo.json")
    document = read_checked(tmp_path / "popolo.json")
    bodies = {body["id"]: body["name"] for body in document["organizations"]}
    people = {person["id"]: person["name"] for person in document["persons"]}
    found = {
        people[one["person_id"]]: {"/" + source["url"].split("/", 3)[3] for source in one["sources"]}
        for one in document["memberships"]
        if one["role"] == "Bí thư" and bodies[one["organization_id"]] == "Thị ủy Kỳ Anh" and "post_id" in one
    }
    assert len(names) > 1
    assert found == names


def test_an_export_is_narrowed_or_refused_with_a_sentence(demo: Demo, tmp_path: Path) -> None:
    narrowed = congtin("export", "popolo", "--archive", demo.archive, "--unit", "xa ky ngan", "--until", "2024-12-31")
    assert narrowed.returncode == 0, narrowed.stderr
    document = json.loads(narrowed.stdout)
    assert 0 < len(document["persons"]) < 10
    assert document["meta"]["selection"] == {"unit": "xa ky ngan", "until": "2024-12-31"}
    refusals = {
        ("popolo", "--unit", "xã Không Có"): (1, "no unit is called"),
        ("popolo", "--since", "hôm qua"): (2, "is no day such as 2021-03-04"),
        ("popolo", "--format", "csv"): (2, "popolo is JSON"),
        ("tenures", "--portal", "sample"): (1, "cannot be narrowed by --portal"),
    }
    for words, (code, sentence) in refusals.items():
        done = congtin("export", *words, "--archive", demo.archive, "-o", tmp_path / "x")
        assert (done.returncode, sentence in done.stderr) == (code, True), done.stderr
        assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
