from __future__ import annotations

import pytest

from archive.site import formats
from archive.site.language import in_language


@pytest.mark.parametrize(
    ("stored", "vietnamese", "english"),
    [
        ("2026-11-24T09:30:00+00:00", "24/11/2026 16:30", "24 Nov 2026, 16:30"),
        ("2026-11-24T20:30:00+00:00", "25/11/2026 03:30", "25 Nov 2026, 03:30"),  # the day is Vietnam's
        ("2021-06-05T08:14", "05/06/2021 08:14", "5 June 2021, 08:14"),
        ("2021-09-05", "05/09/2021", "5 Sept 2021"),
        ("hôm qua", "hôm qua", "hôm qua"),
        ("9999-12-31T23:59:59-23:00", "9999-12-31T23:59:59-23:00", "9999-12-31T23:59:59-23:00"),
        (None, "", ""),
    ],
)
def test_times(stored: str | None, vietnamese: str, english: str) -> None:
    assert formats.moment(stored) == vietnamese
    with in_language("en"):
        assert formats.moment(stored) == english


def test_days() -> None:
    assert formats.day("2026-11-24T20:30:00+00:00") == "25/11/2026"
    with in_language("en"):
        assert formats.day("2026-11-24T20:30:00+00:00") == "25 Nov 2026"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [(644092, "644.092", "644,092"), (0, "0", "0"), (None, "—", "—"), (1234.5, "1.234,5", "1,234.5")],
)
def test_numbers(value: float | None, vietnamese: str, english: str) -> None:
    assert formats.number(value) == vietnamese
    with in_language("en"):
        assert formats.number(value) == english


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("Tin bài · Articles", "Tin bài", "Articles"),
        ("Giờ là UTC. / Times are UTC.", "Giờ là UTC.", "Times are UTC."),
        ("Bảng · của tôi / My · table", "Bảng · của tôi", "My · table"),
        ("chỉ một", "chỉ một", "chỉ một"),
        (None, "", ""),
    ],
)
def test_the_half_that_is_meant(text: str | None, vietnamese: str, english: str) -> None:
    assert formats.own_half(text) == vietnamese
    with in_language("en"):
        assert formats.own_half(text) == english
