"""The style sheet: contrast after WCAG 2.2 (1.4.3), in light and dark, and nothing loaded from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import archive.site

TIMELINE = (Path(archive.site.__file__).parent / "static" / "timeline.css").read_text(encoding="utf-8")
CSS = (Path(archive.site.__file__).parent / "static" / "site.css").read_text(encoding="utf-8")
SCHEMES = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)]


def luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_text_can_be_read(scheme: dict[str, str]) -> None:
    for text in ("ink", "soft", "link", "visited", "accent", "good", "warn", "bad"):
        for ground in ("paper", "sheet", "tint"):
            assert contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground)
    for ground in ("mark", "added", "removed"):
        assert contrast(scheme["ink"], scheme[ground]) >= 4.5, ground
    assert contrast(scheme["bar"], scheme["paper"]) >= 3  # a graphical object (1.4.11)


def test_both_schemes_name_the_same_colours() -> None:
    assert set(SCHEMES[0]) == set(SCHEMES[1])
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_nothing_is_loaded() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_names_of_columns_stand_in_the_letters_of_the_text() -> None:
    """Fonts for code lack Vietnamese letters on many machines: "Số" came apart."""
    labels = [line for line in CSS.splitlines() if "attr(data-label)" in line]
    assert labels
    assert [line for line in labels if "var(--sans)" not in line] == []


def test_the_years_of_a_timeline_stand_over_its_bars() -> None:
    """Names and days stand beside the bars, 1rem between; "14 Sept 2023 – 15 May 2025 · 13 articles" takes 17rem."""
    left, right = re.findall(r"\.years \{ margin-left: ([0-9.]+)rem; margin-right: ([0-9.]+)rem; \}", TIMELINE)[0]
    columns = re.findall(r"grid-template-columns: ([0-9.]+)rem minmax\(0, 1fr\) ([0-9.]+)rem; gap: 0 1rem;", TIMELINE)
    assert columns == [(str(float(left) - 1).removesuffix(".0"), str(float(right) - 1).removesuffix(".0"))]
    assert float(columns[0][1]) >= 17
    when = next(line for line in TIMELINE.splitlines() if ".timeline .when { grid-column: 2" in line)
    assert "nowrap" not in when  # longer ones go on in a second line
