"""The configuration in docs/serving.md is one: nginx reads it without a word (``make faults``; Debian, root)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.portals.certificates import made_certificate

pytestmark = pytest.mark.faults
DOCUMENT = Path(__file__).parents[3] / "docs" / "serving.md"
SECONDS = 600


_PATH = f"{os.environ['PATH']}:/usr/sbin"


@pytest.fixture(scope="module")
def nginx() -> str:
    failure = "only root of a Debian may install it here"
    if shutil.which("nginx", path=_PATH) is None and shutil.which("apt-get") and os.geteuid() == 0:
        failure = _install()
    found = shutil.which("nginx", path=_PATH)
    if found is None:
        pytest.skip(f"nginx is not installed: {failure}")
    return found


def _install() -> str:
    """Install it, and say what went wrong. That the service does not start (port 80 is taken) is nothing to us."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.CompletedProcess[str]([], 0)
    for command in (["apt-get", "update", "--quiet"],
                    ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "nginx-light"]):  # fmt: skip
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SECONDS)
    return (done.stderr or "").strip()[-200:]


def configured(folder: Path) -> Path:
    """Write the configuration of the document as a whole one, with files of its own; returns its file."""
    (block,) = re.findall(r"```nginx\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    certificate = made_certificate(folder)
    block = re.sub(r"(ssl_certificate(?:_key)?\s+)\S+;", rf"\g<1>{certificate};", block)
    block = block.replace("/var/cache/nginx/congtin", str(folder / "cache"))
    file = folder / "nginx.conf"
    logs = f"error_log {folder}/error.log; pid {folder}/nginx.pid;"
    file.write_text(f"{logs}\nevents {{ }}\nhttp {{\naccess_log off;\n{block}\n}}\n", encoding="utf-8")
    return file


def test_nginx_reads_it(nginx: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [nginx, "-t", "-c", str(configured(tmp_path))], capture_output=True, text=True, timeout=SECONDS
    )
    assert done.returncode == 0, done.stderr
    assert "[emerg]" not in done.stderr
    assert "syntax is ok" in done.stderr


def test_nginx_would_tell(nginx: str, tmp_path: Path) -> None:
    """Else the test above could not fail."""
    file = configured(tmp_path)
    file.write_text(
        file.read_text(encoding="utf-8").replace("limit_conn_status 429", "limit_conn_status nope"), encoding="utf-8"
    )
    assert subprocess.run([nginx, "-t", "-c", str(file)], capture_output=True, timeout=SECONDS).returncode != 0
