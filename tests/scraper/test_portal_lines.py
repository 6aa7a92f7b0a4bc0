"""What files say of portals that followed one another, and what cannot be true of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.errors import PortalError
from scraper.portal import load_portals, read_portal_file
from scraper.portal_lines import faults_of_lines, predecessors_of, successors_of

LINE = """
[cu]
name = "Cổng thị xã Sông Lam"
url = "https://songlam.example.vn/"
valid_to = 2025-06-30

[moi]
name = "Cổng phường Bến Lam"
url = "https://benlam.example.vn/"
valid_from = 2025-07-01
predecessors = ["cu"]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_one_says_the_other_knows(tmp_path: Path) -> None:
    path = write(tmp_path, LINE)
    portals = load_portals([path])
    assert portals["moi"].predecessors == ["cu"]
    assert (successors_of(portals, "cu"), predecessors_of(portals, "cu")) == (["moi"], [])
    assert (successors_of(portals, "moi"), predecessors_of(portals, "moi")) == ([], ["cu"])
    assert faults_of_lines([path]) == []


def test_the_portals_that_ship_are_true_of_their_lines() -> None:
    assert faults_of_lines() == []


def test_said_by_both_it_is_said_once(tmp_path: Path) -> None:
    path = write(tmp_path, LINE.replace("valid_to = 2025-06-30", 'successors = ["moi"]'))
    portals = load_portals([path])
    assert successors_of(portals, "cu") == ["moi"] and predecessors_of(portals, "moi") == ["cu"]
    assert faults_of_lines([path]) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('predecessors = "cu"', "key 'predecessors': write a list, in brackets"),
        ('predecessors = ["Cổng cũ"]', "key 'predecessors': 'Cổng cũ' is no id of a portal: use lower-case letters"),
        ('successors = ["a", "a"]', "key 'successors': 'a' is named twice"),
        ('successors = ["moi"]', "key 'successors' names the portal itself: what was rebuilt at its own address is an"),
        ('successors = ["cu"]\npredecessors = ["cu"]', "keys 'predecessors' and 'successors' both name 'cu'"),
        ('predecessor = ["cu"]', "key 'predecessor' is not known; the keys are: "),
    ],
)
def test_an_error_names_file_portal_and_key(tmp_path: Path, line: str, words: str) -> None:
    path = write(tmp_path, LINE.replace('predecessors = ["cu"]', line))
    with pytest.raises(PortalError) as caught:
        read_portal_file(path)
    assert str(caught.value).startswith(f"{path}: portal 'moi': ")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('["cu"]', '["cuu"]', "portal 'moi': key 'predecessors': no portal 'cuu' is declared; congtin"),
        ("valid_to = 2025-06-30", 'predecessors = ["moi"]', "'cu': key 'predecessors': 'cu' would come before itself"),
        ("valid_to = 2025-06-30", "valid_from = 2025-08-01", "'moi' began (valid_from 2025-07-01) before 'cu',"),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_told_with_file_portal_and_key(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    path = write(tmp_path, LINE.replace(before, after))
    faults = faults_of_lines([path])
    assert any(words in fault for fault in faults), faults
    assert all(fault.startswith(f"{path}: portal ") for fault in faults)


def test_a_circle_over_three_portals_is_seen(tmp_path: Path) -> None:
    third = '\n[ba]\nname = "Ba"\nurl = "https://ba.example.vn/"\npredecessors = ["moi"]\nsuccessors = ["cu"]\n'
    assert any("would come before itself" in fault for fault in faults_of_lines([write(tmp_path, LINE + third)]))
