"""``congtin portal check`` and ``list`` say which portals followed which."""

from __future__ import annotations

from pathlib import Path

from tests.portals.command import congtin
from tests.scraper.test_portal_lines import LINE


def test_list_shows_who_follows_whom(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(LINE, encoding="utf-8")
    listed = congtin("portal", "list", "--portals", path).stdout.splitlines()
    [old] = [line for line in listed if line.startswith("cu ")]
    [new] = [line for line in listed if line.startswith("moi ")]
    assert "(until 2025-06-30; followed by moi)" in old
    assert "(follows cu)" in new
    assert congtin("portal", "check", "--portals", path).returncode == 0


def test_check_tells_ids_that_nobody_has_declared(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(LINE.replace('["cu"]', '["cu", "khong-co"]'), encoding="utf-8")
    done = congtin("portal", "check", "--portals", path)
    assert done.returncode == 2
    assert f"{path}: portal 'moi': key 'predecessors': no portal 'khong-co' is declared" in done.stderr
