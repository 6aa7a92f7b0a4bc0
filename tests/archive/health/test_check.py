"""What ``congtin check`` says: a line a portal, the worst first, what to do; and the same for machines."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import congtin
from archive.schedule.definition import Schedule, save
from archive.schedule.timing import Timing
from scraper.clock import VIETNAM, now
from tests.archive.health.played import Issue, PlayedPortal, archive_of, portal


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Portals that are suspect, ok, overdue, ended and never visited."""
    folder = tmp_path_factory.mktemp("check") / "archive"
    ends = {"kem": 0.0, "tot": 0.0, "qua-han": 60.0, "het": 0.0}
    with archive_of(folder) as connection:
        for name, days in ends.items():
            played = PlayedPortal(connection, portal(name))
            for number in range(5):
                at = now() - timedelta(days=days + 7 * (4 - number))
                played.visit(at, Issue([1.0] * (3 if (name, number) == ("kem", 4) else 12)))
        PlayedPortal(connection, portal("moi"))
        connection.execute("UPDATE portals SET valid_to = '2020-01-01' WHERE id = 'het'")
    return folder


def check(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(congtin, ["check", "--archive", str(directory), *arguments])


def test_the_worst_first_and_what_to_do(directory: Path) -> None:
    said = check(directory)
    assert said.exit_code == 1
    lines = [line.split() for line in said.output.splitlines()]
    assert [words[1] for words in lines if words[0] in {"suspect", "overdue", "never", "ok", "ended"}] == [
        "kem", "qua-han", "moi", "tot", "het",
    ]  # fmt: skip
    assert "3 new articles; 12 were to be expected by earlier visits" in said.output
    assert "-> open the portal's newest list in a browser" in said.output
    assert "1 suspect, 1 overdue, 1 never, 1 ok, 1 ended" in said.output


def test_for_machines(directory: Path) -> None:
    said = json.loads(check(directory, "--json").output)
    assert said["ok"] is False
    worst = said["portals"][0]
    assert (worst["portal"], worst["state"], len(worst["visits"])) == ("kem", "suspect", 5)
    (finding,) = worst["findings"]
    assert (finding["kind"], finding["value"], finding["expected"], finding["is_doubt"]) == ("yield", 3, 12, True)
    assert said["archive"]["unsent"] == 0 and said["archive"]["free_bytes"] > 0


def test_some_portals_alone(directory: Path) -> None:
    well = check(directory, "tot", "het")
    assert (well.exit_code, "kem" in well.output) == (0, False)
    assert check(directory, "kem").exit_code == 1


def test_a_name_that_the_archive_does_not_have(directory: Path) -> None:
    said = check(directory, "tott")
    assert said.exit_code == 2
    assert "the archive has no portal 'tott'; did you mean tot?" in said.output


def test_a_test_notification_needs_a_way(directory: Path) -> None:
    said = check(directory, "--test-notification")
    assert said.exit_code == 2
    assert "names no way to tell people" in said.output


def test_a_test_notification(directory: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    configuration = directory / "congtin.toml"
    configuration.write_text(f"[notify]\ncommand = ['/bin/sh', '-c', 'cat > {told}']\n", encoding="utf-8")
    try:
        said = check(directory, "--test-notification")
    finally:
        configuration.unlink()
    assert (said.exit_code, said.output) == (0, "command: sent\n")
    assert told.read_text(encoding="utf-8").startswith("congtin: a test\n")


def test_a_schedule_that_nothing_starts(directory: Path) -> None:
    due = now().astimezone(VIETNAM) - timedelta(hours=3)
    timing, added = Timing(times=(f"{due:%H:%M}",)), "2020-01-01T00:00:00+00:00"
    path = save(directory, Schedule(name="tot", portals=("tot",), timing=timing, added=added))
    try:
        said = check(directory, "tot")
    finally:
        path.unlink()
    assert said.exit_code == 1
    assert f"schedule tot has missed its turn: due since {due:%Y-%m-%d %H:%M} " in said.output
