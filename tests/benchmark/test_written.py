"""Where docs/performance.md takes what was measured."""

from __future__ import annotations

import pytest

from tests.benchmark.__main__ import PAGE, rewritten, written
from tests.benchmark.report import Report, Target, figure

BEFORE, BEHIND = "# What pages cost\n\n", "\n\n## Pages of the site\n\n### Start\n\nNot measured here.\n"
START, STORED = Report("Start", "Old.", ("command",), [("x",)]), Report("A stored page", "Old.", ("way",), [("y",)])


def page() -> str:
    empty = f"{BEFORE}<!-- measured: begin -->\n<!-- measured: end -->{BEHIND}"
    return written(empty, [START.markdown(), STORED.markdown()], "one machine")


@pytest.mark.parametrize("title", ["Start", "A stored page"])
def test_a_section_measured_by_itself_stands_in_place_of_the_old_one(title: str) -> None:
    new = Report(title, r"New \1.", ("way",), [("z",)], targets=[Target("bytes", 1 / 8, 0.1254)])
    after = rewritten(page(), new.markdown(), "another machine")
    assert after.startswith(BEFORE)
    assert after.endswith(BEHIND)
    assert after.count(f"### {title}\n") == page().count(f"### {title}\n")
    assert after.count("Old.") == 1
    assert f"### {title}\n\nMeasured by itself: another machine.\n\nNew \\1.\n\n| way |" in after
    assert "Machine: one machine." in after
    assert "| bytes | ≤ 0.125 | 0.125 | **missed** |" in after
    assert rewritten(after, new.markdown(), "another machine") == after


def test_all_measured_again_replaces_all() -> None:
    once = rewritten(page(), START.markdown(), "another machine")
    assert written(once, [START.markdown(), STORED.markdown()], "one machine") == page()


def test_a_page_that_has_no_place_for_it_is_told() -> None:
    with pytest.raises(ValueError, match="no lines"):
        written(BEFORE, [], "one machine")
    with pytest.raises(ValueError, match="no section '### Export'"):
        rewritten(page(), "### Export\n\nNew.\n", "one machine")


def test_the_page_of_the_docs_has_its_marks() -> None:
    assert written(PAGE.read_text(encoding="utf-8"), [], "one machine")


@pytest.mark.parametrize(
    ("value", "told"), [(0.1254, "0.125"), (1 / 3, "0.333"), (3.0, "3.00"), (21.4, "21.4"), (1234.5, "1,234")]
)
def test_a_figure_has_the_digits_that_say_something(value: float, told: str) -> None:
    assert figure(value) == told
