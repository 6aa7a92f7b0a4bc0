from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings

from archive.schedule.definition import made
from archive.schedule.starter import Order, ScheduleError
from archive.schedule.systemd import UserTimers, service_text, timer_text
from archive.schedule.timing import Timing
from tests.archive.schedule.machine import Machine
from tests.archive.schedule.test_cron import order, paths
from tests.archive.schedule.test_timing import timings

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")


def verified(tmp_path: Path, *texts: str) -> str:
    """Return what systemd finds fault with in units, as it would read them."""
    (tmp_path / "runtime").mkdir(mode=0o700, exist_ok=True)
    files = [tmp_path / f"x.{kind}" for kind, _ in zip(("service", "timer"), texts, strict=False)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *files],
        capture_output=True,
        text=True,
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path / "runtime")},
    )
    return done.stdout + done.stderr + (f"exit code {done.returncode}" if done.returncode else "")


@needs_systemd
def test_systemd_takes_what_is_written(tmp_path: Path) -> None:
    program = tmp_path / "bin %h" / "cổng tin#1;"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    schedule = made(
        name="kyanh",
        portals=("kyanh", "https://a.vn/%C3%AA?a=$b"),
        timing=Timing(times=("05:23", "17:23"), days=("mon", "sun")),
    )
    made_order = Order(schedule, tmp_path / "kho 100% $x", (str(program),), {"LANG": "C.UTF-8", "PATH": "/a b:/%h"})
    assert verified(tmp_path, service_text(made_order), timer_text(made_order)) == ""
    program.unlink()
    told = verified(tmp_path, service_text(made_order))
    assert f"Command {program} is not executable" in told, "it reads the path as it was meant"


@needs_systemd
@given(timings)
@settings(max_examples=8, deadline=None)
def test_systemd_takes_every_timing(tmp_path_factory: pytest.TempPathFactory, timing: Timing) -> None:
    made_order = Order(made(name="x", portals=("kyanh",), timing=timing), Path("/x"), ("/bin/true",))
    assert verified(tmp_path_factory.mktemp("units"), service_text(made_order), timer_text(made_order)) == ""


@needs_systemd
def test_a_program_whose_path_systemd_would_not_take(tmp_path: Path) -> None:
    program = tmp_path / "o'brien \"\\x $HOME" / "congtin"
    made_order = Order(order().schedule, Path("/x"), (str(program),))
    assert verified(tmp_path, service_text(made_order)) == ""
    [line] = [line for line in service_text(made_order).splitlines() if line.startswith("ExecStart=")]
    assert as_systemd_reads(line.removeprefix("ExecStart="))[:2] == ["/usr/bin/env", str(program)]


def as_systemd_reads(value: str) -> list[str]:
    """Return the words of a command line, as systemd.service(5) and systemd.syntax(7) say."""
    words, word, quoted, position = [], "", False, 0
    while position < len(value):
        character = value[position]
        pair = value[position : position + 2]
        if pair in {"%%", "$$"}:
            word, position = word + character, position + 1
        elif pair in {"\\\\", '\\"'}:
            word, position = word + pair[1], position + 1
        elif character == '"':
            quoted = not quoted
        elif character == " " and not quoted:
            words, word = [*words, word], ""
        else:
            assert character not in "%$\\" or not words, f"{character} would mean something to systemd in {value}"
            word += character
        position += 1
    return [*words, word]


@given(paths)
@settings(max_examples=100, deadline=None)
def test_any_path_reaches_the_command_as_it_is(name: str) -> None:
    directory = Path("/srv") / name
    if not str(directory).isprintable():
        return
    made_order = order(directory)
    [line] = [line for line in service_text(made_order).splitlines() if line.startswith("ExecStart=")]
    assert as_systemd_reads(line.removeprefix("ExecStart=")) == list(made_order.words)


def test_an_archive_is_the_same_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "archive").mkdir()
    monkeypatch.chdir(tmp_path / "archive")
    named = [Path(), Path("../archive"), tmp_path / "archive", tmp_path / "other" / ".." / "archive"]
    assert len({(order(directory).mark, order(directory).words) for directory in named}) == 1
    assert order(tmp_path).mark != order(tmp_path / "archive").mark


def test_what_an_unattended_run_may_use() -> None:
    schedule = made(name="x", portals=("kyanh",), timing=Timing(times=("05:23",)), hours=3, megabytes=700)
    service = service_text(Order(schedule, Path("/x"), ("/congtin",))).splitlines()
    wanted = {"Nice=10", "IOSchedulingClass=idle", "CPUWeight=20", "MemoryMax=700M", "TimeoutStartSec=3h"}
    assert wanted | {"SuccessExitStatus=75"} <= set(service)
    assert "Persistent=true" in timer_text(order()).splitlines()


def test_put_in_and_taken_out(machine: Machine) -> None:
    others = machine.units / "mine.timer"
    machine.units.mkdir(parents=True)
    others.write_text("[Timer]\n")
    timers = UserTimers()
    assert timers.missing() is None
    [hint] = timers.install(order())
    assert "sudo loginctl enable-linger" in hint
    mark = order().mark
    assert sorted(path.name for path in machine.units.iterdir()) == [f"{mark}.service", f"{mark}.timer", "mine.timer"]
    assert machine.told[-3:] == ["daemon-reload", f"enable {mark}.timer", f"restart {mark}.timer"]
    assert timers.state(order()) == "systemd timer, active"
    timers.remove(Path("/srv/archive"), "kyanh")
    assert list(machine.units.iterdir()) == [others]
    assert f"disable --now {mark}.timer" in machine.told
    assert f"clean --what=state {mark}.timer" in machine.told
    assert timers.state(order()) is None


def test_where_timers_run_while_nobody_is_logged_in_nothing_is_advised(machine: Machine) -> None:
    (machine.folder / "lingers").touch()
    assert UserTimers().install(order()) == []


@pytest.mark.parametrize("step", ["daemon-reload", "enable", "restart"])
def test_what_systemd_refuses_leaves_things_as_they_were(machine: Machine, step: str) -> None:
    (machine.folder / "refuses").write_text(step)
    with pytest.raises(ScheduleError, match=f"systemctl --user {step}.*Unit is masked; nothing was scheduled"):
        UserTimers().install(order())
    assert list(machine.units.iterdir()) == []
    (machine.folder / "refuses").unlink()
    UserTimers().install(order())
    before = {path: path.read_bytes() for path in machine.units.iterdir()}
    (machine.folder / "refuses").write_text(step)
    with pytest.raises(ScheduleError):
        UserTimers().install(Order(order().schedule, Path("/srv/archive"), ("/elsewhere/congtin",)))
    assert {path: path.read_bytes() for path in machine.units.iterdir()} == before


def test_a_unit_that_somebody_changed_is_told(machine: Machine) -> None:
    UserTimers().install(order())
    timer = machine.units / f"{order().mark}.timer"
    timer.write_text(timer.read_text().replace("05:23", "05:24"))
    assert "not as the schedule says" in str(UserTimers().state(order()))


def test_no_systemd_for_this_user(machine: Machine) -> None:
    machine.without("systemd")
    assert str(UserTimers().missing()) == (
        "systemd does not run for this user (systemctl --user: Failed to connect to bus)"
    )
