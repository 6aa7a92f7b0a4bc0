"""Files and folders are on the disk before anything relies on them, and are let go of again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.on_disk import sync


@pytest.mark.parametrize("name", ["a-file", "."], ids=["file", "folder"])
def test_what_is_named_is_synced_and_closed_again(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a-file").write_bytes(b"x")
    synced: list[tuple[int, bool]] = []

    def note(descriptor: int) -> None:
        synced.append((descriptor, os.path.samestat(os.fstat(descriptor), (tmp_path / name).stat())))

    monkeypatch.setattr(os, "fsync", note)
    sync(tmp_path / name)
    [(descriptor, is_the_one)] = synced
    assert is_the_one
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


def test_what_cannot_be_synced_is_told_and_closed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []

    def fail(descriptor: int) -> None:
        opened.append(descriptor)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        sync(tmp_path)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(opened[0])
