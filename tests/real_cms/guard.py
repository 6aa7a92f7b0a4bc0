"""``python guard.py COMMAND ...`` runs a command until standard input ends, then ends it and all that it started.

Whoever started the guard holds the other end of its standard input, so that the kernel closes it even where he is
killed. The guard leads a process group of its own; the command's children belong to it (PHP's workers outlive PHP).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

_GRACE = 10.0  # seconds for a database to close its files


def _end_group(process: subprocess.Popen[bytes]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)
    end = time.monotonic() + _GRACE
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    """Run the command of the arguments."""
    process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    orphaned = threading.Event()

    def watch() -> None:
        os.read(0, 1)
        orphaned.set()

    threading.Thread(target=watch, daemon=True).start()
    while process.poll() is None and not orphaned.wait(0.1):
        pass
    if process.poll() is not None:
        sys.stderr.write(f"{sys.argv[1]} exited with {process.returncode}\n")
    _end_group(process)


if __name__ == "__main__":
    main()
