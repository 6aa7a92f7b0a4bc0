"""Whether a visit brought as many new articles as was to be expected, by numbers alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from archive.health.earlier import EarlierVisit
from archive.health.yields import fell_short

_DAY = datetime(2025, 3, 3, 1, 0, tzinfo=UTC)


def _visit(number: int, articles: int, days: float) -> EarlierVisit:
    return EarlierVisit(number, _DAY + timedelta(days=number), articles, {"days": days})


@pytest.mark.parametrize("seconds", [-300, -5, 0, 5, 300])
def test_half_is_half_though_a_timer_is_some_seconds_early_or_late(seconds: int) -> None:
    earlier = [_visit(number, 6, 1.0) for number in (3, 2, 1)]
    assert fell_short(_visit(4, 3, 1 + seconds / 86_400), earlier) is not None


@pytest.mark.parametrize("days", [0.5, 0.9])
def test_in_a_shorter_time_less_is_expected(days: float) -> None:
    earlier = [_visit(number, 6, 1.0) for number in (3, 2, 1)]
    assert fell_short(_visit(4, 3, days), earlier) is None
