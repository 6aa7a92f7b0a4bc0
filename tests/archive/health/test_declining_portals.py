"""Portals that begin to yield less, crawled by the real command: suspect on that very run, and no other portal is.

All are visited by one command on each of five days: three good ones, one on which something is wrong, one after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.archive.health.gazette import ANOTHER, FIRST_DAY, Gazette, GazettePortal, commune
from tests.portals.command import books_balance, congtin, rows

pytestmark = pytest.mark.long
GOOD_DAYS = 3


@dataclass(frozen=True)
class Decline:
    """What becomes of a portal on the fourth day.

    Attributes:
        gazette: the portal until then, made anew for each test run.
        happens: what happens to it.
        kinds: the findings of that day; none for what speaks against no visit.
        recovers: what is to be as it was on the day after, ``None``: it goes on.
    """

    gazette: Callable[[], Gazette]
    happens: Callable[[Gazette], object]
    kinds: frozenset[str]
    recovers: Callable[[Gazette], object] | None = None


def growing() -> Gazette:
    return Gazette(first=6, per_day=6)


def standing() -> Gazette:
    return Gazette(first=24, per_day=0)


def set_to(**values: object) -> Callable[[Gazette], None]:
    def change(gazette: Gazette) -> None:
        for name, value in values.items():
            setattr(gazette, name, value)

    return change


def found(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


DECLINES = {
    "goes on": Decline(growing, set_to(), found()),
    "stands": Decline(standing, set_to(), found()),
    "new template": Decline(growing, set_to(look="new"), found("layout")),
    "half": Decline(growing, set_to(per_day=3), found("yield"), set_to(per_day=6)),
    "none": Decline(growing, set_to(per_day=0), found("yield"), set_to(per_day=6)),
    "lists half": Decline(standing, set_to(shown=0.5), found("lists"), set_to(shown=1.0)),
    "lists nothing": Decline(standing, set_to(shown=0.0), found("lists"), set_to(shown=1.0)),
    "sitemap half": Decline(
        lambda: Gazette(first=24, per_day=0, machine_lists=True), set_to(shown=0.5), found("lists"), set_to(shown=1.0)
    ),
    "another's news": Decline(growing, set_to(unit=ANOTHER), found("identity")),
    "another's news, few": Decline(lambda: Gazette(first=4, per_day=2), set_to(unit=ANOTHER), found("identity")),
    "another's site": Decline(
        lambda: Gazette(first=5, per_day=0), lambda gazette: gazette.hand_over(ANOTHER), found("identity")
    ),
    "no dates": Decline(growing, set_to(dropped={"published"}), found("field"), set_to(dropped=set())),
    "no captions": Decline(growing, set_to(dropped={"captions"}), found("field"), set_to(dropped=set())),
    "no authors": Decline(growing, set_to(dropped={"author"}), found("field"), set_to(dropped=set())),
    "no officials": Decline(growing, set_to(dropped={"officials"}), found("field"), set_to(dropped=set())),
    "teasers": Decline(growing, set_to(dropped={"text"}), found("field"), set_to(dropped=set())),
    "goes on, small": Decline(lambda: Gazette(first=4, per_day=4), set_to(), found()),
}


@dataclass
class Played:
    """The archive, each portal's address by its name, and the exit code of each day's command."""

    archive: Path
    urls: dict[str, str]
    codes: list[int]

    def outcomes(self, name: str) -> list[str]:
        """What each day's crawl of a portal came to."""
        sql = "SELECT outcome FROM crawls WHERE portal = (SELECT id FROM portals WHERE url = ?) ORDER BY id"
        return [outcome for (outcome,) in rows(self.archive, sql, self.urls[name])]

    def kinds(self, name: str, day: int) -> set[str]:
        """The kinds of what was found wrong with a portal on a day."""
        sql = (
            "SELECT kind FROM health_findings WHERE crawl = (SELECT id FROM crawls WHERE portal = "
            "(SELECT id FROM portals WHERE url = ?) ORDER BY id LIMIT 1 OFFSET ?)"
        )
        return {kind for (kind,) in rows(self.archive, sql, self.urls[name], day)}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    archive = tmp_path_factory.mktemp("declines") / "archive"
    gazettes = {name: decline.gazette() for name, decline in DECLINES.items()}
    with ExitStack() as up:
        urls, codes = {}, []
        for number, (name, gazette) in enumerate(gazettes.items()):
            gazette.unit = commune(number)
            gazette.begin()
            urls[name] = up.enter_context(GazettePortal(gazette, f"127.0.1.{number + 1}")).url
        for day in range(GOOD_DAYS + 2):
            moment = FIRST_DAY + timedelta(days=day)
            for name, gazette in gazettes.items():
                if day == GOOD_DAYS:
                    DECLINES[name].happens(gazette)
                recovers = DECLINES[name].recovers
                if day > GOOD_DAYS and recovers is not None:
                    recovers(gazette)
                if day:
                    gazette.publish(gazette.per_day, moment)
            options = ("--archive", archive, "--allow-loopback", "--delay", "0", "--quiet")
            codes.append(congtin("crawl", *urls.values(), *options, now=moment.isoformat()).returncode)
    books_balance(archive)
    yield Played(archive, urls, codes)


@pytest.mark.parametrize("name", DECLINES)
def test_a_decline_is_told_on_the_very_run(played: Played, name: str) -> None:
    expected = DECLINES[name].kinds
    assert played.outcomes(name)[:GOOD_DAYS] == ["ok"] * GOOD_DAYS
    assert played.kinds(name, GOOD_DAYS) == expected
    is_bad = bool(expected - {"layout"})
    assert played.outcomes(name)[GOOD_DAYS] == ("suspect" if is_bad else "ok")


@pytest.mark.parametrize("name", [name for name, decline in DECLINES.items() if decline.recovers])
def test_a_portal_recovers_on_the_next_good_run(played: Played, name: str) -> None:
    assert played.outcomes(name)[-1] == "ok"


def test_a_new_template_is_noted_once(played: Played) -> None:
    assert played.kinds("new template", GOOD_DAYS + 1) == set()


def test_the_exit_code_says_so(played: Played) -> None:
    assert played.codes == [0] * GOOD_DAYS + [1, 1]


def test_the_stored_pages_alone_give_the_same_findings(played: Played) -> None:
    sql = "SELECT c.started, p.url, f.kind, f.field, f.value, f.expected, f.words FROM health_findings f JOIN crawls c "
    sql += "ON c.id = f.crawl JOIN portals p ON p.id = c.portal ORDER BY 1, 2, 3, 4"
    before = rows(played.archive, sql)
    done = congtin("rebuild", "--archive", played.archive)
    assert done.returncode == 0, done.stderr
    assert rows(played.archive, sql) == before
