"""What cannot be installed is skipped with its reason, and fails where it is required."""

from __future__ import annotations

import pytest
from _pytest.outcomes import Failed, Skipped

from tests import apt
from tests.apt import CannotInstallError
from tests.real_cms import debian
from tests.real_cms.requirement import VARIABLE, installing


@pytest.mark.parametrize(("value", "outcome"), [("try", Skipped), ("required", Failed)])
def test_a_requirement_decides(monkeypatch: pytest.MonkeyPatch, value: str, outcome: type[BaseException]) -> None:
    monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(outcome, match="Plone cannot be installed here: no wheels"), installing("Plone"):
        raise CannotInstallError("no wheels")


def test_without_root_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apt, "_is_installed", lambda name: name != "php-gd")
    monkeypatch.setattr(apt, "needs", lambda *programs: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(CannotInstallError, match="install php-gd and try again"):
        debian.install()


def test_elsewhere_than_on_debian_the_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(CannotInstallError, match="apt-get"):
        debian.install()
