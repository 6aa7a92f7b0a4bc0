"""WordPress, as Debian ships it: a classic theme with pretty addresses, a block theme with plain ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real_cms import debian
from tests.real_cms.checks import SiteChecks
from tests.real_cms.mariadb import MariaDB
from tests.real_cms.requirement import installing
from tests.real_cms.visits import Visits, three_visits
from tests.real_cms.wordpress.plan import PUBLISHED
from tests.real_cms.wordpress.site import BLOCKS, CLASSIC, Flavour, database, wordpress


@pytest.fixture(scope="module")
def mariadb() -> Iterator[MariaDB]:
    with installing("WordPress"):
        debian.install()
        debian.unpack_wordpress()
    with database() as running:
        yield running


@pytest.fixture(scope="module", params=[CLASSIC, BLOCKS], ids=lambda flavour: flavour.name)
def visits(request: pytest.FixtureRequest, mariadb: MariaDB, tmp_path_factory: pytest.TempPathFactory) -> Visits:
    flavour: Flavour = request.param
    with wordpress(flavour, mariadb) as site:
        assert len(site.truth()) == PUBLISHED
        return three_visits(site, tmp_path_factory.mktemp("archive") / f"wordpress-{flavour.name}")


class TestWordPress(SiteChecks):
    sections = 6
