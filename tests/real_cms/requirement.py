"""Whether real systems are to be installed here at all, and what to do where that is not possible."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.apt import CannotInstallError

# unset: these tests are not collected; "try": skip with the reason what cannot be installed; "required": fail then.
VARIABLE = "CONGTIN_REAL_CMS"


def wanted() -> bool:
    """Tell whether the tests of this folder are to run (they install packages and take minutes)."""
    return os.environ.get(VARIABLE, "") in {"try", "required"}


@contextmanager
def installing(system: str) -> Iterator[None]:
    """Turn :class:`CannotInstallError` into a skipped test, or into a failed one where the systems are required."""
    try:
        yield
    except CannotInstallError as error:
        message = f"{system} cannot be installed here: {error}"
        if os.environ.get(VARIABLE) == "required":
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
