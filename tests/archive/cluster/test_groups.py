"""Portals of one host are one task's."""

from __future__ import annotations

from archive.cluster.groups import by_host
from scraper.portal import portal_from_url


def test_portals_of_a_host_are_crawled_by_one_task() -> None:
    urls = [
        "https://tinh.example.vn/xa-a", "https://khac.example.vn/", "http://tinh.example.vn:8080/", "https://www.tinh.example.vn/xa-b",
        "http://TINH.example.vn:80/xa-c", "https://tỉnh.example.vn/", "https://xn--tnh-c0a.example.vn/x",
    ]  # fmt: skip
    portals = [portal_from_url(url) for url in urls]
    groups = by_host(portals)
    assert sorted(len(group) for group in groups)[-1] == 3
    assert groups[0][0] is portals[0]
    assert sorted(portal.url for group in groups for portal in group) == sorted(portal.url for portal in portals)
