"""Which posts lead a unit, by the words of their bodies: not those of bodies inside it."""

from __future__ import annotations

import pytest

from archive.people.leading import order_of_post


@pytest.mark.parametrize(
    ("title", "organization", "unit", "leads"),
    [
        ("Bí thư", "Thị ủy Gió", "thị xã Gió", True),
        ("Bí thư Thị uỷ", "Thị uỷ Gió", "thị xã Gió", True),
        ("Phó Bí thư Thường trực", "Huyện ủy Mây", "huyện Mây", True),
        ("Bí thư", "Đảng ủy phường Bến Lam", "phường Bến Lam", True),
        ("Bí thư", "Ban Thường vụ Tỉnh ủy Sông", "tỉnh Sông", True),
        ("Chủ tịch", "Ủy ban nhân dân xã Nắng", "xã Nắng", True),
        ("Chủ tịch", "HĐND xã Nắng", "xã Nắng", True),
        ("Chủ tịch", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Nắng", "xã Nắng", True),
        ("Bí thư", "Đảng ủy Công an thị xã Gió", "thị xã Gió", False),
        ("Bí thư", "Đoàn Thanh niên Cộng sản Hồ Chí Minh thị xã Gió", "thị xã Gió", False),
        ("Trưởng ban", "Ban Dân vận Thị ủy Gió", "thị xã Gió", False),
        ("Ủy viên Ban Thường vụ", "Thị ủy Gió", "thị xã Gió", False),
        ("Bí thư", None, "thị xã Gió", False),
        ("", "", "", False),
    ],
)
def test_leading_posts(title: str, organization: str | None, unit: str, leads: bool) -> None:
    assert order_of_post(title, organization, unit).leads is leads


def test_the_secretary_comes_first_and_the_front_last() -> None:
    posts = [
        ("Chủ tịch", "Ủy ban Mặt trận Tổ quốc Việt Nam thị xã Gió"),
        ("Phó Chủ tịch", "Ủy ban nhân dân thị xã Gió"),
        ("Chủ tịch", "Hội đồng nhân dân thị xã Gió"),
        ("Trưởng phòng", "Phòng Nội vụ thị xã Gió"),
        ("Chủ tịch", "Ủy ban nhân dân thị xã Gió"),
        ("Phó Bí thư", "Thị ủy Gió"),
        ("Bí thư", "Thị ủy Gió"),
    ]
    ordered = sorted(posts, key=lambda post: order_of_post(*post, "thị xã Gió"))
    assert [posts.index(post) for post in ordered] == [6, 5, 4, 1, 2, 0, 3]
