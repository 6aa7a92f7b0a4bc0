from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from archive.database import reading
from tests.archive.importing.kept import HOST, capture, rows, story, written
from tests.archive.importing.web_archive import WebArchive, held
from tests.portals.command import congtin
from tests.portals.server import LoopbackPortal, Reply, page
from tests.scraper.warc import made

pytestmark = pytest.mark.long


def test_files_and_folders_with_a_summary_in_sentences(archive_directory: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    (folder / "deep").mkdir(parents=True)
    written(folder / "a.warc.gz", [capture(1, "2021-03-02"), capture(1, "2021-04-02", story(1, "tu sửa"))])
    (folder / "deep" / "b.warc.zst").write_bytes(made.packed_zstd([capture(2, "2021-03-02")]))
    (folder / "letter.txt").write_text("hello")
    with zipfile.ZipFile(folder / "c.wacz", "w") as zipped:
        zipped.writestr("archive/data.warc.gz", made.packed([capture(3, "2021-03-02")]))

    done = congtin("import", folder, "--archive", archive_directory)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 files, 4 records: 4 taken in, 0 left out, 0 damaged" in done.stdout
    assert "articles: 3 new (songlam.example.vn), 1 further revisions" in done.stdout
    again = congtin("import", folder, "--archive", archive_directory)
    assert (again.returncode, again.stdout) == (0, "3 files imported before: nothing to do\n")
    assert congtin("verify", "--archive", archive_directory).returncode == 0


def test_damage_is_told_and_ends_with_1(archive_directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "hong.warc.gz"
    file.write_bytes(made.packed([capture(1, "2021-03-02"), capture(2, "2021-03-02")])[:-20])
    done = congtin("import", file, "--archive", archive_directory)
    assert done.returncode == 1
    assert "1 taken in, 0 left out, 1 damaged" in done.stdout
    assert "imported/hong.warc.gz at byte" in done.stdout and "ends in the middle" in done.stdout


def test_what_is_not_read_is_told_with_what_to_do(archive_directory: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "a.warc.lz4").write_bytes(b"\x04\x22\x4d\x18" + made.record(b"x") * 2)
    written(folder / "b.arc.gz", [b"filedesc://b.arc 0.0.0.0 20050330023947 text/plain 77\n\n"] * 3)
    written(folder / "c.warc.gz", [capture(1, "2021-03-02", kind="resqonse"), capture(1, "2021-03-02")])
    done = congtin("import", folder, "--archive", archive_directory)
    assert (done.returncode, "1 taken in, 0 left out, 3 damaged" in done.stdout) == (1, True), done.stdout
    assert "imported/a.warc.lz4 at byte 0: the file is packed with lz4" in done.stdout
    assert "imported/b.arc.gz at byte 0: the file is an ARC" in done.stdout


def test_a_kind_of_records_of_others_is_not_obeyed_by_the_terminal(archive_directory: Path, tmp_path: Path) -> None:
    kinds = ["odd\x1b[2J", "\x9b2Jodd"]
    file = written(tmp_path / "a.warc.gz", [made.record(b"x", kind=kind) for kind in kinds])
    done = congtin("import", file, "--archive", archive_directory)
    assert "2 left out" in done.stdout
    assert not {"\x1b", "\x9b"} & {*done.stdout, *done.stderr}


def test_one_portal_and_some_days(archive_directory: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "a.warc.gz", [
        *(capture(number, f"2021-0{number}-15") for number in range(1, 6)),
        *(capture(number, "2021-03-15", at=f"https://khac.example.vn/{number}.html") for number in range(6, 9)),
    ])  # fmt: skip
    done = congtin(
        "import", file, "--portal", HOST, "--from", "2021-02-15", "--to", "2021-04-15", "--archive", archive_directory
    )
    assert "3 taken in, 5 left out" in done.stdout
    with reading(archive_directory) as db:
        assert rows(db, "SELECT id FROM portals") == [("songlam.example.vn",)]


def test_a_web_archive(archive_directory: Path) -> None:
    missing = held(2, "2020-01-05", answers=lambda _: Reply(b"Hrm.", 404))
    with WebArchive([held(1, "2019-01-05"), missing, held(3, "2019-01-05")]) as archive:
        words = ("import", "--wayback", f"{HOST}/", "--index", archive.index, "--allow-loopback", "--delay", "0",
                 "--archive", archive_directory)  # fmt: skip
        done = congtin(*words)
        assert done.returncode == 1
        assert "3 captures in its index: 2 brought home" in done.stdout
        assert "not given out: https://songlam.example.vn/tin-tuc/bai-2.html of 20200105020304" in done.stdout
        missing.answers = lambda _: None
        again = congtin(*words)
        assert again.returncode == 0
        assert "1 brought home, 0 the same as one before, 2 known already" in again.stdout
    with reading(archive_directory) as db:
        assert rows(db, "SELECT count(*) FROM articles") == [(3,)]
        assert rows(db, "SELECT source FROM imports WHERE id = 1") == [(f"captures of {HOST}/ in {archive.index}",)]


def test_wrong_usage_is_a_sentence_and_2(archive_directory: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for words, said in (
        ([], "Nothing to import"),
        ([tmp_path / "nowhere.warc"], "does not exist"),
        ([tmp_path, "--index", "https://archive.example/cdx"], "--wayback"),
        (["--wayback", HOST, "--delay", "0"], "--allow-loopback"),
        (["--wayback", HOST, "--from", "2021-02-02", "--to", "2021-01-01"], "lies before"),
        ([tmp_path, "--portal", "nobody-declared-this"], "neither a declared portal nor an address"),
    ):
        done = congtin("import", *words, "--archive", archive_directory)
        assert (done.returncode, said in done.stderr) == (2, True), (words, done.stderr)
    done = congtin("import", empty, "--archive", archive_directory)
    assert (done.returncode, "holds no web archive" in done.stderr) == (1, True)


def test_an_archive_inside_this_machine_is_not_asked(archive_directory: Path) -> None:
    with WebArchive([held(1, "2019-01-05")]) as archive:
        done = congtin("import", "--wayback", HOST, "--index", archive.index, "--archive", archive_directory)
    assert (done.returncode, "inside this machine" in done.stderr) == (1, True)
    assert archive.asked == []


def test_a_crawl_of_ours_comes_out_the_same_in_an_empty_archive_and_is_known_in_its_own(
    archive_directory: Path,
) -> None:
    links = "".join(f"<p><a href='/bai-{n}.html'>Xã Nam Sơn khánh thành công trình {n}</a></p>" for n in range(4))
    pages = {"/": page(f"<html><body>{links}</body></html>")}
    pages |= {f"/bai-{n}.html": page(story(n).decode()) for n in range(4)}
    with LoopbackPortal(pages) as portal:
        asked = ("crawl", portal.url, "--archive", archive_directory, "--allow-loopback", "--delay", "0")
        assert congtin(*asked).returncode == 0
        portal.pages["/bai-1.html"] = page(story(1, "tu sửa").decode())
        congtin(*asked, "--full")
    other = archive_directory.with_name("other")
    done = congtin("import", archive_directory / "pages", "--archive", other)
    assert (done.returncode, "replayed" in done.stdout) == (0, True)
    for table in ("captures", "articles", "revisions", "frontier", "crawls", "warc_files", "mentions"):
        with reading(archive_directory) as db, reading(other) as second:
            assert rows(db, f"SELECT * FROM {table}") == rows(second, f"SELECT * FROM {table}") != []
    for directory in (archive_directory, other):
        again = congtin("import", archive_directory / "pages", "--archive", directory)
        assert (again.returncode, again.stdout) == (
            0,
            "1 file of stored pages that this archive has already: nothing to do\n",
        )
