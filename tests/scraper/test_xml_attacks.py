"""Entities, document types and inclusions of others: in pages, feeds and sitemaps nothing is fetched, read or grown."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from scraper.extract import extract
from scraper.feeds import read_feed
from scraper.machine_lists import MachineListError
from scraper.sitemaps import Sitemap
from tests.portals.server import LoopbackPortal, page

HOME = "https://xa.example.gov.vn/"
SECRET = "Bí mật của máy này"
_LEVELS = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 11))
# What stands before the root, and what stands in an address and in a text.
ATTACKS: dict[str, tuple[str, str]] = {
    "file": ('<!DOCTYPE r [<!ENTITY x SYSTEM "{file}">]>', "&x;"),
    "network": ('<!DOCTYPE r [<!ENTITY x SYSTEM "{host}x.txt">]>', "&x;"),
    "parameter": ('<!DOCTYPE r [<!ENTITY % p SYSTEM "{host}x.dtd">%p;]>', "&x;"),
    "external DTD": ('<!DOCTYPE r SYSTEM "{host}x.dtd">', "&x;"),
    "public DTD": ('<!DOCTYPE r PUBLIC "-//XA//DTD//VI" "{host}x.dtd">', "&x;"),
    "style sheet": ('<?xml-stylesheet type="text/xsl" href="{host}x.xsl"?>', ""),
    "inclusion of a file": ("", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>'),
    "inclusion": ("", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{host}x.xml"/>'),
    "billion laughs": (f'<!DOCTYPE r [<!ENTITY e0 "ha">{_LEVELS}]>', "&e10;"),
    "quadratic": (f'<!DOCTYPE r [<!ENTITY x "{"ha" * 50_000}">]>', "&x;" * 20_000),
}
_TEXT = "Sáng ngày 04/3, xã tổ chức hội nghị triển khai nhiệm vụ trọng tâm của năm."


def read_page(head: str, said: str, encoding: str) -> str:
    html = f"{head}<html><body><h1>Xã họp bàn việc làm đường</h1><p>{_TEXT} {said}</p><p>{_TEXT}</p></body></html>"
    return json.dumps(extract(html.encode(encoding), HOME).to_dict(), ensure_ascii=False)


def read_a_feed(head: str, said: str, encoding: str) -> str:
    item = f"<item><title>{said}</title><link>{HOME}1-{said}</link></item>"
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{head}<rss version="2.0"><channel>{item}</channel></rss>'
    try:
        return str([asdict(entry) for entry in read_feed(xml.encode(encoding), HOME).entries])
    except MachineListError as error:
        return str(error)


def read_a_sitemap(head: str, said: str, encoding: str) -> str:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{head}<urlset><url><loc>{HOME}1-{said}</loc></url></urlset>'
    try:
        return str([asdict(entry) for entry in Sitemap(xml.encode(encoding), HOME)])
    except MachineListError as error:
        return str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("read", [read_page, read_a_feed, read_a_sitemap])
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_is_fetched_read_or_grown(
    read: Callable[[str, str, str], str], attack: str, encoding: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with LoopbackPortal({f"/x.{kind}": page(SECRET) for kind in ("txt", "dtd", "xsl", "xml")}) as host:
        head, said = (
            part.replace("{file}", (tmp_path / "secret.txt").as_uri()).replace("{host}", host.url)
            for part in ATTACKS[attack]
        )
        found = read(head, said, encoding)
        assert host.asked == []
    assert SECRET not in found
    assert "hahaha" not in found
    assert len(found) < 200_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024, "kilobytes"
