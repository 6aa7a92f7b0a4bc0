from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.commands.schedule import schedule
from archive.schedule.definition import load, names
from archive.schedule.due import note_begun
from archive.schedule.network import wait_for_network
from scraper.clock import standing
from tests.archive.schedule.machine import Machine
from tests.archive.schedule.test_cron import BEGIN, OTHERS


def call(*words: str | Path) -> Result:
    with standing(BEGIN):
        return CliRunner().invoke(schedule, list(map(str, words)))


def test_timers_where_systemd_runs(machine: Machine, tmp_path: Path) -> None:
    done = call("add", "kyanh", "--at", "5:23", "--archive", tmp_path, "--yes")
    assert done.exit_code == 0, done.output
    shown = {line.strip() for line in done.output.splitlines()}
    assert len(list(machine.units.iterdir())) == 2
    for path in machine.units.iterdir():
        assert f"{path}:" in shown
        assert {line for line in path.read_text().splitlines() if line} <= shown, "shown as it is written"
    assert machine.crontab is None
    assert load(tmp_path, "kyanh").portals == ("kyanh",)
    listed = call("list", "--archive", tmp_path)
    assert listed.exit_code == 0, listed.output
    assert "started by: systemd timer, active" in listed.output
    assert "next run: 2026-11-27 05:23 (Vietnam's time)" in listed.output
    removed = call("remove", "kyanh", "--archive", tmp_path, "--yes")
    assert removed.exit_code == 0, removed.output
    assert list(machine.units.iterdir()) == []
    assert not (tmp_path / "schedules").exists()


def test_cron_elsewhere(machine: Machine, tmp_path: Path) -> None:
    machine.without("systemd")
    machine.crontab = OTHERS
    done = call("add", "kyanh", "ha-tinh", "--on", "t2", "--archive", tmp_path, "--yes", "--name", "tuan")
    assert done.exit_code == 0, done.output
    assert "systemd does not run for this user" in done.output
    assert machine.crontab is not None
    assert machine.crontab.startswith(OTHERS)
    for line in machine.crontab[len(OTHERS) :].decode().splitlines():
        assert f"    {line}\n" in done.output, "shown as it is written"
    assert call("remove", "tuan", "--archive", tmp_path, "--yes").exit_code == 0
    assert machine.crontab == OTHERS


def test_nothing_is_written_that_nobody_agreed_to(machine: Machine, tmp_path: Path) -> None:
    done = call("add", "kyanh", "--archive", tmp_path)
    assert done.exit_code == 2
    assert "give --yes once you have read it" in done.output
    assert names(tmp_path) == []
    assert not machine.units.exists()
    assert call("add", "kyanh", "--archive", tmp_path, "--yes").exit_code == 0
    assert call("remove", "kyanh", "--archive", tmp_path).exit_code == 2
    assert len(list(machine.units.iterdir())) == 2


def test_where_there_is_neither_the_command_is_told(machine: Machine, tmp_path: Path) -> None:
    machine.without("systemd", "cron")
    done = call("add", "kyanh", "--archive", tmp_path, "--yes")
    assert done.exit_code == 1, "nothing starts it by itself"
    assert f" schedule run kyanh --archive {tmp_path} --if-due" in done.output.splitlines()[-1]
    listed = call("list", "--archive", tmp_path)
    assert listed.exit_code == 1
    assert "nothing on this machine starts it" in listed.output
    refused = call("add", "hatinh", "--archive", tmp_path, "--yes", "--with", "cron")
    assert refused.exit_code == 1
    assert "are not allowed" in str(refused.exception)
    assert names(tmp_path) == ["kyanh"]


def test_what_people_have_started_by_something_else_is_no_trouble(machine: Machine, tmp_path: Path) -> None:
    machine.without("systemd", "cron")
    assert call("add", "kyanh", "--archive", tmp_path, "--with", "none", "--yes").exit_code == 0
    listed = call("list", "--archive", tmp_path)
    assert listed.exit_code == 0, listed.output
    assert "started by: nothing on this machine" in listed.output


