"""What reads a batch of stored pages in the tests of reading processes: found by its name in processes of their own."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from archive.reextraction.reading import Batch, Outcome

DEADLY = 13  # the revision on which a process dies


def reads(_folder: Path, batch: Batch) -> list[Outcome]:
    """Read every page as it was."""
    return [Outcome(page.revision, "same") for page in batch.pages]


def dies_on_one(folder: Path, batch: Batch) -> list[Outcome]:
    """Die as if killed for its memory, whenever the deadly page is among those that are read."""
    if any(page.revision == DEADLY for page in batch.pages):
        os.kill(os.getpid(), signal.SIGKILL)
    return reads(folder, batch)


def dies_once(folder: Path, batch: Batch) -> list[Outcome]:
    """Die on the deadly page the first time only; ``folder`` remembers."""
    mark = folder / "died"
    if any(page.revision == DEADLY for page in batch.pages) and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return reads(folder, batch)


def dies_once_and_notes(folder: Path, batch: Batch) -> list[Outcome]:
    """Note which pages are read together, and do as :func:`dies_once` does."""
    with (folder / "read").open("a") as file:
        file.write(" ".join(str(page.revision) for page in batch.pages) + "\n")
    return dies_once(folder, batch)
