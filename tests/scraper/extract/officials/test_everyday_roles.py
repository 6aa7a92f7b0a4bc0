"""The everyday ways to tell who did what, against the roles of everybody named."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

TEXTS = Path(__file__).with_name("everyday_roles.txt")
_LEAST = 100


def read_cases() -> list[tuple[str, str, dict[str, set[str]]]]:
    """Return field, text and the roles of each name."""
    lines = [line for line in TEXTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    cases = []
    for text, told in zip(lines[::2], lines[1::2], strict=True):
        roles = {
            name.strip(): set(words.split()) for name, _, words in (part.partition(":") for part in told.split(";"))
        }
        field = "captions[0]" if text.startswith("^") else "text"
        cases.append((field, text.removeprefix("^").replace("⏎", "\n"), roles))
    return cases


CASES = read_cases()


def test_the_table_is_whole() -> None:
    assert len(CASES) >= _LEAST


@pytest.mark.parametrize(("field", "text", "expected"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_roles(field: str, text: str, expected: dict[str, set[str]]) -> None:
    found, _ = find_officials([Field(field, text)], Context())
    assert {official.name: set(official.roles) for official in found} == expected
