"""Plone with its classic user interface: sections as folders with collections, lead images, a compressed sitemap."""

from __future__ import annotations

import pytest

from tests.real_cms.checks import SiteChecks
from tests.real_cms.plone import environment
from tests.real_cms.plone.plan import PUBLISHED
from tests.real_cms.plone.site import plone
from tests.real_cms.requirement import installing
from tests.real_cms.visits import Visits, three_visits


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Visits:
    with installing("Plone"):
        environment.python()
    with plone() as site:
        assert len(site.truth()) == PUBLISHED
        return three_visits(site, tmp_path_factory.mktemp("archive") / "plone")


class TestPlone(SiteChecks):
    sections = 4
