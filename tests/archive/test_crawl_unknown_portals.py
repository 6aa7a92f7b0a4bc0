"""Portals that nobody has described, each on the address scheme of another CMS: every article once, and no trap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.portals.cms import FAMILIES
from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.made import MadePortal

pytestmark = pytest.mark.long

# Requests that bring neither article nor list: what it costs to find out about traps and copies.
MOST_WASTED = 0.15


@dataclass
class Run:
    archive: Path
    exit_code: int
    output: str
    portals: dict[str, MadePortal]

    def titles(self, name: str) -> Counter[str]:
        sql = "SELECT title FROM articles WHERE portal = ? AND kind = 'article'"
        return Counter(title for (title,) in rows(self.archive, sql, self._portal(name)))

    def cut(self, name: str) -> Counter[str]:
        sql = "SELECT reason FROM frontier WHERE portal = ? AND outcome = 'cut'"
        return Counter(reason for (reason,) in rows(self.archive, sql, self._portal(name)))

    def note(self, name: str) -> str:
        return str(one(self.archive, "SELECT coalesce(note, '') FROM crawls WHERE portal = ?", self._portal(name)))

    def _portal(self, name: str) -> str:
        return f"127.0.0.1-{self.portals[name].port}"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with ExitStack() as stack:
        portals = {family.__name__: stack.enter_context(family()) for family in FAMILIES}
        archive = tmp_path_factory.mktemp("unknown") / "archive"
        first, *others = [portal.url for portal in portals.values()]
        done = crawl(first, archive, *others)
        yield Run(archive, done.returncode, done.stdout + done.stderr, portals)


NAMES = [family.__name__ for family in FAMILIES]


@pytest.mark.parametrize("name", NAMES)
def test_every_article_is_there_once_and_nothing_else(run: Run, name: str) -> None:
    assert run.titles(name) == Counter(story.title for story in run.portals[name].stories)


@pytest.mark.parametrize("name", NAMES)
def test_few_requests_bring_neither_article_nor_list(run: Run, name: str) -> None:
    portal = run.portals[name]
    assert len(portal.wasted()) <= MOST_WASTED * len(portal.asked), portal.wasted()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("NukeViet", "addresses like /index.php?"),
        ("Liferay", "paths that repeat themselves"),
        ("SharePoint", "pages like *?nam&*?thang ("),
        ("Dnn", "other addresses of known articles (they differ in tabid only)"),
        ("Vnpt", "pages like *?sort&"),
        ("Custom", "pages like /lich-cong-tac/N/N/*"),
        ("Mvc", "other addresses of known articles (they differ in PageIndex only)"),
        ("WebSphere", "other addresses of known articles (they differ in the state only)"),
        ("WebSphere", "addresses that differ in the state only (lists that were read so named the same)"),
    ],
)
def test_what_a_portal_was_spared_is_said(run: Run, name: str, reason: str) -> None:
    assert any(given.startswith(reason) for given in run.cut(name)), run.cut(name)
    assert f"left out: {reason}" in run.note(name)
    assert f"left out: {reason}" in run.output


def test_the_run_is_ok_and_its_books_balance(run: Run) -> None:
    assert run.exit_code == 0, run.output
    assert "Traceback" not in run.output
    books_balance(run.archive)
