"""``congtin people`` as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.commands.people import people
from archive.database import writing
from scraper.errors import DecisionError
from tests.archive.people.worlds import COMMON, Named, load, persons, resolve

CHAIR = "Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió"
ELSEWHERE = "Chủ tịch | Ủy ban nhân dân huyện Mây | huyện Mây"


def run(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(people, [*arguments, "--archive", str(directory)], catch_exceptions=False)


@pytest.fixture
def known(archive_directory: Path) -> dict[str, int]:
    """The person of each article."""
    world = [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2022-01-01", (ELSEWHERE,), "may"),
             Named("c", "2022-06-01", (ELSEWHERE,), "may")]  # fmt: skip
    with writing(archive_directory) as db:
        resolve(db, archive_directory, world)
        rows = db.execute("SELECT a.url, m.person FROM mentions m JOIN articles a ON a.id = m.article").fetchall()
    return {url.rpartition("/")[2].removesuffix(".html"): person for url, person in rows}


def groups(directory: Path) -> list[set[str]]:
    with writing(directory) as db:
        return persons(db)


def test_list_names_who_bears_a_name_with_marks_optional(archive_directory: Path, known: dict[str, int]) -> None:
    lines = run(archive_directory, "list", "nguyen van hung").output.splitlines()
    assert lines == [
        f"{known['b']}  {COMMON}  2 articles, 2022-01-01 to 2022-06-01  Chủ tịch, Ủy ban nhân dân huyện Mây",
        f"{known['a']}  {COMMON}  1 article, 2021-01-01  Chủ tịch, Ủy ban nhân dân thị xã Gió",
    ]
    assert run(archive_directory, "list", "hung nguyễn").output.splitlines() == lines
    assert run(archive_directory, "list", "Nguyễn Văn Hưng").exit_code == 1
    assert run(archive_directory, "list", "Nguyễn Văn Hù").exit_code == 1
    assert run(archive_directory, "list", " ").exit_code == 1


def test_show_says_posts_why_and_who_else(archive_directory: Path, known: dict[str, int]) -> None:
    output = run(archive_directory, "show", str(known["b"])).output
    assert "2022-01-01 to 2022-06-01  Chủ tịch, Ủy ban nhân dân huyện Mây (position, 2)" in output
    assert "same post: Chủ tịch, Ủy ban nhân dân huyện Mây" in output
    assert f"perhaps the same person\n    {known['a']}" in output


def test_merge_split_undo_and_what_was_decided(archive_directory: Path, known: dict[str, int]) -> None:
    merged = run(archive_directory, "merge", str(known["a"]), str(known["b"]), "--because", "một người")
    assert merged.output == "decision 1: merge, một người\n"
    assert groups(archive_directory) == [{"a", "b", "c"}]
    assert f"former identifiers\n    {known['b']}" in run(archive_directory, "show", str(known["b"])).output
    url = "https://may.example/c.html"
    assert run(archive_directory, "split", str(known["a"]), "--article", url, "--because", "trùng tên").exit_code == 0
    assert groups(archive_directory) == [{"a", "b"}, {"c"}]
    with pytest.raises(DecisionError):
        run(archive_directory, "merge", str(known["a"]), str(known["c"]), "--because", "một người")
    assert run(archive_directory, "undo", "2").output == "decision 3: undo 2, taken back\n"
    assert groups(archive_directory) == [{"a", "b", "c"}]
    listed = run(archive_directory, "decisions").output
    assert "split (undone by 3): trùng tên" in listed
    assert f"    {COMMON} in {url}" in listed


def test_resolve_says_what_it_did(archive_directory: Path, known: dict[str, int]) -> None:
    assert run(archive_directory, "resolve").output == "0 names resolved; 0 mentions changed hands\n"
    with writing(archive_directory) as db:
        load(db, [Named("d", "2023-01-01", (CHAIR,))])
    assert run(archive_directory, "resolve").output == "1 name resolved; 0 mentions changed hands\n"
    assert run(archive_directory, "resolve", "--all").output.startswith("1 name resolved")
    assert len(known) == 3


def test_a_decision_needs_a_reason(archive_directory: Path, known: dict[str, int]) -> None:
    assert run(archive_directory, "merge", str(known["a"]), str(known["b"])).exit_code == 2
