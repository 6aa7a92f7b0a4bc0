from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.schedule.definition import made
from archive.schedule.starter import Order
from archive.schedule.systemd import calendar_expressions
from archive.schedule.timing import DAYS, Timing, draw_timing

HANOI = "Asia/Ho_Chi_Minh"
ZONES = (HANOI, "UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Auckland")

times = st.times().map(lambda moment: f"{moment:%H:%M}")
timings = st.builds(
    Timing,
    times=st.lists(times, min_size=1, max_size=4).map(tuple),
    days=st.lists(st.sampled_from(DAYS), max_size=3).map(tuple),
    timezone=st.sampled_from(ZONES),
)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))


@given(timings, moments)
def test_the_next_turn_after_the_last_one_is_the_next_turn(timing: Timing, moment: datetime) -> None:
    last, following = timing.last_until(moment), timing.next_after(moment)
    assert last <= moment < following
    assert timing.next_after(last) == following
    assert timing.last_until(following) == following
    assert following - last <= timedelta(days=7, hours=2)


@given(timings, moments)
def test_a_turn_is_a_time_and_a_day_by_the_clock_of_its_place(timing: Timing, moment: datetime) -> None:
    local = timing.next_after(moment).astimezone(ZoneInfo(timing.timezone))
    skipped = local.utcoffset() != (local - timedelta(hours=3)).utcoffset()  # the night in which a clock is put forward
    assert f"{local:%H:%M}" in timing.times or skipped
    assert not timing.days or DAYS[local.weekday()] in timing.days


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
@given(timings, moments)
@settings(max_examples=15, deadline=None)
def test_systemd_counts_the_same_turns(timing: Timing, moment: datetime) -> None:
    order = Order(made(name="x", portals=("kyanh",), timing=timing), Path("/x"), ("/congtin",))
    begin = moment.replace(microsecond=0)
    told = set()
    for expression in calendar_expressions(order):
        command = ["systemd-analyze", "calendar", "--iterations=8", f"--base-time={begin:%Y-%m-%d %H:%M:%S} UTC"]
        done = subprocess.run([*command, expression], capture_output=True, text=True, env={"TZ": "UTC"})
        assert done.returncode == 0, done.stderr
        found = re.findall(r"(?:Next elapse|Iter\. #\d+): \w+ ([\d-]+ [\d:]+) UTC", done.stdout)
        told |= {datetime.fromisoformat(f"{words}+00:00") for words in found}
    turn, expected = begin, []
    for _ in range(3):
        turn = timing.next_after(turn)
        expected.append(turn)
    assert sorted(told)[:3] == expected or _is_of_a_changing_clock(expected, timing.timezone)


def _is_of_a_changing_clock(turns: list[datetime], zone: str) -> bool:
    """Tell whether a clock is put forward or back about one of the turns, where everybody rounds as they like."""
    place = ZoneInfo(zone)
    hours = timedelta(hours=3)
    return any(
        (turn - hours).astimezone(place).utcoffset() != (turn + hours).astimezone(place).utcoffset() for turn in turns
    )


def test_what_a_user_says() -> None:
    assert draw_timing(["17:30", "5:05"], [], None, HANOI).times == ("05:05", "17:30")
    assert draw_timing(["5"], ["cn", "T2", "wed"], None, HANOI).days == ("mon", "wed", "sun")
    assert draw_timing(["5"], list(DAYS), None, HANOI).days == ()
    assert draw_timing(["1:10"], [], 6, HANOI).times == ("01:10", "07:10", "13:10", "19:10")
    assert draw_timing(["23:10"], [], 12, HANOI).times == ("11:10", "23:10")


def test_a_minute_nobody_named_is_drawn_and_kept() -> None:
    drawn = [draw_timing(["5"], [], None, HANOI) for _ in range(40)]
    assert {timing.times[0][:3] for timing in drawn} == {"05:"}
    assert len({timing.times for timing in drawn}) > 10, "not all of the country asks at once"
    assert all("00:00" <= draw_timing([], [], None, HANOI).times[0] < "06:00" for _ in range(40)), "by night"
    again = draw_timing([], ["sun"], None, HANOI, former=drawn[0])
    assert again.times == drawn[0].times


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((["24"], [], None, HANOI), "'24' is no time of day such as 5 or 05:30"),
        ((["5:7"], [], None, HANOI), "is no time of day"),
        ((["5"], ["t8"], None, HANOI), "'t8' is no day of the week"),
        (([], [], 5, HANOI), "every 5 hours do not come round within a day"),
        (([], [], 48, HANOI), "name days of the week"),
        ((["5", "6"], [], 6, HANOI), "give one"),
        ((["5"], [], None, "Asia/Hanoi"), "'Asia/Hanoi' is no time zone such as Asia/Ho_Chi_Minh"),
        ((["5"], [], None, "../etc/passwd"), "is no time zone"),
        ((["5"], [], None, "Asia"), "is no time zone"),
    ],
)
def test_what_is_no_timing(arguments: tuple[list[str], list[str], int | None, str], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        draw_timing(*arguments)
