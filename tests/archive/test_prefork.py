"""Commands forked from a process that has done their imports are commands like those that are started."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portals.command import HANGS, start
from tests.portals.prefork import Forker
from tests.portals.server import LoopbackPortal, Reply
from tests.portals.town import Town


@pytest.fixture(scope="module")
def forker() -> Iterator[Forker]:
    made = Forker()
    yield made
    made.end()


def started(*arguments: str) -> tuple[int, str, str]:
    process: subprocess.Popen[str] = start(*arguments)
    output, errors = process.communicate(timeout=HANGS)
    return process.returncode, output, errors


@pytest.mark.parametrize("arguments", [["--help"], ["no-such-verb"], ["crawl", "--limit", "0", "https://a.gov.vn/"],
                                       ["status", "--archive", "/nowhere"]])  # fmt: skip
def test_it_says_and_returns_what_a_started_one_does(forker: Forker, arguments: list[str]) -> None:
    assert forker.run(arguments, dict(os.environ), HANGS) == started(*arguments)


def test_each_has_an_environment_of_its_own(forker: Forker, tmp_path: Path) -> None:
    moments = ["2026-11-02T08:00:00+07:00", "2027-01-02T08:00:00+07:00"]
    with LoopbackPortal() as portal:
        portal.pages = Town.of(2).pages(portal.url.rstrip("/"))
        for moment in moments:
            archive = str(tmp_path / moment[:4])
            arguments = ["crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0"]
            code, output, _ = forker.run(arguments, os.environ | {"CONGTIN_NOW": moment}, HANGS)
            assert code == 0, output
            _, said, _ = forker.run(["status", "--archive", archive], dict(os.environ), HANGS)
            assert moment[:10] in said
    assert "CONGTIN_NOW" not in os.environ


def test_one_that_takes_too_long_is_killed_and_the_next_one_runs(forker: Forker, tmp_path: Path) -> None:
    with LoopbackPortal({"/robots.txt": Reply(delay=20.0)}) as portal:
        arguments = ["crawl", portal.url, "--archive", str(tmp_path), "--allow-loopback"]
        with pytest.raises(TimeoutError):
            forker.run(arguments, dict(os.environ), 0.5)
    assert forker.run(["--version"], dict(os.environ), HANGS)[0] == 0
