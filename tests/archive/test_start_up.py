"""What a crawl loads and what it does not; the collector sleeps meanwhile, and wakes up whatever happened."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from archive.start_up import loaded_at_once
from tests.portals.command import crawl
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

# What a visit that finds nothing new has no use for.
NOT_NEEDED = (
    "scraper.extract.annotate",
    "scraper.extract.officials.reading",
    "scraper.extract.events",
    "scraper.extract.places",
    "scraper.extract.posts",
    "scraper.extract.dump",
    "scraper.detection",
    "scraper.sample_portal",
    "archive.cluster",
    "archive.export",
    "archive.popolo",
    "archive.serve",
    "archive.site",
    "archive.warc_export",
    "datasette",
    "jinja2",
    "ray",
    "rich",
    "smtplib",
    "warcio",
)


def test_the_collector_sleeps_inside_and_wakes_up_again() -> None:
    assert gc.isenabled()
    with pytest.raises(ImportError), loaded_at_once():
        assert not gc.isenabled()
        raise ImportError("no such module")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with loaded_at_once():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_loaded_is_not_looked_through_again() -> None:
    program = (
        "import gc\n"
        "from archive.start_up import loaded_at_once\n"
        "with loaded_at_once():\n"
        "    import archive.crawl\n"
        "print(gc.get_freeze_count() > 100_000, len(gc.get_objects()) < 1_000)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def loaded_by_a_crawl(url: str, archive: Path) -> tuple[str, set[str]]:
    """Return what a crawl in a process of its own says, and the names of the modules it has loaded by its end."""
    program = "import sys\nfrom archive.cli import main\ntry:\n    main()\nfinally:\n    print(*sorted(sys.modules))"
    words = ["crawl", url, "--archive", str(archive), "--allow-loopback", "--delay", "0", "--quiet"]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    said, _, modules = done.stdout.rstrip("\n").rpartition("\n")
    return said, set(modules.split())


def test_a_visit_with_nothing_new_loads_nothing_that_only_new_articles_need(tmp_path: Path) -> None:
    with LoopbackPortal() as portal:
        portal.pages = Town.of(3).pages(portal.url.rstrip("/"))
        assert crawl(portal.url, tmp_path / "archive").returncode == 0
        said, loaded = loaded_by_a_crawl(portal.url, tmp_path / "archive")
        assert "articles: 0 new, 0 changed, 0 gone" in said
        assert not loaded.intersection(NOT_NEEDED)
        first = loaded_by_a_crawl(portal.url, tmp_path / "another")[1]
    assert {"scraper.extract.annotate", "scraper.extract.officials.reading"} <= first
