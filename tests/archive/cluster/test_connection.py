"""What an address of a cluster is, and what is said where there is none."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from archive.cluster.connection import HERE, ClusterError, checked_address, connected, load_ray
from tests.portals.command import congtin


@pytest.mark.parametrize("address", ["here", "auto", "10.0.0.1:6379", "head.example:6379", "ray://10.0.0.1:10001"])
def test_an_address(address: str) -> None:
    assert checked_address(address) == address


@pytest.mark.parametrize("address", ["ky-anh", "https://kyanh.hatinh.gov.vn/", "10.0.0.1", "", "a:b", "x y:1"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match="is no address of a Ray cluster"):
        checked_address(address)


def test_a_portal_behind_the_option_is_told_apart_from_an_address(tmp_path: Path) -> None:
    done = congtin("crawl", "--archive", tmp_path / "archive", "--cluster", "ky-anh", "hong-linh")
    assert done.returncode == 2
    assert "let --cluster stand last" in " ".join(done.stderr.split())
    assert not (tmp_path / "archive").exists()


def test_without_ray_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterError, match=r"pip install 'congtin\[cluster\]'"):
        load_ray()


def test_a_cluster_that_does_not_come_up_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def never_up(**_: object) -> None:
        raise Exception("The current node timed out during startup.")

    monkeypatch.setitem(sys.modules, "ray", SimpleNamespace(init=never_up))
    with pytest.raises(ClusterError, match="at here cannot be used: The current node timed out"), connected(HERE):
        pass
