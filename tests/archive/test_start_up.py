"""What a crawl loads: the collector sleeps while it is loaded, and is awake afterwards whatever happened."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from archive.start_up import loaded_at_once


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
