"""A disk that is as small as a test wants it."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest


class SmallDisk:
    """A file system of its own in memory; a test says how large it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def mount(self, size: int, *options: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._mount("-t", "tmpfs", "-o", ",".join([f"size={size}", *options]), "tmpfs")

    def close_for_writing(self) -> None:
        self._mount("-o", "remount,ro")

    def open_for_writing(self) -> None:
        self._mount("-o", "remount,rw")

    def resize(self, size: int) -> None:
        self._mount("-o", f"remount,size={size}")

    def used(self) -> int:
        found = os.statvfs(self.folder)
        return (found.f_blocks - found.f_bfree) * found.f_frsize

    def unmount(self) -> None:
        for _ in range(50):
            if subprocess.run(["umount", self.folder], capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.1)

    def _mount(self, *words: str) -> None:
        done = subprocess.run(["mount", *words, self.folder], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
