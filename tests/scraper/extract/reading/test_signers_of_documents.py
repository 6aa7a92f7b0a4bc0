"""The signer of a document: name and post, in cells of their own or in one."""

from __future__ import annotations

import pytest

from scraper.extract.reading.documents import signers


@pytest.mark.parametrize(
    ("printed", "name", "posts"),
    [
        ("Ung Thị Hoài Thu - Phó Chủ tịch", "Ung Thị Hoài Thu", ["Phó Chủ tịch"]),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An", []),
        ("NGUYỄN VĂN AN", "NGUYỄN VĂN AN", []),
        ("Chủ tịch: Lê Hữu Bách (đã ký)", "Lê Hữu Bách", ["Chủ tịch"]),
        ("Phó Chủ tịch Nguyễn Văn An", "Nguyễn Văn An", ["Phó Chủ tịch"]),
        ("KT. CHỦ TỊCH - PHÓ CHỦ TỊCH - LÊ VĂN DOAN", "LÊ VĂN DOAN", ["PHÓ CHỦ TỊCH"]),
        ("Y Brơi Êban, Chủ tịch", "Y Brơi Êban", ["Chủ tịch"]),
        ("Phó Văn Chỉnh", "Phó Văn Chỉnh", []),
    ],
)
def test_name_and_post_in_one_cell(printed: str, name: str, posts: list[str]) -> None:
    (signer,) = signers({"signer": printed})
    assert (signer.name, [title.text for title in signer.titles]) == (name, posts)


def test_a_cell_of_its_own_tells_the_post() -> None:
    (signer,) = signers({"signer": "Lê Hữu Bách", "post": "Phó Chủ tịch", "body": "UBND thị xã"})
    assert [(title.text, title.organization) for title in signer.titles] == [("Phó Chủ tịch", "UBND thị xã")]


@pytest.mark.parametrize("printed", ["Chánh Văn phòng", "", "12/QĐ-UBND", "Chủ tịch " * 40])
def test_a_post_alone_or_a_number_is_nobody(printed: str) -> None:
    assert signers({"signer": printed}) == []
