"""Portals that share a host are asked as one: the pause between two requests is the host's."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.portals.command import congtin, one
from tests.portals.server import LoopbackPortal, page

DELAY = 0.3


def commune(name: str) -> dict[str, str]:
    """Addresses and what they say, of a portal that is a path of its host."""
    text = "<p>Sáng 5/3/2024, Ủy ban nhân dân xã tổ chức hội nghị bàn về nhiệm vụ của năm và các giải pháp lớn.</p>" * 3
    return {
        f"/{name}/": f'<html><body><ul><li><a href="/{name}/tin-1.html">Xã triển khai nhiệm vụ của năm</a></ul>',
        f"/{name}/tin-1.html": f"<html><head><title>Xã {name}</title></head><body><h1>Xã {name} họp</h1>{text}",
    }


def test_portals_of_a_host_are_crawled_one_after_the_other(tmp_path: Path) -> None:
    names = ("xa-a", "xa-b", "xa-c")
    with LoopbackPortal() as host:
        host.pages = {path: page(body) for name in names for path, body in commune(name).items()}
        urls = [f"{host.url}{name}/" for name in names]
        congtin("crawl", *urls, "--archive", tmp_path, "--allow-loopback", "--delay", str(DELAY))
        asked = [request for request in host.asked if request.path != "/robots.txt"]
    communes = [request.path.split("/")[1] for request in asked]
    assert communes == sorted(communes)  # none began before the one before it had ended
    assert one(tmp_path, "SELECT count(DISTINCT portal) FROM captures WHERE status = 200") == len(names)
    of_one = [b.at - a.at for a, b in pairwise(asked) if a.path.split("/")[1] == b.path.split("/")[1]]
    assert min(of_one) > DELAY / 2
