"""``congtin export`` as it is typed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result

from archive.commands import export as command
from archive.export.deliver import NAMES
from scraper.errors import ArchiveError

_BEGINNINGS = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "jsonl": b"{", "ndjson": b"{", "parquet": b"PAR1",
               "zip": b"PK", "bib": b"@misc", "ris": b"TY", "json": b"["}  # fmt: skip


def run(directory: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(command.export, [*map(str, words), "--archive", str(directory)])


def test_the_formats_that_can_be_named_are_those_there_are() -> None:
    assert set(command._FORMATS) == set(NAMES)


def test_to_standard_output(directory: Path) -> None:
    done = run(directory, "articles", "--portal", "1")
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode("utf-8-sig"), newline="")))
    assert [row["title"] for row in rows] == ["Chuyện khác"]


def test_a_workbook_to_standard_output_is_whole(directory: Path) -> None:
    done = run(directory, "articles", "--format", "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(done.stdout_bytes)).worksheets[0].max_row == 4


@pytest.mark.parametrize(
    "name", ["a.csv", "a.xlsx", "a.jsonl", "a.ndjson", "a.parquet", "a.zip", "a.bib", "a.ris", "a.csl.json"]
)
def test_the_format_is_what_the_file_ends_in(directory: Path, tmp_path: Path, name: str) -> None:
    done = run(directory, "articles", "-o", tmp_path / name)
    assert done.exit_code == 0, done.output
    ending = name.rpartition(".")[2]
    assert (tmp_path / name).read_bytes().startswith(_BEGINNINGS[ending])
    has_dictionary = (tmp_path / "a.dictionary.csv").is_file()
    assert has_dictionary == (name in {"a.csv", "a.jsonl", "a.ndjson", "a.parquet"})
    assert ("a.dictionary.csv" in done.stderr) == has_dictionary
    assert "3 references" in done.stderr if name in {"a.bib", "a.ris", "a.csl.json"} else "3 rows" in done.stderr


def test_without_a_dictionary(directory: Path, tmp_path: Path) -> None:
    run(directory, "articles", "-o", tmp_path / "a.csv", "--no-dictionary")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_query_of_ones_own_and_a_ready_made_one(directory: Path) -> None:
    done = run(directory, "--sql", "SELECT fold(title) AS t FROM articles ORDER BY 1", "--format", "jsonl")
    assert [json.loads(line)["t"] for line in done.stdout.splitlines()] == [
        "chuyen khac",
        "duong lien xa",
        "nghi quyet",
    ]
    done = run(directory, "search_articles", "--param", "words=nghị quyết", "--format", "jsonl")
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["Nghị quyết"]


def test_the_whole_archive(directory: Path, tmp_path: Path) -> None:
    done = run(directory, "--all", "-o", tmp_path / "out")
    assert done.exit_code == 0 and (tmp_path / "out" / "datapackage.json").is_file()
    done = run(directory, "--all", "-o", tmp_path / "out.zip")
    names = zipfile.ZipFile(tmp_path / "out.zip").namelist()
    assert sorted(names) == sorted(path.name for path in (tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "name one table"),
        (["articles", "--sql", "SELECT 1"], "name one table"),
        (["articles", "--param", "a=b"], "only for ready-made queries"),
        (["articles", "--unit", "x"], "only for popolo"),
        (["articles", "--query", "x"], "is --sql"),
        (["who_spoke_where", "--portal", "0"], "narrowed by its own parameters"),
        (["who_spoke_where", "--param", "name"], "is not like"),
        (["--sql", "SELECT 1", "--search", "a"], "not beside --sql"),
        (["popolo", "--where", "1"], "not for popolo"),
        (["popolo", "--format", "csv"], "no other format"),
        (["warc", "--search", "a"], "not for warc"),
        (["--all"], "with -o"),
        (["--all", "articles", "-o", "x"], "name none"),
        (["--all", "-o", "x", "--portal", "0"], "every table whole"),
        (["articles", "--since", "yesterday"], "is no day"),
    ],
)
def test_wrong_usage_is_told(directory: Path, words: list[str], told: str) -> None:
    done = run(directory, *words)
    assert done.exit_code == 2 and told in done.output


def test_what_fails_is_an_error(directory: Path, tmp_path: Path) -> None:
    for words in (["nope"], ["articles", "--where", "nope"], ["--sql", "DROP TABLE articles"]):
        done = run(directory, *words, "-o", tmp_path / "a.csv")
        assert isinstance(done.exception, ArchiveError)
    done = run(directory, "articles", "-o", tmp_path)
    assert done.exit_code == click.UsageError.exit_code
    assert list(tmp_path.iterdir()) == []
