from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from scraper.warc import Damage, Record, read_records
from scraper.warc.wacz import is_wacz, unpack_wacz
from tests.scraper.warc import made


def wacz(
    path: Path, parts: dict[str, bytes], *, stated: dict[str, str] | None = None, kind: int = zipfile.ZIP_STORED
) -> Path:
    """A WACZ as Browsertrix writes it: web archives stored as they are, an index, pages, the digests of all."""
    files = {f"archive/{name}": content for name, content in parts.items()}
    files |= {"indexes/index.cdx.gz": b"index", "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n'}
    hashes = {name: f"sha256:{hashlib.sha256(content).hexdigest()}" for name, content in files.items()} | (stated or {})
    resources = [{"name": name.rpartition("/")[2], "path": name, "hash": hashes[name]} for name in files]
    package = {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    with zipfile.ZipFile(path, "w", kind) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
        zipped.writestr("datapackage.json", json.dumps(package))
    return path


def read(path: Path) -> list[tuple[str, bytes, str | None]]:
    found = []
    for part in unpack_wacz(path):
        pieces = []
        with part.open() as stream:
            while piece := stream.read(100):
                pieces.append(piece)
        found.append((part.name, b"".join(pieces), part.problem))
    return found


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_web_archives_in_it(tmp_path: Path, kind: int) -> None:
    parts = {"data-0.warc.gz": made.by_warcio(2), "data-1.warc.gz": made.packed(made.pages(2))}
    path = wacz(tmp_path / "crawl.wacz", parts, kind=kind)
    assert is_wacz(path)
    assert read(path) == [(name, content, None) for name, content in parts.items()]


def test_a_digest_that_is_another_is_told_and_the_part_is_read(tmp_path: Path) -> None:
    content = made.by_warcio(1)
    path = wacz(
        tmp_path / "crawl.wacz", {"data.warc.gz": content}, stated={"archive/data.warc.gz": f"sha256:{'0' * 64}"}
    )
    ((_, found, problem),) = read(path)
    assert found == content
    assert problem is not None and "datapackage.json" in problem


def test_damage_in_the_zip_is_told_and_what_stands_before_is_read(tmp_path: Path) -> None:
    content = made.packed(made.pages(50))
    path = wacz(tmp_path / "crawl.wacz", {"data.warc.gz": content})
    whole = bytearray(path.read_bytes())
    whole[whole.index(content) + len(content) // 2] ^= 1
    path.write_bytes(whole)
    ((_, found, problem),) = read(path)
    assert problem is not None and "damaged" in problem
    assert len(found) > len(content) // 2


# In a part's own header: its signature, its name; in the directory: how it is packed, that it is locked, its place.
@pytest.mark.parametrize(
    ("signature", "place", "value"),
    [(b"PK\x03\x04", 0, 0), (b"PK\x03\x04", 35, 0), (b"PK\x01\x02", 10, 77), (b"PK\x01\x02", 8, 1),
     (b"PK\x01\x02", 45, 0xFF)],
)  # fmt: skip
def test_a_part_that_cannot_be_opened_is_told_and_the_others_are_read(
    tmp_path: Path, signature: bytes, place: int, value: int
) -> None:
    parts = {"data-0.warc.gz": made.by_warcio(1), "data-1.warc.gz": made.packed(made.pages(2))}
    path = wacz(tmp_path / "crawl.wacz", parts)
    whole = bytearray(path.read_bytes())
    whole[whole.index(signature) + place] = value
    path.write_bytes(whole)
    assert is_wacz(path)
    (_, first, problem), other = read(path)
    assert first == b""
    assert problem is not None
    assert problem.startswith("data-0.warc.gz: the zip is damaged here: ")
    assert other == ("data-1.warc.gz", parts["data-1.warc.gz"], None)


def test_any_byte_of_it_may_be_damaged(tmp_path: Path) -> None:
    path = wacz(tmp_path / "crawl.wacz", {"data.warc.gz": made.packed(made.pages(1))})
    content = path.read_bytes()
    for place in range(len(content)):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        assert not is_wacz(path) or len(read(path)) == 1


def test_one_whose_directory_is_lost_is_read_like_any_file(tmp_path: Path) -> None:
    content = made.packed(made.pages(5))
    path = wacz(tmp_path / "crawl.wacz", {"data.warc.gz": content})
    path.write_bytes(path.read_bytes()[: 50 + len(content)])
    assert not is_wacz(path)
    found = list(read_records(path))
    assert [one.url for one in found if isinstance(one, Record)] == [f"{made.HOST}/tin-{n}.html" for n in range(5)]
    assert any(isinstance(one, Damage) for one in found)


def test_what_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.wacz").write_bytes(b"PK\x03\x04 no zip")
    with zipfile.ZipFile(tmp_path / "b.wacz", "w") as zipped:
        zipped.writestr("letter.txt", "hello")
        zipped.writestr("archive/readme.txt", "hello")
    assert not is_wacz(tmp_path / "a.wacz")
    assert not is_wacz(tmp_path / "b.wacz")
    assert not is_wacz(tmp_path / "nowhere.wacz")


def test_a_part_that_expands_without_end_is_told_and_not_unpacked(tmp_path: Path) -> None:
    parts = {"bomb.warc": bytes(50 << 20), "data.warc.gz": made.by_warcio(1)}
    path = wacz(tmp_path / "crawl.wacz", parts, kind=zipfile.ZIP_DEFLATED)
    (name, content, problem), other = read(path)
    assert (name, content) == ("bomb.warc", b"")
    assert problem is not None
    assert "is not unpacked" in problem
    assert other == ("data.warc.gz", parts["data.warc.gz"], None)
