from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.schedule import cron
from archive.schedule.cron import Crontab, crontab_lines, hourly, marked, without_marked
from archive.schedule.definition import Schedule, made
from archive.schedule.due import due_since, note_begun
from archive.schedule.starter import Order, ScheduleError, order_for
from archive.schedule.timing import Timing
from scraper.clock import standing
from scraper.errors import ArchiveError
from tests.archive.schedule.machine import Machine
from tests.archive.schedule.test_timing import HANOI, ZONES, timings

BEGIN = datetime(2026, 11, 26, tzinfo=UTC)
OTHERS = b"MAILTO=me@example.org\n\n# mine\r\n5 4 * * *  /bin/backup 100\\% \xff\n@daily x # congtin-kyanh\n"


def schedule(name: str = "kyanh", timing: Timing | None = None) -> Schedule:
    return made(name=name, portals=("kyanh",), timing=timing or Timing(times=("05:23",)))


def order(directory: Path = Path("/srv/archive"), name: str = "kyanh") -> Order:
    return order_for(schedule(name), directory)


def fired(expression: str, zone: ZoneInfo, begin: datetime, days: int) -> Iterator[datetime]:
    """Yield when cron would start a line within some days, as an implementation of Debian's cron counts."""
    for moment in CronSim(expression, begin.astimezone(zone)):
        if moment >= begin + timedelta(days=days):
            return
        yield moment.astimezone(UTC)


@given(timings, st.sampled_from(ZONES))
@settings(max_examples=40, deadline=None)
def test_cron_comes_round_at_every_turn(timing: Timing, zone: str) -> None:
    expression = hourly(timing, ZoneInfo(zone), BEGIN)
    turns = set(timing.due_within(BEGIN + timedelta(minutes=1), 30))
    assert turns <= set(fired(expression, ZoneInfo(zone), BEGIN, 31))


@pytest.mark.parametrize(
    ("timing", "zone", "expected"),
    [
        (Timing(times=("05:23", "17:23")), HANOI, "23 * * * *"),
        (Timing(times=("05:23",), days=("mon", "thu")), "UTC", "23 * * * *"),
        (Timing(times=("17:30", "05:23")), HANOI, "23,30 * * * *"),
        (Timing(times=("05:10",)), "Asia/Kathmandu", "55 * * * *"),
        # A clock that is put forward by half an hour: both minutes are named.
        (Timing(times=("05:10",)), "Australia/Lord_Howe", "10,40 * * * *"),
    ],
)
def test_the_minutes_of_a_timing(timing: Timing, zone: str, expected: str) -> None:
    assert hourly(timing, ZoneInfo(zone), BEGIN) == expected


@pytest.mark.parametrize(
    ("slept", "woke", "took_its_turn"),
    [
        # due at 05:23 in Vietnam, 22:23 UTC; the lid was closed over it, and opened in the morning
        ("2026-11-26T15:00", "2026-11-27T01:40", "2026-11-27T02:23"),
        # for a week: one run makes up for all
        ("2026-11-26T15:00", "2026-12-03T06:00", "2026-12-03T06:23"),
        # it did not sleep
        ("2026-11-26T15:00", "2026-11-26T15:01", "2026-11-26T22:23"),
    ],
)
def test_a_laptop_that_slept_over_a_turn_takes_it_within_an_hour(
    archive_directory: Path, slept: str, woke: str, took_its_turn: str
) -> None:
    asleep, awake = (datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (slept, woke))
    kyanh = schedule().model_copy(update={"added": "2026-11-26T10:00:00+00:00"})
    archive_directory.joinpath("schedules").mkdir(parents=True)
    runs = []
    for moment in fired(hourly(kyanh.timing, ZoneInfo("UTC"), BEGIN), ZoneInfo("UTC"), BEGIN + timedelta(hours=11), 7):
        if asleep <= moment < awake:
            continue
        with standing(moment):
            if due_since(archive_directory, kyanh, moment) is not None:
                note_begun(archive_directory, kyanh)
                runs.append(moment)
    assert runs[0] == datetime.fromisoformat(took_its_turn).replace(tzinfo=UTC)
    assert len({kyanh.timing.last_until(run) for run in runs}) == len(runs), "no turn is taken twice"


def as_cron_reads(command: str) -> str:
    """Return what cron hands to the shell, as crontab(5) says: a bare % ends it, a backslash before a % goes."""
    kept, escaped = "", False
    for character in command:
        if escaped:
            kept = kept[:-1] + character if character == "%" else kept + character
            escaped = False
        elif character == "%":
            return kept
        else:
            kept += character
            escaped = character == "\\"
    return kept


