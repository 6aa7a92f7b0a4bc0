"""An archive that somebody may read and not write, or not even read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portals.command import HANGS, crawl, substance
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX"),
    pytest.mark.skipif(
        os.name == "posix" and os.geteuid() == 0 and shutil.which("setpriv") is None,
        reason="root may write everywhere, unless setpriv (util-linux) takes that right away",
    ),
]
CODE = "import sys; sys.argv[0] = 'congtin'; from archive.cli import main; main()"
READING = (["status"], ["export", "captures"])


def as_others(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``congtin`` without root's right to write and read everywhere."""
    command = [sys.executable, "-c", CODE, *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=HANGS, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def portal() -> Iterator[LoopbackPortal]:
    with LoopbackPortal() as site:
        site.pages = Town.of(5).pages(site.url.rstrip("/"))
        yield site


@pytest.fixture(scope="module")
def whole(portal: LoopbackPortal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("whole") / "archive"
    assert crawl(portal.url, archive).returncode == 0
    return archive


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copytree(whole, tmp_path / "archive"))
    for path in [tmp_path / "archive", *(tmp_path / "archive").rglob("*")]:
        path.chmod(0o700)  # so that it can be taken away


def close(folder: Path) -> None:
    """Let nobody write to a folder, or to what is in it."""
    for path in sorted([folder, *folder.rglob("*")], reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)


def test_an_archive_of_somebody_else_is_read_and_not_written(portal: LoopbackPortal, archive: Path) -> None:
    close(archive)
    before = {path: path.stat().st_mtime_ns for path in archive.rglob("*")}
    for words in READING:
        read = as_others(*words, "--archive", archive)
        assert read.returncode == 0, f"{words}:\n{read.stdout}{read.stderr}"
    for words in (["crawl", portal.url, "--allow-loopback"], ["rebuild"]):
        refused = as_others(*words, "--archive", archive)
        assert refused.returncode == 1
        assert f"{archive}: the archive cannot be written here: Permission denied" in refused.stderr, refused.stderr
    assert {path: path.stat().st_mtime_ns for path in archive.rglob("*")} == before


@pytest.mark.parametrize("what", ["archive.db", "pages", "manifests"])
def test_a_part_that_cannot_be_written_is_named(what: str, portal: LoopbackPortal, archive: Path) -> None:
    """As after a command that was run as root once."""
    town = Town.of(7)
    portal.pages = town.pages(portal.url.rstrip("/"))
    if (archive / what).is_dir():
        close(archive / what)
    else:
        (archive / what).chmod(0o444)
    refused = as_others("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0")
    assert refused.returncode == 1, refused.stdout
    assert str(archive / what) in refused.stdout + refused.stderr, refused.stdout + refused.stderr
    for path in [archive, *archive.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    done = crawl(portal.url, archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(substance(archive)) == 7


def test_what_may_not_even_be_read_is_named(archive: Path) -> None:
    (archive / "archive.db").chmod(0)
    for words in READING:
        refused = as_others(*words, "--archive", archive)
        assert refused.returncode == 1
        assert str(archive / "archive.db") in refused.stderr + refused.stdout, refused.stdout + refused.stderr