def test_what_systemd_refuses_leaves_no_schedule(machine: Machine, tmp_path: Path) -> None:
    (machine.folder / "refuses").write_text("enable")
    assert call("add", "kyanh", "--archive", tmp_path, "--yes").exit_code == 1
    assert names(tmp_path) == []
    (machine.folder / "refuses").unlink()
    assert call("add", "kyanh", "--at", "5:23", "--archive", tmp_path, "--yes").exit_code == 0
    (machine.folder / "refuses").write_text("enable")
    assert call("add", "kyanh", "--at", "7:00", "--archive", tmp_path, "--yes", "--replace").exit_code == 1
    assert load(tmp_path, "kyanh").timing.times == ("05:23",), "what held before holds"


def test_in_the_place_of_another(machine: Machine, tmp_path: Path) -> None:
    words = ("add", "kyanh", "--archive", tmp_path, "--yes")
    assert call(*words, "--with", "cron").exit_code == 0
    drawn = load(tmp_path, "kyanh").timing.times
    again = call(*words)
    assert again.exit_code == 2
    assert "there is a schedule 'kyanh' already" in again.output
    assert call(*words, "--replace", "--on", "sun").exit_code == 0
    assert load(tmp_path, "kyanh").timing.times == drawn, "what was drawn stays"
    assert machine.crontab is None, "one schedule is started by one thing"
    assert call("list", "--archive", tmp_path).exit_code == 0


def test_a_missed_turn_is_told(machine: Machine, tmp_path: Path) -> None:
    assert call("add", "kyanh", "--at", "9", "--archive", tmp_path, "--yes").exit_code == 0
    made = load(tmp_path, "kyanh")
    path = tmp_path / "schedules" / "kyanh.json"
    path.write_text(path.read_text().replace(made.added, "2026-11-20T00:00:00+00:00"))
    done = call("list", "--archive", tmp_path)
    assert done.exit_code == 1
    assert "has missed its turn: due since 2026-11-25 09:" in done.output
    [found] = json.loads(call("list", "--archive", tmp_path, "--json").output)
    assert str(found["overdue_since"]).startswith("2026-11-25T02:")
    with standing(BEGIN):
        note_begun(tmp_path, made)
    assert call("list", "--archive", tmp_path).exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("kyan",), "did you mean kyanh?"),
        (("kyanh", "--at", "25"), "'25' is no time of day"),
        (("kyanh", "--every", "7"), "every 7 hours do not come round"),
        (("kyanh", "--timezone", "Hanoi"), "Error: 'Hanoi' is no time zone such as "),
        (("kyanh", "--name", "Kỳ Anh"), "name: 'Kỳ Anh': use lower-case letters, digits, '.' and '-' only, at most 40"),
        (("kyanh", "--delay", "0"), "only together with --allow-loopback"),
        (("kyanh", "--language", "tiếng"), "languages: "),
    ],
)
def test_wrong_usage(machine: Machine, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    done = call("add", *words, "--archive", tmp_path, "--yes")
    assert done.exit_code == (2 if not done.exception or isinstance(done.exception, SystemExit) else 1)
    assert told in done.output + str(done.exception)
    assert names(tmp_path) == []


def test_a_mistyped_archive_is_none_without_schedules(machine: Machine, tmp_path: Path) -> None:
    done = call("list", "--archive", tmp_path / "archvie")
    assert done.exit_code == 1
    assert "archvie: there is no such folder" in str(done.exception)


def test_no_such_schedule_to_remove(machine: Machine, tmp_path: Path) -> None:
    done = call("remove", "kyanh", "--archive", tmp_path, "--yes")
    assert "there is no schedule 'kyanh' here (there is: none)" in str(done.exception)


def test_the_network_is_waited_for_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []

    def look_up(host: str, port: None) -> list[int]:
        tries.append(host)
        if len(tries) < 5:
            raise OSError
        return [1]

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    assert wait_for_network(["http://a.vn/", "http://b.vn/x"], every=0)
    assert tries == ["a.vn", "b.vn", "a.vn", "b.vn", "a.vn"]
    tries.clear()
    assert not wait_for_network(["http://a.vn/"], seconds=0, every=0)
