"""Sealing is all or nothing, whenever it is stopped; each manifest vouches for those before it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from archive.database import writing
from archive.manifests import seal
from archive.manifests.chain import SEALING, newest_seal
from scraper.errors import ArchiveError
from tests.archive.sealed import copy_of, findings, sentences
from tests.archive.visited import Visited
from tests.portals.command import congtin, one


def add_portal(archive: Path, name: str) -> None:
    with writing(archive) as db:
        db.conn.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, 'u')", (name, name))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def manifests(archive: Path) -> list[Path]:
    return sorted((archive / "manifests").iterdir())


def test_each_names_the_one_before_it(archive_directory: Path) -> None:
    for name in ("gio", "mua", "nang"):
        add_portal(archive_directory, name)
    previous = None
    for path in manifests(archive_directory):
        head = lines(path)[0]
        assert head["format"] == "congtin-manifest/1"
        assert head["previous"] == previous
        previous = {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def test_a_run_names_what_it_touched_and_nothing_else(archive_directory: Path) -> None:
    add_portal(archive_directory, "gio")
    count = len(manifests(archive_directory))
    with writing(archive_directory):
        pass
    assert len(manifests(archive_directory)) == count, "where nothing was written, nothing is sealed"
    add_portal(archive_directory, "mua")
    [unit] = lines(manifests(archive_directory)[-1])[1:]
    assert (unit["unit"], unit["key"], list(unit["rows"])) == ("portal", "mua", ["portals"])
    with writing(archive_directory) as db:
        db.conn.execute("DELETE FROM portals WHERE id = 'mua'")
    assert lines(manifests(archive_directory)[-1])[1:] == [{"unit": "portal", "key": "mua", "gone": True}]


def test_stored_bytes_are_sealed_in_pieces_that_join(visited: Visited) -> None:
    reached: dict[str, int] = {}
    for path in manifests(visited.directory):
        for line in lines(path):
            if "file" not in line:
                continue
            assert line["from"] == reached.get(line["file"], 0)
            content = (visited.directory / line["file"]).read_bytes()[line["from"] : line["to"]]
            assert line["sha256"] == hashlib.sha256(content).hexdigest()
            reached[line["file"]] = line["to"]
    assert reached == {str(path.relative_to(visited.directory)): path.stat().st_size
                       for path in (visited.directory / "pages").glob("*/*")}  # fmt: skip


def test_a_run_that_ends_in_an_error_is_sealed_by_the_next(archive_directory: Path) -> None:
    with pytest.raises(RuntimeError), writing(archive_directory) as db:
        db.conn.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'g', 'u')")
        raise RuntimeError
    assert one(archive_directory, "SELECT key FROM unsealed") == "gio"
    add_portal(archive_directory, "mua")
    assert [line["key"] for line in lines(manifests(archive_directory)[-1])[1:]] == ["gio", "mua"]


def test_a_manifest_that_a_killed_run_could_not_name_gets_its_name(visited: Visited, tmp_path: Path) -> None:
    archive = copy_of(visited.directory, tmp_path / "archive")
    newest = manifests(archive)[-1]
    newest.rename(newest.with_name(newest.name + SEALING))
    assert sentences(findings(archive, quick=True)) == "", "the database knows it, so it counts"
    add_portal(archive, "gio")
    assert newest.exists() and not list((archive / "manifests").glob(f"*{SEALING}"))
    assert sentences(findings(archive, quick=True)) == ""


def test_what_a_killed_run_had_not_sealed_is_dropped(archive_directory: Path) -> None:
    add_portal(archive_directory, "gio")
    stray = archive_directory / "manifests" / f"000009.jsonl{SEALING}"
    stray.write_text("{}\n")
    assert findings(archive_directory, quick=True) == []
    add_portal(archive_directory, "mua")
    assert not stray.exists()


def test_a_disk_that_is_full_costs_nothing_that_was_written(
    archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_portal(archive_directory, "gio")
    count = len(manifests(archive_directory))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(ArchiveError, match="No space left on device; what was written"):
        patch.setattr(os, "fsync", full)
        add_portal(archive_directory, "mua")
    assert one(archive_directory, "SELECT key FROM unsealed") == "mua"
    add_portal(archive_directory, "nang")
    assert len(manifests(archive_directory)) == count + 1
    assert sentences(findings(archive_directory, quick=True)) == ""


def test_stored_pages_that_are_missing_are_not_sealed(visited: Visited, tmp_path: Path) -> None:
    archive = copy_of(visited.directory, tmp_path / "archive")
    with pytest.raises(ArchiveError, match="bytes are missing; restore the file from a backup"), writing(archive) as db:
        db.conn.execute("UPDATE warc_files SET size = size + 10")


def test_number_and_digest_of_the_newest_are_told(visited: Visited) -> None:
    newest = manifests(visited.directory)[-1]
    digest = hashlib.sha256(newest.read_bytes()).hexdigest()
    for verb in ("verify", "status"):
        told = congtin(verb, "--archive", visited.directory)
        assert told.returncode == 0
        assert f"manifest {int(newest.stem)}, sealed " in told.stdout and digest in told.stdout
    told = congtin("verify", "--archive", visited.directory, "--json", "--quick")
    assert json.loads(told.stdout)["manifest"]["sha256"] == digest


def test_nothing_to_seal_is_none(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        seal(db.conn, archive_directory)
        assert seal(db.conn, archive_directory) is None
        assert newest_seal(db.conn) is not None


def test_a_database_that_cannot_be_written_is_told_in_a_sentence(archive_directory: Path) -> None:
    add_portal(archive_directory, "gio")
    told = r"manifests: the manifest of this run cannot be written: .*next run seals"
    with pytest.raises(ArchiveError, match=told), writing(archive_directory) as db:
        db.conn.execute("INSERT INTO portals (id, name, url) VALUES ('mua', 'm', 'u')")
        db.conn.execute("PRAGMA query_only = on")
    add_portal(archive_directory, "nang")
    assert [line["key"] for line in lines(manifests(archive_directory)[-1])[1:]] == ["mua", "nang"]


def test_what_went_wrong_first_is_what_is_told(archive_directory: Path) -> None:
    add_portal(archive_directory, "gio")
    with pytest.raises(ArchiveError, match="the disk is full"), writing(archive_directory) as db:
        db.conn.execute("INSERT INTO portals (id, name, url) VALUES ('mua', 'm', 'u')")
        db.conn.execute("PRAGMA query_only = on")
        raise ArchiveError("the disk is full")
