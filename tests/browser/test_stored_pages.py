"""A hostile page from an archive, opened in a real browser: nothing of it runs."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from archive.safe_page import Provenance, safe_page
from scraper.store import Answer
from tests.archive.visited import ATTACKS

URL = "https://congtin.example/tin/bai.html"
PAGE = f"<html><head><title>bài</title></head><body><p>Trước</p>{''.join(ATTACKS)}<p>Sau</p></body></html>"


def opened(chromium: str, file: Path, profile: Path) -> str:
    """The page as the browser has it once it has settled."""
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
        "--virtual-time-budget=3000", "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", file.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_nothing_in_a_stored_page_runs(chromium: str, tmp_path: Path) -> None:
    moment = datetime(2026, 4, 2, tzinfo=UTC)
    answer = Answer(URL, moment, 200, [("Content-Type", "text/html; charset=utf-8")], body=PAGE.encode())
    file = tmp_path / "safe.html"
    file.write_text(safe_page(answer, Provenance(7, URL, moment.isoformat(), 200, None)), encoding="utf-8")
    dom = opened(chromium, file, tmp_path / "profile")
    assert "Bản lưu trong kho" in dom
    assert "Trước" in dom
    assert "pwned" not in dom
    assert "evil.example" not in dom


def test_as_it_was_stored_it_would(chromium: str, tmp_path: Path) -> None:
    """Else the test above could not fail."""
    file = tmp_path / "stored.html"
    scripts = [attack for attack in ATTACKS if "evil.example" not in attack]  # the others lead away from the page
    file.write_text(f"<html><head><title>bài</title></head><body>{''.join(scripts)}", encoding="utf-8")
    assert "<title>pwned</title>" in opened(chromium, file, tmp_path / "profile")
