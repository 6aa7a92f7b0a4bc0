"""Packing with dictionaries that stand in files: of many files in turn each is packed with its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.errors import ArchiveError
from scraper.page_dictionaries import make_dictionary
from scraper.page_packing import Zstd
from tests.scraper.test_page_dictionaries import pages_of

if TYPE_CHECKING:
    from pathlib import Path

_FILES = 12  # more than are kept ready


@pytest.fixture
def packers(tmp_path: Path) -> list[Zstd]:
    """Packers of files that begin with their dictionaries."""
    made = []
    for number in range(_FILES):
        dictionary = make_dictionary(pages_of(number, 8))
        assert dictionary is not None
        path = tmp_path / f"xa-{number:05}.warc.zst"
        path.write_bytes(Zstd(dictionary).beginning)
        made.append(Zstd(dictionary, path))
    return made


def test_a_dictionary_that_is_read_again_packs_the_same(packers: list[Zstd]) -> None:
    bodies = [pages_of(number, 10)[9] for number in range(_FILES)]
    first = [packer.pack(body) for packer, body in zip(packers, bodies, strict=True)]
    again = [packer.pack(body) for packer, body in zip(packers, bodies, strict=True)]
    assert again == first
    assert all(len(packed) < len(body) / 8 for packed, body in zip(first, bodies, strict=True))


def test_who_goes_on_with_a_file_packs_the_same(packers: list[Zstd], tmp_path: Path) -> None:
    body = pages_of(0, 10)[9]
    again = Zstd.of_file(tmp_path / "xa-00000.warc.zst")
    assert again.has_dictionary
    assert again.pack(body) == packers[0].pack(body)


def test_that_it_is_gone_is_told(packers: list[Zstd], tmp_path: Path) -> None:
    for packer in packers:
        packer.pack(b"<html></html>")
    lost = tmp_path / "xa-00000.warc.zst"
    lost.unlink()
    with pytest.raises(ArchiveError, match=r"xa-00000\.warc\.zst: the dictionary .* put the file back"):
        packers[0].pack(b"<html></html>")