paths = st.text(
    st.one_of(st.sampled_from("%\\'\" $`!#&;<>*?~()"), st.characters(categories=("L", "N", "P", "S"))), min_size=1
).map(lambda text: text.replace("/", "-").replace("\0", "-"))


@given(paths)
@settings(max_examples=100, deadline=None)
def test_any_path_reaches_the_command_as_it_is(name: str) -> None:
    directory = Path("/srv") / name
    if not str(directory).isprintable():
        return
    *_, line = crontab_lines(order(directory), ZoneInfo("UTC"))
    words = shlex.split(as_cron_reads(line.removeprefix("@reboot ")), comments=True)
    assert words[words.index("--archive") + 1] == str(directory)
    assert words[words.index("--if-due") + 1] == f">>{directory}/schedules/kyanh.err"


def test_the_shell_reads_what_was_meant(tmp_path: Path) -> None:
    directory = tmp_path / 'kho lưu trữ\' "%d" \\% $HOME `x` #1'
    (directory / "schedules").mkdir(parents=True)
    script = tmp_path / "show"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$LANG" "$@"\n')
    script.chmod(0o755)
    made_order = Order(schedule(), directory, (str(script),), {"LANG": "C.UTF-8"})
    *_, line = crontab_lines(made_order, ZoneInfo("UTC"))
    subprocess.run(["/bin/sh", "-c", as_cron_reads(line.removeprefix("@reboot "))], check=True)
    said = (directory / "schedules" / "kyanh.err").read_text().splitlines()
    assert said == ["C.UTF-8", "schedule", "run", "kyanh", "--archive", str(directory), "--if-due"]


def test_no_line_is_longer_than_cron_reads(tmp_path: Path) -> None:
    with pytest.raises(ScheduleError, match=r"cron takes 999; make a shorter link"):
        crontab_lines(order(Path("/srv") / "/".join(["a" * 100] * 5)), ZoneInfo("UTC"))


@pytest.mark.parametrize("name", ["a\nb", "a\x1bb", "a\udcffb"])
def test_a_path_that_no_line_can_hold_is_refused(name: str) -> None:
    with pytest.raises(ArchiveError, match="has characters in its path that no timer or crontab can hold"):
        order(Path("/srv") / name)


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_others_lines_stay_to_the_byte(before: bytes, after: bytes) -> None:
    ours = "".join(f"{line}\n" for line in crontab_lines(order(), ZoneInfo("UTC"))).encode()
    if before and not before.endswith(b"\n"):
        before += b"\n"
    mark = order().mark
    assert without_marked(before + ours + after, mark) == before + after
    assert without_marked(before + after, mark) == before + after


def test_put_in_and_taken_out(machine: Machine) -> None:
    machine.crontab = OTHERS
    crontab = Crontab()
    assert crontab.missing() is None
    crontab.install(order())
    crontab.install(order(name="hatinh"))
    crontab.install(order())  # once more: in the place of the lines that are there
    assert machine.crontab is not None
    assert machine.crontab.startswith(OTHERS)
    assert len(marked(machine.crontab, order().mark)) == 3
    assert crontab.state(order()) == "cron"
    crontab.remove(Path("/srv/archive"), "kyanh")
    assert crontab.state(order()) is None
    assert crontab.state(order(name="hatinh")) == "cron"
    assert crontab.state(order(Path("/srv/another"), "hatinh")) is None
    crontab.remove(Path("/srv/archive"), "hatinh")
    assert machine.crontab == OTHERS


def test_a_crontab_of_ours_alone_goes_with_our_lines(machine: Machine) -> None:
    Crontab().install(order())
    assert machine.crontab is not None
    Crontab().remove(Path("/srv/archive"), "kyanh")
    assert machine.crontab is None


def test_lines_that_somebody_changed_are_told(machine: Machine) -> None:
    Crontab().install(order())
    assert machine.crontab is not None
    machine.crontab = machine.crontab.replace(b"23 ", b"24 ", 1)
    assert "not as the schedule says" in str(Crontab().state(order()))


def test_a_user_who_may_not_use_cron(machine: Machine) -> None:
    machine.without("cron")
    assert "You (user) are not allowed" in str(Crontab().missing())
    with pytest.raises(ScheduleError, match="are not allowed"):
        Crontab().install(order())


def test_the_zone_is_the_machines_not_the_shells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setattr(cron, "_LOCALTIME", tmp_path / "none")
    assert cron.machines_zone().utcoffset(BEGIN) == timedelta(0)
