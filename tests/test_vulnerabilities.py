from __future__ import annotations

from tests.vulnerabilities import verdict

CLEAN = {"name": "a", "version": "1", "vulns": []}
BROKEN = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
UNASKED = {"name": "c", "skip_reason": "Dependency not found on PyPI"}


def test_one_that_is_known_is_an_error() -> None:
    code, lines = verdict([CLEAN, BROKEN], required=False)
    assert code == 1
    assert lines[0] == "b 2: PYSEC-1; mended in 3"


def test_none_is_none() -> None:
    assert verdict([CLEAN], required=True) == (0, ["1 of 1 packages were asked about; vulnerabilities: 0"])


def test_what_was_not_asked_is_not_clean() -> None:
    code, lines = verdict([CLEAN, UNASKED], required=False)
    assert code == 0
    assert lines[1].startswith("SKIPPED: the registry told nothing of 1 packages")
    assert verdict([CLEAN, UNASKED], required=True)[0] == 1
    assert verdict([], required=True)[0] == 1
