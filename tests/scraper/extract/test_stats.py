"""Counters as portals print them."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from scraper.extract.stats import find_stats

PRINTED: list[tuple[list[str], dict[str, float]]] = [
    (["Thống kê: 644.092", "Online: 104"], {"visits": 644092, "online": 104}),
    (["Đánh giá:", "lượt đánh giá: , trung bình: Bình luận"], {}),
    (["Đang truy cập11", "Hôm nay410", "Tổng lượt truy cập2.719.000"], {"online": 11, "visits": 2719000}),
    (["1.234.567", "Lượt truy cập", "12", "Đang online"], {"visits": 1234567, "online": 12}),
    (["Lượt truy cập", "1.234.567", "Đang online", "12"], {"visits": 1234567, "online": 12}),
    (["Hôm nay: 12 lượt truy cập"], {}),
    (["Hôm nay | 118\nTất cả | 512606"], {"visits": 512606}),
    (["Truy cập: 1 234 567"], {"visits": 1234567}),
    (["Từ 01/2006: 402.917"], {"visits": 402917}),
    (["Đang xem: 6 - Tổng: 203.114 lượt"], {"online": 6, "visits": 203114}),
    (["Lượt xem: 1.234 | Bình luận: 0"], {"views": 1234, "comments": 0}),
    (["Đọc 842 lần"], {"views": 842}),
    (["Tổng số điểm của bài viết là: 5 trong 1 đánh giá", "Xếp hạng: 5 - 1 phiếu bầu"],
     {"rating_count": 1, "rating_average": 5.0}),
    (["Đánh giá: 4 / 5 (12 lượt)"], {"rating_count": 12, "rating_average": 4.0}),
    (["Tổng số điểm của bài viết là: 0 trong 0 đánh giá"], {}),
    (["13-08-2024 07:58 | 95 lượt xem | In tin"], {"views": 95}),
    (["95 lượt xem | 3 bình luận"], {"views": 95, "comments": 3}),
    (["Truy cập tổng | 3.417.205\nĐang truy cập | 28"], {"visits": 3417205, "online": 28}),
    (["Ngày 12/03/2021, toàn xã có 214 hộ"], {}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), PRINTED)
def test_counters(lines: list[str], expected: dict[str, float]) -> None:
    found = {name: value for name, value in asdict(find_stats(lines)).items() if value is not None}
    assert found == expected
