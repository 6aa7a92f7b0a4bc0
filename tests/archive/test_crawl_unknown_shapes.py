"""Portals of unusual shape that nobody has described, and what a second visit finds on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.portals.cms import Custom
from tests.portals.command import books_balance, crawl, rows
from tests.portals.made import MadePortal
from tests.portals.shapes import (
    BaseElement,
    BehindRedirects,
    FramedLists,
    FunctionPager,
    HeadPager,
    HiddenSection,
    LongPager,
    OddLetters,
    SharedHost,
)
from tests.portals.stories import stories

pytestmark = pytest.mark.long

SHAPES: tuple[type[MadePortal], ...] = (
    BaseElement, BehindRedirects, FramedLists, FunctionPager, HeadPager, HiddenSection, LongPager, OddLetters,
)  # fmt: skip


@dataclass
class Run:
    archive: Path
    exit_code: int
    output: str
    portals: dict[str, MadePortal]
    shared: SharedHost

    def titles(self, portal: str) -> Counter[str]:
        return Counter(title for (title,) in rows(self.archive, "SELECT title FROM articles WHERE portal = ?", portal))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with ExitStack() as stack:
        portals = {shape.__name__: stack.enter_context(shape()) for shape in SHAPES}
        shared = stack.enter_context(SharedHost())
        archive = tmp_path_factory.mktemp("shapes") / "archive"
        communes = [f"{shared.url}{commune}/" for commune in shared.communes]
        done = crawl(communes[0], archive, *communes[1:], *(portal.url for portal in portals.values()))
        yield Run(archive, done.returncode, done.stdout + done.stderr, portals, shared)


@pytest.mark.parametrize("name", [shape.__name__ for shape in SHAPES])
def test_every_article_is_there_once_and_nothing_else(run: Run, name: str) -> None:
    portal = run.portals[name]
    assert run.titles(f"127.0.0.1-{portal.port}") == Counter(story.title for story in portal.stories)


@pytest.mark.parametrize("commune", SharedHost.communes)
def test_a_commune_on_a_shared_host_has_its_own_articles_only(run: Run, commune: str) -> None:
    found = run.titles(f"127.0.0.1-{run.shared.port}-{commune}")
    assert found == Counter(story.title for story in run.shared.of(commune))
    assert f"outside /{commune}/, where this portal lives on its host" in run.output


def test_the_run_is_ok_and_its_books_balance(run: Run) -> None:
    assert run.exit_code == 0, run.output
    books_balance(run.archive)


def test_a_second_visit_finds_what_was_published_late_or_in_between(tmp_path: Path) -> None:
    with Custom(stories(41)[1:]) as portal:  # forty of forty-one
        assert crawl(portal.url, tmp_path, now="2026-11-10T08:00:00+07:00").returncode == 0
        before = {path for (path,) in rows(tmp_path, "SELECT url FROM articles")}
        late, inserted = stories(43)[0], replace(stories(42)[0], published="03/02/2015 07:00")
        section = portal.stories.index(next(one for one in portal.stories if one.section == late.section))
        portal.stories.insert(section, replace(late, published="01/01/2012 09:15"))
        third_page = [one for one in portal.stories if one.section == inserted.section][2 * portal.per_page]
        portal.stories.insert(portal.stories.index(third_page), inserted)
        done = crawl(portal.url, tmp_path, now="2026-11-11T08:00:00+07:00")
        assert "articles: 2 new, 0 changed, 0 gone" in done.stdout
        after = {path for (path,) in rows(tmp_path, "SELECT url FROM articles")}
        assert {path.rsplit("/", 1)[1] for path in after - before} == {late.slug, inserted.slug}
    books_balance(tmp_path)
